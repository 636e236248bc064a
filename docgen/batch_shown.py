"""What a batch prints: how far it is, each document that was not made and why, and what to do next at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

import click

from docgen.archive import ALL, Archives
from docgen.batch import Run
from docgen.batch_folder import Left
from docgen.batch_order import Order
from docgen.errors import Problem
from docgen.made import Made
from docgen.made_list import NAME

MOST = 100  # documents of which something is said on the screen: the list has them all
ALIKE = 3  # of those of which the same is said
SOME = 10  # files that are named as examples
EVERY = 10.0  # seconds between two lines on the way, where there is no bar
FEW = 200  # documents on whose way no line is needed
Step = Callable[[], None]


@dataclass(slots=True)
class Telling:
    """Prints what a person must know of each document, as it is done; nothing of one that is as it should be.

    same: how many documents of a genre have the same said of them. silent: lines that were not printed. files: the
    first that were written, one more than are named.
    """

    table: Path
    folder: Path
    same: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: int = 0
    silent: int = 0
    of_unit: tuple[int, frozenset[Problem]] = (0, frozenset())
    findings: int = 0
    files: list[str] = field(default_factory=list)

    def tell(self, made: Made) -> None:
        self.findings += len(made.findings or ())
        if made.state == "written" and len(self.files) <= SOME:
            self.files.append(made.file)
        if made.state in ("written", "same") and not made.problems:
            return
        what = f"表中第 {made.row} 行，{made.name or made.unit}的{made.genre}"
        if made.state == "edited":
            self._say(f"{what}有人改过，没有覆盖：{self.folder / made.file}")
        problems = tuple(self._new(made))
        if made.state == "failed" and not problems:
            self._say(f"{what}也没有生成，原因同上")
        elif problems:
            what += "没有生成" if made.state == "failed" else ""
            said = ("：" if len(problems) == 1 else "：\n    ") + "\n    ".join(map(self._said, problems))
            self._say(f"{what}{said}", (made.genre, said))

    def ending(self, failed: int, listed: bool) -> Iterator[str]:
        """What belongs right under what was printed. failed: documents. listed: whether there is a list to look at."""
        yield from self.repeated()
        if self.silent:
            yield f"上面没有列全，还有 {self.silent} 份" + ("，见清单" if listed else "")
        if failed:
            yield "没有生成的，请照上面说的改好，再运行一次：只补做缺的，做好的不会重做"

    def repeated(self) -> Iterator[str]:
        """What was said of more documents than it was printed for."""
        for (genre, said), count in self.same.items():
            if count > ALIKE:
                yield f"还有 {count - ALIKE} 份{genre}也是这样{said}"

    def _new(self, made: Made) -> Iterator[Problem]:
        """The problems of a document, unless all of them have been told of another of the same unit; of one that did
        not fail only those that have not.
        """
        row, known = self.of_unit if self.of_unit[0] == made.row else (made.row, frozenset())
        if made.state != "failed" or not known.issuperset(made.problems):
            yield from (each for each in made.problems if made.state == "failed" or each not in known)
        self.of_unit = row, known.union(made.problems)

    def _said(self, problem: Problem) -> str:
        """Without its place, where that is the row, which is named already."""
        return str(replace(problem, path="", line=0, col=0) if problem.path == str(self.table) else problem)

    def _say(self, line: str, alike: tuple[str, str] | None = None) -> None:
        """Print a line, unless as many were printed that say the same, or so many in all that more would bury them."""
        if alike and (alike in self.same or self.lines < MOST):
            self.same[alike] += 1
            if self.same[alike] > ALIKE:
                return
        self.lines += 1
        self.silent += self.lines > MOST
        if self.lines <= MOST:
            click.echo(line, err=True)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Step]:
    """A bar with rate and remaining time on a terminal, a line now and then elsewhere; called for each document."""
    if not quiet and sys.stdout.isatty():
        with _bar(total) as step:
            yield step
    else:
        yield (lambda: None) if quiet or total <= FEW else _lines(total)


def _lines(total: int) -> Step:
    began = said = monotonic()
    done = 0

    def step() -> None:
        nonlocal done, said
        done += 1
        now = monotonic()
        if now - said >= EVERY:
            said = now
            rate = done / (now - began)
            click.echo(f"已做 {done}/{total} 份，每秒 {rate:.0f} 份，大约还要 {_lasting((total - done) / rate)}")

    return step


def _lasting(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes // 60} 小时 {minutes % 60} 分钟"


@contextmanager
def _bar(total: int) -> Iterator[Step]:
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second, and what remains of the time."""

        def render(self, task: Task) -> Text:
            left = task.time_remaining
            rate = f"每秒 {task.speed:.0f} 份" if task.speed else ""
            return Text(rate + (f"，还要 {_lasting(left)}" if left else ""))

    columns = (TextColumn("正在生成"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f} 份"), Rate())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def summary(run: Run, telling: Telling, order: Order, archives: Archives, listed: bool) -> Iterator[str]:
    """The end, as lines: what was made, where it is, what to do next. listed: whether the list was written."""
    counts, dry = run.counts, order.dry
    yield (
        f"{'试运行，没有写任何文件：' if dry else ''}"
        f"共 {run.ready.units} 个单位、{counts.total()} 份，{'会生成' if dry else '已生成'} {counts['written']} 份，"
        f"没有变化 {counts['same']} 份，有人改过、没有覆盖 {counts['edited']} 份，没有生成 {counts['failed']} 份"
    )
    if dry and telling.files:
        yield from ("会生成：", *(f"    {file}" for file in telling.files[:SOME]))
        yield from ["    ……"] * (len(telling.files) > SOME)
    if not dry:
        why = "只做了一部分单位，清单没有更新" if order.only else "清单没有写成"
        yield f"放在：{order.folder}；{f'清单：{order.folder / NAME}' if listed else why}"
    if archives.packing:
        yield f"压缩包：{order.folder / ALL if archives.packing == '全部' else '每个单位一个，和它的文件放在一起'}"
    if archives.stale:
        yield f"以前打的 {archives.stale} 个压缩包没有跟着更新；要更新，请加上 --zip 再运行一次"
    if order.lint:
        yield f"检查发现 {telling.findings} 处" + ("，见清单里的“检查结果”" if listed and telling.findings else "")
    if counts["edited"]:
        hint = "请先把它们另存，再加上 --force 运行一次；只重做一个单位的，加上 --force --only 单位"
        yield f"有人改过的，如果要照新的内容重新生成，{hint}"
    yield from _of_left(run.left, dry)
    if archives.emptied:
        number = len(archives.emptied)
        yield f"{'会删去' if dry else '已删去'}不再需要的压缩包 {number} 个：{_some(archives.emptied)}"


def _of_left(left: Sequence[Left], dry: bool) -> Iterator[str]:
    there, removed, edited = ([one.file for one in left if one.state == s] for s in ("there", "removed", "edited"))
    if there:
        hint = "不要了的话，加上 --prune 再运行一次就会删去"
        yield f"有 {len(there)} 份是以前生成、现在的表不再需要的：{_some(there)}。{hint}"
    if removed:
        yield f"{'会删去' if dry else '已删去'}现在的表不再需要的 {len(removed)} 份：{_some(removed)}"
    if edited:
        yield f"有 {len(edited)} 份现在的表不再需要，但有人改过，没有动：{_some(edited)}。请自己决定去留"


def _some(files: Sequence[str]) -> str:
    return "、".join(files[:SOME]) + ("等" if len(files) > SOME else "")
