"""`docgen update` on files: the upper level's revision brought into the base, and into the overlay what follows of it.

Only the lines that must change are changed, and both files are, or none. What a person wrote and is needed no more
(why this level had dropped what the upper level has dropped too) becomes a comment at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen import upper_file
from docgen.adapt_questions import Question, questions_of
from docgen.base_text import base_text
from docgen.campaign_file import Opened, opened
from docgen.clashes import Clash
from docgen.errors import DocgenError, Problem
from docgen.overlay import Touch
from docgen.overlay_keys import Conflict
from docgen.overlay_text import told
from docgen.placed import plain
from docgen.terminal import folded
from docgen.update import update
from docgen.update_edits import conflicts, conflicts_of, headed, left_out, put_by, removed, way_of, within
from docgen.update_follow import counted, lost_keeps, measures, of_added, recounted, renamed, renaming_of
from docgen.upper_changes import Change
from docgen.whole_file import write_whole
from docgen.yaml_edit import Comment, Replace, edited


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update came to. waiting: conflicts of an earlier one that nobody has resolved; then nothing was done.

    clashes: new conflicts; conflicts: the same as they are told. deadlines: those that were moved with the upper
    level's, by address.
    """

    changes: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()
    own: tuple[Change, ...] = ()
    moot: tuple[Touch, ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[Conflict, ...] = ()


def update_file(path: Path, dry_run: bool = False) -> Updated:
    """Brings the upper level's revision into an overlay and its base, or only says what it would do.

    Raises DocgenError where one of the files cannot be used.
    """
    found = opened(path, draft=True)
    if found.keys.conflicts:
        return Updated(waiting=found.keys.conflicts)
    base = _base(found)
    known = plain(found.chain.upper) if found.chain.upper else {}
    now = upper_file.read(path.parent / found.keys.upper, known)
    by_rule = counted(found, known)
    touches = [touch for touch in found.chain.touches if (touch.address, touch.name) not in by_rule]
    result = update(known, plain(now.value), touches, plain(found.chain.local), found.chain.retained)
    if not result.changes:
        return Updated()
    deadlines = dict(recounted(by_rule, found.keys.ahead, known, result.base))
    out = left_out(found, known, result.base)
    own = (*result.own, *within(out, result.changes))
    names = renaming_of(found, now.campaign, known, result, out)
    sooner, doubts = of_added(found, result.changes)
    text = _text(path)
    questions = (*questions_of(names), *doubts, *lost_keeps(found, result.base), *_of_own(own, text))
    gone = [*result.moot, *result.empty, *(by_rule[spot] for spot, day in deadlines.items() if not day)]
    decided = conflicts_of(found, result.clashes, known, result.base)
    edits = [
        *(Replace(way_of(by_rule[spot].place.path), day) for spot, day in deadlines.items() if day),
        *measures(found, sooner, result.base),
        *removed(gone),
        *headed(found, out),
        *renamed(found, names, result.base),
        *conflicts(found, decided),
        *([Comment((), ("上级修订以后，请您定夺：", *_folded(questions)))] if questions else []),
    ]
    overlay = edited(text, edits)
    overlay = edited(overlay, put_by(gone, found.chain.tree.file.mended.text, overlay))
    if not dry_run:
        text = base_text(result.base, now.in_chinese, result.retained)
        _write({path: overlay.encode(), base: text.encode()})
    days = tuple((address, day) for (address, _), day in (deadlines | sooner).items() if day)
    return Updated(result.changes, result.clashes, own, result.moot, days, questions, decided)


def _folded(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        first, *others = folded(told(question))
        yield f"· {first}"
        yield from (f"  {line}" for line in others)


def _write(files: Mapping[Path, bytes]) -> None:
    """Writes all of the files or none. Raises DocgenError naming the one that cannot be written."""
    before = {path: path.read_bytes() for path in files}
    written: list[Path] = []
    for path, data in files.items():
        try:
            write_whole(path, data)
        except OSError:
            for done in written:
                write_whole(done, before[done])
            problem = Problem("写不进这个文件，什么也没有改", "请核对文件夹是否可写、文件是否正打开着", str(path))
            raise DocgenError(problem) from None
        written.append(path)


def _base(found: Opened) -> Path:
    """The kept base. Raises DocgenError where the overlay is none that adapt wrote."""
    path = Path(found.chain.tree.file.path)
    if not found.keys.extends or not found.keys.upper:
        hint = "docgen update 只用于 docgen adapt 写出的文件，其中“沿用”指基准，“原件”指上级方案"
        raise DocgenError(Problem("这份文件没有写“沿用”和“原件”", hint, str(path)))
    if errors := [problem for problem in found.problems if problem.level == "error"]:
        raise DocgenError(*errors)
    if path.resolve() == (path.parent / found.keys.upper).resolve():
        raise DocgenError(Problem("“原件”指着本文件自己", "请写上级方案的路径", str(path)))
    base = path.parent / found.keys.extends
    if base.resolve() == (path.parent / found.keys.upper).resolve():
        hint = "“沿用”应当是改编时存下的基准（….base.yaml），请用 docgen adapt 重新改编"
        raise DocgenError(Problem("“沿用”和“原件”是同一个文件", hint, str(path)))
    return base


def _text(path: Path) -> str:
    """The overlay as it was typed, line ends and all."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise DocgenError(
            Problem("文件的编码不是 UTF-8，不能自动改", "请用“另存为”把编码改成 UTF-8", str(path))
        ) from None


def _of_own(own: Sequence[Change], text: str) -> Iterator[Question]:
    """What the upper level has changed where this level has its own: to know, and to put right where it is quoted."""
    for change in own:
        before, after = change.before, change.after
        if isinstance(before, str) and isinstance(after, str) and len(before) > 5 and before in text:
            what = f"上级的“{before}”改成了“{after}”，本文件里还写着原来的"
            yield Question(change.address, what, "请核对依据等处")
        elif not (isinstance(after, str) and len(after) < 20):
            yield Question(change.address, "上级改了这一处，本级有自己的，没有动", "请看一眼要不要跟着改")
