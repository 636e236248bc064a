"""The story of an adapted plan on the campaigns that ship: adapt, build, trace, revise, update, resolve, build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen import profile_file
from docgen.campaign_file import opened
from docgen.cli import main
from docgen.yaml_edit import Remove, edited

CONDUCT = Path(__file__).parent.parent / "campaigns/conduct"
OWN = "# ── 以下是市局自己写的 ──"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder: the province's plan and the profile of the city."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(CONDUCT / "campaign.yaml", tmp_path / "省方案.yaml")
    shutil.copy(CONDUCT / "city-profile.yaml", tmp_path / "岚川.yaml")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def adapted(desk: Path) -> Path:
    """The city's plan: the head that adapt writes, and below it what the office wrote itself."""
    done = run("adapt", "省方案.yaml", "--profile", "岚川.yaml", "-o", "市方案.yaml")
    assert done.exit_code == 0, done.output
    path = desk / "市方案.yaml"
    head = path.read_text(encoding="utf-8").partition("\n措施:\n")[0]
    head = head.replace("文号: {删去: 上级的文号，本级另编}", "文号: 岚医保发〔2026〕9号")
    for own in ("成文日期", "讲话", "版记", "总结"):  # the office writes these itself
        head = "\n".join(_without_key(head, own))
    city = (CONDUCT / "city.yaml").read_text(encoding="utf-8")
    date = "成文日期: 2026-03-26\n版记:\n  抄送: [市委办公室]\n  印发日期: 2026-03-26\n"
    path.write_text(f"{head}\n{date}{city[city.index(OWN) :]}", encoding="utf-8")
    return path


def _without_key(text: str, key: str) -> list[str]:
    """The lines of a text without a key at the left and what stands below it."""
    kept: list[str] = []
    below = False
    for line in text.split("\n"):
        below = line.startswith(f"{key}:") or (below and line.startswith(" "))
        if not below:
            kept.append(line)
    return kept


def test_the_story(desk: Path) -> None:
    path = adapted(desk)
    assert run("check", "市方案.yaml").output == "市方案.yaml：可以使用\n"
    built = run("build", "市方案.yaml", "--format", "txt", "-o", "一稿")
    assert built.exit_code == 0, built.output
    assert len(list((desk / "一稿").glob("*.txt"))) == 4
    traced = run("trace", "市方案.yaml")
    assert traced.exit_code == 0
    assert "删去" in traced.output
    assert "新增" in traced.output

    shutil.copy(CONDUCT / "campaign-2.yaml", desk / "省方案.yaml")
    assert "上级方案在改编以后又改过" in run("check", "市方案.yaml").output
    before = path.read_text(encoding="utf-8")
    foreseen = run("update", "市方案.yaml", "--dry-run")
    assert path.read_text(encoding="utf-8") == before
    done = run("update", "市方案.yaml")
    assert done.exit_code == foreseen.exit_code == 1
    told = [line for line in done.output.splitlines() if line.startswith("冲突：")]
    assert [line.split("：")[1] for line in told] == ["措施.window.phone.内容"]
    assert "本级的时限随之定为 2026-08-24" in done.output, (
        "the deadline that adapt had moved ahead moves with the upper one"
    )

    refused = run("build", "市方案.yaml", "--format", "txt", "-o", "二稿")
    assert refused.exit_code == 2
    assert "有冲突还没有定夺" in refused.output
    assert run("update", "市方案.yaml").exit_code == 1, "nothing is done as long as a conflict waits"

    path.write_text(edited(path.read_text(encoding="utf-8"), [Remove(("冲突",))]), encoding="utf-8")
    built = run("build", "市方案.yaml", "--format", "txt", "-o", "二稿")
    assert built.exit_code == 0, built.output
    plan = next((desk / "二稿").glob("*实施方案.txt")).read_text(encoding="utf-8")
    assert "办好来电来信，推动接诉即办" in plan, "what the province added"
    assert "领导走流程坐窗口" in plan, "what the city wrote"
    assert "管理松散" not in plan, "what the province dropped"
    settled = path.read_bytes(), (desk / "市方案.base.yaml").read_bytes()
    again = run("update", "市方案.yaml")
    assert (again.exit_code, again.output) == (0, "上级方案没有变化\n")
    assert settled == (path.read_bytes(), (desk / "市方案.base.yaml").read_bytes())


@pytest.mark.parametrize("name", ["city", "county", "hr"])
def test_an_overlay_that_ships(name: str) -> None:
    found = opened(CONDUCT / f"{name}.yaml")
    assert found.campaign is not None
    assert found.problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_at_a_terminal_the_place_is_asked_for_once(desk: Path) -> None:
    import pty

    code = "from docgen.cli import main; main(prog_name='docgen')"
    command = [sys.executable, "-c", code, "adapt", "省方案.yaml", "--profile", "新.yaml", "-o", "市方案.yaml"]
    ours, theirs = pty.openpty()
    os.write(ours, "市\n江川市\n江川市医疗保障局\n市医保局\n各县（市、区）医疗保障局\n3\n".encode())
    done = subprocess.run(command, stdin=theirs, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    profile = profile_file.load(desk / "新.yaml")
    assert (profile.issuer.short, profile.region.self, profile.ahead) == ("市医保局", "我市", 3)
    assert "江川市医疗保障局" in (desk / "市方案.yaml").read_text(encoding="utf-8")


def test_adapt_never_writes_over_a_file(desk: Path) -> None:
    (desk / "市方案.yaml").write_text("我写的", encoding="utf-8")
    done = run("adapt", "省方案.yaml", "--profile", "岚川.yaml", "-o", "市方案.yaml")
    assert done.exit_code == 2
    assert (desk / "市方案.yaml").read_text(encoding="utf-8") == "我写的"
    assert not (desk / "市方案.base.yaml").exists()


def test_an_upper_plan_without_a_number_is_a_question(desk: Path) -> None:
    upper = desk / "省方案.yaml"
    upper.write_text(upper.read_text(encoding="utf-8").replace("  文号: 澄医保发〔2026〕15号\n", ""), encoding="utf-8")
    done = run("adapt", "省方案.yaml", "--profile", "岚川.yaml", "-o", "市方案.yaml")
    assert done.exit_code == 0
    assert "上级方案没有写文号" in (desk / "市方案.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("adapt", "没有.yaml", "--profile", "岚川.yaml", "-o", "市.yaml"), "找不到这个文件"),
        (("adapt", "省方案.yaml", "--profile", "没有.yaml", "-o", "市.yaml"), "docgen new --profile"),
        (("adapt", "岚川.yaml", "--profile", "岚川.yaml", "-o", "市.yaml"), "没有“主送机关”这个键"),
        (("update", "省方案.yaml"), "没有写“沿用”和“原件”"),
        (("update", "没有.yaml"), "找不到这个文件"),
    ],
)
def test_what_cannot_be_done_is_told(desk: Path, words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert told in done.output
    assert not (desk / "市.yaml").exists()


def test_trace_of_a_plan_and_the_one_that_it_adapts_goes_by_ids() -> None:
    alone = run("trace", str(CONDUCT / "city.yaml"))
    both = run("trace", str(CONDUCT / "campaign.yaml"), str(CONDUCT / "city.yaml"))
    assert (both.exit_code, both.output) == (alone.exit_code, alone.output)


def test_a_base_that_somebody_changed_is_told(desk: Path) -> None:
    adapted(desk)
    base = desk / "市方案.base.yaml"
    base.write_bytes(base.read_bytes().replace(b"\n", b"\r\n"))
    assert "改动过" not in run("check", "市方案.yaml").output, "line ends alone are no change"
    base.write_text(base.read_text(encoding="utf-8").replace("服务更加优质", "服务更优"), encoding="utf-8")
    assert "“市方案.base.yaml”被人改动过" in run("check", "市方案.yaml").output


def test_an_upper_plan_that_is_not_there_is_told(desk: Path) -> None:
    adapted(desk)
    (desk / "省方案.yaml").rename(desk / "挪走.yaml")
    done = run("check", "市方案.yaml")
    assert done.exit_code == 0
    assert "找不到上级方案“省方案.yaml”" in done.output
    (desk / "市方案.base.yaml").unlink()
    assert "它是改编时存下的上级方案" in run("check", "市方案.yaml").output


def test_an_upper_plan_that_is_behind_its_own_is_told(desk: Path) -> None:
    adapted(desk)
    shutil.copy(CONDUCT / "county-profile.yaml", desk / "禾陵.yaml")
    assert run("adapt", "市方案.yaml", "--profile", "禾陵.yaml", "-o", "县方案.yaml").exit_code == 0
    assert "自己还没有跟上" not in run("check", "县方案.yaml").output
    shutil.copy(CONDUCT / "campaign-2.yaml", desk / "省方案.yaml")
    assert "上级方案自己还没有跟上它的上级" in run("check", "县方案.yaml").output


def test_an_upper_plan_that_leads_back_is_told(desk: Path) -> None:
    path = adapted(desk)
    path.write_text(
        path.read_text(encoding="utf-8").replace("原件: 省方案.yaml", "原件: 市方案.yaml"), encoding="utf-8"
    )
    done = run("check", "市方案.yaml")
    assert done.exit_code == 0
    assert "绕回来指着本文件" in done.output
    before = path.read_bytes(), (desk / "市方案.base.yaml").read_bytes()
    refused = run("update", "市方案.yaml")
    assert refused.exit_code == 2
    assert "“原件”指着本文件自己" in refused.output
    assert before == (path.read_bytes(), (desk / "市方案.base.yaml").read_bytes())
