"""Where a key belongs that its place does not know: another word for it, another level of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.campaign import Campaign
from docgen.keys import Model, child
from docgen.nearest import did_you_mean, nearest

_MANY_PLACES = 3  # a key that is known in more places says nothing about what was meant

# What offices call a key, by the key.
_WORDS = {
    "牵头": "责任单位 负责单位 责任部门 负责部门 责任人 主办单位 承办单位",
    "配合": "配合部门 协办单位 协助单位 协同单位 参与单位",
    "时限": "完成时限 完成时间 截止时间 截止日期 时间要求",
    "措施": "主要任务 重点任务 工作任务 工作措施 主要措施 工作内容",
    "目标": "工作目标 目标任务 目标要求 总体目标",
    "问题清单": "存在问题 主要问题 突出问题 问题",
    "步骤": "实施步骤 工作步骤 方法步骤 时间安排 阶段",
    "要求": "工作要求 保障措施 组织保障",
    "指导思想": "总体要求 总体思路",
    "领导小组": "组织领导 领导机构 工作专班",
    "成文日期": "落款日期 发文日期 署名日期 日期 时间",
    "日期": "时间 会议时间 讲话时间",
    "发文机关": "发文单位 制发机关 落款",
    "文号": "发文字号",
    "主送机关": "主送 主送单位",
    "抄送": "抄送机关 抄送单位",
    "目标值": "目标数值 指标值",
    "主要做法": "经验做法 工作做法",
    "成效": "工作成效 主要成效",
    "典型": "典型案例 典型经验",
    "不足": "存在不足 问题和不足",
    "下一步": "下步打算 下一步打算 下一步工作 工作打算",
    "内容": "正文 具体内容",
}
_NAME = ("标题", "名称", "活动标题", "行动名称", "专项行动")  # at the top only; elsewhere they are keys of their own
_UNDER_WORDING = {"公文标题": ("标题", "公文标题"), "开头": ("引语", "开头")}


def hint(word: str, model: type[Model], in_chinese: bool) -> str:
    """What to write instead of an unknown key, in the language of the file."""
    known = model.spellings()
    meant = [key for key, words in _WORDS.items() if word in words.split()]
    for key in meant:
        if key in known:
            return f"是不是“{_spelled(key, model, in_chinese)}”？"
    if model is Campaign and word in _NAME:
        return f"是不是“{_spelled('活动名称', model, in_chinese)}”？"
    if word in _UNDER_WORDING:
        inner, section = _UNDER_WORDING[word]
        return f"它写在“行文”下面，如 行文: {{{inner}: {{{section}: ……}}}}"
    if meant and (found := _places_of(meant[0], in_chinese)):
        return f"是不是“{found[0]}”？它写在{found[1]}"
    if word_here := nearest(word, known, at_least=80):
        return f"是不是“{word_here}”？"
    if found := _places_of(word, in_chinese):
        return f"这个键写在{found[1]}"
    if (near := did_you_mean(word, known)).startswith("是不是"):
        return near
    listed = "这里可以写：" + "、".join(names(model, in_chinese))
    if "text" in model.model_fields and not word.isascii():
        return f"如果这是一句话，请把里面的英文冒号改成“：”，或给整句加上英文引号；如果是键，{listed}"
    return listed


def cut_off(word: str, before: str, model: type[Model]) -> tuple[str, str]:
    """A word in braces without a colon of its own, as (what, what to write)."""
    if found := re.match(r"([^：]{1,20})：", word):
        if found[1] in model.spellings():
            return f"“{found[1]}”后面用了中文冒号“：”", f"请改成英文冒号加一个空格，如“{found[1]}: ”"
    elif (found := re.match(r"([^:]{1,20}):", word)) and found[1] in model.spellings():
        return f"“{found[1]}”的冒号后面缺少一个空格", f"请在冒号后面空一格，如“{found[1]}: ”"
    if word.isdigit() and (number := re.search(r"(\d[\d,]*),\s*$", before)):
        whole = f"{number[1]},{word}"
        return f"“{whole}”里的英文逗号把数断开了", f"请写成 {whole.replace(',', '')}，或加上英文引号 '{whole}'"
    hint = "花括号 { } 里的英文逗号用来隔开各个键；文字里的请写中文逗号“，”，或给整句加上英文引号"
    return f"“{word}”前面的英文逗号把这句话断开了", hint


def names(model: type[Model], in_chinese: bool) -> list[str]:
    """The keys of a mapping in one language."""
    return [model.spelling(name) if in_chinese else name for name in model.model_fields]


def _spelled(key: str, model: type[Model], in_chinese: bool) -> str:
    return key if in_chinese else model.spellings()[key]


def _places_of(word: str, in_chinese: bool) -> tuple[str, str] | None:
    """A key and where it stands, in the language of the file; None when it is unknown or stands in many places."""
    found = sorted({(key, place) for spelling, key, place in _everywhere(in_chinese) if spelling == word})
    if not 0 < len(found) <= _MANY_PLACES:
        return None
    return found[0][0], "或者".join(f"“{place}”下面" if place else "最外层，前面不空格" for _, place in found)


@cache
def _everywhere(in_chinese: bool) -> tuple[tuple[str, str, str], ...]:
    """Every spelling of every key, with the key in one language and the way to its mapping."""
    return tuple(_walk(Campaign, "", in_chinese, ()))


def _walk(
    model: type[Model], way: str, in_chinese: bool, above: tuple[type[Model], ...]
) -> Iterator[tuple[str, str, str]]:
    for spelling, name in model.spellings().items():
        yield spelling, model.spelling(name) if in_chinese else name, way
    for name in model.model_fields:
        inner = child(model, name)
        if inner and inner not in (*above, model):
            step = model.spelling(name) if in_chinese else name
            yield from _walk(inner, f"{way}.{step}" if way else step, in_chinese, (*above, model))
