"""The order of items of which some say after which other one they are to stand (接在)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from docgen.nearest import did_you_mean
from docgen.overlay_keys import FIRST


def put_after(
    order: list[str], anchors: Mapping[str, str], gone: Collection[str], titles: Mapping[str, str]
) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The ids in their new order, several after one in the order of `anchors`, and who cannot be placed: (id, what is
    wrong, what to write instead). gone: ids that were dropped; titles: of the items, for who writes one for the id.
    """
    order = list(order)
    waiting = dict(anchors)
    last: dict[str, str] = {}
    wrong: list[tuple[str, str, str]] = []

    def end(name: str) -> str:
        return end(last[name]) if name in last else name

    def place(name: str, way: tuple[str, ...]) -> None:
        target = waiting.pop(name)
        if target in way and target != name:
            wrong.append((name, f"“{name}”和“{target}”互相接在后面", "请改其中一处"))
            return
        if target in waiting:
            place(target, (*way, target))
        if target == name or (target not in order and target not in FIRST):
            wrong.append((name, *_why(name, target, order, gone, titles)))
            return
        order.remove(name)
        after = end(target)
        order.insert(order.index(after) + 1 if after in order else 0, name)
        last[target] = name

    while waiting:
        name = next(iter(waiting))
        place(name, (name,))
    return order, wrong


def _why(name: str, target: str, order: list[str], gone: Collection[str], titles: Mapping[str, str]) -> tuple[str, str]:
    if target == name:
        return f"“接在”写的“{target}”就是这一项自己", "请换一项"
    if target in gone:
        return f"要接在“{target}”后面，可是这一项已经删去了", "请换一项"
    if meant := next((id_ for id_, title in titles.items() if title == target), ""):
        return f"“接在”后面写编号，“{target}”是标题", f"请写成“接在: {meant}”"
    hint = did_you_mean(target, [id_ for id_ in order if id_ != name])
    return f"要接在“{target}”后面，可是这里没有编号为“{target}”的一项", hint
