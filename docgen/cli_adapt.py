"""The commands that adapt an upper plan and keep up with it: 0 done, 1 a person must decide, 2 could not run."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen import chinese_click
from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem

if TYPE_CHECKING:
    from docgen.adapt import Adaptation
    from docgen.update_files import Updated

WORDS = {"set": "随上级改", "add": "上级新增", "delete": "上级删去", "move": "随上级挪动"}


@click.command(cls=chinese_click.Command)
@click.argument("upper", metavar="上级方案", type=FILE)
@click.option(
    "--profile", "place", metavar="文件", type=FILE, required=True, help="本级情况；用 docgen new --profile 新建"
)
@click.option("-o", "--output", "overlay", metavar="文件", type=FILE, required=True, help="本级方案写到哪个文件里")
@click.option("--explain", is_flag=True, help="逐处列出改称了什么、保留了什么、为什么")
def adapt(upper: Path, place: Path, overlay: Path, explain: bool) -> int:
    """把上级的活动文件改编成本级的。

    写出的本级方案只写与上级不同的地方：本级的机关、依据、改称、时限；拿不准的地方列在文件末尾，由您定夺。

    写好返回 0（要定夺的有几处，另行提示），文件读不了返回 2。
    """
    from docgen import profile_file
    from docgen.adapt_files import adapt_file

    _refuse_other(upper)
    if not upper.exists():
        raise DocgenError(Problem("找不到这个文件", "请核对文件名和所在的文件夹", str(upper)))
    if not place.exists():
        if not sys.stdin.isatty():
            raise DocgenError(Problem("找不到这个文件", "可以用 docgen new --profile 新建一份", str(place)))
        _ask(place)
    written = adapt_file(upper, profile_file.load(place), overlay)
    made = written.adaptation
    if explain:
        _explain(written.adaptation)
    click.echo(f"已写好：{written.overlay}\n上级方案改编时的样子存在：{written.base}")
    name = f'"{written.overlay}"' if re.search(r"[\s()（）&]", str(written.overlay)) else written.overlay
    click.echo(f"下一步：用记事本打开 {written.overlay}，改好以后运行 docgen build {name}")
    if made.questions:
        click.echo(f"有 {len(made.questions)} 处要您定夺，列在 {written.overlay} 的末尾", err=True)
    return 0


def _refuse_other(path: Path) -> None:
    """A draft is no campaign file, and what is wrong with it as YAML would help nobody."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise DocgenError(
            Problem("这不是活动文件", "请给出活动文件（.yaml）；两份文稿的对照，用 docgen trace", str(path))
        )


def _ask(place: Path) -> None:
    """The few things that no plan can be adapted without, asked once and kept as the profile."""
    from docgen.profile_file import written
    from docgen.whole_file import write_whole

    click.echo(f"还没有 {place}。先回答几个问题，存在这个文件里，以后不用再答；领导小组等可以以后补写。")
    level = click.prompt("本级是市、县，还是单位", type=click.Choice(["市", "县", "单位"]), default="市")
    region = click.prompt("本地区全称（如 江川市）")
    issuer = click.prompt("发文机关全称（如 江川市医疗保障局）")
    short = click.prompt("发文机关简称（如 市医保局；没有就直接回车）", default="", show_default=False)
    sent = click.prompt("通知主送给谁（几个用顿号隔开；没定就直接回车）", default="", show_default=False)
    ahead = click.prompt("时限比上级提前几个工作日", type=click.IntRange(0, 250), default=0)
    write_whole(place, written(level, region, issuer, short, sent.split("、") if sent else [], ahead).encode())
    click.echo(f"已存好：{place}")


def _explain(made: Adaptation) -> None:
    from docgen.addresses import chinese

    verdicts = {"change": "改称", "keep": "保留", "ask": "待定"}
    for one in made.renaming.judged:
        found = one.occurrence
        becomes = f" → {found.becomes}" if found.verdict == "change" else ""
        proposal = f"；建议：{found.proposal}" if found.proposal else ""
        at = chinese(one.where.address, one.where.name if one.where.name not in one.where.address else "")
        click.echo(f"{at}：{verdicts[found.verdict]} {found.word}{becomes}（{found.reason}{proposal}）")
        click.echo(f"    {one.around}")


@click.command(cls=chinese_click.Command)
@click.argument("overlay", metavar="本级方案", type=FILE)
@click.option("--dry-run", is_flag=True, help="只看会怎样，不改文件")
def update(overlay: Path, dry_run: bool) -> int:
    """把上级方案的修订带进本级方案，本级写的都保留。

    上级和本级都改了的，写成“冲突”，由您定夺；定夺以前，本级方案不能生成。

    没有冲突返回 0，有冲突返回 1，文件读不了返回 2。
    """
    from docgen.update_files import update_file

    _refuse_other(overlay)
    done = update_file(overlay, dry_run)
    for line in _told(done):
        click.echo(line)
    if dry_run and not done.waiting:
        click.echo("（这是试看，没有改动文件）")
    waiting = len(done.waiting) or len(done.clashes)
    if done.waiting:
        click.echo(f"{overlay} 里还有 {waiting} 处冲突没有定夺，这一次什么也没有改。请先处理“冲突”各条", err=True)
    elif done.clashes:
        click.echo(f"有 {waiting} 处冲突要您定夺" + ("" if dry_run else f"，写在 {overlay} 的“冲突”里"), err=True)
    return 1 if waiting else 0


def _told(done: Updated) -> Iterator[str]:
    """What an update did, a line each."""
    from docgen.addresses import chinese
    from docgen.overlay_text import told

    if done.waiting:
        yield from (f"冲突：{one.at}：{one.what}" for one in done.waiting)
        return
    if not done.changes:
        yield "上级方案没有变化"
        return
    clashing = {(clash.change.address, clash.change.name) for clash in done.clashes}
    moved = dict(done.deadlines)
    for change in done.changes:
        at = chinese(change.address, change.name)
        if (change.address, change.name) in clashing or change in done.own:
            continue
        day = moved.get(change.address, "") if change.name == "deadline" or change.kind == "add" else ""
        values = f"：{change.before} → {change.after}" if _is_short(change.before) and _is_short(change.after) else ""
        yield f"{WORDS[change.kind]}：{at}{values}" + (f"，本级的时限随之定为 {day}" if day else "")
    for change in done.own:
        yield f"上级改了：{chinese(change.address, change.name)}；本级有自己的，没有动。别处提到它的，请核对"
    for touch in done.moot:
        yield f"上级也删去了：{chinese(touch.address, touch.name)}；本级删去它的一条不再需要，已拿掉"
    for one in done.conflicts:
        yield f"冲突：{one.at}：{one.what}"
        for word, text in (("原来", one.before), ("上级", one.upper), ("本级", one.local)):
            yield f"    {word}：{_shortly(text) or '（没有）'}"
    for question in done.questions:
        yield f"请您定夺：{told(question)}"


def _is_short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 30


def _shortly(text: str) -> str:
    """A text on one line of a terminal."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}……"
