"""What an overlay (沿用别的活动文件的文件) has beside the keys of a campaign, and the words by which it edits."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from docgen.keys import Model, key, whole_number


class Kept(Model):
    """A place in what is inherited that `remap` leaves alone."""

    item: str = key("位置", "哪一处，写成“措施.theory”“讲话.开场”", ...)
    quote: str = key("原文", "保留原样的几个字，照抄", ...)


class Conflict(Model):
    """What the upper level and this level have both changed; written by update, taken out by a person."""

    at: str = key("位置", "哪一处", ...)
    what: str = key("情况", "发生了什么")
    before: str = key("原来", "改编时上级的写法")
    upper: str = key("上级", "上级现在的写法")
    local: str = key("本级", "本级的写法")


class OverlayKeys(Model):
    """The keys at the left of an overlay that are not the campaign's."""

    extends: str = key("沿用", "沿用哪一个活动文件，写相对路径")
    upper: str = key("原件", "上级方案现在在哪里，写相对路径；docgen update 从这里取上级的修订")
    ahead: Annotated[int, BeforeValidator(whole_number)] = key("提前", "时限比上级提前几个工作日", 0)
    remap: dict[str, str] = key("改称", "沿用来的文字里怎样改称，如 {省局: 市局}", {})
    keep: tuple[Kept, ...] = key("保留", "改称时保留原样的地方", ())
    conflicts: tuple[Conflict, ...] = key("冲突", "上级和本级都改了、还没有定夺的地方", ())
    retained: tuple[str, ...] = key("留用", "上级已经删去、因本级改过而暂时留着的各项", ())


DROP, AFTER, REASON = "drop", "after", "reason"
ADD, REPLACE = "add", "replace"
FIRST = ("开头", "start")  # 接在: 开头
EDITS = {"add": ADD, "增加": ADD, "replace": REPLACE, "改为": REPLACE, "drop": DROP, "删去": DROP}
OF_AN_ITEM = {"drop": DROP, "删去": DROP, "after": AFTER, "接在": AFTER, "reason": REASON, "理由": REASON}
EVERY_WORD = frozenset((*EDITS, *OF_AN_ITEM))
