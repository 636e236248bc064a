"""Counts whose things are spelt out beside them: “严、细、实”三个字; A小学、B中学两所学校; 2名同志：甲、乙.

And counts that take up the one before: 通报了6个问题。这6个问题…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.draft import Line
from docgen.notation import parse_chinese

_NUMERAL = "[两二三四五六七八九十]{1,3}"
_CHARACTERS = re.compile(rf"(?<![第每一二三四五六七八九十几])({_NUMERAL})个(?:大)?字")
_QUOTES = re.compile(r"(?:“[^“”]{1,30}”[、，和]?){1,6}")
_AFTER = re.compile(r"[”’]?(?:[：:]|——|就是|，就是|，即|[（(])(?=“)")
_PERSONS = re.compile(
    r"(?<![\d第近约超逾余前后])(\d{1,2}|[两二三四五六七八九十]{1,3})[名位](同志|干部|人员|党员|个人|教师|人选|代表)"
)
_LED = re.compile(r"[^，。；：:、\d“”]{0,16}[：:]")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓单杭洪包诸左"
    "石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储段巴牧隗山谷车侯全班秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄白蒲从鄂索赖卓屠蒙池乔闻"
    "党翟谭贡劳姬申扶冉雍桑桂牛寿通边燕浦尚农温庄晏柴瞿阎连习艾鱼容向古易廖终居衡步耿满弘匡国文寇广阙东殴利蔚越师巩聂晁冷辛那简饶空曾"
    "关查后红游权盖益公涂肖闫付代仝邸隋"
)
_KINDS = {
    "所学校": "学校|小学|中学|高中|初中|大学|学院|幼儿园|职教中心|职高|中专|技校",
    "个乡镇": "镇|乡|街道",
    "个镇": "镇",
    "个乡": "乡",
    "个街道": "街道",
    "个县区": "县|区|市",
    "个县": "县",
    "个村": "村",
    "个社区": "社区",
    "个部门": "局|委|办|部门|委员会|办公室",
    "家企业": "公司|厂|集团",
    "家公司": "公司|集团",
}
_NAMED = re.compile(rf"({_NUMERAL})({'|'.join(_KINDS)})")
_MAKING = re.compile("新建|改建|扩建|改造|全[省市县区]|和$|等|[等各其]$|分为|包括|[每各]")
_TAKEN_UP = re.compile(r"(?:^|[。！？；])(?:这|上述|以上)$")
_FEWER = re.compile("其中|剩|其余|还有|尚|未|没有|有的|个别|前|后|多数|部分|另|又|再|第|“|整改|解决|销号")
_REACH = 200


@dataclass(frozen=True, slots=True)
class Spelt:
    """line.text[start:end] claims a number, so many are `found`. sure: the things can be counted in one way only."""

    line: Line
    start: int
    end: int
    claimed: int
    found: int
    why: str
    sure: bool


def spelt(line: Line) -> Iterator[Spelt]:
    """The counts of a line."""
    if "个字" in line.text or "个大字" in line.text:
        yield from _characters(line)
    if "名" in line.text or "位" in line.text:
        yield from _persons(line)
    if "、" in line.text:
        yield from _places(line)


def _characters(line: Line) -> Iterator[Spelt]:
    """“安全第一”四个字, 四个字：“安全第一”: every character counts, marks do not."""
    text = line.text
    for found in _CHARACTERS.finditer(text):
        claimed = parse_chinese(found[1].replace("两", "二"))
        begin = max(0, found.start() - 160)
        ahead = _AFTER.match(text, found.end())
        quotes = _QUOTES.match(text, ahead.end()) if ahead else None
        back = text[begin : found.start()]
        back = back[: -len("这")] if back.endswith("这") else back
        if not quotes:
            runs = [run for run in _QUOTES.finditer(back) if run.end() == len(back) and back.endswith("”")]
            quotes = runs[0] if runs else None
        if claimed and quotes:
            words = re.findall("“([^“”]+)”", quotes.group())
            counts = {sum(map(_hanzi, words)), _hanzi(words[0] if ahead else words[-1])}
            plain = (
                not re.search(r"[^一-鿿、，；。！？ ]", "".join(words))
                and "等" not in text[found.end() : found.end() + 1]
            )
            count = claimed if claimed in counts else max(counts)
            yield Spelt(line, found.start(), found.end(), claimed, count, f"引号内有 {count} 个字", plain)


def _hanzi(words: str) -> int:
    return len(re.findall("[一-鿿]", words))


def _persons(line: Line) -> Iterator[Spelt]:
    """2名同志…：甲（局长）、乙（科长）。"""
    for found in _PERSONS.finditer(line.text):
        led = _LED.match(line.text, found.end())
        if led:
            listed = re.split("[。；\n]", line.text[led.end() : led.end() + 600])[0]
            names = [re.sub(r"\s", "", name) for name in re.split("[、，,]", _unbracketed(listed))]
            if len(names) > 1 and all(map(_is_name, names)):
                claimed = parse_chinese(found[1].replace("两", "二")) if not found[1].isdigit() else int(found[1])
                why = f"其后列有 {len(names)} 人"
                yield Spelt(line, found.start(), found.end(), claimed or 0, len(names), why, True)


def _unbracketed(text: str) -> str:
    return re.sub(r"[（(][^（）()]{0,60}[）)]", "", text)


def _is_name(words: str) -> bool:
    return 2 <= len(words) <= 3 and words[0] in _SURNAMES and bool(re.fullmatch("[一-鿿]+", words))


def _places(line: Line) -> Iterator[Spelt]:
    """A小学、B中学两所学校: names that all end as what they are. In figures it is an amount (新建…5所学校)."""
    for found in _NAMED.finditer(line.text):
        before = line.text[max(line.start, found.start() - 120) : found.start()].removesuffix("这")
        cut = max(before.rfind(mark) for mark in "，。；：！？）")
        clause, outside = before[cut + 1 :], before[: cut + 1]
        kinds = tuple(_KINDS[found[2]].split("|"))
        if "、" not in clause or _MAKING.search(clause) or outside[:-1].endswith(kinds):
            continue
        claimed = parse_chinese(found[1].replace("两", "二")) or 0
        for marks in ("、", "、|和|与|及"):
            names = re.split(marks, clause)
            if all(len(name) > 2 and name.endswith(kinds) for name in names):
                counts = {len(re.split(each, clause)) for each in ("、", "、|和|与|及")}
                count = claimed if claimed in counts else max(counts)
                why = f"其前列有 {count} 个名称"
                yield Spelt(line, found.start(), found.end(), claimed, count, why, abs(count - claimed) <= 2)
                break


def takes_up(between: str, number: int) -> bool:
    """Whether a count right after `between` takes up the one right before it: 通报了6个问题。这…"""
    taken = _TAKEN_UP.search(between)
    told = re.search(rf"(?<!\d){number}(?!\d)", between)
    return bool(taken) and len(between) <= _REACH and not told and not _FEWER.search(between)
