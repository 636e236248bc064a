"""排比的几个分句里有一个不合式。

“凡是……的，要……”并列几句，只有一句“的”后漏了逗号；“……了哪些”并列两项，只有一项漏了“了”；
几段都以“……，是……的重要抓手”开头，只有一段漏了“的”；“深入学习贯彻……”连用几句，只有一句少了“贯彻”；“更加……的”并列几项，
只有一项作“更……的”；“从……做起”“带头……”“管……必须……”并列几项，只有一项没有“做起”“带头”“必须”；“抓××”连用四次以上，只有一项换了动词；
“有计划、有部署、有检查、总结”“责任到位、人员到位、经费”这样字数相同的几项，只有一项少了共有的“有”“到位”；
“坚持……，……；”连用几句，末一句没有说完。

依据：排比各句结构平行（实务）。
错：凡是能办的，要马上办；凡是条件不够的要列出计划；凡是办不了的，要说明理由。
对：凡是能办的，要马上办；凡是条件不够的，要列出计划；凡是办不了的，要说明理由。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.analysis.sentences import Piece, clauses, sentences, shared
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_CASE = re.compile("(?:^|(?<=[，。；：,;]))(凡是|对于|对|凡)[^，。；,;]{2,40}")
_TURN = re.compile("的(?=要(?![求素点件害义领职])|应当|应(?![急用对有该])|必?须(?!知)|由(?!来)|可以)")
_WHICH = re.compile("([一-鿿]{2})(了?)哪些[一-鿿]{2,6}、([一-鿿]{2})(了?)哪些")
_LINKED = ("贯彻", "落实", "宣传", "执行", "推动", "推进", "实施", "运用")
_IS = re.compile(
    "(.)(?:具体|重要|有力|必然|迫切|现实|内在|根本|关键)(?:行动|抓手|举措|保障|要求|体现|需要|途径|内容|载体|支撑|基础)。"
)
_LISTED = re.compile("[一-鿿]{2,24}(?:、[一-鿿]{2,14}){2,6}(?![、一-鿿])")
_LEADS = "从以把将对用让在为"
_HEADS = "不有无敢能会"
_TAILS = re.compile(
    "到位|有力|明确|清楚|清晰|扎实|及时|规范|齐全|健全|完善|过硬|合理|严格|达标|清零|归零|不变|不减|不松"
)
_NO_MEMBER = re.compile(".*(?:等|和|及|或|以|的)")
_ADVERB = re.compile("带头|坚持|主动|自觉|敢于|善于|着力|坚决|切实|全力|大力|持续|全面|努力|深入|严格")
_MODAL = re.compile("必须|应当|都要|一律|绝不|坚决|务必")
_CLOSING = re.compile("做起|抓起|入手|着手|出发|改起|严起|看齐|说话|为本|为先|优先|第一|动手|发力|着力|用劲|用力")
_MORE = re.compile("更(加?)([一-鿿]{2})的")
_ROW = re.compile("(?:更[一-鿿]{2,3}的[一-鿿]{2,6}[、，]以?){2,5}更[一-鿿]{2,3}的")
_TRIPLES = re.compile(
    "(?<![一-鿿])(?:[一-鿿]{0,12}?([一-鿿])[一-鿿]{2}、)(?:\\1[一-鿿]{2}、){1,9}((?!\\1)[一-鿿]{3})(?=[，。；！])"
)
_TRIPLE = re.compile("(?:(?<![一-鿿])|(?<=[从向到要]))[一-鿿]{3}")
_RESULT = "促保惠兴谋创求强树稳见出争做当增提建"  # 抓项目、抓招商、促发展: what it is done for
_STATES = "不有无没能会敢是为很最更一大小多少高新"  # 不担当、不作为、慢作为: no verbs
_LONGEST = 400
_BARE = "的一项个种大是为、和与及又更最其此这"


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        listed = line.text.count("、") > 1
        for sentence in sentences(line):
            yield from _cases(sentence)
            yield from _prefixes(clauses(sentence))
            if listed and sentence.text.count("、") > 1:
                yield from _framed(sentence)
                yield from _clipped(sentence)
                yield from _verbs(sentence)
            yield from _unfinished(sentence)
            yield from _more(sentence)
        yield from _which(line)
    yield from _definitions(draft)


def _cases(sentence: Piece) -> Iterator[Fault]:
    """凡是……的，要…… three times or more, once without the comma."""
    groups: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for found in _CASE.finditer(sentence.text):
        groups[found[1]].append(found)
    for group in groups.values():
        odd = [found for found in group if not found.group().endswith("的")]
        if len(group) >= 3 and len(odd) == 1 and (turn := _TURN.search(odd[0].group(), len(odd[0][1]) + 2)):
            start = sentence.start + odd[0].start() + turn.start()
            message = f"并列的其余各句都是“{odd[0][1]}……的，”，此处“的”后漏了逗号"
            yield Fault(sentence.line, max(sentence.start, start - 4), start + 2, message)


def _prefixes(pieces: tuple[Piece, ...]) -> Iterator[Fault]:
    """深入学习贯彻……，深入学习……，深入学习贯彻……: the one without."""
    for at in range(len(pieces) - 2):
        three = pieces[at : at + 3]
        for odd in three:
            others = [piece.text[:6] for piece in three if piece is not odd]
            same = len(set(others)) == 1 and others[0][4:] in _LINKED and others[0][:4] == odd.text[:4]
            if same and odd.text[4:6] not in _LINKED:
                message = f"前后各句都作“{others[0]}……”，此处少“{others[0][4:]}”，请核对"
                yield Fault(odd.line, odd.start, min(odd.end, odd.start + 8), message, level="info")


def _framed(sentence: Piece) -> Iterator[Fault]:
    """带头学、带头讲、抓 and the like: the one item of a row that lacks what the others begin or end with."""
    for row in _LISTED.finditer(sentence.text):
        pieces = list(_pieces(sentence, row))
        for odd in pieces:
            others = [piece.text for piece in pieces if piece is not odd]
            before, after = shared(others), shared(other[::-1] for other in others)
            if before and after > 1 and (message := _lacks(odd.text, others[0][:before], others[0][-after:])):
                yield Fault(odd.line, odd.start, odd.end, message, level="info")
                break


def _clipped(sentence: Piece) -> Iterator[Fault]:
    """有计划、有部署、有检查、总结; 责任到位、人员到位、经费、物资到位: shorter by what the others share."""
    for row in _LISTED.finditer(sentence.text):
        pieces = list(_pieces(sentence, row))
        texts = [piece.text for piece in pieces]
        for at, odd in enumerate(pieces[1:], 1):
            others = texts[1:at] + texts[at + 1 :]
            missing = _missing(odd.text, [texts[0], *others]) or _missing_tail(odd.text, [texts[0], *others], at)
            if missing:
                message = f"并列的其余各项都有“{missing}”，此处“{odd.text}”没有，疑有漏字，请核对"
                yield Fault(odd.line, odd.start, odd.end, message)
                break


def _missing(odd: str, others: list[str]) -> str:
    """The first character that all others have; of only two others they must be alike inside too (不……一……)."""
    others = [others[0][-len(odd) - 1 :], *others[1:]]  # 要做到 stands before the first
    head = others[0][0]
    same = head in _HEADS and all(text[0] == head and len(text) == len(odd) + 1 for text in others)
    inner = any(len({text[at] for text in others} | {odd[at - 1]}) == 1 for at in range(1, len(odd))) if same else False
    known = odd[0] in _HEADS or _NO_MEMBER.match(odd)
    return head if same and not known and (inner or len(others) > 2) else ""


def _missing_tail(odd: str, others: list[str], at: int) -> str:
    """到位 that all others end with: two of them stand before, as 甲、乙、丙到位 says it of all three."""
    others = [others[0][-len(odd) - 2 :], *others[1:]]
    tail = others[0][-2:]
    same = at > 1 and all(text.endswith(tail) and len(text) == len(odd) + 2 for text in others)
    return tail if same and _TAILS.fullmatch(tail) and tail not in odd and not _NO_MEMBER.match(odd) else ""


def _unfinished(sentence: Piece) -> Iterator[Fault]:
    """坚持甲，……；坚持乙，……；坚持丙，……；坚持丁。: the last one says no more than what to hold to."""
    if "；" not in sentence.text or len(sentence.text) > _LONGEST:
        return
    parts = sentence.text.rstrip("。").split("；")
    *others, last = parts
    same = len(others) >= 3 and all(part[:2] == last[:2] == "坚持" and "，" in part for part in others)
    if same and 4 <= len(last) <= 8 and "，" not in last:
        end = sentence.start + len(sentence.text.rstrip("。"))
        message = f"前面几句都作“坚持……，……”，末一句只有“{last}”，疑未写完，请核对"
        yield Fault(sentence.line, end - len(last), end, message, level="info")


def _pieces(sentence: Piece, row: re.Match[str]) -> Iterator[Piece]:
    """The items of a row; the first from where it reads as the second does (要带头学、带头讲)."""
    texts = row.group().split("、")
    start = sentence.start + row.start()
    for at, text in enumerate(texts):
        lead = max((text.find(texts[1][:size]) for size in (1, 2, 3)), default=0) if at == 0 else 0
        yield Piece(sentence.line, start + max(0, lead), start + len(text))
        start += len(text) + 1


def _lacks(odd: str, before: str, after: str) -> str:
    """What an item has not that all others share; "" where it only reads otherwise."""
    closing = after[-2:]
    if before[0] in _LEADS and odd[0] == before[0] and _CLOSING.fullmatch(closing) and closing not in odd:
        return f"并列的其余各项都作“{before[0]}……{closing}”，此处没有“{closing}”，请统一"
    adverb = _ADVERB.match(before)
    if adverb and odd.endswith(after[-2:]) and not odd.startswith(adverb.group()):
        return f"并列的其余各项都作“{adverb.group()}……”，此处没有“{adverb.group()}”，请统一"
    modal = _MODAL.match(after)
    if modal and odd[0] == before[0] and odd.endswith(after[modal.end() :][-2:]) and modal.group() not in odd:
        return f"并列的其余各项都作“……{after}”，此处没有“{modal.group()}”，请统一"
    return ""


def _more(sentence: Piece) -> Iterator[Fault]:
    """以更加饱满的热情、更加务实的作风、更有效的措施: the one with 更 alone."""
    for row in _ROW.finditer(sentence.text) if "更加" in sentence.text else ():
        found = list(_MORE.finditer(sentence.text, *row.span()))
        odd = [one for one in found if not one[1]]
        if len(odd) == 1 and len(found) > 2:
            right = f"更加{odd[0][2]}的"
            start = sentence.start + odd[0].start()
            message = f"并列的其余各项都作“更加……的”，此处请写作“{right}”"
            yield Fault(sentence.line, start, start + len(odd[0].group()), message, fix=right, level="info")


def _verbs(sentence: Piece) -> Iterator[Fault]:
    """从抓资源、抓政策转向抓环境、抓服务、搞生态: the one with another verb."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for triple in _TRIPLE.finditer(sentence.text) if "、" in sentence.text else ():
        alike[triple.group()[0]].add(triple.group())
    for found in _TRIPLES.finditer(sentence.text) if alike else ():
        verb, odd = found[1], found[2]
        if len(alike[verb]) >= 4 and verb not in odd + _STATES and odd[0] not in _RESULT:
            start = sentence.start + found.start(2)
            message = f"并列的其余各项都作“{verb}××”，此处作“{odd}”，请核对"
            yield Fault(sentence.line, start, start + 3, message, level="info")


def _which(line: Line) -> Iterator[Fault]:
    for found in _WHICH.finditer(line.text) if "了哪些" in line.text else ():
        if found[2] != found[4]:
            verb = 3 if found[2] else 1
            words = found[verb]
            message = f"并列的两项一处有“了”一处没有，请写作“{words}了哪些”"
            yield Fault(line, found.start(verb), found.end(verb) + 2, message, fix=f"{words}了哪些")


def _definitions(draft: Draft) -> Iterator[Fault]:
    """开展……活动，是……的重要抓手。 at the beginning of three paragraphs, once without 的."""
    groups: defaultdict[str, list[Piece]] = defaultdict(list)
    for line in draft.body:
        for sentence in sentences(line)[:1]:
            topic, is_, _ = sentence.text.partition("是")
            if is_ and 6 <= len(topic) <= 30 and (found := _IS.search(sentence.text[-6:])) and found.end() == 6:
                groups[topic.rstrip("，")].append(sentence)
    for group in groups.values():
        odd = [sentence for sentence in group if sentence.text[-6] not in _BARE]
        if len(odd) == 1 and sum(sentence.text[-6] == "的" for sentence in group) >= 2:
            end = odd[0].end - 1
            right = f"的{odd[0].line.text[end - 4 : end]}"
            message = f"前后各段都作“是……的……”，此处少“的”，请写作“{right}”"
            yield Fault(odd[0].line, end - 6, end, message)
