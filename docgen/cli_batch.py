"""The command batch: every unit of a table its own version of each document. Exit codes: 0 done, 1 some were not
made, 2 nothing could be made, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

from docgen import chinese_click, cli_options
from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem
from docgen.file_names import PATTERN

if TYPE_CHECKING:
    from docgen.archive import Packing
    from docgen.batch_order import Order
    from docgen.campaign import Campaign
    from docgen.engine import Engine
    from docgen.lint_files import Wanted
    from docgen.made import Made
    from docgen.made_list import MadeList
    from docgen.units import Unit

STOPPED = 130  # as shells say of Ctrl-C


@click.command(cls=chinese_click.Command)
@click.argument("file", metavar="活动文件", type=FILE)
@click.option("--units", "table", metavar="单位表", type=FILE, required=True, help="单位名单：.xlsx、.csv 或 .yaml")
@click.option("-o", "--output", "folder", metavar="文件夹", type=FILE, default="输出", help="放到哪里；默认“输出”")
@click.option("--name", metavar="样式", default=PATTERN, help=f"文件名怎样起；默认 {PATTERN}")
@click.option(
    "--genre",
    metavar="文种",
    default="all",
    help="要哪些文种，用逗号隔开：plan 方案、notice 通知、speech 讲话、report 总结；默认全部，总结写了才做",
)
@click.option(
    "--format", "formats", metavar="格式", default="docx", help="docx、pdf、txt、md、html，可以写几种；默认 docx"
)
@click.option("--date", metavar="日期", help="成文日期，如 2026-03-05；比活动文件里写的优先")
@click.option("--draft", is_flag=True, help="先出草稿：缺少的内容写成【待补：……】")
@click.option("--letterhead", metavar="套红模板", type=FILE, help="改用这份套红模板（.docx）；表里给单位另写的优先")
@click.option("--templates", metavar="文件夹", type=FILE, help="本单位的文种模板所在的文件夹，优先于自带的模板")
@click.option("--only", metavar="单位", multiple=True, help="只做这个单位，写简称或全称；可以写几次")
@click.option(
    "--check", "checking", is_flag=True, help="只核对任务分工：谁牵头、谁配合、哪项没人管；另写 -o 就存成 Excel"
)
@click.option("--dry-run", "dry", is_flag=True, help="试运行：说出会生成哪些，不写文件")
@click.option("--force", is_flag=True, help="有人改过的文件也重新生成")
@click.option("--prune", is_flag=True, help="已经不在表里的单位，删去以前给它生成的文件；有人改过的不删")
@click.option("--zip", "packing", type=click.Choice(["单位", "全部"]), help="打成压缩包：每个单位一个，或全部一个")
@click.option("--lint", "linting", is_flag=True, help="生成以后逐份检查，问题列在清单里")
@click.option("--jobs", metavar="个数", help="最多用几个进程；默认同处理器个数，活少时只用一个")
@click.option("--scheduler", metavar="地址", default="", help="在 Dask 集群上做，如 tcp://10.0.0.5:8786")
@click.option("--compress", metavar="级别", default="1", help="压缩级别，1 最快，9 最小；默认 1")
@click.option("--quiet", is_flag=True, help="只显示有问题的")
@click.pass_context
def batch(
    ctx: click.Context,
    file: Path,
    table: Path,
    folder: Path,
    name: str,
    genre: str,
    formats: str,
    date: str | None,
    draft: bool,
    letterhead: Path | None,
    templates: Path | None,
    only: tuple[str, ...],
    checking: bool,
    dry: bool,
    force: bool,
    prune: bool,
    packing: str | None,
    linting: bool,
    jobs: str | None,
    scheduler: str,
    compress: str,
    quiet: bool,
) -> int:
    """给单位表里的每个单位各生成一套公文，并列出清单。

    中途停下，再运行一次会接着做；内容没有变化的不重写，有人改过的不覆盖。

    全部做成返回 0，有没做成的（--check 时，有要核对的）返回 1；单位表或活动文件有错误，什么都不写，返回 2。
    """
    from docgen.batch_order import Order
    from docgen.engine import Engine
    from docgen.genre import folders

    if not all(cli_options.is_there(path) for path in (file, table, letterhead, templates) if path):
        return 2
    cli_options.refuse_folders(templates, folder)
    if packing == "全部" and only:
        raise click.BadParameter("--zip 全部 要打包所有单位，不能和 --only 一起写；可以改成 --zip 单位")
    if prune and only:
        raise click.BadParameter("--prune 要对照整张表，不能和 --only 一起写；请去掉其中一个")
    if scheduler and jobs:
        raise click.BadParameter("--jobs 用在一台电脑上，--scheduler 用在集群上，只写一个")
    places = folders(templates)
    order = Order(
        file,
        table,
        folder,
        cli_options.genres(genre, places),
        cli_options.formats(formats),
        places,
        cli_options.day(date),
        draft,
        letterhead,
        name,
        cli_options.number(compress, "--compress", 9),
        only,
        _wanted(file, table, places, templates) if linting else None,
        force,
        prune,
        dry,
    )
    engine = Engine(cli_options.number(jobs, "--jobs", 999) if jobs else _cores(), scheduler)
    if checking:
        return _check(order, ctx.get_parameter_source("folder") is ParameterSource.COMMANDLINE)
    note = ""
    if ctx.get_parameter_source("genre") is ParameterSource.DEFAULT and not _has_report(order):
        order = replace(order, genres=tuple(name for name in order.genres if name != "report"))
        note = "活动文件里还没有写总结，这次不生成；写好以后再运行一次，或用 --genre 总结"
    return _make(order, engine, cast("Packing", packing or ""), quiet, note)


def _make(order: Order, engine: Engine, packing: Packing, quiet: bool, note: str) -> int:
    from docgen.archive import Archives
    from docgen.batch import Run
    from docgen.batch_checks import ready
    from docgen.batch_shown import Telling, progress, summary

    run = Run(ready(order), engine)
    _tell(run.ready.problems)
    if note and not quiet:
        click.echo(note, err=True)
    telling = Telling(order.table, order.folder)
    archives = Archives(order.folder, "" if order.dry else packing)
    problems: list[Problem] = []
    listed = False
    try:
        with _book(order) as book, closing(cast("Generator[Made, None, None]", iter(run))) as outcomes:
            with progress(run.ready.documents, quiet) as step:
                for made in outcomes:
                    telling.tell(made)
                    archives.add(made)
                    if book:
                        book.add(made)
                    step()
            if book:
                problems += _saved(book)
                listed = not problems
        archives.finish(*([book.path.name] if book and listed else []))
        archives.prune([one.file for one in run.left if one.state == "removed"], order.dry)
    except KeyboardInterrupt:
        click.echo("已停止。已经生成的都是完整的；再运行一次，会接着做", err=True)
        return STOPPED
    except (DocgenError, OSError) as error:
        _tell(error.problems if isinstance(error, DocgenError) else [_unwritable(order, error)])
        return 1 if run.counts["written"] else 2
    problems += archives.problems
    _tell(problems)
    for line in telling.ending(run.counts["failed"], listed):
        click.echo(line, err=True)
    if not quiet:
        for line in summary(run, telling, order, archives, listed):
            click.echo(line)
    return int(bool(run.counts["failed"] or problems))


def _book(order: Order) -> AbstractContextManager[MadeList | None]:
    """The list of what is made; none where only a part is made, or nothing."""
    from docgen.made_list import NAME, MadeList

    return nullcontext() if order.dry or order.only else MadeList(order.folder / NAME, order.lint is not None)


def _saved(book: MadeList) -> list[Problem]:
    try:
        aside = book.save()
    except OSError:
        hint = "如果它正在 Excel 或 WPS 里打开，请先关闭，再运行一次；公文已经生成好了"
        return [Problem("写不进清单", hint, str(book.path))]
    if aside:
        click.echo(f"原来的清单有人改过，留作 {aside}", err=True)
    return []


def _unwritable(order: Order, error: OSError) -> Problem:
    hint = "请核对磁盘是否已满、文件夹是否可写；已经生成的都是完整的，再运行一次会接着做"
    return Problem(f"写不进这个文件夹（{error.strerror}），没有做完", hint, str(order.folder))


def _check(order: Order, to_file: bool) -> int:
    """Who leads and supports what, as the campaign itself says."""
    from docgen.batch_checks import ready
    from docgen.duties import duties
    from docgen.duty_tables import text, xlsx
    from docgen.duty_tables.remarks import remarks
    from docgen.made_list import moved_aside
    from docgen.units_file import rows
    from docgen.whole_file import write_whole

    _tell(ready(order).problems)
    units = tuple(rows(order.table, order.places))
    campaign = _campaign(order.campaign, units[0])
    if campaign is None:
        return 2
    found = duties(campaign, units)
    click.echo(text.table(found), nl=False)
    if to_file:
        path = order.folder / xlsx.NAME
        try:
            aside = moved_aside(path, book := xlsx.table(found))
            write_whole(path, book)
        except OSError as error:
            raise DocgenError(_unwritable(order, error)) from None
        if aside:
            click.echo(f"原来的分工表有人改过，留作 {aside}", err=True)
        click.echo(f"分工表已写到 {path}", err=True)
    click.echo("\n这里不看各单位的本级改动，也不看单位表里的空格；本级改动和空格用 --dry-run 核对")
    return int(any(not remark.is_note for remark in remarks(found)))


def _campaign(file: Path, unit: Unit) -> Campaign | None:
    """The campaign with its slots, whatever a row leaves empty."""
    from docgen.campaign_file import opened

    return opened(file, {name: text or f"（{name}）" for name, text in unit.values.items()}, draft=True).campaign


def _of_first(file: Path, table: Path, places: tuple[Path, ...]) -> Campaign | None:
    """The campaign as it is for the first unit; None where something is wrong, to be told with all that is."""
    from docgen.units_file import rows

    try:
        return _campaign(file, next(rows(table, places)))
    except (DocgenError, StopIteration):
        return None


def _has_report(order: Order) -> bool:
    """Whether anyone has written something of the 总结, as nobody does before the end; True where none can tell."""
    from docgen.campaign import Report

    campaign = _of_first(order.campaign, order.table, order.places)
    return campaign is None or campaign.report != Report()


def _wanted(file: Path, table: Path, places: tuple[Path, ...], templates: Path | None) -> Wanted:
    """What the rules are asked for: 必备提法 of the campaign among it."""
    from docgen import genre as files
    from docgen.lint_files import Wanted

    terms: dict[str, tuple[str, ...]] = {}
    campaign = _of_first(file, table, places)
    for required in campaign.required_terms if campaign else ():
        for name in map(files.english, required.genres or [""]):
            terms[name] = (*terms.get(name, ()), required.term)
    return Wanted(terms=terms, templates=templates)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
