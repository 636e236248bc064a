"""What `docgen lint` prints and writes: asides to stderr, the report to stdout or a file, notes into copies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from itertools import count
from pathlib import Path

import click

from docgen import lint_files
from docgen.analysis.moments import dated
from docgen.draft import Draft
from docgen.encoding import decode_any
from docgen.errors import DocgenError, Problem
from docgen.lint_files import NOTED, Checked, Wanted
from docgen.notation import Date
from docgen.read import draft_bytes
from docgen.whole_file import write_whole


def compared(wanted: Wanted) -> None:
    """Which upper plan the drafts are held against."""
    if wanted.upper:
        title = wanted.upper.draft.sheets[0].title if wanted.upper.draft.sheets else ""
        click.echo(f"对照上级方案：{title or '（没有标题）'}", err=True)


def say(checked: Sequence[Checked], known: int = 0) -> None:
    """What is no finding: files that cannot be read, the genres that were guessed, what was not judged.

    known: how many findings the baseline lets pass.
    """
    from docgen.analysis.issuing import sets_tasks

    for each in checked:
        _tell(each.path, each.problems)
        for note in each.draft.notes if each.draft else ():
            click.echo(f"{each.path}：{note}", err=True)
    read = [(each.path, each.draft) for each in checked if each.draft and each.path]
    empty = [path for path, draft in read if not draft.lines]
    dateless = [path for path, draft in read if draft.lines and dated(draft) is None]
    unplaced = [path for path, draft in read if draft.brief.above and not draft.brief.above.level]
    beside = [(path, draft.brief.above, draft) for path, draft in read if draft.lines and draft.brief.above]
    taskless = [path for path, _, draft in beside if not sets_tasks(draft)]
    unasked = [path for path, above, draft in beside if sets_tasks(draft) and not above.asked]
    by_genre: dict[str, list[str]] = {}
    for path, draft in read:
        if draft.lines:
            by_genre.setdefault(_genres(draft), []).append(path)
    for called, paths in by_genre.items():
        how = f"按{called}检查" if called else "看不出文种，只查各种文稿都适用的规则"
        click.echo(f"{_named(paths)}：{how}（不对的，请用 --genre 指定）", err=True)
    if empty:
        click.echo(f"{_named(empty)}：文稿是空的", err=True)
    if known:
        click.echo(f"基线里记着的 {known} 处旧问题没有再列", err=True)
    if unplaced:
        told = "文稿的版头、署名看不出是哪一级，没有核对上级和别处的名称"
        click.echo(f"{_named(unplaced)}：{told}；请补上署名，或者用 --campaign 写上本级的活动文件", err=True)
    if taskless:
        told = "不是方案，也不是自己部署任务的通知，没有对照上级的任务和时限"
        click.echo(f"{_named(taskless)}：{told}", err=True)
    if unasked:
        click.echo(f"{_named(unasked)}：上级方案里读不出逐项的任务，没有对照任务和时限", err=True)
    if dateless:
        click.echo(f"{_named(dateless)}：文稿没有写日期，没有核对提法是否过时；要核对，请加 --date", err=True)


def _genres(draft: Draft) -> str:
    """The genres of its sheets, for people; "" where none is known."""
    from docgen.genre import CHINESE

    names = [CHINESE[sheet.genre][0] if sheet.genre in CHINESE else sheet.genre for sheet in draft.sheets]
    return "＋".join(f"“{name}”" for name in dict.fromkeys(names) if name)


def _named(paths: Sequence[str]) -> str:
    """A few files by their names, many by their number."""
    return "、".join(paths) if len(paths) <= FEW else f"{paths[0]} 等 {len(paths)} 份文稿"


def _tell(path: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(replace(problem, path=problem.path or path)), err=True)


FEW = 3  # files that are named one by one


def show(text: str, output: Path | None) -> None:
    """To the file, or to standard output, always as UTF-8."""
    plain = bool(output) or not sys.stdout.isatty() or "NO_COLOR" in os.environ
    if plain:
        text = click.unstyle(text)
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        click.echo(text, nl=False)
        return
    try:
        write_whole(output, text.encode())
    except OSError:
        raise DocgenError(Problem("写不进这个文件", "请核对文件夹是否可写、文件是否打开着", str(output))) from None
    click.echo(f"结果已写到 {output}", err=True)


def write_notes(checked: Sequence[Checked], folder: Path | None, date: Date | None) -> None:
    """A copy of each .docx with the findings as Word comments, beside it or in a folder."""
    from docgen.comments import commented

    for each in checked:
        if each.draft is None:
            continue
        if not each.draft.package:
            click.echo(f"{each.path}：批注只能写进 .docx；这份文稿请用 --format html", err=True)
            continue
        if not each.findings:
            click.echo(f"{each.path}：没有发现问题，没有写批注")
            continue
        try:
            noted = commented(each.draft.package, each.findings, date=date)
            target = _free(folder or Path(each.path).parent, Path(each.path).stem, noted)
            write_whole(target, noted)
        except DocgenError as error:
            _tell(each.path, error.problems)
        except OSError:
            _tell(each.path, [Problem("写不进批注文件", "请核对文件夹是否可写")])
        else:
            click.echo(f"已写批注：{target}（{len(each.findings)} 处）")


def _free(folder: Path, stem: str, data: bytes) -> Path:
    """名-批注.docx, or the first 名-批注2.docx … that is not there yet, or holds the very same."""
    names = (folder / f"{stem}{NOTED}{n if n > 1 else ''}.docx" for n in count(1))
    return next(path for path in names if not path.exists() or path.read_bytes() == data)


def also(checked: Sequence[Checked], claims: bool, counting: bool, aside: bool) -> None:
    """What was asked for beside the findings; `aside` to stderr, so that stdout holds the report alone."""
    if claims:
        from docgen.analysis.claims import explained

        for each in checked:
            for claim in explained(each.draft) if each.draft else ():
                click.echo(f"{each.path}:{claim.told}", err=aside)
    if counting:
        from docgen.reports.text import statistics

        click.echo(statistics(checked), nl=False, err=aside)


def fix(path: Path, wanted: Wanted, unsafe: bool) -> bool:
    """Fix a file in its place; False, and why, where that cannot be."""
    pair = _fixed(path, wanted, unsafe)
    if pair is None:
        return False
    before, after = pair
    if after != before:
        try:
            write_whole(path, after)
        except OSError:
            _tell(str(path), [Problem("写不进这个文件", "请核对它是否在别的程序里打开着")])
            return False
        click.echo(f"已改好：{path}", err=True)
    return True


def difference(path: Path, wanted: Wanted, unsafe: bool) -> str | None:
    """What fixing a file would change; None, and why, where that cannot be."""
    pair = _fixed(path, wanted, unsafe)
    if pair is None:
        return None
    old, new = (list(_lines(data, path)) for data in pair)
    return "".join(unified_diff(old, new, str(path), str(path), n=0))


def _fixed(path: Path, wanted: Wanted, unsafe: bool) -> tuple[bytes, bytes] | None:
    """A file before and after its fixes."""
    try:
        before = path.read_bytes()
        return before, lint_files.fix(path, before, wanted, unsafe)
    except DocgenError as error:
        _tell(str(path), error.problems)
    except OSError:
        _tell(str(path), [Problem("没有这个文件，或者打不开", "请核对文件名，看它是否在别的程序里打开着")])
    return None


def _lines(data: bytes, path: Path) -> Iterator[str]:
    """The lines of a text; the paragraphs of a Word file."""
    draft = draft_bytes(data, path.suffix)
    texts = [line.text for line in draft.lines] if draft.package else re.split("\r\n|\n|\r", decode_any(data))
    return (f"{text}\n" for text in texts)
