"""同一名称的引号、引号里的字前后不一。

一是活动名称（“×××年”活动、×××年活动）：同级标题里不一的，每处少数写法都指出；标题一致、正文不一的，只指出第一处；
二是带数字的概括语，前面加了引号，同一段里后面不加；加过两次的，全文后面都应当加；
三是引号里的名称：只有标点不同，“计划”“行动”一处在引号里、一处在引号外，或者后面的词相同、引号里只差一两个字的，指出少数的，
一样多时指出后出现的；同一句里并列的不看；
四是加了引号的区域、岗位、日子等自定的名称（“禁×区”），同一段后面又用，没有加的。

依据：同一名称的引号在一份公文里应当用法一致（实务）。
错：一、充分认识“服务提升年”活动的意义……二、把服务提升年活动引向深入
对：一、充分认识“服务提升年”活动的意义……二、把“服务提升年”活动引向深入
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, islice

from docgen.analysis.names import HEADS, Quoted, is_slip, quoted
from docgen.analysis.sentences import Piece
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")

_NAMED = re.compile(rf"“([一-鿿]{{3,16}})”(?:{'|'.join(HEADS)}|专项)")
_TITLED = re.compile(r"《[^《》]{1,80}》")
_CODE = re.compile(r"“([二两三四五六七八九十]{1,2}[个项种条类大][一-鿿]{2,4})”")
_COINED = re.compile("“([一-鿿]{2,5}[区日周月岗圈带线码角])”")
_MARKS = re.compile(r"[，、·•・\s]")
_MOST = 40  # names and codes in one text
_ENDS = "的中之里是就要，。；、：！”"


def check(draft: Draft) -> Iterator[Fault]:
    yield from _campaigns(draft)
    yield from _codes(draft)
    yield from _inside(draft)
    yield from _coined(draft)


def _campaigns(draft: Draft) -> Iterator[Fault]:
    quoted: defaultdict[str, list[Piece]] = defaultdict(list)
    for line in draft.lines:
        for found in _NAMED.finditer(line.text):
            quoted[found.group().replace("“", "").replace("”", "")].append(Piece(line, *found.span()))
    for name, places in islice(quoted.items(), _MOST):
        bare = list(_bare(draft, name))
        headed = list(_headings(name, places, bare))
        yield from headed
        if bare and not headed:
            rare, other = (bare, places) if len(bare) <= len(places) else (places, bare)
            words = f"加引号{len(places)}处，不加{len(bare)}处"
            message = f"第{other[0].line.number}行写作{other[0].text}，此处写作{rare[0].text}（{words}），引号请统一"
            yield Fault(rare[0].line, rare[0].start, rare[0].end, message)


def _bare(draft: Draft, name: str) -> Iterator[Piece]:
    """Where the name stands without quotes, cited titles apart."""
    for line in draft.lines:
        if name in line.text:
            titles = [found.span() for found in _TITLED.finditer(line.text)]
            for found in re.finditer(re.escape(name), line.text):
                if not any(start < found.start() < end for start, end in titles):
                    yield Piece(line, *found.span())


def _headings(name: str, quoted: list[Piece], bare: list[Piece]) -> Iterator[Fault]:
    """In headings of one level: the places of the rarer way, of both where they are as frequent."""
    levels: defaultdict[tuple[int, int], tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
    for at, pieces in enumerate((quoted, bare)):
        for piece in pieces:
            if piece.line.level and (piece.line.alone or piece.end <= piece.line.split):
                levels[piece.line.sheet, piece.line.level][at].append(piece)
    for both in levels.values():
        least = min(map(len, both))
        for piece in (piece for pieces in both if len(pieces) == least for piece in pieces):
            yield Fault(piece.line, piece.start, piece.end, f"同级标题中的“{name}”有的加引号，有的不加，请统一")


def _codes(draft: Draft) -> Iterator[Fault]:
    """“四种能力” first and 四种能力 later: in its paragraph, anywhere where it was quoted twice before. Told once."""
    total = Counter(found[1] for line in draft.body for found in _CODE.finditer(line.text))
    frequent = [code for code, count in total.most_common(_MOST) if count > 1]
    quoted: Counter[str] = Counter()
    told: set[str] = set()
    for line in draft.body:
        codes = {found[1]: found.end() for found in reversed(list(_CODE.finditer(line.text)))}
        often = [code for code in frequent if quoted[code] > 1 and code not in codes and code in line.text]
        for code in [*codes, *often][:_MOST]:
            after = codes.get(code, 0)
            if code not in told and (found := re.search(f"(?<!“){code}(?=[{_ENDS}])", line.text[after:])):
                told.add(code)
                start = after + found.start()
                message = f"“{code}”前面加了引号，这里没有加，请统一"
                yield Fault(line, start, start + len(code), message, fix=f"“{code}”")
        quoted.update(found[1] for found in _CODE.finditer(line.text))


def _coined(draft: Draft) -> Iterator[Fault]:
    """“禁放区” and later in the paragraph 禁放区: told where it is the only one without quotes."""
    for line in draft.body:
        names = dict.fromkeys(_COINED.findall(line.text)) if "“" in line.text else {}
        for name in islice(names, _MOST):
            bare = [found.start() for found in re.finditer(rf"(?<![一-鿿“]){name}(?![”一-鿿]{{0,3}}”)", line.text)]
            if len(bare) == 1 and bare[0] > line.text.index(f"“{name}”"):
                message = f"“{name}”前面加了引号，这里没有加，请统一"
                yield Fault(line, bare[0], bare[0] + len(name), message, fix=f"“{name}”")


def _inside(draft: Draft) -> Iterator[Fault]:
    """Quoted names that are one name, written in two ways."""
    names: defaultdict[str, list[Quoted]] = defaultdict(list)
    for one in quoted(draft):
        names[one.text].append(one)
    first_at = {name: at for at, name in enumerate(names)}
    for first, second, head in (*_by_marks(names), *_by_head(names), *_by_slip(names)):
        rare, other = sorted((first, second), key=lambda name: (len(names[name]), _plainness(name), -first_at[name]))
        where, usual = names[rare][0], names[other][0]
        if not _together(where, usual):
            before = where.piece.line is usual.piece.line and usual.piece.start < where.piece.start
            place = "前面" if before else f"第{usual.piece.line.number}行"
            message = f"{place}作{_shown(other, head)}，此处作{_shown(rare, head)}，应是同一名称，请统一"
            yield Fault(where.piece.line, where.piece.start, where.piece.end, message)


def _shown(text: str, head: str) -> str:
    return f"“{text}”" + (head if not text.endswith(head) else "")


def _plainness(name: str) -> int:
    """A coined word, 放管服, is right without marks: 0 where it has them."""
    return 0 if all(len(part) == 1 for part in _MARKS.split(name)) else 1


def _by_marks(names: Mapping[str, list[Quoted]]) -> Iterator[tuple[str, str, str]]:
    """“民生为本，服务优先” and “民生为本、服务优先”; “放、管、服” and “放管服”."""
    same: dict[str, str] = {}
    for text in names:
        words = _MARKS.sub("", text)
        if (len(words) >= 6 or (len(words) > 2 and (_plainness(text) == 0 or words == text))) and same.setdefault(
            words, text
        ) != text:
            yield same[words], text, ""


def _by_head(names: Mapping[str, list[Quoted]]) -> Iterator[tuple[str, str, str]]:
    """“青苗”计划 and “青苗计划”."""
    for text, places in names.items():
        heads = (one.after[:n] for one in places for n in (2, 3, 4) if len(one.after) >= n)
        if head := next((head for head in heads if text + head in names), ""):
            yield text, text + head, head


def _by_slip(names: Mapping[str, list[Quoted]]) -> Iterator[tuple[str, str, str]]:
    """“文明旅游·你我同行”专项行动 and “文明出游·你我同行”专项行动."""
    long = [(text, {one.after[:2] for one in places}) for text, places in names.items() if len(text) >= 5]
    for (first, heads), (second, others) in combinations(long[:_MOST], 2):
        if (both := heads & others - {""}) and is_slip(first, second):
            yield first, second, min(both)


def _together(one: Quoted, other: Quoted) -> bool:
    """In one sentence: then two are meant."""
    start, end = sorted((one.piece.start, other.piece.start))
    return one.piece.line is other.piece.line and not re.search("[。！？；]", one.piece.line.text[start:end])
