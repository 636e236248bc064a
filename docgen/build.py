"""One campaign's documents as files in a folder: whole or not at all, and never over what a person has edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen import genre as genres
from docgen.campaign import Campaign
from docgen.compose import compose
from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.file_names import file_names
from docgen.genre import Genre
from docgen.notation import Date
from docgen.whole_file import write_whole
from docgen.write import write

UNFIT = "这份套红模板对要生成的文种都不适用"
STATE = ".docgen.json"  # beside the files: {name: genre and digest of what docgen wrote}


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: genres and formats in order, into which folder, and how."""

    genres: tuple[str, ...]
    formats: tuple[str, ...]
    folder: Path
    places: tuple[Path, ...]
    date: Date | None = None
    draft: bool = False
    letterhead: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: written, the same as before, edited by a person and left alone, or failed."""

    name: str
    state: Literal["written", "same", "edited", "failed"]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A document on its way to its files, with what is doubtful about it."""

    genre: Genre
    document: Document
    doubts: tuple[Problem, ...]


def build(campaign: Campaign, request: Request) -> Iterator[Outcome]:
    """Compose and write each document in each format, and tell what became of it. One failure stops no other."""
    composed: list[Composed] = []
    for name in request.genres:
        try:
            document, problems = compose(campaign, name, request.places, request.date, request.draft)
        except DocgenError as error:
            document, problems = None, error.problems
        if document is None:
            yield Outcome(name, "failed", problems)
        else:
            composed.append(Composed(genres.load(name, request.places), document, problems))
    faults = letterhead_faults(request.letterhead, request.formats, [one.document for one in composed])
    if faults:
        yield Outcome(str(request.letterhead), "failed", faults)
        return
    state = _State.of(request.folder)
    names = file_names([(one.document.title, one.genre.name) for one in composed])
    for n, suffix in enumerate(request.formats):
        made = _files([one.document for one in composed], suffix, request.letterhead)
        for one, name, data in zip(composed, names, made, strict=True):
            yield state.put(one, name, suffix, data, request.force, () if n else one.doubts)


def letterhead_faults(
    letterhead: Path | None, formats: Sequence[str], documents: Sequence[Document]
) -> tuple[Problem, ...]:
    """Why an office's letterhead cannot be used, or is of no use to any of these documents."""
    if not letterhead or not documents or not {"docx", "pdf"} & set(formats):
        return ()
    from docgen.writers.docx import fits

    try:
        if any(fits(letterhead, document) for document in documents):
            return ()
    except DocgenError as error:
        return error.problems
    hint = "有红头的套红模板用于通知，没有红头的用于方案、讲话和总结；请换一份，或者用 --genre 指定文种"
    return (Problem(UNFIT, hint, str(letterhead)),)


def _files(documents: list[Document], suffix: str, letterhead: Path | None) -> Iterator[bytes | Problem]:
    """Each document in this format; PDFs come out of one call of LibreOffice."""
    made: list[bytes | Problem] = []
    for document in documents:
        try:
            made.append(write(document, "docx" if suffix == "pdf" else suffix, letterhead))
        except DocgenError as error:
            made.append(error.problems[0])
    if suffix == "pdf":
        made = _as_pdf(made)
    return iter(made)


def _as_pdf(made: list[bytes | Problem]) -> list[bytes | Problem]:
    from docgen.writers import pdf

    whole = [data for data in made if isinstance(data, bytes)]
    try:
        pages = iter(pdf.convert(whole))
    except DocgenError as error:
        return [error.problems[0] if isinstance(data, bytes) else data for data in made]
    return [next(pages) if isinstance(data, bytes) else data for data in made]


class _State:
    """The folder and what docgen knows to have written there: {file name: “genre digest”}."""

    def __init__(self, folder: Path, known: dict[str, str]) -> None:
        self.folder, self.known = folder, known

    @classmethod
    def of(cls, folder: Path) -> _State:
        try:
            known = json.loads((folder / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        entries = known.items() if isinstance(known, dict) else ()
        return cls(folder, {name: entry for name, entry in entries if isinstance(entry, str) and entry.strip()})

    def put(
        self, one: Composed, name: str, suffix: str, data: bytes | Problem, force: bool, doubts: tuple[Problem, ...]
    ) -> Outcome:
        """Write a file unless it is the same already, or a person has edited it since."""
        if isinstance(data, Problem):
            return Outcome(name, "failed", (*doubts, data))
        file = f"{name}.{suffix}"
        if self.known.get(file, one.genre.id).split()[0] != one.genre.id:  # another genre's, of an earlier run
            file = f"{name}（{one.genre.name}）.{suffix}"
        path, entry = self.folder / file, f"{one.genre.id} {_digest(data)}"
        try:
            before = f"{one.genre.id} {_digest(path.read_bytes())}" if path.exists() else ""
            if before and before not in (entry, self.known.get(file)) and not force:
                return Outcome(file, "edited", doubts)
            if before != entry:
                write_whole(path, data)
            if self.known.get(file) != entry:
                self.known[file] = entry
                known = json.dumps(self.known, ensure_ascii=False, indent=1, sort_keys=True)
                write_whole(self.folder / STATE, known.encode())
        except OSError:
            hint = "如果它正在 Word 或 WPS 里打开，请先关闭，再运行一次"
            return Outcome(file, "failed", (*doubts, Problem("写不进这个文件", hint, str(path))))
        return Outcome(file, "same" if before == entry else "written", doubts)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
