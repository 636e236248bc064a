"""What of the duties a person should look at, in words: of each kind what was found, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.duties import Duties, Named, Task
from docgen.general_owners import Meaning

NAMES = 12  # that a line lists before it counts the rest
PLACES = 6


@dataclass(frozen=True, slots=True)
class Remark:
    """Of one kind: what was found, a line each as what and where; what to do. is_note: nothing needs to be done."""

    title: str
    found: tuple[tuple[str, str], ...]
    advice: str
    is_note: bool = False


def remarks(duties: Duties) -> tuple[Remark, ...]:
    """Only the kinds of which something was found."""
    units = [unit.short for unit in duties.units]
    every = (
        Remark(
            f"没有单位承担的任务（{len(duties.unowned)} 项）",
            tuple((_unowned(task), task.place) for task in duties.unowned),
            "请在“牵头”里写上单位表里的单位；确由表外单位承担的，不用改",
        ),
        Remark(
            f"只有配合单位，没有牵头单位（{len(duties.unled)} 项）",
            tuple((f"{task.title}（写的是“{task.said}”）", task.place) for task in duties.unled),
            "请在“牵头”里写上由谁牵头；不分牵头和配合的，都写进“牵头”",
        ),
        Remark(
            f"没有任务的单位（{len(duties.idle)} 个）",
            ((some([units[n] for n in duties.idle], 60), ""),) if duties.idle else (),
            "请核对这些单位该不该列入单位表；该承担任务的，请写进有关措施的“牵头”或“配合”",
        ),
        Remark(
            f"单位表里没有的名称（{len(duties.unknown)} 个）",
            tuple((_unknown(name), _places(name)) for name in duties.unknown),
            "写错的，请改成单位表里的名称或简称；确是表外单位的，不用改",
        ),
        Remark(
            f"分不清是哪个单位的名称（{len(duties.ambiguous)} 个）",
            tuple((f"“{name.name}”：可以是{_units(name.units, units)}", _places(name)) for name in duties.ambiguous),
            "没有算到任何单位头上，请改写全称",
        ),
        Remark(
            f"写法和单位表不一样的名称（{len(duties.otherwise)} 个）",
            tuple((_otherwise(name, units), _places(name)) for name in duties.otherwise),
            "公文里会照原样印，建议写成一样",
            is_note=True,
        ),
        Remark(
            "不指某一个单位的说法",
            tuple((f"“{name.name}”：{_meaning(name, units)}", _places(name)) for name in duties.general),
            "同您的意思不一样的，请改写成具体单位",
            is_note=True,
        ),
    )
    return tuple(remark for remark in every if remark.found)


def some(names: Sequence[str], most: int = NAMES) -> str:
    """The names side by side; of many the first and how many there are."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等 {len(names)} 个单位"


def who(units: Sequence[int], names: Sequence[str]) -> str:
    """The units of a task by their names; 全部 where they are all."""
    if len(units) == len(names) > 1:
        return f"全部 {len(names)} 个单位"
    return some([names[n] for n in units])


def _unowned(task: Task) -> str:
    return f"{task.title}（写的是“{task.said}”）" if task.said else f"{task.title}（没有写牵头和配合单位）"


def _unknown(name: Named) -> str:
    return f"“{name.name}”" + (f"：是不是“{name.near}”？" if name.near else "")


def _otherwise(name: Named, units: Sequence[str]) -> str:
    return f"活动文件里写作“{name.name}”，按表里的“{units[name.units[0]]}”算"


def _units(units: Sequence[int], names: Sequence[str]) -> str:
    return some([f"“{names[n]}”" for n in units])


def _meaning(name: Named, units: Sequence[str]) -> str:
    if name.units:
        return f"指{who(name.units, units)}"
    meanings: dict[Meaning, str] = {
        "nobody": "没有说明是哪些单位，不算到任何单位头上",
        "within": "是发文机关自己、它的内设机构或者临时机构，不算到任何单位头上",
    }
    return meanings.get(name.general.meaning if name.general else "nobody", "单位表里没有这样的单位")


def _places(name: Named) -> str:
    return "、".join(_first(name.places))


def _first(places: Sequence[str]) -> Iterator[str]:
    yield from places[:PLACES]
    if len(places) > PLACES:
        yield f"……共 {len(places)} 处"
