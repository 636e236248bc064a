"""The command that compares two editions. Exit codes: 0 no difference, 1 differences, 2 could not run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen import chinese_click
from docgen.cli_options import FILE
from docgen.errors import DocgenError
from docgen.notation import Date, parse_date

if TYPE_CHECKING:
    from docgen.document import Document

CAMPAIGNS = (".yaml", ".yml")
SUFFIXES = {".docx": "docx", ".html": "html", ".htm": "html"}
GAP = "【待补："
REDLINED = "-花脸稿.docx"


@click.command(cls=chinese_click.Command)
@click.argument("old", metavar="旧稿", type=FILE)
@click.argument("new", metavar="新稿", type=FILE)
@click.option("--format", "name", metavar="格式", help="text、html、docx（花脸稿）；默认 text，写了 -o 就看它的后缀")
@click.option("-o", "--output", metavar="文件", type=FILE, help="写到这个文件里；花脸稿不写就放在新稿旁边")
@click.option("--genre", metavar="文种", default="方案", help="活动文件按哪个文种比：方案、通知、讲话、总结；默认方案")
@click.option("--templates", metavar="文件夹", type=FILE, help="本单位的文种模板所在的文件夹，优先于自带的模板")
@click.option("--date", metavar="日期", help="花脸稿里修订的日期，如 2026-03-05；不写就不带日期")
def diff(
    old: Path, new: Path, name: str | None, output: Path | None, genre: str, templates: Path | None, date: str | None
) -> int:
    """比较两稿：哪里改了、增了、删了、移动了。

    两稿可以是活动文件，也可以是文稿（docx、txt、md、html 等），也可以各是一种；活动文件先生成公文再比。

    花脸稿（--format docx）按新稿的内容用 docgen 的版式排好，改动是 Word 的修订，可以逐处接受或拒绝；新稿是别处排版的
    Word 文件，也用 docgen 的版式重排，不改原文件。修订里没有“移动”，移动的段落显示为一处删去、一处增加。

    没有不同返回 0，有不同返回 1，读不了返回 2。
    """
    from docgen.compare import Comparison, compare
    from docgen.redline import redline

    form, day = _format(name, output), _date(date)
    if output and output.resolve() in (old.resolve(), new.resolve()):
        raise click.BadParameter(f"{output} 就是要比较的文稿，不能把结果写在它上面")
    a, b = (_document(path, genre, templates) for path in (old, new))
    compared = Comparison(a, b, compare(a, b), (old.name, new.name), day)
    if form != "docx":
        from docgen.cli_told import show

        show(redline(compared, form).decode(), output)
    elif compared.differs or output:
        _write(redline(compared, form), output, new)
    else:
        click.echo("两份文稿没有不同，没有写花脸稿")
    return int(compared.differs)


def _document(path: Path, genre: str, templates: Path | None) -> Document:
    """The document that a file is, or that a campaign makes. Raises DocgenError for what cannot be read."""
    if path.suffix.lower() not in CAMPAIGNS:
        from docgen.read import read

        return read(path)
    from docgen import genre as genres
    from docgen.campaign_file import load
    from docgen.compare import elements
    from docgen.compose import compose

    if templates and not any(templates.glob("*.j2")):
        raise click.BadParameter(f"{templates} 不是放文种模板的文件夹，里面没有 .j2 文件")
    places = genres.folders(templates)
    meant = genres.named(genre, places)
    if meant not in genres.names(places):
        called = "、".join(genres.CHINESE[each][0] if each in genres.CHINESE else each for each in genres.names(places))
        raise click.BadParameter(f"没有“{genre}”这个文种；可以写 {called}")
    campaign, problems = load(path, draft=True)
    if campaign is None:
        raise DocgenError(*(problem for problem in problems if problem.level == "error"))
    document, problems = compose(campaign, meant, places, draft=True)
    if document is None:
        raise DocgenError(*problems)
    if any(GAP in element.text for element in elements(document)):
        click.echo(f"{path}：还缺少内容，缺少的地方按{GAP}……】比较", err=True)
    return document


def _format(name: str | None, output: Path | None) -> str:
    from docgen.redline import FIRST, formats

    meant = name or SUFFIXES.get(output.suffix.lower() if output else "", FIRST)
    if meant not in formats():
        raise click.BadParameter(f"没有“{meant}”这种格式；可以写 {'、'.join(formats())}")
    if output and output.is_dir():
        raise click.BadParameter(f"{output} 是一个文件夹，请写一个文件名，如 花脸稿.docx")
    if output and meant != SUFFIXES.get(output.suffix.lower(), FIRST):
        raise click.BadParameter(f"{meant} 格式的结果不能写成 {output.name}，请核对后缀和 --format")
    return meant


def _write(data: bytes, output: Path | None, new: Path) -> None:
    """A redline that someone may have worked on already is never written over."""
    from docgen.beside import write_beside

    target = write_beside(new, REDLINED, data, output)
    click.echo(f"花脸稿已写到 {target}，请用 Word 或 WPS 打开，在“审阅”里逐处接受或拒绝", err=True)


def _date(text: str | None) -> Date | None:
    try:
        day = parse_date(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if day and not day.day:
        raise click.BadParameter(f"日期要写到日，如 {text}-01")
    return day
