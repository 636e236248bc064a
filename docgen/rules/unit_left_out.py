"""金额漏写单位“元”。

同一文稿其他金额都写“亿元”“万元”，这一处只写到“亿”“万”就断句，单位没有写完。

依据：数量要写明计量单位（《出版物上数字用法》GB/T 15835—2011；实务）。
错：全年完成投资12.6亿，拨付补助资金3200万元。
对：全年完成投资12.6亿元，拨付补助资金3200万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_MONEY = (
    "资金|投资|贷款|补贴|补助|奖金|工资|薪酬|待遇|收入|支出|产值|营业额|销售额|成交额|交易额|贸易额|总额|金额|税收|税费|利润|费用|经费|债券|债务"
    "|欠薪|养老金|低保金|救助金|保费|罚款|罚金|生产总值|增加值|预算|融资|授信|信贷|退税|减税|进出口|赔款|捐款|善款|损失|价值|货值|存款|社保基金"
)
_FOUND = re.compile(
    rf"(?:{_MONEY})(?![一-鿿]{{0,3}}(?:人|户|者|家))[^，。；：！？、\d人户家次件名吨个亩众惠]{{0,8}}(\d[\d.,]*[多余]?[亿万])(?=[，。；！]|$)"
)
_WHOLE = re.compile(r"\d[多余]?[亿万]元")


def check(draft: Draft) -> Iterator[Fault]:
    lines = draft.body
    if sum(len(_WHOLE.findall(line.text)) for line in lines) < 2:
        return
    for line in lines:
        for found in _FOUND.finditer(line.text) if "亿" in line.text or "万" in line.text else ():
            message = f"“{found[1]}”漏写单位，全文其他金额都写“元”，请写作“{found[1]}元”"
            yield Fault(line, found.start(1), found.end(1), message, f"{found[1]}元")
