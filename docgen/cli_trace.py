"""The command trace: what became of each item of the upper level's plan in this level's."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen import chinese_click
from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem

if TYPE_CHECKING:
    from docgen.campaign import Campaign
    from docgen.draft import Draft
    from docgen.trace import Trace

YAML = (".yaml", ".yml")
SHOWN = "text"  # the format for the screen; the others are files
TABLE = "-对照表"


@click.command(cls=chinese_click.Command)
@click.argument("files", metavar="[上级方案] 本级方案", type=FILE, nargs=-1, required=True)
@click.option("--format", "name", metavar="格式", help="text、xlsx、docx、html；不写就看 -o 的后缀，默认 text")
@click.option(
    "-o", "--output", metavar="文件", type=FILE, help="写到这个文件里；xlsx、docx、html 不写就放在本级方案旁边"
)
def trace(files: tuple[Path, ...], name: str | None, output: Path | None) -> int:
    """对照上级方案和本级方案：逐项看哪些沿用、改动、新增、删去，哪些没有回应。

    本级方案是沿用上级的活动文件（写有“沿用”）时，只写这一份；否则先写上级方案，再写本级方案，按文字对应。

    上级各项都有回应返回 0，有没回应的返回 1，文件读不了返回 2。
    """
    from docgen.trace_table import formats, table

    if len(files) > 2:
        raise click.BadParameter("最多写两份：先上级方案，后本级方案")
    name = name or _of_suffix(output)
    if name not in formats():
        raise click.BadParameter(f"没有“{name}”这种格式；可以写 {'、'.join(formats())}")
    if output and output.resolve() in {file.resolve() for file in files}:
        raise click.BadParameter(f"{output} 就是要对照的文件，不能把对照表写在它上面")
    upper, local, found = _traced(files)
    if not found.rows:
        click.echo("两份文件里都没有找到可以对照的内容，请核对是不是给错了文件", err=True)
    data = table(found, upper, local, name)
    if name == SHOWN and output is None:
        _show(data.decode())
    else:
        _write(data, name, output, files[-1])
    if missing := len(found.unanswered):
        click.echo(f"上级有 {missing} 项本级没有回应，见对照表", err=True)
    return int(bool(missing))


def _of_suffix(output: Path | None) -> str:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return {"htm": "html", "": "text", "txt": "text"}.get(suffix, suffix)


def _traced(files: tuple[Path, ...]) -> tuple[str, str, Trace]:
    """The names of the two documents and what became of the upper one's items."""
    from docgen.trace import trace_campaigns, trace_documents

    if len(files) == 2 and _rests_on(files[1], files[0]):
        files = files[1:]  # by their ids, with the reasons that it gives
    if len(files) == 1:
        from docgen.overlay_file import layers

        if files[0].suffix.lower() not in YAML:
            raise click.BadParameter("只写一份时，它应当是写有“沿用”的活动文件；对照两份文稿，请先写上级的，再写本级的")
        found = layers(files[0])
        if found is None:
            hint = "请在前面加上上级方案，或在文件里用“沿用”写明上级的活动文件"
            raise DocgenError(Problem("这份活动文件没有沿用上级的方案，没有可以对照的", hint, str(files[0])))
        traced = trace_campaigns(found.upper, found.inherited, found.local, found.reasons)
        return _title(found.upper), _title(found.local), traced
    upper, local = map(_draft, files)
    return _name(upper, files[0]), _name(local, files[1]), trace_documents(upper, local)


def _rests_on(local: Path, upper: Path) -> bool:
    """Whether a campaign file says itself that it adapts the other one."""
    from docgen.campaign_file import opened

    if not {local.suffix.lower(), upper.suffix.lower()} <= set(YAML) or not local.is_file():
        return False
    keys = opened(local, draft=True).keys
    return upper.resolve() in {(local.parent / typed).resolve() for typed in (keys.extends, keys.upper) if typed}


def _title(campaign: Campaign) -> str:
    return f"{campaign.issuer.name}{campaign.name}实施方案"


def _name(draft: Draft, path: Path) -> str:
    """The title of what is traced: that of the plan, not of the notice that issues it."""
    titles = [sheet.title for sheet in draft.sheets if any(line.level for line in sheet.body)]
    return next(filter(None, titles), "") or draft.document.title or path.stem


def _draft(path: Path) -> Draft:
    """A draft as it is; a campaign as the plan that it becomes."""
    from docgen.read import draft_bytes, read_draft

    if path.suffix.lower() not in YAML:
        return read_draft(path)
    from docgen import genre
    from docgen.campaign_file import load
    from docgen.compose import compose
    from docgen.write import write

    campaign, problems = load(path, draft=True)
    if campaign is None:
        raise DocgenError(*(problem for problem in problems if problem.level == "error"))
    document, problems = compose(campaign, "plan", genre.folders(), draft=True)
    if document is None:
        raise DocgenError(*problems)
    return draft_bytes(write(document, "txt"), "txt", str(path))


def _show(text: str) -> None:
    """To standard output, always as UTF-8; colours on a terminal alone."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        text = click.unstyle(text)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(text, nl=False)


def _write(data: bytes, name: str, output: Path | None, local: Path) -> None:
    """A table that someone may have worked on already is never written over."""
    from docgen.beside import write_beside

    if name == SHOWN:
        data = click.unstyle(data.decode()).encode()
    target = write_beside(local, f"{TABLE}.{name}", data, output)
    click.echo(f"对照表已写到 {target}", err=True)
