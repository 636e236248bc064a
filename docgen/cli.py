"""The commands: parse, call one verb, print. Exit codes: 0 done, 1 something is wrong in the input, 2 could not run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from docgen import chinese_click, cli_adapt, cli_batch, cli_diff, cli_lint, cli_options, cli_trace
from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem

if TYPE_CHECKING:
    from docgen.build import Outcome, Request
    from docgen.campaign_file import Loaded

STATES = {"written": "已生成", "same": "没有变化", "edited": "有人改过，没有覆盖"}


@click.group(cls=chinese_click.Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="docgen", message="docgen %(version)s", help="显示版本")
def main() -> None:
    """docgen：一份活动数据，生成实施方案、印发通知、动员讲话和总结报告；任何文稿，都能检查。"""


@main.command()
@click.argument("files", metavar="活动文件...", type=FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> int:
    """检查活动文件写得对不对，列出全部问题。

    没有错误返回 0（提醒不算错误），有错误返回 1，文件打不开返回 2。
    """
    worst = 0
    for path in files:
        if not cli_options.is_there(path):
            worst = 2
            continue
        campaign, problems = _opened(path, wordwise=True)
        _tell(problems)
        unread = campaign is None and all(problem.line == 0 for problem in problems)
        worst = max(worst, 0 if campaign else 2 if unread else 1)
        if campaign:
            click.echo(f"{path}：可以使用" + (f"，有 {len(problems)} 条提醒" if problems else ""))
    return worst


@main.command()
@click.argument("file", metavar="活动文件", type=FILE)
@click.option(
    "--genre",
    metavar="文种",
    default="all",
    help="要哪些文种，用逗号隔开：plan 方案、notice 通知、speech 讲话、report 总结；默认全部",
)
@click.option("--format", "formats", metavar="格式", default="docx", help="docx、pdf、txt、md、html；默认 docx")
@click.option("-o", "--output", "folder", metavar="文件夹", type=FILE, default="输出", help="放到哪里；默认“输出”")
@click.option("--date", metavar="日期", help="成文日期，如 2026-03-05；比活动文件里写的优先")
@click.option("--draft", is_flag=True, help="先出草稿：缺少的内容写成【待补：……】")
@click.option("--letterhead", metavar="套红模板", type=FILE, help="改用本单位的套红模板（.docx）")
@click.option("--templates", metavar="文件夹", type=FILE, help="本单位的文种模板所在的文件夹，优先于自带的模板")
@click.option("--force", is_flag=True, help="有人改过的文件也重新生成")
def build(
    file: Path,
    genre: str,
    formats: str,
    folder: Path,
    date: str | None,
    draft: bool,
    letterhead: Path | None,
    templates: Path | None,
    force: bool,
) -> int:
    """由一份活动文件生成公文。

    缺少内容的文种会列出来，其余照常生成，这时返回 1；活动文件有错误、不能运行返回 2。
    """
    from docgen import build as verb
    from docgen.genre import folders

    if not all(cli_options.is_there(path) for path in (file, letterhead, templates) if path):
        return 2
    cli_options.refuse_folders(templates, folder)
    campaign, problems = _opened(file, draft)
    _tell(problems)
    if campaign is None:
        return 2
    places = folders(templates)
    names, suffixes = cli_options.genres(genre, places), cli_options.formats(formats)
    request = verb.Request(names, suffixes, folder, places, cli_options.day(date), draft, letterhead, force)
    return _made(verb.build(campaign, request), request, file)


@main.command()
@click.argument("file", metavar="文件", type=FILE)
@click.option("--profile", "place", is_flag=True, help="新建的是本级情况，改编上级方案（docgen adapt）时用")
@click.option("--units", "table", is_flag=True, help="新建的是单位表（.xlsx），给各单位生成公文（docgen batch）时用")
def new(file: Path, place: bool, table: bool) -> int:
    """新建一份活动文件，里面有样例和说明，照着改就行。"""
    from docgen import campaign_file, profile_file

    if table:
        return _new_units(file)
    if code := _save(file, profile_file.scaffold() if place else campaign_file.scaffold()):
        return code
    if place:
        next_step = f"docgen adapt 上级方案.yaml --profile {file} -o 本级方案.yaml"
        click.echo(f"已新建 {file}\n下一步：用记事本打开它，改成本级的情况，再运行 {next_step}")
        return 0
    click.echo(f"已新建 {file}\n下一步：用记事本打开它，按说明改成本单位的内容，再运行 docgen build {file}")
    return 0


def _new_units(file: Path) -> int:
    from docgen.units_sample import sample

    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"单位表是 Excel 文件，请写成 {file.with_suffix('.xlsx')}")
    if code := _save(file, sample()):
        return code
    next_step = f"docgen batch 活动.yaml --units {file} --check"
    click.echo(f"已新建 {file}\n下一步：用 Excel 或 WPS 打开它，改成自己的单位，再运行 {next_step}")
    return 0


@main.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="提示哪一种键名：zh 中文、en 英文；默认 zh")
@click.option("-o", "--output", "file", metavar="文件", type=FILE, help="写到这个文件里；不写就显示出来")
def schema(lang: Literal["zh", "en"], file: Path | None) -> int:
    """给出活动文件的 JSON Schema，供编辑器提示和检查。"""
    from docgen.schema import schema as of

    text = json.dumps(of(lang), ensure_ascii=False, indent=2)
    if file is None:
        click.echo(text)
        return 0
    return _save(file, text + "\n")


for command in (
    *(cli_batch.batch, cli_adapt.adapt, cli_adapt.update, cli_trace.trace, cli_diff.diff),
    *(cli_lint.lint, cli_lint.outline, cli_lint.rules),
):
    main.add_command(command)


def _opened(path: Path, draft: bool = False, wordwise: bool = False) -> Loaded:
    """A campaign file; of one that adapts an upper plan also whether that has changed since.

    wordwise: also whether its own renaming cuts words in two.
    """
    from docgen import renamed_words
    from docgen.campaign_file import opened
    from docgen.upper_file import told

    try:
        found = opened(path, draft=draft)
    except DocgenError as error:
        return None, error.problems
    cut = renamed_words.doubts(found) if wordwise else ()
    return found.campaign, (*found.problems, *told(found), *cut)


def _made(outcomes: Iterator[Outcome], request: Request, source: Path) -> int:
    """Print what became of each file as it is done: a bar on a terminal, plain lines elsewhere."""
    failed, told = False, set[Problem]()
    with _progress(len(request.genres) * len(request.formats)) as step:
        for outcome in outcomes:
            failed = failed or outcome.state == "failed"
            if outcome.state != "failed":
                step(f"{STATES[outcome.state]}：{request.folder / outcome.name}")
            _tell(
                replace(problem, path=problem.path or str(source))
                for problem in outcome.problems
                if problem not in told
            )
            told.update(outcome.problems)
    return 1 if failed else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    if not sys.stdout.isatty():
        yield click.echo
        return
    from rich.progress import Progress

    with Progress(transient=True) as bar:
        task = bar.add_task("正在生成", total=total)

        def step(line: str) -> None:
            bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
            bar.advance(task)

        yield step


def _save(file: Path, content: str | bytes) -> int:
    if file.exists():
        click.echo(f"错误：{file} 已经存在，没有改动它。请换一个文件名", err=True)
        return 2
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError:
        click.echo(f"错误：写不进 {file}。请核对文件夹是否可写", err=True)
        return 2
    return 0


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
