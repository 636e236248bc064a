"""“的”“地”“得”用错。

动词后面带补语用“得”（干得好、研究得不透），状语后面用“地”（紧密地团结在……周围），宾语的定语后面用“的”（进行深入的调查研究）。
只报拿得准的，其余不报。

依据：《现代汉语八百词》等语法通例（实务）。
错：工作干的更好；更加紧密的团结在一起；进行了深入地研究
对：工作干得更好；更加紧密地团结在一起；进行了深入的研究
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.adverbials import adverbials, attributes, intruders
from docgen.analysis.spelling import cut
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_ONE = "干学做讲说看听写抓管查改走跑办想问推读练搞抠填报答记开背教站飞抄挖摆压到"
_TWO = (
    "研究|落实|执行|完成|解决|推进|学习|掌握|理解|贯彻|宣传|考虑|准备|分析|总结|部署|谋划|整改|调研|把握"
    "|领会|坚持|做事|干事"
)
_DEGREE = "还不够|还不|不够|不太|不|很|太|更加|更|比较|最|非常|十分|特别|相当|越来越|挺|还|足够"
_GOOD = (
    "到位|扎实|彻底|充分|及时|全面|深入|认真|出色|漂亮|圆满|清楚|明白|透彻|深透|牢固|严格|规范|精准|有力|细致"
    "|成功|热烈|隆重|舒心|顺畅|具体|准确|熟练|主动|积极|自觉|严肃|严密|用心"
    "|[好差快慢早晚深浅透实细严紧松牢稳够]"
)
_PLAIN = (
    "到位|扎实|彻底|透彻|漂亮|整齐|齐整|清楚|明白|出色|圆满|仔细|认真|舒心|顺畅|满意"
    "|[好顺浅深细严快慢早晚稳准紧实牢透对高远厚]"
)
_END = r"(?=的?[，。；、！？”），,;.\s]|$|的(?:问题|现象|情形|情况|单位|地方|部门|同志|干部))"
_COMPLEMENT = re.compile(
    rf"(?P<verb>{_TWO}|[{_ONE}])的(?:"
    rf"(?:{_DEGREE})(?:{_GOOD}){_END}|不够{_END}|(?:{_PLAIN}){_END}|怎么样|怎样|如何{_END}"
    r"|(?P<yes>[好快严细深实准稳对紧])不(?P=yes)|[好快严细深实准稳紧多少](?:一点|一些|点儿|些)(?![^，。；、])"
    r"|[多少](?=[，。；、！？]|$|了|却|就|也|别人|人家|反而))"
)
# what one can or cannot do: 跟得上, 顶得住, 说得清楚
_POTENTIAL = re.compile(
    r"(?P<verb>[叫过跟顶说答用经坐管落看听信靠拿放沉稳豁扛挑担冲打守立站推接抓做办走讲写赶撑压吃买记认数摸扎蹲俯耐]"
    r"|学(?=的会)|听(?=的懂))的"
    r"(?:应|去|上|下|住|起|出|着|到|过|动|开|清|懂|会|通|清楚|明白|[上下起出进过]来|[上下出进过]去)(?=的?[，。；、！？”）]|$|[再就才吗])"
)
_MUST_NOT = re.compile(r"不的(?=\w{2})")
_NOMINAL = re.compile(
    r"(?:要|需|该|应|可|能|所|想|待|值得|有待|必须|准备|打算|计划|正在)$"
)  # 要学的多: what is to be learnt
_STATIVE = (
    "紧密|紧紧|牢牢|坚定不移|毫不动摇|毫不松懈|持之以恒|锲而不舍|坚持不懈|扎扎实实|踏踏实实|认认真真"
    "|切切实实|义无反顾|旗帜鲜明|始终如一"
)
_ADVERBIAL = re.compile(
    rf"(?:{_STATIVE})的(?=团结在|凝聚在|围绕在|依靠|抓住|抓好|抓实|把握住|站在|做好|办好|走好"
    rf"|推进[^的，。；]{{2}}|推动[^的，。；]{{2}}"
    r"|贯彻(?:落实)?(?:党|中央|省|市|习|《)|维护[^的，。；]{2}|投身|树立起|把|向着)"
)
_ACT = (
    "调查研究|调查|研究|分析|讨论|检查|排查|部署|总结|学习|整改|梳理|论证|探讨|交流|沟通|调研|剖析|整治"
    "|审查|核查|评估|考核|探索|反思|研判|动员|通报批评|批评|处理|查处"
)
_OBJECT = re.compile(
    r"(?:进行|开展|作出|做出|展开)了?(?:(?!并|而|以|来|后|时|，|。|；).){0,18}?"
    rf"(?:深入|全面|系统|认真|细致|详细|广泛|充分|彻底|仔细|严格|深刻|科学|严肃)(?P<de>地)(?:{_ACT})(?=[，。；]|$)"
)

_MANNER = (
    "创造性|针对性|有计划|有步骤|有重点|有组织|积极主动|稳妥|稳步|扎实有效|卓有成效|富有成效|分期分批|因地制宜|循序渐进"
    "|高质量|高标准|高效|深入|扎实|认真|全面|广泛|切实|坚决|严格|持续|迅速|及时|更好"
)
_MANNERLY = re.compile(
    rf"(?:{_MANNER})的(?=[做抓办][好实]|(?:落实|贯彻|完成|开展|解决)好"
    rf"|(?:开展|推进|推动)\w{{0,10}}?(?:工作|建设|改革|活动|行动|发展|整治|落实)(?=[，。；]|$))"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        yield from {fault.start: fault for fault in _faults(line)}.values()


def _faults(line: Line) -> Iterator[Fault]:
    if "的" in line.text:
        yield from _adverbials(line)
        yield from _complements(line)
        yield from _must_nots(line)
    if "地" in line.text:
        yield from _objects(line)


def _complements(line: Line) -> Iterator[Fault]:
    for found in (*_COMPLEMENT.finditer(line.text), *_POTENTIAL.finditer(line.text)):
        start, at = found.start(), found.end("verb")
        if not _NOMINAL.search(line.text[max(0, start - 2) : start]) and _is_verb(line.text, start, found["verb"]):
            yield _fault(line, start, found.end(), at, "得", "动词后面带补语")


def _is_verb(text: str, start: int, verb: str) -> bool:
    """Not the end of a noun: 科学的更好, 骨干的更少, 作用的更大."""
    before = text[max(0, start - 6) : start]
    at = 0
    for word, known in cut(before + verb + "的" + text[start + len(verb) + 1 : start + len(verb) + 4]):
        if at <= len(before) < at + len(word):
            return word.startswith(verb[:1]) if at == len(before) else not known
        at += len(word)
    return False


def _must_nots(line: Line) -> Iterator[Fault]:
    for found in _MUST_NOT.finditer(line.text):
        yield _fault(line, found.start(), found.end() + 2, found.end() - 1, "得", "表示不可以")


def _adverbials(line: Line) -> Iterator[Fault]:
    for at in intruders(line.text):
        yield Fault(line, at, at + 1, f"“{line.text[at - 2 : at + 3]}”中间多了“的”，请删去", fix="", unsafe=True)
    for start, end, at in adverbials(line.text):
        yield _fault(line, start, end, at, "地", "动词前面作状语")
    for found in (*_ADVERBIAL.finditer(line.text), *_MANNERLY.finditer(line.text)):
        yield _fault(line, found.start(), found.end() + 2, found.end() - 1, "地", "动词前面作状语")


def _objects(line: Line) -> Iterator[Fault]:
    for start, end, at in attributes(line.text):
        yield _fault(line, start, end, at, "的", "名词前面作定语")
    for found in _OBJECT.finditer(line.text):
        yield _fault(line, found.start("de") - 2, found.end(), found.start("de"), "的", "作宾语的定语")


def _fault(line: Line, start: int, end: int, at: int, right: str, why: str) -> Fault:
    end = min(end, len(line.text.rstrip()))
    wrong = line.text[start:end]
    return Fault(line, at, at + 1, f"“{wrong}”中{why}，“{line.text[at]}”应为“{right}”", fix=right)
