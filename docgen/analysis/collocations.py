"""A verb and the noun at the end of its clause: what can be told of an object without a parser, by its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docgen.draft import Draft, Line
from docgen.wordlist import Record, load

_CLAUSE = re.compile(r"[^，。；：！？…,;:!?（）()《》\n]+")
_PART = re.compile(r"以及|或者|[、和与及或]")
_ADVERB = re.compile(
    r"(?:^|[要应须并再更]|必须|应当|进一步|切实|不断|持续|全面|大力|着力|积极|努力|充分|认真|深入|扎实|有效|坚决|继续|逐步|主动|自觉|共同|为了?|来|以)$"
)
_COPULA = re.compile("(?<![但还于])是|为(?=重|主|核|中|目|导|统|抓)")
_REACHES = re.compile("[到向至上]一?个?(?:新|更|较|高|历史)")
_FORCES = {"加大", "加强", "增强", "提高", "提升", "扩大", "增加", "深化", "加快", "放大"}  # others modify it: 查处力度
_LONGEST = 30  # characters from a verb to the end of its object
_MORE = (
    "坚持|确保|保证|保障|注重|通过|围绕|结合|进行|接受|参加|做好|搞好|抓紧|落实|推行|引导|激励|鼓励|支持|帮助|有利于|适应|满足|防止|避免"
    "|提供|取决|达成|形成|开创|开展|加快|影响|制约|阻碍|使(?![命用者])|让(?!步)|并(?![轨联])|没有|缺乏|具备|具有|是否|如何"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A verb with its object: line.text[start:verb_end] is the verb, `noun` what text[start:end] ends with."""

    record: Record
    line: Line
    start: int
    verb_end: int
    end: int
    noun: str

    @property
    def verb(self) -> str:
        return self.line.text[self.start : self.verb_end]


def pairs(draft: Draft) -> Iterator[Pair]:
    """The verbs and objects of a draft that do not go together."""
    for line in draft.lines:
        yield from _in_line(line)


def _in_line(line: Line) -> Iterator[Pair]:
    by_end = _by_end()
    for clause in _CLAUSE.finditer(line.text):
        end = clause.start() + len(clause.group().rstrip('“”" \t\u3000').removesuffix("等"))
        records = by_end.get(line.text[max(clause.start(), end - 2) : end])
        if not records:
            continue
        verbs = [verb for verb in _verbs().finditer(line.text, clause.start(), end) if verb.end() < end]
        if line.text[end - 2 : end] == "力度":
            verbs = [verb for verb in verbs if verb is verbs[0] or verb.end() < end - 2 or verb.group() in _FORCES]
        if len(verbs) != 1 or end - verbs[0].start() > _LONGEST:
            continue
        for record in records:
            if noun := _noun(record, line.text, clause.start(), verbs[0], end):
                yield Pair(record, line, verbs[0].start(), verbs[0].end(), end, noun)
                break


def _noun(record: Record, text: str, begin: int, verb: re.Match[str], end: int) -> str:
    """The noun of the record that ends every part of the object; "" where one part ends otherwise.

    With 的 in it, the object may as well be a noun with a verb before 的 (改善民生的措施): then only after an adverb.
    """
    if verb.group() not in record["verbs"]:
        return ""
    rest = text[verb.end() : end].strip('“”"')
    if rest.endswith(tuple(record.get("but", ()))):
        return ""
    if _COPULA.search(rest) or (record.get("strict") and _REACHES.search(rest)):
        return ""
    if (
        record.get("strict")
        and rest in record["nouns"]
        and not _ADVERB.search(text[begin : verb.start()].strip(" \u3000"))
    ):
        return ""  # 问题解决能力, 有力的推动作用
    if (
        "的" in rest
        and rest[0] != "了"
        and (record.get("strict") or not _ADVERB.search(text[begin : verb.start()].strip(" \u3000")))
    ):
        return ""
    nouns = tuple(record["nouns"])
    parts = [part.strip('“”" ') for part in _PART.split(rest)]
    if not all(part.endswith(nouns) for part in parts) or parts == [""]:
        return ""
    return str(max((noun for noun in nouns if parts[-1].endswith(noun)), key=len))


@cache
def _by_end() -> dict[str, list[Record]]:
    """The records by the last two characters of their nouns."""
    found: dict[str, list[Record]] = {}
    for record in load("collocations"):
        for end in {noun[-2:] for noun in record["nouns"]}:
            found.setdefault(end, []).append(record)
    return found


@cache
def _verbs() -> re.Pattern[str]:
    """Every verb of the lists, and others that would take the object to themselves."""
    listed = {verb for record in load("collocations") for verb in record["verbs"]}
    return re.compile("|".join(sorted(listed, key=lambda verb: (-len(verb), verb))) + "|" + _MORE)
