"""Who leads and supports what among the units of a table; one's own tasks first in the 任务分解表."""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.annexes import annexes
from docgen.campaign import Campaign, Measure
from docgen.campaign_file import loads
from docgen.document import Table
from docgen.duties import Duties, Named, duties
from docgen.duty_tables import text, xlsx
from docgen.duty_tables.remarks import remarks
from docgen.owner_names import owners
from docgen.terminal import columns
from docgen.units import Unit

HERE = Path(__file__).parent / "duties"
CALLED = ("牵头单位", "配合单位", "时限")


def cases(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def table(rows: list[list[str]], **further: str) -> tuple[Unit, ...]:
    return tuple(
        Unit(n, short or name, {"name": name, "short": short, **further}) for n, (name, short) in enumerate(rows, 2)
    )


def campaign(measures: Any, row: Mapping[str, str] | None = None, **keys: Any) -> Campaign:
    """A campaign under these keys. row: of a units table, by which its slots are checked."""
    issuer = {"name": "江川市人民政府", "short": "市政府"}
    data = {"name": "专项行动", "issuer": issuer, "region": "江川市", **keys, "measures": measures}
    found, problems = loads(yaml.safe_dump(data, allow_unicode=True), unit=row)
    assert found, problems
    return found


def of(text: str, units: tuple[Unit, ...]) -> Duties:
    return duties(campaign([{"id": "a", "title": "甲", "lead": text}]), units)


OWNERS, MATRIX, ORDER = cases("owners"), cases("matrix"), cases("own_first")
UNITS = table(OWNERS["units"])


@pytest.mark.parametrize("case", OWNERS["cases"], ids=lambda case: case["text"])
def test_what_offices_write(case: dict[str, Any]) -> None:
    found = of(case["text"], UNITS)
    task = found.tasks[0]
    names = [unit.short for unit in UNITS]
    everyone = {**case, "leads": names} if case.get("leads") == "ALL" else case
    got = {
        "leads": [names[n] for n in task.leads],
        "supports": [names[n] for n in task.supports],
        "unknown": [name.name for name in found.unknown],
        "ambiguous": [name.name for name in found.ambiguous],
        "general": [name.name for name in found.general],
    }
    assert {key: sorted(value) for key, value in got.items()} == {key: sorted(everyone.get(key, [])) for key in got}


@pytest.mark.parametrize("case", MATRIX["cases"], ids=lambda case: case["name"])
def test_the_matrix_and_what_does_not_fit(case: dict[str, Any]) -> None:
    units = table(case.get("units", MATRIX["units"]), **case.get("columns", {}))
    found = duties(campaign(case["measures"], units[0].values, region=case.get("region", "江川市")), units)
    names = [unit.name if case.get("by") == "name" else unit.short for unit in units]

    def called(those: Any) -> list[str]:
        return [names[n] for n in those]

    def placed(those: tuple[Named, ...]) -> dict[str, list[str]]:
        return {name.name: list(name.places) for name in those}

    assert {task.address: (called(task.leads), called(task.supports)) for task in found.tasks} == {
        address: (sorted(who.get("leads", []), key=names.index), who.get("supports", []))
        for address, who in case["tasks"].items()
    }
    assert [task.address for task in found.unowned] == case.get("unowned", [])
    assert [task.address for task in found.unled] == case.get("unled", [])
    assert called(found.idle) == case.get("idle", [])
    unknown, ambiguous = case.get("unknown", {}), case.get("ambiguous", {})
    assert placed(found.unknown) == {name: said["places"] for name, said in unknown.items()}
    assert {name.name: name.near for name in found.unknown} == {name: said["near"] for name, said in unknown.items()}
    assert placed(found.ambiguous) == {name: said["places"] for name, said in ambiguous.items()}
    assert [called(name.units) for name in found.ambiguous] == [said["units"] for said in ambiguous.values()]
    assert {name.name: name.general.meaning for name in found.general if name.general} == case.get("general", {})
    if "otherwise" in case:
        assert {name.name: units[name.units[0]].short for name in found.otherwise} == case["otherwise"]


@pytest.mark.parametrize("case", ORDER["cases"], ids=lambda case: "".join(case["issuer"]))
def test_own_tasks_first(case: dict[str, Any]) -> None:
    name, short = case["issuer"]
    issuer = {"name": name, "short": short, "joint": case.get("joint", [])}
    keys = {"issuer": issuer, "superior": case.get("superior", "江川市安全生产委员会")}
    version = campaign(ORDER["measures"], region=case.get("region", "江川市"), **keys)
    assert [row[1] for row in rows(version)] == case["order"].split()
    assert [row[0] for row in rows(version)] == [str(n) for n in range(1, 10)]


def rows(version: Campaign) -> tuple[tuple[str, ...], ...]:
    found = annexes(version, CALLED)[0].blocks[0]
    assert isinstance(found, Table)
    return found.rows


NAMES = [name for row in OWNERS["units"] for name in row]
TEXTS = [case["text"] for case in OWNERS["cases"]]
MEASURES = st.lists(
    st.builds(
        lambda lead, support: Measure(id="m", title=lead, lead=lead, support=tuple(support), deadline="年底"),
        st.sampled_from([*NAMES, *TEXTS]),
        st.lists(st.sampled_from([*NAMES, *TEXTS]), max_size=3),
    ),
    min_size=1,
    max_size=12,
)


@given(MEASURES, st.sampled_from(OWNERS["units"]))
def test_own_tasks_first_is_a_stable_permutation(measures: list[Measure], unit: list[str]) -> None:
    version = campaign([], issuer={"name": unit[0], "short": unit[1]}).model_copy(update={"measures": tuple(measures)})
    before = [row[1:] for row in rows(version)]
    given_superior = version.model_copy(update={"superior": campaign([], superior="江川市人民政府").superior})
    after = [row[1:] for row in rows(given_superior)]
    assert sorted(before) == sorted(after)
    found = duties(version, table([unit]))
    if all(name.general and (name.general.is_class or not name.units) for name in found.general):  # else tasks of all
        ranks = [0 if task.leads else 1 if task.supports else 2 for task in found.tasks]
        assert after == [row for _, row in sorted(zip(ranks, before, strict=True), key=lambda pair: pair[0])]


@given(MEASURES, st.randoms(use_true_random=False))
def test_matching_never_depends_on_the_order_of_units(measures: list[Measure], luck: random.Random) -> None:
    whole = campaign([]).model_copy(update={"measures": tuple(measures)})
    shuffled = list(UNITS)
    luck.shuffle(shuffled)

    def told(units: tuple[Unit, ...]) -> object:
        found = duties(whole, units)
        names = [unit.name for unit in units]
        return (
            [({names[n] for n in task.leads}, {names[n] for n in task.supports}) for task in found.tasks],
            {names[n] for n in found.idle},
            found.unowned and len(found.unowned),
            [(name.name, {names[n] for n in name.units}, name.places) for name in (*found.ambiguous, *found.general)],
            [(name.name, name.places) for name in found.unknown],
        )

    assert told(UNITS) == told(tuple(shuffled))


@given(st.text(alphabet="市县财政审计局委、，；（）() 和会同等牵头配合各部门县区\n\t：由", max_size=40))
def test_any_text_is_split_without_loss_of_sense(typed: str) -> None:
    for leads in (True, False):
        for owner in owners(typed, leads):
            assert owner.name and set(owner.name) <= set(typed)


# ── how it is shown ──


@pytest.mark.parametrize("count", [4, 14, 300])
def test_the_page_for_a_terminal(count: int, golden: Golden) -> None:
    found = shown(count)
    page = text.table(found)
    golden(f"duties/{count}-units.txt", page)
    assert max(map(columns, page.splitlines())) <= 100
    assert page.count("\n") < 120


def shown(count: int) -> Duties:
    names = [*MATRIX["units"], *([f"江川市第{n}中学", f"市{n}中"] for n in range(1, count - 3))]
    measures = [
        {"id": "fund", "title": "落实资金保障", "lead": "市财政局（市国资委）", "support": ["市审计局", "有关部门"]},
        {
            "id": "school",
            "title": "排查校园及周边的各类安全隐患，建立台账、逐项销号",
            "lead": "市教育局",
            "support": ["各中学"],
        },
        {"id": "name", "title": "督促检查", "lead": "市审记局", "support": ["县财政局"]},
        {"id": "none", "title": "总结推广"},
        {"id": "led", "title": "建立长效机制", "support": ["审计局"]},
    ]
    return duties(campaign(measures), table(names))


@pytest.mark.parametrize("count", [4, 60])
def test_the_workbook(count: int) -> None:
    found = shown(count)
    made = xlsx.table(found)
    assert made == xlsx.table(shown(count))
    book = load_workbook(BytesIO(made))
    page, other = book["分工表"], book["请核对"]
    cells = [["" if cell is None else cell for cell in row] for row in page.iter_rows(values_only=True)]
    assert page.freeze_panes == ("D2" if count == 4 else "E2")
    by_task = (
        [row[1:2] + row[3:] for row in cells]
        if count == 4
        else [list(row) for row in zip(*(r[1:2] + r[4:] for r in cells), strict=True)]
    )
    names = [unit.short for unit in found.units]
    assert by_task[0][1:] == names
    for row, task in zip(by_task[1:], found.tasks, strict=False):
        assert [names[n] for n in task.leads] == [
            name for name, word in zip(names, row[1:], strict=True) if word == "牵头"
        ]
        assert [names[n] for n in task.supports] == [
            name for name, word in zip(names, row[1:], strict=True) if word == "配合"
        ]
    told = [(remark.title, what) for remark in remarks(found) for what, _ in remark.found]
    assert [(row[0], row[1]) for row in other.iter_rows(min_row=2, values_only=True)] == told


def test_a_cell_is_never_a_formula() -> None:
    names = ["=1+1", "+1", "-1", "@x"]
    made = xlsx.table(of("=cmd()、市财政局", table([[name, ""] for name in names])))
    book = load_workbook(BytesIO(made))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.value for cell in cells if cell.quotePrefix} >= set(names)
