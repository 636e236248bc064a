"""Units for the batch part of make bench: a table of any size, overlays, and documents that differ by degrees.

Every name is invented: a county, a town, a field and a kind of office, in all their combinations.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Literal

from docgen.document import Attachment, Block, Document, RunIn, Table

COUNTIES = ("澄岭", "岚川", "禾陵", "临溪", "江川", "砚湖", "云汀", "松屏", "柳埠", "枫桥")
TOWNS = tuple(first + last for first, last in product("青石白金清永长安新高", "溪泉湾塘岭坪洲港林桥"))
FIELDS = ("安全生产", "医疗保障", "市政养护", "农村水利", "劳动就业")
FIELDS += ("住房管理", "公共交通", "文化旅游", "市场监管", "生态环境")
KINDS = ("服务中心", "管理所", "监测站", "执法队", "办公室", "管理局", "督查队", "保障中心", "技术站", "指挥中心")
MOST = len(COUNTIES) * len(TOWNS) * len(FIELDS) * len(KINDS)
HEADER = ("编号", "名称", "简称", "自称", "业务", "发文序号")
OVERLAY = """\
沿用: {base}
问题清单:
  - id: own
    标题: {short}自身短板尚未补齐
    内容: {short}隐患台账更新不及时，夜间值守力量不足，一些老旧设施长期带病运行
措施:
  - id: operation
    要点:
      增加:
        - id: own
          标题: 补齐{short}短板
          内容: {short}对本单位台账逐条核对、逐项更新，夜间值守不少于两人，老旧设施由专人逐日巡查
          牵头: {short}
          时限: 2026-10-31
          针对: [own]
      改为:
        - id: permit
          内容: {short}的动火、有限空间、高处、吊装作业由本单位负责人当场审批，未经审批一律不得开工
要求:
  - {{id: own, 标题: 明确专人, 内容: {short}明确一名负责人和一名联络员，每周报送一次进展情况}}
"""
TO_UNITS = {  # what makes the shipped campaign say each unit's name: in the plan's title and in three paragraphs
    "公文标题: 砚湖市重点行业领域安全隐患排查整治行动实施方案": "公文标题: '{{ unit.short }}安全隐患排查整治实施方案'",
    "文号: 砚政发〔2026〕6号": "文号: '砚政发〔2026〕{{ unit.发文序号 }}号'",
    "自查结果在本单位公示": "自查结果在{{ unit.short }}公示",
    "坚决消除监管盲区": "坚决消除{{ unit.domain }}领域监管盲区",
    "纳入本单位安全管理体系": "纳入{{ unit.short }}安全管理体系",
}
Degree = Literal["the title differs", "and three paragraphs", "everything differs"]
DEGREES: tuple[Degree, ...] = ("the title differs", "and three paragraphs", "everything differs")


def rows() -> Iterator[tuple[str, ...]]:
    """Rows of HEADER, MOST of them; neighbours differ in kind and field."""
    for n, (county, town, field, kind) in enumerate(product(COUNTIES, TOWNS, FIELDS, KINDS), 1):
        short = f"{county}{town}{field}{kind}"
        yield f"u{n:06}", f"{county}县{town}镇{field}{kind}", short, f"本{kind}", field, str(n)


def campaign(shipped: Path, folder: Path) -> Path:
    """A campaign file whose documents are each unit's own, made of a shipped one."""
    text = shipped.read_text(encoding="utf-8")
    for said, slot in TO_UNITS.items():
        assert said in text, said
        text = text.replace(said, slot, 1)
    path = folder / "campaign.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, base: Path, count: int, every: int = 0) -> Path:
    """A table of `count` units beside a folder overlays/ with an overlay on the campaign `base` for each `every`th, for
    none with 0.
    """
    overlays = folder / "overlays"
    overlays.mkdir(parents=True)
    path, extends = folder / "units.csv", Path(os.path.relpath(base, overlays)).as_posix()
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for n, row in enumerate(islice(rows(), count), 1):
            writer.writerow(row)
            if every and n % every == 0:
                (overlays / f"{row[0]}.yaml").write_text(OVERLAY.format(base=extends, short=row[2]), encoding="utf-8")
    return path


def shorts() -> Iterator[str]:
    """Short names without end, all different as long as no more than MOST are taken."""
    while True:
        yield from (row[2] for row in rows())


def varied(document: Document, degree: Degree, name: str) -> Document:
    """The document as it would be for a unit of this short name."""
    titled = replace(document, title=name + document.title)
    if degree == "the title differs":
        return titled
    if degree == "everything differs":
        attachments = (
            Attachment(a.title + name, tuple(_with(b, name) for b in a.blocks)) for a in document.attachments
        )
        return replace(titled, blocks=tuple(_with(b, name) for b in document.blocks), attachments=tuple(attachments))
    longest = sorted(document.blocks, key=lambda block: 0 if isinstance(block, Table) else len(block.text))[-3:]
    return replace(titled, blocks=tuple(_with(b, name) if b in longest else b for b in document.blocks))


def _all_with(blocks: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    return tuple(_with(block, name) for block in blocks)


def _with(block: Block, name: str) -> Block:
    if isinstance(block, Table):
        town = name[2:4]  # short, so that a table stays as long as it was
        rows = (tuple(cell + town if len(cell) > 1 else cell for cell in row) for row in block.rows)
        return replace(block, rows=tuple(rows))
    split = block.split if isinstance(block, RunIn) else 0
    return replace(block, text=block.text[:split] + name + block.text[split:])
