"""The commands that judge drafts: lint, rules, outline. Exit codes: 0 clean, 1 something found, 2 could not run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen import chinese_click
from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem
from docgen.notation import Date, parse_date

if TYPE_CHECKING:
    from docgen.above import UpperPlan
    from docgen.lint_files import Checked, Wanted
    from docgen.settings import Allowance

RANK = {"info": 0, "warning": 1, "error": 2}
LEVEL = {**{name: name for name in RANK}, "提示": "info", "警告": "warning", "错误": "error"}
WORD = (".docx", ".doc", ".wps")


@click.command(cls=chinese_click.Command)
@click.argument("files", metavar="文稿...", type=FILE, nargs=-1, required=True)
@click.option(
    "--campaign", metavar="活动文件", type=FILE, help="照这份活动文件核对必备提法；它沿用上级方案的，一并对照上级"
)
@click.option(
    "--upper", metavar="上级方案", type=FILE, help="对照上级的方案（文稿或活动文件）检查：漏项、时限、照抄、残留的名称"
)
@click.option("--genre", metavar="文种", default="", help="文种：方案、通知、讲话、总结；不写就自动判断")
@click.option(
    "--templates", metavar="文件夹", type=FILE, help="本单位的文种模板所在的文件夹：章节名称、必备提法以它为准"
)
@click.option("--date", metavar="日期", help="文稿的日期，如 2026-03-05；核对提法是否过时、放过的条目是否到期")
@click.option("--select", metavar="规则", multiple=True, help="另外打开这些规则，用逗号隔开；all 打开全部")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，用逗号隔开")
@click.option(
    "--format", "name", metavar="格式", default="text", help="text、json、sarif、github、html、docx；默认 text"
)
@click.option("-o", "--output", metavar="文件", type=FILE, help="把结果写到这个文件里；docx 格式写到这个文件夹里")
@click.option("--fix", "fixing", is_flag=True, help="自动改好有把握的地方，直接改在原文件里")
@click.option("--unsafe", is_flag=True, help="连同没有十足把握的一起改；改后请逐处核对")
@click.option("--diff", is_flag=True, help="只显示会怎样改，不改文件")
@click.option("--fail-on", metavar="级别", default="提示", help="到哪一级才返回 1：错误、警告、提示；默认提示")
@click.option("--statistics", "counting", is_flag=True, help="列出每条规则各有几处")
@click.option("--explain-claims", "claims", is_flag=True, help="列出文中“四个方面”一类的说法，各与几项相对")
@click.option("--baseline", metavar="文件", type=FILE, help="基线文件里记着的旧问题不再报")
@click.option("--update-baseline", "updating", is_flag=True, help="更新基线文件；只能减少，不能增加")
@click.option("--jobs", metavar="个数", type=int, default=1, help="同时用几个进程检查；默认 1；文稿少的，总用一个")
@click.option(
    "--scheduler", metavar="地址", default="", help="在 Dask 集群上检查：调度器的地址，如 tcp://10.0.0.5:8786"
)
def lint(
    files: tuple[Path, ...],
    campaign: Path | None,
    upper: Path | None,
    genre: str,
    templates: Path | None,
    date: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    name: str,
    output: Path | None,
    fixing: bool,
    unsafe: bool,
    diff: bool,
    fail_on: str,
    counting: bool,
    claims: bool,
    baseline: Path | None,
    updating: bool,
    jobs: int,
    scheduler: str,
) -> int:
    """检查文稿：缺什么、错什么、该怎样改。

    文稿可以是 docx、txt、md、html，也可以是文件夹；- 表示标准输入。

    没有问题返回 0，有问题返回 1，文件读不了返回 2。
    """
    from docgen import cli_told as told
    from docgen.engine import Engine
    from docgen.lint_files import Wanted, check_all, drafts, worth
    from docgen.read import STDIN
    from docgen.report import report

    if templates and not any(templates.glob("*.j2")):
        raise click.BadParameter(f"{templates} 不是放文种模板的文件夹，里面没有 .j2 文件")
    _refuse_misspelt(name, [*_listed(select), *_listed(ignore)])
    if unsafe and not (fixing or diff):
        raise click.BadParameter("--unsafe 要和 --fix 或 --diff 一起写")
    if fail_on not in LEVEL:
        raise click.BadParameter("--fail-on 只能写 错误、警告 或 提示")
    if jobs < 1:
        raise click.BadParameter("--jobs 至少是 1")
    wanted = Wanted(
        _genre(genre, templates) if genre else "",
        _date(date),
        _terms(campaign) if campaign else {},
        _listed(select),
        _listed(ignore),
        templates,
        _upper(upper, campaign),
    )
    told.compared(wanted)
    paths = list(drafts(files))
    _refuse_output(output, paths, name, fixing)
    if (fixing or diff) and STDIN in paths:
        raise click.BadParameter("标准输入不能自动改，请给出文件名")
    if diff:
        differences = [told.difference(path, wanted, unsafe) for path in paths]
        told.show("".join(filter(None, differences)), output)
        return 2 if None in differences else 0
    unfixed = sum(not told.fix(path, wanted, unsafe) for path in paths) if fixing else 0
    checked = list(check_all(paths, wanted, worth(Engine(jobs, scheduler), paths)))
    if not checked:
        click.echo("没有找到可以检查的文稿", err=True)
    found = sum(len(each.findings) for each in checked)
    checked = _known(checked, baseline, updating)
    known = found - sum(len(each.findings) for each in checked)
    checked += _unused(checked, wanted, files)
    told.say(checked, known)
    if name == "docx":
        told.write_notes(checked, output, wanted.date)
    else:
        told.show(report(checked, name), output)
    told.also(checked, claims, counting, aside=name not in ("text", "docx"))
    if unfixed or any(each.problems for each in checked):
        return 2
    return int(any(RANK[finding.level] >= RANK[LEVEL[fail_on]] for each in checked for finding in each.findings))


@click.command(cls=chinese_click.Command)
@click.argument("name", metavar="[规则]", required=False)
def rules(name: str | None) -> int:
    """列出全部规则；写上规则名，就显示这条规则的说明。"""
    from docgen.lint import CALLED
    from docgen.rulebook import ids, load

    if name:
        rule = load(name)
        state = "默认检查" if rule.rule.on else f"默认不查，用 --select {rule.id} 打开"
        click.echo(f"{rule.id}（{CALLED[rule.rule.level]}，{state}，{FIXES[rule.rule.fix]}）\n\n{rule.manual}")
        return 0
    width = max(map(len, ids()))
    for each in map(load, ids()):
        mark = "" if each.rule.on else "（默认不查）"
        click.echo(f"{each.id:{width}}  {CALLED[each.rule.level]}  {each.title}{mark}")
    return 0


FIXES = {"safe": "可以自动改", "unsafe": "可以用 --unsafe 自动改", "none": "要人工改"}


@click.command(cls=chinese_click.Command)
@click.argument("file", metavar="文稿", type=FILE)
def outline(file: Path) -> int:
    """显示一份文稿读成了什么样：标题、主送、各级层次、落款、附件各是哪一行。"""
    from docgen.guess import guessed
    from docgen.read import read_draft
    from docgen.tree import tree

    draft = guessed(read_draft(file))
    click.echo(tree(draft), nl=False)
    return 0


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    words = (word.strip() for text in given for word in text.replace("，", ",").replace("、", ",").split(","))
    return tuple(word for word in words if word)


def _refuse_misspelt(name: str, rules: Sequence[str]) -> None:
    from docgen.report import formats
    from docgen.rulebook import meant

    meant(rules)
    known = (*formats(), "docx")
    if name not in known:
        raise click.BadParameter(f"没有“{name}”这种格式；可以写 {'、'.join(known)}")


def _refuse_output(output: Path | None, drafts: Sequence[Path], name: str, fixing: bool) -> None:
    """-o is for what was found: never for the draft, its fixed copy, or a Word file."""
    if output is None:
        return
    if fixing:
        raise click.BadParameter("-o 是放检查结果的；--fix 直接改在原文件里。要保留原件，请先复制一份再改")
    if name == "docx" and output.is_file():
        raise click.BadParameter(f"{output} 是一个文件；批注写在文件夹里，请写一个文件夹")
    if name != "docx" and (output.is_dir() or output.suffix.lower() in WORD):
        raise click.BadParameter(f"检查结果不能写到 {output}，请写一个文件名，如 结果.txt、结果.html")
    if output.resolve() in {draft.resolve() for draft in drafts}:
        raise click.BadParameter(f"{output} 就是要检查的文稿，不能把结果写在它上面")


def _genre(name: str, templates: Path | None) -> str:
    from docgen import genre as genres

    places = genres.folders(templates)
    found = genres.named(name, places)
    if found not in genres.names(places):
        called = "、".join(genres.CHINESE[each][0] if each in genres.CHINESE else each for each in genres.names(places))
        raise click.BadParameter(f"没有“{name}”这个文种；可以写 {called}")
    return found


def _date(text: str | None) -> Date | None:
    try:
        return parse_date(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _terms(path: Path) -> dict[str, tuple[str, ...]]:
    """必备提法 of a campaign, {genre: terms}; "" those of every genre. Raises DocgenError for a faulty one."""
    from docgen import genre as genres
    from docgen.campaign_file import load

    campaign, problems = load(path)
    if campaign is None:
        raise DocgenError(*(problem for problem in problems if problem.level == "error"))
    terms: dict[str, tuple[str, ...]] = {}
    for required in campaign.required_terms:
        for name in map(genres.english, required.genres or [""]):
            terms[name] = (*terms.get(name, ()), required.term)
    return terms


def _upper(path: Path | None, campaign: Path | None) -> UpperPlan | None:
    """The upper level's plan: the one that a person names, else what the campaign extends. Raises DocgenError."""
    if path is None and campaign is None:
        return None
    from docgen.above import base_of, upper_plan

    return upper_plan(path) if path else base_of(campaign) if campaign else None


def _known(checked: Sequence[Checked], baseline: Path | None, updating: bool) -> list[Checked]:
    """Without what the baseline knows; the baseline itself brought up to date where asked for."""
    from dataclasses import replace

    from docgen.allowed import baseline_text, grown, load_baseline, without_known
    from docgen.whole_file import write_whole

    if baseline is None:
        if updating:
            raise click.BadParameter("--update-baseline 要和 --baseline 一起写")
        return list(checked)
    folder = baseline.resolve().parent
    if updating:
        text = baseline_text(((each.path, each.findings) for each in checked), folder)
        if baseline.exists():
            import json

            if more := grown(load_baseline(baseline), json.loads(text)):
                told = "\n".join(f"  {key}" for key in more[:10])
                raise DocgenError(Problem(f"基线只能减少，这些是新问题，没有更新：\n{told}", path=str(baseline)))
        write_whole(baseline, text.encode())
        click.echo(f"已更新基线：{baseline}", err=True)
    if not baseline.exists():
        raise click.BadParameter(f"没有 {baseline} 这个基线文件；第一次用，请同时写上 --update-baseline")
    known = load_baseline(baseline)
    return [replace(each, findings=without_known(each.path, each.findings, known, folder)) for each in checked]


def _unused(checked: Sequence[Checked], wanted: Wanted, given: Sequence[Path]) -> list[Checked]:
    """The allowances of docgen.yaml that were of no use in this run, as findings in that file.

    Those for every draft are judged only where the whole folder was given.
    """
    from docgen.allowed import unused
    from docgen.lint_files import Checked, settings_for
    from docgen.read import STDIN

    used = frozenset(allowance for each in checked for allowance in each.used)
    files = [Path(each.path) for each in checked if each.draft and each.path != str(STDIN)]
    names = {file.name for file in files}
    everything = dict.fromkeys(allowance for file in files for allowance in settings_for(file).allow)
    folders = [path.resolve() for path in given if path.is_dir()]
    meant = [each for each in everything if _is_covered(each, names, folders)]
    return [Checked(path, findings=(finding,)) for path, finding in unused(meant, used, wanted.date)]


def _is_covered(allowance: Allowance, names: set[str], folders: Sequence[Path]) -> bool:
    """Whether a run saw all that an allowance may be for."""
    if allowance.file:
        return allowance.file in names
    return Path(allowance.place[0]).resolve().parent in folders
