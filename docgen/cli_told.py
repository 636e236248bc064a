"""What `docgen lint` prints and writes: asides to stderr, the report to stdout or a file, notes into copies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import click

from docgen import lint_files
from docgen.analysis.moments import dated
from docgen.encoding import decode_any
from docgen.errors import DocgenError, Problem
from docgen.lint_files import NOTED, Checked, Wanted
from docgen.notation import Date
from docgen.read import draft_bytes
from docgen.whole_file import write_whole


def say(checked: Sequence[Checked]) -> None:
    """What is no finding: files that cannot be read, the genre that was guessed, what the reader has to say."""
    from docgen.genre import CHINESE

    for each in checked:
        _tell(each.path, each.problems)
        if each.draft is None:
            continue
        genres = [CHINESE[sheet.genre][0] for sheet in each.draft.sheets if sheet.genre in CHINESE]
        called = "＋".join(f"“{name}”" for name in dict.fromkeys(genres))
        how = f"按{called}检查" if called else "看不出文种，只查各种文稿都适用的规则"
        if not each.draft.lines:
            click.echo(f"{each.path}：文稿是空的", err=True)
            continue
        click.echo(f"{each.path}：{how}（不对的，请用 --genre 指定）", err=True)
        if dated(each.draft) is None:
            click.echo(f"{each.path}：文稿没有写日期，没有核对提法是否过时；要核对，请加 --date", err=True)
        for note in each.draft.notes:
            click.echo(f"{each.path}：{note}", err=True)


def _tell(path: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(replace(problem, path=problem.path or path)), err=True)


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
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8", newline="\n")
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
        path = Path(each.path)
        target = (folder or path.parent) / f"{path.stem}{NOTED}.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, commented(each.draft.package, each.findings, date=date))
        click.echo(f"已写批注：{target}（{len(each.findings)} 处）")


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


def fix(path: Path, wanted: Wanted, unsafe: bool, diff: bool) -> bool:
    """Fix a file in its place, or show what would change; False, and why, where that cannot be."""
    try:
        before = path.read_bytes()
        after = lint_files.fix(path, before, wanted, unsafe)
        if diff:
            _show_difference(path, before, after)
        elif after != before:
            write_whole(path, after)
            click.echo(f"已改好：{path}", err=True)
    except DocgenError as error:
        _tell(str(path), error.problems)
    except OSError:
        _tell(str(path), [Problem("读不了或写不进这个文件", "请核对文件名，看它是否在别的程序里打开着")])
    else:
        return True
    return False


def _show_difference(path: Path, before: bytes, after: bytes) -> None:
    old, new = (list(_lines(data, path)) for data in (before, after))
    click.echo("".join(unified_diff(old, new, str(path), str(path), n=0)), nl=False)


def _lines(data: bytes, path: Path) -> Iterator[str]:
    """The lines of a text; the paragraphs of a Word file."""
    draft = draft_bytes(data, path.suffix)
    texts = [line.text for line in draft.lines] if draft.package else re.split("\r\n|\n|\r", decode_any(data))
    return (f"{text}\n" for text in texts)
