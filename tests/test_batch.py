"""Every unit's documents in a folder: what is made, what is left alone, and what happens where something goes wrong."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen import batch, unit_documents
from docgen import genre as genres
from docgen.batch import Run
from docgen.batch_checks import ready
from docgen.batch_folder import Left
from docgen.batch_inputs import Inputs
from docgen.batch_order import Order
from docgen.engine import Engine
from docgen.errors import DocgenError
from docgen.file_names import MAX_COMPONENT, PATTERN, pattern
from docgen.lint_files import Wanted
from docgen.made import Made
from docgen.manifest import ASIDE, NAME, Journal
from docgen.notation import Date
from docgen.read import read
from docgen.settings import Settings
from docgen.shipped import folder
from docgen.units import Unit

DATA = Path(__file__).parent / "batch"
CAMPAIGN = DATA / "活动.yaml"
HEADER = ("编号", "名称", "简称", "业务", "机关代字", "片区")
PLACES = genres.folders()
Row = Sequence[str]


def row(n: int, **changed: str) -> Row:
    cells = dict(zip(HEADER, (f"u{n}", f"江川市第{n}服务所", f"第{n}所", "社会救助", f"江服{n}", "东片"), strict=True))
    return tuple((cells | changed).values())


def table(path: Path, rows: Sequence[Row], header: Row = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Three units, a plan each."""
    campaign = tmp_path / "活动.yaml"
    campaign.write_bytes(CAMPAIGN.read_bytes())
    units = table(tmp_path / "单位.csv", [row(n) for n in (1, 2, 3)])
    return Order(campaign, units, tmp_path / "输出", ("plan",), ("txt",), PLACES)


def made(order: Order, engine: Engine | None = None) -> list[Made]:
    return list(Run(ready(order), engine or Engine()))


def test_a_digest_is_the_same_whoever_asks_first(order: Order, tmp_path: Path) -> None:
    """However long the chain of what an overlay extends, and though it goes round."""
    extends = {**{f"x{n}": f"x{n + 1}" for n in range(25)}, "a": "b", "b": "a"}
    for name, base in extends.items():
        (tmp_path / f"{name}.yaml").write_text(f"沿用: {base}.yaml\n", encoding="utf-8")
    (tmp_path / "x25.yaml").write_text("目的: 别的\n", encoding="utf-8")
    units = {name: Unit(1, "甲", {"name": "甲"}, tmp_path / f"{name}.yaml") for name in ("x0", "x10", "x24", "a", "b")}
    alone = {name: Inputs(order, Settings()).of_unit(unit) for name, unit in units.items()}
    for names in (list(units), list(units)[::-1]):
        inputs = Inputs(order, Settings())
        assert {name: inputs.of_unit(units[name]) for name in names} == alone
    (tmp_path / "x25.yaml").write_text("目的: 另外的\n", encoding="utf-8")
    assert Inputs(order, Settings()).of_unit(units["x10"]) != alone["x10"]


def states(order: Order) -> list[str]:
    return [one.state for one in made(order)]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file, with what it holds; folders too, so that an empty one is seen."""
    found = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in found}


def touched(folder: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def entries(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))["files"]
    return found


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit(order: Order, n: int, text: str = "我改过了") -> Path:
    (path,) = (order.folder / f"第{n}所").iterdir()
    path.write_text(text, encoding="utf-8")
    return path


# ── what is made again, and what is not ──


def test_a_second_run_touches_nothing(order: Order) -> None:
    assert states(order) == ["written"] * 3
    before = touched(order.folder)
    assert [path.name for path in (order.folder / "第1所").iterdir()] == ["实施方案-第1所.txt"]
    assert not (order.folder / ASIDE).exists()
    assert states(order) == ["same"] * 3
    assert touched(order.folder) == before


def test_the_manifest_says_what_went_in_and_what_came_out(order: Order) -> None:
    made(order)
    text = (order.folder / NAME).read_text(encoding="utf-8")
    found = json.loads(text)
    assert [*found] == ["docgen", "options", "inputs", "files"]
    assert {"活动.yaml", "单位.csv", "docgen/plan.j2"} <= found["inputs"].keys()
    assert [one["unit"] for one in found["files"].values()] == ["u1", "u2", "u3"], "in the order of the table"
    assert str(order.folder.parent) not in text, "no path of this machine"


def test_the_manifest_is_the_same_in_another_folder(order: Order, tmp_path: Path) -> None:
    made(order)
    other = tmp_path / "别处" / "深处"
    other.mkdir(parents=True)
    for path in (order.campaign, order.table):
        (other / path.name).write_bytes(path.read_bytes())
    moved = replace(order, campaign=other / "活动.yaml", table=other / "单位.csv", folder=other / "输出")
    made(moved)
    assert tree(moved.folder) == tree(order.folder)


def test_only_what_changed_is_written(order: Order) -> None:
    made(order)
    before = touched(order.folder)
    table(order.table, [row(1), row(2, 片区="西片"), row(3)])
    assert states(order) == ["same", "written", "same"]
    after = touched(order.folder)
    assert {path for path in before if before[path] != after[path]} == {
        (order.folder / "第2所" / "实施方案-第2所.txt").as_posix(),
        (order.folder / NAME).as_posix(),
    }
    assert "西片" in (order.folder / "第2所" / "实施方案-第2所.txt").read_text(encoding="utf-8")


def test_a_row_that_only_moved_is_the_same(order: Order) -> None:
    made(order)
    table(order.table, [row(3), row(1), row(2)])
    assert states(order) == ["same"] * 3
    assert [one["unit"] for one in entries(order.folder).values()] == ["u3", "u1", "u2"]


@pytest.mark.parametrize(
    ("what", "state"), [("campaign", "written"), ("date", "written"), ("templates", "written"), ("letterhead", "same")]
)
def test_a_change_of_any_input_is_seen(order: Order, tmp_path: Path, what: str, state: str) -> None:
    """The letterhead is another file of the same look: all is made again, and nothing is written."""
    order = replace(order, formats=("docx",), genres=("notice",))
    made(order)
    before = entries(order.folder)
    if what == "campaign":
        changed(order.campaign, "加快办理", "马上办理")
    elif what == "date":
        order = replace(order, date=Date(2026, 4, 1))
    elif what == "templates":
        (tmp_path / "模板").mkdir()
        (tmp_path / "模板" / "plan.j2").write_bytes((folder("templates") / "plan.j2").read_bytes())
        changed(tmp_path / "模板" / "plan.j2", "heading: 工作目标", "heading: 目标")
        order = replace(order, places=genres.folders(tmp_path / "模板"))
    else:
        order = replace(order, letterhead=folder("templates") / "letterhead" / "downward.docx")
    assert set(states(order)) == {state}
    after = entries(order.folder)
    assert all(after[name]["input"] != entry["input"] for name, entry in before.items())
    assert set(states(order)) == {"same"}
    assert entries(order.folder) == after


def test_a_file_that_was_removed_is_made_again(order: Order) -> None:
    made(order)
    whole = tree(order.folder)
    (order.folder / "第2所" / "实施方案-第2所.txt").unlink()
    (order.folder / "第2所").rmdir()
    assert states(order) == ["same", "written", "same"]
    assert tree(order.folder) == whole


def test_what_a_power_cut_left_of_a_file_is_no_persons(order: Order) -> None:
    made(order)
    whole = tree(order.folder)
    for n, rest in ((1, b""), (2, bytes(4096))):
        (order.folder / f"第{n}所" / f"实施方案-第{n}所.txt").write_bytes(rest)
    assert states(order) == ["written", "written", "same"]
    assert tree(order.folder) == whole


@pytest.mark.parametrize("how", ["removed", "torn", "reformatted"])
def test_without_its_manifest_nothing_is_lost(order: Order, how: str) -> None:
    made(order)
    path = order.folder / NAME
    whole, known = tree(order.folder), json.loads(path.read_text(encoding="utf-8"))
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(bytes(99) if how == "torn" else json.dumps(known, indent=4).encode())
    edit(order, 1)
    assert states(order) == ["edited", "same", "same"], "what would be written again is ours"
    assert {name: data for name, data in tree(order.folder).items() if "第1所" not in name and name != NAME} == {
        name: data for name, data in whole.items() if "第1所" not in name and name != NAME
    }


def test_somebody_elses_manifest_is_not_written_over(order: Order) -> None:
    order.folder.mkdir()
    (order.folder / NAME).write_text('{"name": "网页"}', encoding="utf-8")
    with pytest.raises(DocgenError, match="不是 docgen 写的，不能覆盖"):
        ready(order)


# ── what a person did ──


def test_what_a_person_edited_is_left_alone(order: Order) -> None:
    made(order)
    mine = edit(order, 2)
    assert states(order) == ["same", "edited", "same"]
    changed(order.campaign, "加快办理", "马上办理")
    assert states(order) == ["written", "edited", "written"]
    assert states(order) == ["same", "edited", "same"], "and it goes on being known as edited"
    assert mine.read_text(encoding="utf-8") == "我改过了"
    assert states(replace(order, force=True)) == ["same", "written", "same"]
    assert "马上办理" in mine.read_text(encoding="utf-8")
    assert states(order) == ["same"] * 3


def test_what_was_there_before_is_left_alone(order: Order) -> None:
    mine = order.folder / "第2所" / "实施方案-第2所.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("本来就有", encoding="utf-8")
    assert states(order) == ["written", "edited", "written"]
    assert mine.read_text(encoding="utf-8") == "本来就有"
    assert "第2所/实施方案-第2所.txt" not in entries(order.folder), "nobody claims to have written it"


def test_a_file_with_links_and_modes(order: Order) -> None:
    made(order)
    path = order.folder / "第1所" / "实施方案-第1所.txt"
    path.chmod(0o600)
    changed(order.campaign, "加快办理", "马上办理")
    made(order)
    assert path.stat().st_mode & 0o777 == 0o600


# ── units that left, units that were not asked for ──


def leaving(order: Order) -> tuple[list[str], list[Left]]:
    run = Run(ready(order), Engine())
    return [one.state for one in run], run.left


def test_files_of_a_unit_that_left_are_listed_and_removed_when_asked(order: Order) -> None:
    made(order)
    table(order.table, [row(2)])
    edit(order, 3)
    gone, mine = "第1所/实施方案-第1所.txt", "第3所/实施方案-第3所.txt"
    expected = [Left(gone, "there"), Left(mine, "edited")]
    assert leaving(order) == (["same"], expected)
    assert leaving(order) == (["same"], expected), "they are told again as long as they are there"
    dry = leaving(replace(order, prune=True, dry=True))
    assert dry == (["same"], [Left(gone, "removed"), Left(mine, "edited")]) and (order.folder / gone).exists()
    assert leaving(replace(order, prune=True)) == dry
    assert sorted(path.name for path in order.folder.iterdir()) == [NAME, "第2所", "第3所"]
    assert leaving(order) == (["same"], [Left(mine, "edited")])
    (order.folder / mine).unlink()
    assert leaving(order) == (["same"], []) and [*entries(order.folder)] == ["第2所/实施方案-第2所.txt"]


def test_a_unit_that_comes_back_knows_its_files(order: Order) -> None:
    made(order)
    whole = tree(order.folder)
    table(order.table, [row(2)])
    made(order)
    table(order.table, [row(n) for n in (1, 2, 3)])
    assert states(order) == ["same"] * 3
    assert tree(order.folder) == whole


def test_a_manifest_that_somebody_typed_removes_nothing_elsewhere(order: Order, tmp_path: Path) -> None:
    made(order)
    path, victim = order.folder / NAME, tmp_path / "别人的.txt"
    whole = (order.folder / "第1所" / "实施方案-第1所.txt").read_bytes()
    victim.write_bytes(whole)
    changed(path, '"第1所/实施方案-第1所.txt"', '"../别人的.txt"')
    assert leaving(replace(order, prune=True)) == (["same"] * 3, [])
    assert victim.read_bytes() == whole


def test_other_genres_and_formats_stay_as_they_are(order: Order) -> None:
    both = replace(order, genres=("plan", "notice"), formats=("txt", "md"))
    assert len(made(both)) == 12
    whole = tree(order.folder)
    assert leaving(replace(order, prune=True)) == (["same"] * 3, [])
    assert leaving(both) == (["same"] * 12, [])
    assert tree(order.folder) == whole


def test_only_some_units(order: Order) -> None:
    made(order)
    changed(order.campaign, "加快办理", "马上办理")
    before = entries(order.folder)
    for asked in ("u2", "第2所", "江川市第2服务所"):
        one = made(replace(order, only=(asked,)))
        assert [each.unit for each in one] == ["u2"]
    after = entries(order.folder)
    assert [*after] == [*before] and {name for name in after if after[name] != before[name]} == {
        "第2所/实施方案-第2所.txt"
    }
    assert states(order) == ["written", "same", "written"]
    with pytest.raises(DocgenError, match=r"表里没有“第2服务所”这个单位。是不是“江川市第2服务所”？"):
        ready(replace(order, only=("第2服务所",)))


def test_a_row_that_narrows_the_genres(order: Order) -> None:
    both = replace(order, genres=("plan", "notice"))
    table(order.table, [(*row(1), "通知"), (*row(2), "")], (*HEADER, "文种"))
    assert [(one.unit, one.genre) for one in made(both)] == [("u1", "通知"), ("u2", "实施方案"), ("u2", "通知")]


def test_a_dry_run_tells_and_writes_nothing(order: Order) -> None:
    dry = replace(order, dry=True)
    assert states(dry) == ["written"] * 3 and not order.folder.exists()
    made(order)
    edit(order, 1)
    (order.folder / "第2所" / "实施方案-第2所.txt").unlink()
    before = tree(order.folder), touched(order.folder)
    assert states(dry) == ["edited", "written", "same"]
    assert (tree(order.folder), touched(order.folder)) == before


# ── broken off ──


def test_a_run_that_is_left_goes_on(order: Order, tmp_path: Path) -> None:
    """Ctrl-C, or whoever reads stops reading: what was done is kept, and the end is as if nothing had happened."""
    table(order.table, [row(n) for n in range(20)])
    whole = replace(order, folder=tmp_path / "一气呵成")
    made(whole)
    run = iter(Run(ready(order), Engine()))
    for _ in range(7):
        next(run)
    run.close()
    assert (order.folder / ASIDE).is_dir() and not (order.folder / NAME).exists()
    found = Counter(states(order))
    assert found["same"] >= 7 and found.total() == 20
    assert tree(order.folder) == tree(whole.folder)


def test_a_torn_line_of_the_journal_is_nobodys(order: Order, tmp_path: Path) -> None:
    whole = replace(order, folder=tmp_path / "一气呵成")
    made(whole)
    run = iter(Run(ready(order), Engine()))
    next(run)
    run.close()
    (journal,) = (order.folder / ASIDE).glob("journal-*")
    journal.write_bytes(journal.read_bytes()[:-40])
    assert "edited" not in states(order)
    assert tree(order.folder) == tree(whole.folder)


def test_inputs_may_change_before_it_goes_on(order: Order, tmp_path: Path) -> None:
    """What the broken run wrote is ours, whatever the campaign says now."""
    made(order)
    table(order.table, [row(n, 片区="西片") for n in (1, 2, 3)])
    run = iter(Run(ready(order), Engine()))
    next(run)
    run.close()
    table(order.table, [row(n, 片区="南片") for n in (1, 2, 3)])
    assert states(order) == ["written"] * 3
    whole = replace(order, folder=tmp_path / "一气呵成")
    made(whole)
    assert tree(order.folder) == tree(whole.folder)


@pytest.mark.parametrize("then", ["only another", "fails", "left the table"])
def test_a_file_that_a_broken_run_never_came_to_is_still_ours(order: Order, then: str) -> None:
    """The journal told of new files, and the run was killed before they were written."""
    made(order)
    old = (order.folder / "第2所" / "实施方案-第2所.txt").read_bytes()
    table(order.table, [row(n, 片区="西片") for n in (1, 2, 3)])
    run = iter(Run(ready(order), Engine()))
    for _ in range(3):
        next(run)
    run.close()
    (order.folder / "第2所" / "实施方案-第2所.txt").write_bytes(old)
    if then == "only another":
        made(replace(order, only=("u1",)))
    elif then == "fails":
        (order.table.parent / "overlays").mkdir()
        (order.table.parent / "overlays" / "u2.yaml").write_text("措施: [", encoding="utf-8")
        assert states(order) == ["same", "failed", "same"]
        (order.table.parent / "overlays" / "u2.yaml").unlink()
    else:
        table(order.table, [row(n, 片区="西片") for n in (1, 3)])
        assert leaving(order) == (["same"] * 2, [Left("第2所/实施方案-第2所.txt", "there")])
        table(order.table, [row(n, 片区="西片") for n in (1, 2, 3)])
    assert not (order.folder / ASIDE).exists(), "what is known is in the manifest alone"
    assert states(order) == ["same", "written", "same"]


def test_two_runs_at_once_are_refused(order: Order) -> None:
    run = iter(Run(ready(order), Engine()))
    next(run)
    with pytest.raises(DocgenError, match="正有另一个 docgen"):
        made(order)
    run.close()
    assert states(order).count("edited") == 0


def test_jobs_do_not_show(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table(order.table, [row(n) for n in range(12)])
    both = replace(order, genres=("plan", "notice"), formats=("docx", "txt"))
    made(both)
    monkeypatch.setattr(batch, "SECONDS", dict.fromkeys(batch.SECONDS, 60.0))  # else one process is thought enough
    apart = replace(both, folder=tmp_path / "两个进程")
    made(apart, Engine(jobs=2))
    assert tree(apart.folder) == tree(both.folder)


# ── where something is wrong ──


def test_one_unit_that_fails_stops_no_other(order: Order) -> None:
    (order.table.parent / "overlays").mkdir()
    overlay = order.table.parent / "overlays" / "u2.yaml"
    overlay.write_text("措施: [{id: 没有这一条, drop: 不需要}]\n", encoding="utf-8")
    one, failed, other = made(order)
    assert (one.state, failed.state, other.state) == ("written", "failed", "written")
    assert (failed.row, failed.unit, failed.name, failed.file) == (3, "u2", "江川市第2服务所", "")
    assert "表中第 3 行“第2所”" in str(failed.problems[0]) and "u2.yaml:1" in str(failed.problems[0])
    overlay.unlink()
    assert states(order) == ["same", "written", "same"]


def test_a_unit_that_fails_now_keeps_what_it_had(order: Order) -> None:
    made(order)
    before = tree(order.folder)
    (order.table.parent / "overlays").mkdir()
    (order.table.parent / "overlays" / "u2.yaml").write_text("措施: [", encoding="utf-8")
    assert states(order) == ["same", "failed", "same"]
    assert {name: data for name, data in tree(order.folder).items() if name != NAME} == {
        name: data for name, data in before.items() if name != NAME
    }
    (order.table.parent / "overlays" / "u2.yaml").unlink()
    assert states(order) == ["same"] * 3


def test_a_fault_of_docgen_in_one_unit_stops_no_other(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    right = unit_documents.composed

    def composed(campaign: Any, *rest: Any) -> Any:
        if campaign.issuer.short == "第2所":
            raise ZeroDivisionError("一个没想到的错误")
        return right(campaign, *rest)

    monkeypatch.setattr(unit_documents, "composed", composed)
    _, failed, other = made(order)
    assert (failed.state, other.state) == ("failed", "written")
    told = str(failed.problems[0])
    assert "单位.csv:3" in told and "ZeroDivisionError：一个没想到的错误" in told and "unit_documents.py:" in told


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(order: Order, tmp_path: Path) -> None:
    changed(order.campaign, "unit.片区", "unit.片段")
    table(order.table, [row(1), row(2, 名称=""), row(3, 编号="u1")])
    (tmp_path / "无.docx").write_bytes(b"no letterhead")
    with pytest.raises(DocgenError) as caught:
        ready(replace(order, formats=("docx",), letterhead=tmp_path / "无.docx", only=("没有",)))
    told = str(caught.value)
    for words in ("没有填写名称", "“u1”和第2行的重复", "片段", "表里没有“没有”"):
        assert words in told, told
    assert not order.folder.exists()


def test_a_column_that_an_overlay_makes_up_is_told_before_anything_is_written(order: Order) -> None:
    overlays = order.table.parent / "overlays"
    overlays.mkdir()
    (overlays / "u2.yaml").write_text(
        "# {{ unit.无关 }}\n目的: '为{{ unit.业物 }}、{{ unit.业务 }}'\n", encoding="utf-8"
    )
    with pytest.raises(DocgenError) as caught:
        ready(order)
    (problem,) = caught.value.problems
    assert (problem.line, problem.col, Path(problem.path).name) == (2, 7, "u2.yaml")
    assert "没有“业物”这一列" in problem.message and "业务" in problem.hint
    assert not order.folder.exists()


def test_a_number_that_is_missing_keeps_back_the_notice_alone(order: Order) -> None:
    table(order.table, [row(1), row(2, 机关代字="")])
    found = [(each.unit, each.genre, each.state) for each in made(replace(order, genres=("plan", "notice")))]
    assert [each for each in found if each[0] == "u2"] == [("u2", "实施方案", "written"), ("u2", "通知", "failed")]


def test_one_number_for_all_is_doubted(order: Order) -> None:
    assert ready(replace(order, genres=("notice",))).problems == ()
    changed(order.campaign, "{{ unit.code }}〔2026〕1号", "江政发〔2026〕1号")
    (problem,) = ready(replace(order, genres=("notice",))).problems
    assert problem.level == "warning" and "都会用同一个发文字号" in problem.message
    assert ready(order).problems == (), "a plan has no number"


def test_one_title_for_all_with_the_issuer_in_it_is_doubted(order: Order) -> None:
    with order.campaign.open("a", encoding="utf-8") as stream:
        stream.write("\n方案: {行文: {标题: {公文标题: 江川市政务服务局的方案}}}\n")
    (problem,) = ready(order).problems
    assert "都会用同一个标题" in problem.message


def test_a_file_in_place_of_the_folder(order: Order) -> None:
    order.folder.write_text("x", encoding="utf-8")
    with pytest.raises(DocgenError, match="这是一个文件"):
        ready(order)
    under = replace(order, folder=order.folder / "下面")
    with pytest.raises(DocgenError, match="写不进这个文件夹"):
        made(under)


@pytest.mark.parametrize("what", ["a file for the folder", "a folder for the file"])
def test_one_file_that_cannot_be_written_stops_no_other(order: Order, tmp_path: Path, what: str) -> None:
    """As a file that is open in Word is on Windows."""
    order.folder.mkdir()
    place = order.folder / "第2所"
    if what == "a file for the folder":
        place.write_text("x", encoding="utf-8")
    else:
        (place / "实施方案-第2所.txt").mkdir(parents=True)
    _, failed, other = made(order)
    assert (failed.state, other.state) == ("failed", "written")
    assert "写不进这个文件" in str(failed.problems[0]) and "Word" in str(failed.problems[0])
    assert len(entries(order.folder)) == 2 and not (order.folder / ASIDE).exists()
    if place.is_dir():
        (place / "实施方案-第2所.txt").rmdir()
        place.rmdir()
    else:
        place.unlink()
    assert states(order) == ["same", "written", "same"]
    whole = replace(order, folder=tmp_path / "一气呵成")
    made(whole)
    assert tree(order.folder) == tree(whole.folder)


@contextmanager
def small_disk(path: Path) -> Iterator[None]:
    """A disk of 256 KiB; needs the right to mount one."""
    path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


@pytest.mark.skipif(os.name == "nt" or not Path("/proc").is_dir(), reason="a tmpfs is Linux's")
def test_a_full_disk_tears_nothing_and_the_next_run_goes_on(order: Order, tmp_path: Path) -> None:
    table(order.table, [row(n) for n in range(100)])
    whole = replace(order, folder=tmp_path / "一气呵成")
    made(whole)
    right = tree(whole.folder)
    with small_disk(tmp_path / "小盘"):
        tight = replace(order, folder=tmp_path / "小盘" / "输出")
        for _ in range(2):
            with pytest.raises(DocgenError, match=r"磁盘满了.*腾出空间，再运行一次"):
                made(tight)
        found = {name: data for name, data in tree(tight.folder).items() if not name.startswith(ASIDE)}
        assert 20 < len(found) < len(right) and {name: right[name] for name in found} == found
        subprocess.run(["mount", "-o", "remount,size=4m", str(tmp_path / "小盘")], check=True)
        assert set(states(tight)) == {"same", "written"}
        assert tree(tight.folder) == right


@pytest.mark.skipif(os.name == "nt", reason="a folder of Windows says so otherwise")
def test_a_folder_that_must_not_be_written(order: Order, tmp_path: Path) -> None:
    order.folder.mkdir(mode=0o500)
    if os.access(order.folder, os.W_OK):
        pytest.skip("root writes everywhere; the read-only disk is for it")
    with pytest.raises(DocgenError, match="写不进这个文件夹"):
        made(order)
    order.folder.chmod(0o700)
    assert states(order) == ["written"] * 3


@pytest.mark.skipif(os.name == "nt" or not Path("/proc").is_dir(), reason="a tmpfs is Linux's")
def test_a_read_only_disk(order: Order, tmp_path: Path) -> None:
    with small_disk(tmp_path / "小盘"):
        there = replace(order, folder=tmp_path / "小盘" / "输出")
        made(there)
        before = tree(there.folder)
        changed(order.campaign, "加快办理", "马上办理")
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "小盘")], check=True)
        with pytest.raises(DocgenError, match="写不进这个文件夹"):
            made(there)
        assert tree(there.folder) == before
        assert states(replace(there, dry=True)) == ["written"] * 3
        subprocess.run(["mount", "-o", "remount,rw", str(tmp_path / "小盘")], check=True)
        assert states(there) == ["written"] * 3


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_levels_of_deflate_say_the_same(order: Order, suffix: str) -> None:
    sizes = []
    for level in (1, 9):
        out = replace(order, formats=(suffix,), level=level, folder=order.folder / str(level))
        made(out)
        sizes.append(sum(len(data) for name, data in tree(out.folder).items() if name != NAME))
    assert sizes[0] > sizes[1] if suffix == "docx" else sizes[0] == sizes[1]


def test_doubts_and_findings_are_the_same_when_nothing_is_made_again(order: Order) -> None:
    changed(order.campaign, "要求: ", "必备提法: [“四个意识”]\n要求: ")
    order = replace(order, lint=Wanted())
    first = made(order)
    assert {one.state for one in first} == {"written"}
    assert all(one.problems and one.findings for one in first)
    again = made(order)
    assert [replace(one, state="written") for one in again] == first
    assert {one.state for one in again} == {"same"}
    table(order.table, [row(9), *(row(n) for n in (1, 2, 3))])
    assert [problem.line for one in made(order) for problem in one.problems] == [2, 3, 4, 5], "at its row, wherever"


# ── names and texts of all kinds ──


@pytest.mark.parametrize("case", yaml.safe_load((DATA / "names.yaml").read_text(encoding="utf-8")), ids=repr)
def test_names_of_units_as_names_of_files(case: dict[str, str]) -> None:
    found = pattern(PATTERN, ("name", "short"), "行动", ("docx", "txt"))
    unit = Unit(2, "u", {"name": "名称", "short": case["short"]})
    if "file" in case:
        assert [f"{name}.txt" for name in found.checked(unit, [("plan", "实施方案")])] == [case["file"]]
    else:
        with pytest.raises(DocgenError) as caught:
            found.checked(unit, [("plan", "实施方案")])
        (problem,) = caught.value.problems
        assert case["refused"] in problem.message and problem.key == "short"


@given(st.text(), st.text())
def test_no_name_leads_out_of_the_folder(short: str, name: str) -> None:
    found = pattern("{unit.name}甲/{genre.id}-{unit.short}", ("name", "short"), "行动", ("docx",))
    try:
        (path,) = found.checked(Unit(2, "u", {"name": name, "short": short}), [("plan", "实施方案")])
    except DocgenError:
        return
    steps = f"{path}.docx".split("/")
    assert len(steps) == 2 and not {"", ".", ".."} & set(steps)
    assert all(len(step.encode()) <= MAX_COMPONENT and step == step.strip() for step in steps)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("{title}.docx", "标题要等公文写出来才知道"),
        ("{unit.简秤}.docx", "是不是“unit.简称”？"),
        (
            "{unit.字体}.docx",
            "可以写：{genre.name}（或 {文种}）、{unit.short}（或 {单位}）、{unit.id}（或 {单位.编号}）",
        ),
        ("{字号}.docx", "、{campaign.name}（或 {活动}）、{单位.片区}"),
        ("{简称}.docx", "是不是“单位.简称”？"),
        ("{文种名称}.docx", "是不是“文种.名称”？"),
        ("{genre.nam}-{unit}.docx", "是不是“genre.name”？"),
        ("{{ unit.short }}.docx", "这里只用一层花括号，请写成 {unit.short}"),
        ("{{单位}}/{{文种}}.docx", "这里只用一层花括号，请写成 {单位}"),
        ("{unit.short", "花括号不成对"),
        ("../{unit.short}", "用作文件名会以点开头"),
        ("/{unit.short}", "是空的"),
        ("甲:/{unit.short}", "里面有“:”"),
        ("{unit.short}/", "是空的"),
        ("con/{unit.short}", "Windows 不允许"),
        ("{genre.name}", "各单位的文件会同名"),
        ("{campaign.name}", "活动名称“甲/乙行动”里面有“/”"),
    ],
)
def test_patterns_that_are_refused(typed: str, words: str) -> None:
    with pytest.raises(DocgenError) as caught:
        pattern(typed, ("name", "short", "片区"), "甲/乙行动", ("docx",))
    assert words in str(caught.value)
    assert len(caught.value.problems) == len({str(problem) for problem in caught.value.problems})


@pytest.mark.parametrize(
    "typed", ["{单位}/{文种}-{单位}", "{unit}/{genre}-{ 单位.简称 }", "{unit.short}/{文种.名称}-{unit.简称}"]
)
def test_fields_in_either_language_and_alone(typed: str) -> None:
    unit = Unit(2, "u", {"name": "江川市第一服务所", "short": "第一所"})
    found = pattern(typed, unit.values, "行动", ("docx",))
    assert found.checked(unit, [("plan", "实施方案")]) == ["第一所/实施方案-第一所"]


def test_a_pattern_of_ones_own(order: Order) -> None:
    named = replace(order, name="{单位.片区}/{unit.编号}_{genre.id}.docx", formats=("txt", "md"))
    assert [one.file for one in made(named)][:2] == ["东片/u1_plan.txt", "东片/u1_plan.md"]


@pytest.mark.parametrize("name", ["{unit.片区}/{genre.name}", "{genre.name}-{unit.short}"])
def test_files_of_one_name_are_refused_by_row(order: Order, name: str) -> None:
    table(order.table, [row(1, 简称="ABC"), row(2, 简称="abc")])
    with pytest.raises(DocgenError, match=r"单位.csv:3.*会和第2行的单位写成同名的文件"):
        ready(replace(order, name=name))


def test_units_of_one_name_are_counted_once_and_made(order: Order) -> None:
    table(order.table, [row(1), row(2, 名称="江川市第1服务所")])
    found = ready(order)
    assert (found.units, found.documents) == (2, 2)
    assert ["和第2行的名称相同" in problem.message for problem in found.problems] == [True]
    assert states(order) == ["written"] * 2


def test_texts_of_all_kinds_come_out_right_or_are_refused_by_cell(order: Order) -> None:
    cases = yaml.safe_load((DATA / "texts.yaml").read_text(encoding="utf-8"))
    right = [case for case in cases if "said" in case] + [{"typed": "长" * 10_000, "said": "长" * 10_000}]
    order = replace(order, formats=("docx", "html", "md", "txt"))
    table(order.table, [row(n, 片区=case["typed"]) for n, case in enumerate(right)])
    found = made(order)
    assert {one.state for one in found} == {"written"}
    for one in found:
        said = right[int(one.unit[1:])]["said"]
        path = order.folder / one.file
        assert any(said in text for text in texts(path)), (one.file, said)
        if path.suffix == ".docx":
            assert any(said in paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    for case in cases:
        if "refused" in case:
            table(order.table, [row(1), row(2, 片区=case["typed"])])
            with pytest.raises(DocgenError, match=r"单位.csv:3:26：错误：片区：.*" + case["refused"]):
                ready(order)


def texts(path: Path) -> list[str]:
    return [getattr(block, "text", "") for block in read(path).blocks]


def test_a_journal_that_cannot_be_begun_leaves_the_folder_free(order: Order) -> None:
    order.folder.mkdir()
    (order.folder / ASIDE).write_text("x", encoding="utf-8")
    with pytest.raises(DocgenError, match="写不进这个文件夹"):
        made(order)
    (order.folder / ASIDE).unlink()
    Journal(order.folder).close()
    assert states(order) == ["written"] * 3


def test_a_file_whose_name_changed_in_case_alone_is_not_pruned(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system sees no difference, it is the file that was just made; elsewhere it is another."""
    order = replace(order, name="{unit.short}/{genre.name}")
    table(order.table, [row(1, 简称="Abc所")])
    made(order)
    table(order.table, [row(1, 简称="abc所")])
    if not (order.folder / "ABC所").exists():  # a system that sees the difference: a link stands for one that does not
        (order.folder / "abc所").symlink_to("Abc所")
    run = Run(ready(replace(order, prune=True)), Engine())
    assert len(list(run)) == 1
    assert (order.folder / "abc所/实施方案.txt").exists()
    assert run.left == []


def test_a_file_that_only_looks_like_another_is_pruned(order: Order) -> None:
    if (order.table.parent / order.table.name.upper()).exists():
        pytest.skip("a system that sees no difference")
    table(order.table, [row(1, 简称="Abc所")])
    made(order)
    table(order.table, [row(1, 简称="abc所")])
    run = Run(ready(replace(order, prune=True)), Engine())
    assert len(list(run)) == 1
    assert [left.state for left in run.left] == ["removed"]
