"""说的数与列的项数不符。

“四个方面”下面只列三项，“讲三点意见”却有四个一级标题，“五项重点任务”下面有（一）至（六）。只在列举紧跟着说数的话、
列得完整、怎么数都对不上时提示；“六个字”与引号里的字数，“2名同志：”与后面的人名，“两所学校”与前面的校名，“6个问题。这5个问题”
前后两个数，也比对；固定提法（“四个意识”）、约数（几个方面）和转述上级的提法不比对。
全部说数的话和比对结果，用 docgen lint --explain-claims 查看。

依据：引导句声明的数与项数相符（实务）。
错：重点抓好四个方面：组织领导、宣传发动、督导检查。
对：重点抓好三个方面：组织领导、宣传发动、督导检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.claims import disagreeing, explained
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for claim in disagreeing(explained(draft)):
        counted = "" if claim.why.endswith(("项", "级", "字", "人", "名称")) else f"，实有 {claim.found} 项"
        message = f"“{claim.text}”与所列不符：{claim.why}{counted}，请核对"
        yield Fault(claim.line, claim.start, claim.end, message)
