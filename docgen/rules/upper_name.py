"""留下了上级的名称。

从上级方案搬过来的话里，还写着上级的机关、内设机构或者范围：全省、省教育厅、各处室。应当换成本级的。
按照上级部署、向上级报告、走在全省前列的不算；《》、引号、文号里的不算；本级自己另写的话不算。
上级的内设机构（厅基础教育处）、上级称下级的说法（市里的文稿写“各市教育局”）也在此列。
上级自己要做的事（省教育厅将开展督查）、上级管的单位（省属学校）只提示核对；下级单位越过本级向上级报送的，
建议改为报本级、由本级汇总。写在《》前面的是那份文件的发文机关，不算。

依据：公文以本级的名义部署本级的工作（实务）。
错：岚川市的方案：全省中小学要配齐食品安全总监，各处室抓好落实。
对：全市中小学要配齐食品安全总监，各科室抓好落实。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.upper_names import UpperName, upper_names
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for name in upper_names(draft):
        yield Fault(name.line, name.start, name.end, _told(name), level=None if name.is_sure else "info")


def _told(name: UpperName) -> str:
    match name.kind:
        case "skips":
            return f"不宜越过本级直接报“{name.text}”，建议改为“报{name.here}，由{name.here}汇总报{name.text}”"
        case "acts":
            return f"“{name.text}”要做的事照搬了上级方案，请核对是不是应当由“{name.here}”来做"
        case "owns":
            return f"“{name.text}”说的是上级管的单位，请核对是不是应当写“{name.here}”"
        case "part":
            return f"“{name.text}”是上级的内设机构，请换成本级承担这项工作的内设机构，如“{name.here}”"
        case "peers":
            return f"“{name.text}”是上级对下级的称呼，请换成本级的下级，如“{name.here}”"
        case "own":
            return f"“{name.text}”是上级的，这里应为“{name.here}”"
