"""固定格式不完整，缺少中心语或者呼应的词。

“加大……力度”“营造……氛围”“发挥……作用”“提供……保障”这类搭配，到分句末尾还没有出现中心语，只剩下修饰语；
“在……领导下”“以……为抓手”“把……作为……”缺了后一半；几个主谓短语直接加在名词前面，中间缺“的”。

依据：动词要有完整的宾语（《现代汉语》语法；实务），词表见 wordlists/frames.json。
错：充分发挥党员先锋模范，以网格化管理抓手，建设业务熟练、作风优良管理队伍。
对：充分发挥党员先锋模范作用，以网格化管理为抓手，建设业务熟练、作风优良的管理队伍。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")

_CLAUSE = re.compile("[^，。；！？,;!?：:]{4,}")
_LONGEST = 30
_STATED = (
    "过硬|坚定|精通|优良|精湛|高效|廉洁|突出|合理|完善|健全|有力|有序|鲜明|扎实|清晰|严明|熟练|端正|正派|廉明|完备|优美|便捷|顺畅|明确"
    "|规范|严密|可靠|纯洁|旺盛|充足|繁荣|良好|和谐|丰富|强劲|协调|先进|雄厚"
)
_BROKEN = tuple(
    (needles, re.compile(pattern), message)
    for needles, pattern, message in (
        (
            ("领导，", "指导，", "支持，", "关心，", "帮助，"),
            r"(?<![^。！；])(?:[一-鿿\d]{0,8}，)?在[^，。；！？下]{2,30}(?:坚强|正确|统一|亲切|有力|大力|精心|关心|悉心)(?:领导|指导|支持|关心|帮助)"
            r"(?=，(?:(?!在)[^。；！？下]){0,60}(?:[。；！？]|$))",
            "“在……”缺少呼应的“下”",
        ),
        (
            ("基础，", "前提，"),
            r"(?<![^，。；])在[^，。；上下、]{2,20}的(?:基础|前提)(?=，)",
            "“在……”缺少呼应的“上”或“下”",
        ),
        (
            ("抓手", "契机", "主线", "导向", "载体", "突破口", "己任", "着力点", "切入点"),
            r"(?<![^，。；、：])(?:要|应|坚持|始终|紧紧)?以(?!此|这)[^，。；：为作、]{2,16}(?:抓手|契机|主线|导向|载体|突破口|己任|着力点|切入点)(?=[，。；])",
            "“以……为……”缺少“为”",
        ),
        (
            ("作首要", "作重要", "作头等", "作重中之重", "作一项", "作主要", "作重点", "作为民"),
            r"[把将][^，。；作]{2,20}(?<![当看视算叫读称工合运动操写创])作(?:首要|重要|头等|重中之重|一项|主要|重点)[一-鿿]{0,4}",
            "“把……作为……”缺少“为”",
        ),
        (
            ("党的",),
            r"(?:贯彻落实|学习贯彻|宣传贯彻|贯彻)党的[一二三四五六七八九十]+大(?:和[^，。；、]{0,16}全会)?(?=[，。；])",
            "缺少中心语，请补“精神”",
        ),
        (
            ("形成",),
            r"形成了?(?:人人|个个|处处|事事|全社会|全民)[^，。；的]{2,24}"
            r"(?<![格布]局)(?<!局面|氛围|环境|合力|风气|风尚|新风|机制|态势|体系|模式|习惯|共识|网络|链条|闭环|优势|意识|力量|声势|热潮|景象|状态|文化)"
            r"(?=[。；]|$)",
            "“形成……”缺少中心语，请补“局面”或“氛围”等",
        ),
        (
            ("领导",),
            r"(?:加强|强化|改进)了?对[^，。；的、]{0,12}(?:工作|建设|事业|活动|行动)领导(?=[，。；]|$)",
            "修饰语与中心语之间缺少“的”",
        ),
        (("抓落，", "抓落。", "抓落；"), "抓落(?=[，。；])", "漏了一个字，应为“抓落实”"),
        (
            ("高质量",),
            r"(?:推动|促进|实现|助推)[^，。；、的]{0,12}高质量(?=[，。；]|$)",
            "“高质量”缺少中心语，请补“发展”等",
        ),
        (
            ("队伍", "体系", "格局", "机制", "环境", "氛围", "市场"),
            r"(?:打造|建设|锻造|培养|造就|建成|构建|形成|营造|建立|构筑|创造)(?:了|出)?(?:一支|一批|一个)?(?:[一-鿿]{4}、){1,4}"
            rf"[一-鿿]{{2}}(?:{_STATED})(?![的、])[一-鿿]{{0,6}}(?:队伍|体系|格局|机制|环境|氛围|市场)(?=[，。；、]|$)",
            "修饰语与中心语之间缺少“的”",
        ),
        (
            ("氛围", "环境"),
            r"营造[^，。；的]{2,24}、(?:关注|参与|支持|关心|重视|理解|维护|遵守|爱护|尊重|践行|弘扬|崇尚)[一-鿿]{2,10}(?<!的)(?:良好|浓厚)(?:社会|舆论)?"
            r"(?:氛围|环境)(?=[，。；]|$)",
            "修饰语与中心语之间缺少“的”",
        ),
        (
            (
                "进一加",
                "进一完",
                "进一提",
                "进一推",
                "进一明",
                "进一强",
                "进一规",
                "进一优",
                "进一深",
                "进一健",
                "进一增",
            ),
            "进一(?=加强|加大|加快|完善|提高|提升|推进|推动|明确|强化|规范|优化|深化|健全|增强)",
            "漏了一个字，应为“进一步”",
        ),
    )
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        told: list[tuple[int, int]] = []  # one place, one message
        for clause in _CLAUSE.finditer(line.text):
            words = clause.group().rstrip()
            if words.endswith(_tails()):
                for frame in _frames():
                    if piece := _broken(words, frame):
                        end = clause.start() + len(words)
                        message = f"“{piece}”缺少中心语，请补“{'”或“'.join(frame['add'])}”等"
                        yield Fault(line, end - len(piece), end, message)
                        told.append((end - len(piece), end))
        for needles, pattern, message in _BROKEN:
            if any(needle in line.text for needle in needles):
                for found in pattern.finditer(line.text):
                    start, end = max(found.start(), found.end() - _LONGEST), found.end()
                    if not any(start < b and a < end for a, b in told):
                        yield Fault(line, start, end, message)


def _broken(words: str, frame: Record) -> str:
    """The end of a clause that is a verb of the frame and an end that is no object; "" where it is whole."""
    tails = tuple(frame["tails"])
    for verb in frame["verbs"] if words.endswith(tails) else ():
        piece = words[words.rfind(verb) :] if verb in words else ""
        rest = piece[len(verb) :].removeprefix("了")
        fits = rest in tails if frame.get("whole") else rest.endswith(tails)
        if fits and len(piece) <= _LONGEST and not any(word in piece for word in frame.get("but", ())):
            return piece
    return ""


@cache
def _frames() -> tuple[Record, ...]:
    """Verbs with the ends that are no object, what is missing after them (add), and what makes the phrase whole (but).

    whole: the end is all that follows the verb.
    """
    return load("frames")


@cache
def _tails() -> tuple[str, ...]:
    return tuple(dict.fromkeys(tail for frame in _frames() for tail in frame["tails"]))
