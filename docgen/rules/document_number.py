"""发文字号写法不合规范。

发文字号由机关代字、年份、顺序号组成：年份写全四位，用六角括号〔〕，不加“第”，顺序号前不补 0。正文引用的字号同此。司法
案号（（2026）京01民终1号）、令号（第5号令）另有规定，不在此列。

依据：GB/T 9704-2012《党政机关公文格式》7.2.5（国标）；《党政机关公文处理工作条例》第九条（五）（条例）。
错：江政发（2026）5号　江政办发[2026]第5号　江政发〔2026〕005号
对：江政发〔2026〕5号　江政办发〔2026〕5号　江政发〔2026〕5号
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<open>[〔\[【（(［])(?P<year>\d{4}|(?<=〔)\d{2})年?(?P<close>[〕\]】）)］])\s?"
    r"(?P<ordinal>第?)\s?(?P<zeros>0{0,3})(?P<number>[1-9]\d{0,4})\s?号(?!令|楼|线|院)"
)
_CODE = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_NOT_A_CODE = re.compile(r"(?:公告|令|文件|通告|公报|案|年|第|于|在|见|按|照|据|为|是|以|和|及|由)$")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if line.role is not Role.CELL and "号" in line.text:
            for found in _NUMBER.finditer(line.text):
                yield from _faults(line, found)


def _faults(line: Line, found: re.Match[str]) -> Iterator[Fault]:
    code = _CODE.search(line.text[max(0, found.start() - 12) : found.start()])
    if code is None or _NOT_A_CODE.search(code[0]):
        return
    wrong = [what for what in _wrong(found) if what]
    if not wrong:
        return
    long = len(found["year"]) == 4
    year = found["year"] if long else f"20{found['year']}"
    right = f"〔{year}〕{found['number']}号"
    message = f"发文字号{'、'.join(wrong)}，应为“{right}”"
    yield Fault(line, found.start(), found.end(), message, fix=right, unsafe=not long)


def _wrong(found: re.Match[str]) -> Iterator[str]:
    yield "年份用六角括号〔〕" if found["open"] + found["close"] != "〔〕" else ""
    yield "年份写全四位" if len(found["year"]) == 2 else ""
    yield "不加“第”" if found["ordinal"] else ""
    yield "顺序号前不补 0" if found["zeros"] else ""
