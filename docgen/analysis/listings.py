"""What a draft lists of the things that it says it has so many of: ahead or behind, in a sentence or over paragraphs.

A mention may be read against several lists. A reading is sure where the list follows the mention directly, is complete
and can be counted in one way only; the others serve to agree, never to contradict.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from docgen.analysis.inline_lists import Reading, after, before, direct, lead_end, levels
from docgen.analysis.mentions import Mention
from docgen.analysis.series import Series, series
from docgen.draft import Draft

_SAYS = re.compile(r"(?:讲|谈|提|说|强调|通报|汇报|交流)[^，。；]{0,6}$")
_POINTS = re.compile(r"以下|下面|如下|下列")
_DOES = re.compile(
    r"(?:抓好|抓实|抓住|把握|把好|紧盯|盯紧|盯住|做好|做到|实现|实施|推进|突出|坚持|落实|开展|聚焦|注重|完成|表现为|体现为|就是)[^，。；]{0,8}$"
)
_RAISES = re.compile(r"(?:有|存在|分|分为|包括|以下|如下|下面|是)[^，。；]{0,6}$")
_REFERS = re.compile(r"(?:针对|对于|以上|上述|这|前面|上面|刚才)[^，。；]{0,4}$")
BORROWED = re.compile(r"按照|根据|依据|贯彻|对照|遵循|紧扣|围绕|提出的|确定的|部署的|要求的|关于|《")
_PAST = re.compile(r"已|取得|获得|荣获|去年|过去|先后|曾")
_PARTLY = re.compile(r"其中|主要|重点是|特别|比如|例如|如：|包括")
_STAGED = re.compile("分为?[^，。；]{0,4}$")
_POINTS_BACK = re.compile(r"这|以上|上述|前面|上面|刚才|[讲提谈说列述查]的?[^，。；]{0,4}$")
_EXTRA = re.compile("联系|其他|附则|要求|保障|组织|附件|说明|报送|责任")
_OPEN_END = re.compile(r"等等|等。|等；|等$|……|此外|另外|还有|最后")
_GAP = re.compile("[^，。；：:]{0,4}[，。；：:]?(?:即|就是|分别是|具体是)?[，：:]?")


class Listings:
    """The lists of a draft, to be asked for each mention."""

    def __init__(self, draft: Draft) -> None:
        self.lines = draft.body
        self.series = sorted(series(draft), key=lambda s: (s.first.row, s.first.start))
        self._begins = [(s.first.row, s.first.start) for s in self.series]
        self._regular = {id(s) for s in self.series if s.regular and s.first.number == 1}
        self._later: dict[int, list[int]] = defaultdict(list)  # where items after the first begin in a row
        self._rows = Counter(s.first.row for s in self.series if s.inline and len(s.entries) > 1)
        inside: Counter[int] = Counter()
        for one in self.series:
            inside[id(one.parent)] += len(one.entries) if one.parent else 0
            for entry in one.entries[1:]:
                self._later[entry.row].append(entry.start)
        self._sums: dict[int, list[tuple[Series, int]]] = defaultdict(list)  # by how many items: what these hold
        for one in self.series:
            if inside[id(one)]:
                self._sums[len(one.entries)].append((one, inside[id(one)]))
        for starts in self._later.values():
            starts.sort()

    def readings(self, mention: Mention) -> Iterator[Reading]:
        """The nearest first."""
        if mention.noun == "级":
            yield from levels(mention)
            return
        if mention.pair:
            yield from self._totals(mention)
            return
        if touching := tuple(direct(mention)):
            yield from touching
            return
        yield from before(mention)
        yield from self._sentence(mention)
        yield from self._ahead(mention)
        yield from self._behind(mention)

    def _after(self, mention: Mention) -> Iterator[Series]:
        begin = bisect_right(self._begins, (mention.row, mention.end - 1))
        yield from self.series[begin : begin + 40]

    def _limit(self, mention: Mention) -> int:
        """Where the list in a sentence ends at the latest: at the item after the one that the mention stands in."""
        starts = self._later[mention.row]
        at = bisect_right(starts, mention.end)
        end = min(len(mention.line.text), mention.end + 600)
        return min(end, starts[at]) if at < len(starts) else end

    def _ahead(self, mention: Mention) -> Iterator[Reading]:
        """Series in the rest of the line; else the one that opens the next lines."""
        heads = mention.line.level if mention.start < mention.line.split else 0
        for one in self._after(mention):
            if len(one.entries) < 2:
                continue
            if one.first.row == mention.row:
                sure = (_follows(mention, one) or self._titles(mention, one)) and self._whole(one, mention)
                yield Reading(len(one.entries), _span(one, mention), sure, not sure)
            elif one.first.opens:
                if not mention.noun or id(one) not in self._regular or not self._near(mention, one, heads):
                    return
                sure = self._whole(one, mention) and self._led(mention, one, heads)
                lacking = _lacking(one, mention)
                yield Reading(len(one.entries), _span(one, mention), sure, not sure, lacking=lacking)
                return

    def _near(self, mention: Mention, one: Series, heads: int) -> bool:
        """Whether the series stands under the heading that holds the mention, else within two paragraphs of it."""
        if heads:
            between = self.lines[mention.row + 1 : one.first.row + 1]
            return not any(0 < line.level <= heads for line in between)
        rest = mention.line.text[mention.end : mention.end + 42].rstrip("。 ”")
        if mention.quoted and (len(rest) > 40 or "。" in rest) and not _lacking(one, mention):
            return _alike(one, mention) and one.first.row == mention.row + 1
        return one.first.row - mention.row <= 2 or bool(_SAYS.search(clause_before(mention)))

    def _sentence(self, mention: Mention) -> Iterator[Reading]:
        """A list in the rest of the sentence that holds no enumerators."""
        following = next(self._after(mention), None)
        if not (following and following.first.row == mention.row and following.first.start <= lead_end(mention)):
            yield from after(mention, self._limit(mention))

    def _led(self, mention: Mention, one: Series, heads: int) -> bool:
        """Whether the mention introduces the paragraphs of the series."""
        line = mention.line
        if mention.line.sheet != one.first.line.sheet or _REFERS.search(clause_before(mention)):
            return False
        opened = mention.line.text[mention.end :].rstrip().lstrip("”’") in ("：", ":")
        if mention.quoted and (BORROWED.search(clause_before(mention)) or not (opened or _alike(one, mention))):
            return False
        if heads:
            rest = line.text[mention.end : line.split].strip("”’。 ") if line.split > mention.end else ""
            return not rest and one.first.row == mention.row + 1 and not BORROWED.search(clause_before(mention))
        rest, clause = line.text[mention.end : mention.end + 40].rstrip(), clause_before(mention)
        if len(rest) > 12 or re.search("[。！？]", rest[:-1]) or _PARTLY.search(rest):
            return False
        if _SAYS.search(clause) and mention.generic:
            between = self.lines[mention.row + 1 : one.first.row]
            return len(between) < 3 and not any(between_line.level for between_line in between)
        staged = mention.noun in ("阶段", "步骤") and _STAGED.search(clause)
        repeated = one.family == "第一个" and all(mention.noun in entry.phrase for entry in one.entries)
        cued = staged or repeated or _POINTS.search(clause) or rest.endswith(("：", ":")) or _DOES.search(clause)
        return bool(cued) and one.first.row == mention.row + 1 and not _PAST.search(clause)

    def _titles(self, mention: Mention, one: Series) -> bool:
        """Whether the mention ends the first sentence of an item that holds this series alone, alike in every item."""
        line, outer = mention.line, one.parent
        begin = line.start if line.level else outer.last.stop if outer and outer.last.row == mention.row else -1
        if outer and begin < 0:
            begin = next((entry.stop for entry in outer.entries[:30] if entry.row == mention.row), -1)
        ends = line.text[mention.end : mention.end + 3].lstrip("”’")[:1] == "。"
        between = line.text[begin : mention.start].lstrip("，、：")
        opens = 0 <= begin <= mention.start <= begin + 12 and not re.search("[，。；：]", between)
        alone = one.inline and self._rows[mention.row] == 1
        return opens and ends and alone and not BORROWED.search(clause_before(mention)) and _alike(one, mention)

    def _behind(self, mention: Mention) -> Iterator[Reading]:
        """Series before: of a kind without a name any of the draft; 以上 at the start of a paragraph names the last."""
        back = clause_before(mention)[-8:]
        if not (mention.generic or re.search("这|以上|上述|前面|刚才", back)):
            return
        end = bisect_right(self._begins, (mention.row, mention.start))
        earlier = [s for s in self.series[max(0, end - 60) : end] if len(s.entries) > 1][::-1]
        if re.match("以上|上述", clause_before(mention)):
            chosen = [s for s in earlier if s.last.row >= mention.row - 1 or s.family == "级1"]
            for one in chosen:
                yield Reading(len(one.entries), _span(one, mention), one.first.opens and self._whole(one, mention))
            if chosen:
                return
        told = bool(_POINTS_BACK.search(clause_before(mention)))
        for one in earlier:
            if (one.last.row, one.last.start) > (mention.row, mention.start):
                continue
            near = one.last.row >= mention.row - 2
            if not ((mention.generic and (near or told)) or (near and _alike(one, mention))):
                continue
            here = one is earlier[0] and one.last.row == mention.row and back.endswith(("这", "这“"))
            sure = here and _alike(one, mention) and self._whole(one, mention)
            yield Reading(len(one.entries), _span(one, mention), sure, not sure)

    def _totals(self, mention: Mention) -> Iterator[Reading]:
        """Groups of items: 4个方面24项 is a series of four whose items hold 24 together."""
        for one, total in self._sums[mention.pair][:100]:
            yield Reading(total, f"{_span(one, mention)}，各项之下共 {total} 项")

    def _whole(self, one: Series, mention: Mention) -> bool:
        """Whether the series is complete and near enough to what is said for the one to be meant by the other."""
        near = mention.number is not None and abs(len(one.entries) - mention.number) <= 2
        if near and one.family.startswith("级") and len(one.entries) > (mention.number or 0):
            near = mention.noun in ("意见", "要求", "建议", "问题") or not _EXTRA.search(one.last.head)
        last = one.last.line.text[one.last.stop : min(one.last.end, one.last.stop + 400)] if near else ""
        return near and id(one) in self._regular and not _OPEN_END.search(last)


def clause_before(mention: Mention) -> str:
    """What stands before the mention in its sentence, a comma ending nothing."""
    text = mention.line.text[max(mention.line.start, mention.start - 60) : mention.start]
    return re.split("[。；！？]", text)[-1]


def _span(one: Series, mention: Mention) -> str:
    ahead = (one.first.row, one.first.start) > (mention.row, mention.start)
    return f"{'下文' if ahead else '上文'}“{one.first.phrase}”至“{one.last.phrase}”"


def _follows(mention: Mention, one: Series) -> bool:
    """Whether the series begins right after the mention: 有四种表现。一是…"""
    if not one.inline or one.first.start - mention.end > 12:
        return False
    gap = mention.line.text[mention.end : one.first.start].lstrip("”’")
    if not _GAP.fullmatch(gap) or _PARTLY.search(gap):
        return False
    clause = clause_before(mention)
    if _REFERS.search(clause):
        return False
    if mention.quoted:
        return (bool(_DOES.search(clause)) or _alike(one, mention)) and not BORROWED.search(clause) and len(gap) <= 1
    raised = _RAISES.search(clause) or _DOES.search(clause) or _SAYS.search(clause)
    return gap[:1] in "：:" or bool(raised and not BORROWED.search(clause))


def _lacking(one: Series, mention: Mention) -> str:
    """The one item that does not repeat what there are so many of, where all others do."""
    without = [entry for entry in one.entries if mention.noun not in entry.head]
    known = mention.quoted and len(mention.noun) > 1 and len(one.entries) > 2
    return without[0].phrase if known and len(without) == 1 else ""


def _alike(one: Series, mention: Mention) -> bool:
    """Whether every item repeats what there are so many of: “三个坚持”: 坚持…, 坚持…"""
    word = mention.noun[-2:]
    return bool(word) and all(
        word in entry.line.text[entry.stop : min(entry.end, entry.stop + 60)] for entry in one.entries
    )
