"""docgen batch beyond the pages: stopping it, archives and lists in its way, and how much it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from docgen.batch_shown import ALIKE, MOST, Telling
from docgen.chinese_click import Group
from docgen.cli_batch import batch
from docgen.errors import Problem
from docgen.made import Made, State

ROOT = Path(__file__).parent.parent
CAMPAIGN = """\
活动名称: 专项行动
发文机关: {名称: 江川市人民政府办公室}
目标: ["做好{{ unit.业务 }}工作"]
措施: ["{{ unit.名称 }}逐项落实"]
"""
HEAD = "名称,简称,业务\n"
DUTY = '[{标题: 逐项落实, 牵头: "{{ unit.简称 }}"}]'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "活动.yaml").write_text(CAMPAIGN, encoding="utf-8")
    units(tmp_path, "教育局", "民政局")
    return tmp_path


def units(folder: Path, *names: str) -> None:
    rows = "".join(f"江川市{name},市{name},{name[:2]}\n" for name in names)
    (folder / "单位.csv").write_text(HEAD + rows, encoding="utf-8")


@dataclass(frozen=True)
class Ran:
    exit_code: int
    output: str


def run(*options: str) -> Ran:
    return run_all("--genre", "方案", *options)


def run_all(*options: str) -> Ran:
    """Without --genre."""
    command = ["batch", "活动.yaml", "--units", "单位.csv", "--format", "txt", *options]
    result = CliRunner().invoke(Group(commands=[batch]), command)
    return Ran(result.exit_code, result.output.replace("\\", "/"))


@pytest.mark.skipif(os.name == "nt", reason="a signal that a test can send a process there ends it at once")
def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(folder: Path) -> None:
    units(folder, *(f"第{n}局" for n in range(3000)))
    code = "from docgen.chinese_click import Group; from docgen.cli_batch import batch; Group(commands=[batch])()"
    words = ["batch", "活动.yaml", "--units", "单位.csv", "--genre", "方案", "--format", "txt", "--jobs", "1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run_ = subprocess.Popen([sys.executable, "-c", code, *words], stderr=subprocess.PIPE, env=env)
    output = folder / "输出"
    until = time.monotonic() + 20
    while len(list(output.glob("*/*.txt"))) < 50 and time.monotonic() < until:
        time.sleep(0.02)
    run_.send_signal(signal.SIGINT)
    _, said = run_.communicate(timeout=20)
    assert (run_.returncode, said.decode()) == (130, "已停止。已经生成的都是完整的；再运行一次，会接着做\n")
    done = {file: file.stat().st_mtime_ns for file in output.glob("*/*.txt")}
    assert 50 <= len(done) < 3000
    units(folder, *(f"第{n}局" for n in range(len(done) + 50)))
    went_on = run()
    assert went_on.exit_code == 0, went_on.output
    assert {file: file.stat().st_mtime_ns for file in done} == done
    assert len(list(output.glob("*/*.txt"))) == len(done) + 50


def test_a_list_that_cannot_be_written_is_told_and_the_documents_are_there(folder: Path) -> None:
    (folder / "输出/清单.xlsx/占着").mkdir(parents=True)
    told = run("--zip", "全部")
    assert told.exit_code == 1
    assert "输出/清单.xlsx：错误：写不进清单。如果它正在 Excel 或 WPS 里打开" in told.output
    assert "放在：输出；清单没有写成\n" in told.output
    assert "清单：输出" not in told.output
    assert "见清单" not in run("--lint").output
    assert (folder / "输出/市教育局/实施方案-市教育局.txt").exists()


def test_a_list_with_a_persons_notes_is_kept_aside(folder: Path) -> None:
    run()
    book = load_workbook("输出/清单.xlsx")
    book.active["J4"] = "已送达"
    book.save("输出/清单.xlsx")
    told = run()
    assert "原来的清单有人改过，留作 输出/清单（有人改过）.xlsx" in told.output
    assert load_workbook("输出/清单（有人改过）.xlsx").active["J4"].value == "已送达"
    assert "留作" not in run("--only", "市教育局").output


def test_only_some_units_leave_the_list_alone(folder: Path) -> None:
    run()
    before = (folder / "输出/清单.xlsx").read_bytes()
    told = run("--only", "市教育局", "--only", "江川市民政局", "--date", "2026-05-06")
    assert "共 2 个单位、2 份，已生成 2 份" in told.output
    assert "清单没有更新" in told.output
    assert (folder / "输出/清单.xlsx").read_bytes() == before


def test_archives_that_are_not_packed_again_are_told(folder: Path) -> None:
    run("--zip", "单位")
    run("--zip", "全部")
    assert "没有跟着更新" not in run().output
    told = run("--date", "2026-05-06")
    assert "以前打的 3 个压缩包没有跟着更新" in told.output
    assert "以前打的 1 个压缩包" in run("--date", "2026-05-07", "--zip", "单位").output


def test_the_archive_of_a_unit_that_left_goes_with_its_files(folder: Path) -> None:
    run("--zip", "单位")
    (folder / "输出/市民政局/附记.txt").write_text("自己写的", encoding="utf-8")
    units(folder, "教育局")
    assert "会删去" in run("--prune", "--dry-run").output
    assert (folder / "输出/市民政局/市民政局.zip").exists()
    run("--prune")
    assert [file.name for file in (folder / "输出/市民政局").iterdir()] == ["附记.txt"]
    units(folder, "教育局", "民政局")
    run("--zip", "单位")
    (folder / "输出/市民政局/附记.txt").unlink()
    units(folder, "教育局")
    run("--prune")
    assert not (folder / "输出/市民政局").exists()


def test_an_archive_above_the_files_of_a_unit_that_left_goes_with_them_too(folder: Path) -> None:
    name = ("--name", "{genre.name}/{unit.short}")
    run(*name, "--zip", "单位")
    zips = [folder / "输出/实施方案" / f"市{name}.zip" for name in ("教育局", "民政局")]
    assert [file.exists() for file in zips] == [True, True]
    units(folder, "教育局")
    would = run(*name, "--prune", "--dry-run")
    assert "会删去不再需要的压缩包 1 个：实施方案/市民政局.zip\n" in would.output
    told = run(*name, "--prune")
    assert "已删去不再需要的压缩包 1 个：实施方案/市民政局.zip\n" in told.output
    assert [file.exists() for file in zips] == [True, False]


def test_an_archive_over_several_folders_of_a_unit_that_left_goes_too(folder: Path) -> None:
    name = ("--name", "{genre.name}/{unit.short}", "--genre", "方案,讲话")
    assert run(*name, "--zip", "单位").exit_code == 0
    assert (folder / "输出/市民政局.zip").exists()
    units(folder, "教育局")
    assert "已删去不再需要的压缩包 1 个：市民政局.zip\n" in run(*name, "--prune").output
    assert [file.name for file in (folder / "输出").glob("*.zip")] == ["市教育局.zip"]


@pytest.mark.parametrize("into_ours", [True, False])
def test_an_archive_that_a_person_made_stays(folder: Path, into_ours: bool) -> None:
    run("--zip", "单位")
    mine = folder / "输出/市民政局/市民政局.zip"
    if not into_ours:
        mine.unlink()
    with ZipFile(mine, "a") as archive:
        archive.writestr("我的.txt", "自己放进去的")
    units(folder, "教育局")
    assert "压缩包" not in run("--prune").output
    assert [file.name for file in mine.parent.iterdir()] == ["市民政局.zip"]


def test_prune_looks_at_the_whole_table(folder: Path) -> None:
    told = run("--prune", "--only", "市教育局")
    assert told.exit_code == 2
    assert "--prune 要对照整张表，不能和 --only 一起写" in told.output


def test_a_dry_run_names_the_first_files(folder: Path) -> None:
    lines = run("--dry-run").output.splitlines()
    assert lines[1:] == ["会生成：", "    市教育局/实施方案-市教育局.txt", "    市民政局/实施方案-市民政局.txt"]
    units(folder, *(f"第{n}局" for n in range(11)))
    *named, rest = run("--dry-run").output.splitlines()[2:]
    assert (len(named), rest) == (10, "    ……")
    assert "会生成：" not in run().output


def test_edited_files_are_made_anew_for_one_unit(folder: Path) -> None:
    run()
    (folder / "输出/市民政局/实施方案-市民政局.txt").write_text("改过", encoding="utf-8")
    told = run("--date", "2026-05-06")
    assert "加上 --force 运行一次；只重做一个单位的，加上 --force --only 单位" in told.output
    said = [row[-1].value for row in load_workbook("输出/清单.xlsx").active.iter_rows(min_row=4)]
    assert "加上 --force --only 单位 运行一次" in str(said[1])


def test_the_table_of_duties_that_a_person_changed_is_kept_aside(folder: Path) -> None:
    (folder / "活动.yaml").write_text(CAMPAIGN.replace('["{{ unit.名称 }}逐项落实"]', DUTY), encoding="utf-8")
    for _ in range(2):
        told = run("--check", "-o", "分工")
        assert "分工表已写到 分工/分工表.xlsx" in told.output
        assert "留作" not in told.output
        units(folder, "教育局", "民政局", "司法局")  # what docgen itself wrote is written anew
    assert told.output.splitlines()[-1].endswith("本级改动和空格用 --dry-run 核对")
    book = load_workbook("分工/分工表.xlsx")
    book.active["J4"] = "王主任定"
    book.save("分工/分工表.xlsx")
    told = run("--check", "-o", "分工")
    assert "原来的分工表有人改过，留作 分工/分工表（有人改过）.xlsx" in told.output
    assert load_workbook("分工/分工表（有人改过）.xlsx").active["J4"].value == "王主任定"
    assert load_workbook("分工/分工表.xlsx").active["J4"].value is None


def test_a_report_that_nobody_has_written_is_left_out(folder: Path) -> None:
    said = "活动文件里还没有写总结，这次不生成；写好以后再运行一次，或用 --genre 总结"
    rows = "江川市教育局,市教育局,教育,\n江川市民政局,市民政局,民政,总结\n"
    (folder / "单位.csv").write_text(f"名称,简称,业务,文种\n{rows}", encoding="utf-8")
    told = run_all("--draft")
    assert (told.exit_code, told.output.count(said)) == (0, 1)
    assert "、3 份，已生成 3 份" in told.output
    assert not list((folder / "输出").rglob("*总结*"))
    assert not (folder / "输出/市民政局").exists()
    assert said not in run_all("--draft", "--genre", "总结").output
    assert (folder / "输出/市民政局/总结报告-市民政局.txt").exists()
    with (folder / "活动.yaml").open("a", encoding="utf-8") as file:
        file.write("总结: {概况: '做好{{ unit.业务 }}工作'}\n")
    told = run_all("--draft")
    assert said not in told.output
    assert "、5 份，" in told.output


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    assert run("--dry-run", "--zip", "全部", "--prune").exit_code == 0
    assert sorted(file.name for file in folder.iterdir()) == ["单位.csv", "活动.yaml"]


def test_what_the_rules_find_stands_in_the_list(folder: Path) -> None:
    (folder / "活动.yaml").write_text(CAMPAIGN.replace("逐项落实", "布署落实"), encoding="utf-8")
    assert "检查发现" not in run().output
    told = run("--lint")
    assert told.exit_code == 0
    book = load_workbook("输出/清单.xlsx")
    found = [[cell.value for cell in row] for row in book["检查结果"].iter_rows(min_row=4)]
    assert "没有变化 2 份，有人改过、没有覆盖 0 份，没有生成 0 份\n" in told.output
    assert f"检查发现 {len(found)} 处，见清单里的“检查结果”" in told.output
    assert ["江川市教育局", "typo"] in [[row[0], row[4]] for row in found if "部署" in row[5]]
    assert sum(row[6].value for row in book["清单"].iter_rows(min_row=4)) == len(found)


def test_quiet_says_nothing_where_nothing_is_wrong(folder: Path) -> None:
    assert run("--quiet").output == ""


WRONG = Problem("缺少发文字号", "请补上", "单位.csv", 3)


def told_of(capsys: pytest.CaptureFixture[str], *made: Made) -> tuple[Telling, list[str]]:
    telling = Telling(Path("单位.csv"), Path("输出"))
    for each in made:
        telling.tell(each)
    return telling, capsys.readouterr().err.splitlines()


def one(row: int, state: State, *problems: Problem, genre: str = "通知") -> Made:
    return Made(row, f"第{row}局", genre, f"{row}.txt", state, problems)


def test_what_is_as_it_should_be_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert told_of(capsys, one(2, "written"), one(3, "same"))[1] == []


def test_the_same_fault_of_many_is_told_a_few_times_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    telling, lines = told_of(capsys, *(one(row, "failed", WRONG) for row in range(2, 1002)))
    assert lines == [
        f"表中第 {row} 行，第{row}局的通知没有生成：错误：缺少发文字号。请补上" for row in range(2, 2 + ALIKE)
    ]
    assert list(telling.repeated()) == [f"还有 {1000 - ALIKE} 份通知也是这样：错误：缺少发文字号。请补上"]
    assert telling.silent == 0


def test_many_different_faults_are_cut_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    telling, lines = told_of(capsys, *(one(row, "failed", Problem(f"缺{row}")) for row in range(1000)))
    assert (len(lines), telling.silent, list(telling.repeated())) == (MOST, 1000 - MOST, [])
    assert len(telling.same) <= MOST
    telling, lines = told_of(capsys, *(one(row, "edited") for row in range(1000)))
    assert (len(lines), telling.silent) == (MOST, 1000 - MOST)


def test_what_holds_for_all_documents_of_a_unit_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    doubt = Problem("没有这一项", "请核对", "overlays/市教育局.yaml", 3, 5, level="warning")
    made = [one(2, "written", doubt, genre=genre) for genre in ("方案", "通知", "讲话")]
    _, lines = told_of(capsys, *made, one(3, "same", doubt))
    assert lines == [
        "表中第 2 行，第2局的方案：overlays/市教育局.yaml:3:5：提醒：没有这一项。请核对",
        "表中第 3 行，第3局的通知：overlays/市教育局.yaml:3:5：提醒：没有这一项。请核对",
    ]


def test_the_same_reason_is_told_once_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(Path("单位.csv"), Path("输出"))
    reason = (Problem("编号写了两次", "请合并成一处", "overlays/甲.yaml", 3, 5),)
    for row in (2, 3):
        for genre in ("方案", "通知"):
            telling.tell(Made(row, f"u{row}", genre, "", "failed", reason))
    told = capsys.readouterr().err.splitlines()
    assert [line.rpartition("u")[2] for line in told] == [
        "2的方案没有生成：overlays/甲.yaml:3:5：错误：编号写了两次。请合并成一处",
        "2的通知也没有生成，原因同上",
        "3的方案没有生成：overlays/甲.yaml:3:5：错误：编号写了两次。请合并成一处",
        "3的通知也没有生成，原因同上",
    ]
