"""字、词重复。

“的的”“是是”“进行进行”“全部完成完成”多是改稿时留下的。“目的的”“为了了解”“是是非非”“看一看”“研究研究”不在此列。

依据：文字通顺（实务）。
错：取得了明显的的成效
对：取得了明显的成效
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

# without what two words often make (目的|的, 为了|了解, 和|和平): jieba, which has the last word, is slow to load
_TWICE = re.compile(
    r"((?<!目)的(?!士)|(?<!踏实)(?<!天喜)地(?!道)|(?<!为)(?<!不)了(?!了[解结断却望不然])|和(?!和[平谐睦美气解约])"
    r"|(?<![反针面绝])对(?!对[象口手方策比接照应])|(?<![主需重必首次])要(?!要[求素点件害领闻道])|与(?!与[会否])"
    r"|及(?!及[时早格至])|为(?!为[民人了群公])|在(?!在[建线职校编岗场册])|是(?!是[否非])|将(?!将[来军近])|由(?!由于)"
    r"|[把被从于并或也而])\1"
    r"|(进行|通过|根据|按照|关于|对于|以及|我们|他们|问题|情况|措施|机制|工作|部门|单位|责任|任务|要求|精神|进一步|认真|切实)\2"
)
_TWO = re.compile(
    r"(?<=[一-鿿\d])(?![一二两三四五六七八九十几半])(([一-鿿])(?!\2)[一-鿿])(?<![着黑白红绿蓝黄甜香亮])\1"
)
_ENDS = re.compile(r"[，。；！？、：）]|$")
_FORMAL = [
    "全部",
    "基本",
    "具体",
    "积极",
    "统一",
    "严格",
    "全面",
    "切实",
    "大力",
    "依法",
    "共同",
    "主动",
    "及时",
    "按时",
    "如期",
    "直接",
    "分别",
    "牵头",
    "负责",
    "顺利",
    "圆满",
    "坚决",
    "有效",
    "持续",
    "充分",
    "广泛",
    "扎实",
    "稳步",
    "优先",
    "统筹",
    "协同",
    "联合",
    "同步",
    "逐项",
    "限期",
    "定期",
]
# what may be said twice: 大家研究研究, 非常非常, 通红通红
_REDUPLICATED = frozenset(
    [
        "研究",
        "讨论",
        "商量",
        "学习",
        "考虑",
        "休息",
        "了解",
        "认识",
        "介绍",
        "比较",
        "分析",
        "总结",
        "活动",
        "锻炼",
        "照顾",
        "收拾",
        "打扫",
        "整理",
        "检查",
        "体会",
        "琢磨",
        "推敲",
        "观察",
        "打听",
        "教育",
        "批评",
        "表扬",
        "鼓励",
        "关心",
        "帮助",
        "支持",
        "配合",
        "沟通",
        "交流",
        "协调",
        "调查",
        "回忆",
        "回顾",
        "反思",
        "反省",
        "思考",
        "思量",
        "考察",
        "体验",
        "感受",
        "欣赏",
        "参观",
        "走动",
        "活跃",
        "热闹",
        "高兴",
        "轻松",
        "放松",
        "痛快",
        "舒服",
        "暖和",
        "凉快",
        "干净",
        "清静",
        "辛苦",
        "麻烦",
        "指点",
        "指导",
        "点拨",
        "请教",
        "打扮",
        "装扮",
        "修理",
        "修改",
        "调整",
        "改进",
        "改善",
        "宣传",
        "解释",
        "说明",
        "合计",
        "核对",
        "梳理",
        "盘算",
        "掂量",
        "衡量",
        "权衡",
        "尝试",
        "试验",
        "实践",
        "练习",
        "演练",
        "联系",
        "联络",
        "走访",
        "慰问",
        "看望",
        "督促",
        "催促",
        "提醒",
        "警醒",
        "敲打",
        "教训",
        "锤炼",
        "历练",
        "磨炼",
        "摔打",
        "评论",
        "评议",
        "议论",
        "探讨",
        "探索",
        "切磋",
        "对照",
        "对比",
        "准备",
        "计划",
        "谋划",
        "设计",
        "规划",
        "清理",
        "疏通",
        "疏导",
        "开导",
        "劝说",
        "规劝",
        "安慰",
        "庆祝",
        "祝贺",
        "感谢",
        "欢迎",
        "加油",
        "注意",
        "小心",
        "非常",
        "特别",
        "许多",
        "很多",
        "多少",
        "怎样",
        "如何",
        "如此",
        "这样",
        "那样",
        "什么",
        "永远",
        "仅仅",
        "刚刚",
        "常常",
        "往往",
        "渐渐",
        "雪白",
        "碧绿",
        "笔直",
        "通红",
        "冰凉",
        "漆黑",
        "滚烫",
        "乌黑",
        "金黄",
        "瓦蓝",
        "湛蓝",
        "火红",
        "飞快",
        "稀烂",
        "崭新",
        "意思",
        "鉴定",
    ]
)
_AROUND = 8


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _TWICE.finditer(line.text):
            start, end, half = found.start(), found.end(), len(found.group()) // 2
            if not _is_phrase(line.text, start, end) and _are_words(line.text, start, half):
                word = found.group()[:half]
                yield Fault(line, start, end, f"“{word}”重复了，请删去一个", fix=word)
        for found in _TWO.finditer(line.text):
            start, end, word = found.start(), found.end(), found[1]
            if not _TWICE.match(found.group()) and _is_slip(line.text, start, end, word):
                yield Fault(line, start, end, f"“{word}”重复了，请删去一个", fix=word, unsafe=True)


def _is_slip(text: str, start: int, end: int, word: str) -> bool:
    """Two whole words: at the end of a clause, or after an adverb with which none is said twice (积极配合配合)."""
    formal = text[max(0, start - 2) : start] in _FORMAL
    if not (formal or (_ENDS.match(text, end) and word not in _REDUPLICATED)):
        return False
    from docgen.lexicon import is_known

    return not _is_phrase(text, start, end) and _are_words(text, start, len(word)) and is_known(word)


def _is_phrase(text: str, start: int, end: int) -> bool:
    """实实在在, 的的确确, 从从容容."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, after))


def _are_words(text: str, start: int, half: int) -> bool:
    """Each of the two is a word: not 目的|的, 为了|了解, 以及|及时."""
    from docgen.lexicon import words

    begin = at = max(0, start - _AROUND)
    cut = set()
    for word in words(text[begin : start + 2 * half + _AROUND]):
        cut.add((at, at + len(word)))
        at += len(word)
    return {(start, start + half), (start + half, start + 2 * half)} <= cut
