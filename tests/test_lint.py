"""`docgen lint` over files: folders, broken ones, exit codes, settings, allowances, baselines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from docgen.cli import main
from docgen.settings import Settings
from docgen.settings_file import load

BAD = "一、指导原则、\n坚持稳中求进,抓好落实。\n"
GOOD = "一、指导原则\n坚持稳中求进，抓好落实。\n"
FEW = ["--ignore", "all", "--select", "heading-end-mark,half-width-mark"]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["lint", *map(str, arguments)], input=stdin)


def array(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")


def test_exit_codes(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD, good=GOOD)
    assert run(tmp_path / "good.txt", *FEW).exit_code == 0
    assert run(tmp_path / "bad.txt", *FEW).exit_code == 1
    assert run(tmp_path / "none.txt", *FEW).exit_code == 2
    assert run(tmp_path / "bad.txt", "--select", "hedaing-end-mark").exit_code == 2
    assert run(tmp_path / "bad.txt", "--format", "xml").exit_code == 2
    assert run(tmp_path / "bad.txt", *FEW, "--fail-on", "error").exit_code == 1


def test_json_has_the_agreed_keys(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    first, second = array(run(tmp_path / "bad.txt", *FEW, "--format", "json"))
    assert list(first) == ["path", "line", "col", "end_line", "end_col", "rule", "level", "message", "fix"]
    assert (first["line"], first["col"], first["end_line"], first["end_col"]) == (1, 7, 1, 8)
    assert (second["rule"], second["fix"]) == ("half-width-mark", {"text": "，", "safe": True})


def test_a_broken_file_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a package")
    result = run(tmp_path, *FEW, "--format", "json")
    assert result.exit_code == 2
    assert [Path(found["path"]).name for found in array(result)] == ["bad.txt", "bad.txt"]
    assert "broken.docx" in result.stderr


def test_a_folder_without_word_s_own_files_and_our_notes(tmp_path: Path) -> None:
    write(tmp_path, a=BAD, **{"~$b": BAD, "c-批注": BAD, ".d": BAD})
    (tmp_path / "数据.xlsx").write_bytes(b"")
    assert {Path(found["path"]).name for found in array(run(tmp_path, *FEW, "--format", "json"))} == {"a.txt"}


def test_several_at_a_time_find_the_same(tmp_path: Path) -> None:
    write(tmp_path, a=BAD, b=GOOD, c=BAD + BAD)
    one, two = (run(tmp_path, *FEW, "--format", "json", "--jobs", jobs).stdout for jobs in "12")
    assert one == two


def test_standard_input() -> None:
    result = run("-", *FEW, "--format", "json", stdin=BAD.encode("gb18030"))
    assert [found["col"] for found in array(result)] == [7, 7]
    assert array(result)[0]["path"] == "-"
    assert run("-", "--fix", stdin=BAD.encode()).exit_code == 2


def test_fix_and_diff(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    shown = run(tmp_path / "bad.txt", *FEW, "--diff")
    assert "-一、指导原则、\n" in shown.stdout
    assert "+一、指导原则\n" in shown.stdout
    assert (tmp_path / "bad.txt").read_text(encoding="utf-8") == BAD
    assert run(tmp_path / "bad.txt", *FEW, "--fix").exit_code == 0
    assert (tmp_path / "bad.txt").read_text(encoding="utf-8") == GOOD
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.txt"]


def test_the_closing_line_counts(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD, good=GOOD)
    assert run(tmp_path / "bad.txt", *FEW).stdout.endswith("共 2 处（错误 2）；其中 2 处可以用 --fix 自动改好\n")
    assert run(tmp_path / "good.txt", *FEW).stdout == "没有发现问题\n"
    assert "1  heading-end-mark" in run(tmp_path / "bad.txt", *FEW, "--statistics").stdout


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "html"])
def test_every_format_names_every_finding(tmp_path: Path, name: str) -> None:
    write(tmp_path, bad=BAD)
    text = run(tmp_path / "bad.txt", *FEW, "--format", name).stdout
    assert "heading-end-mark" in text
    assert "half-width-mark" in text
    assert "�" not in text


def test_sarif_counts_code_points(tmp_path: Path) -> None:
    write(tmp_path, bad="一、𠀀原则、\n坚持稳中求进。\n")
    run_ = json.loads(run(tmp_path / "bad.txt", *FEW, "--format", "sarif").stdout)["runs"][0]
    region = run_["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (run_["columnKind"], region["startColumn"], region["endColumn"]) == ("unicodeCodePoints", 6, 7)


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    result = run(tmp_path / "bad.txt", *FEW, "--format", "html", "-o", tmp_path / "out/页.html")
    assert result.stdout == ""
    assert "<mark" in (tmp_path / "out/页.html").read_text(encoding="utf-8")


# ── docgen.yaml ──


def office(folder: Path, text: str) -> Path:
    file = folder / "docgen.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_settings_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "模板").mkdir()
    chinese = """
规则: {heading-end-mark: 关, half-width-mark: 提示}
认可: [清廉临溪]
文种: 方案
不查: [归档/*]
模板: 模板
"""
    english = """
rules: {heading-end-mark: off, half-width-mark: info}
accepted: [清廉临溪]
genre: plan
ignore: [归档/*]
templates: 模板
"""
    expected = Settings(
        {"half-width-mark": "info"},
        ("half-width-mark",),
        ("heading-end-mark",),
        frozenset({"清廉临溪"}),
        (),
        ("归档/*",),
        "plan",
        tmp_path / "模板",
    )
    assert load(office(tmp_path, chinese)) == expected
    assert load(office(tmp_path, english)) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("规责: {}\n", "docgen.yaml:1:1：错误：没有“规责”这个键。是不是“规则”？"),
        ("规则: {half-width-marks: 关}\n", ":1:6：错误：没有“half-width-marks”这条规则。是不是“half-width-mark”？"),
        ("规则: {half-width-mark: 不要}\n", "可以写：关、开、错误、警告、提示"),
        ("放过: [{规则: half-width-mark, 原文: a}]\n", "没有写放过的理由"),
        ("放过: [{规则: half-width-mark, 原文: a, 理由: b, 到期: 2026-02-30}]\n", "没有“2026-02-30”这一天"),
    ],
)
def test_settings_that_are_wrong_are_told(tmp_path: Path, text: str, told: str) -> None:
    write(tmp_path, bad=BAD)
    office(tmp_path, text)
    result = run(tmp_path / "bad.txt")
    assert result.exit_code == 2
    assert told in result.stderr


def test_settings_hold_for_the_folders_below(tmp_path: Path) -> None:
    office(tmp_path, "规则: {half-width-mark: 关, heading-end-mark: 提示}\n不查: [归档/*]\n")
    for name in ("来文", "归档"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, bad=BAD)
    found = array(run(tmp_path, "--format", "json"))
    assert ("heading-end-mark", "info") in {(each["rule"], each["level"]) for each in found}
    assert "half-width-mark" not in {each["rule"] for each in found}
    assert {Path(each["path"]).parent.name for each in found} == {"来文"}


def test_allowances(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    office(tmp_path, "放过:\n  - {规则: half-width-mark, 原文: '稳中求进,抓好', 理由: 引用, 到期: 2026-06-30}\n")

    def rules(*more: str) -> list[str]:
        return [each["rule"] for each in array(run(tmp_path, *FEW, "--format", "json", *more))]

    assert rules() == ["heading-end-mark"]
    assert rules("--date", "2026-06-30") == ["heading-end-mark"]
    assert sorted(rules("--date", "2026-07-01")) == ["half-width-mark", "heading-end-mark", "unused-allowance"]
    write(tmp_path, bad=GOOD)
    assert rules() == ["unused-allowance"]


def test_an_allowance_of_another_file_is_not_unused(tmp_path: Path) -> None:
    write(tmp_path, good=GOOD)
    office(tmp_path, "放过: [{规则: half-width-mark, 原文: 求进, 理由: 引用, 文稿: 别的.txt}]\n")
    assert run(tmp_path / "good.txt", *FEW).exit_code == 0


def test_a_baseline_only_shrinks(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    known = tmp_path / "基线.json"
    ask = [tmp_path / "bad.txt", *FEW, "--baseline", known]
    assert run(*ask, "--update-baseline").exit_code == 0
    assert run(*ask).exit_code == 0
    write(tmp_path, bad=BAD + BAD)
    assert run(*ask).exit_code == 1
    grown = run(*ask, "--update-baseline")
    assert (grown.exit_code, "基线只能减少" in grown.stderr) == (2, True)
    write(tmp_path, bad=GOOD)
    assert run(*ask, "--update-baseline").exit_code == 0
    assert json.loads(known.read_text(encoding="utf-8")) == {}


def test_accepted_words_are_let_pass_by_every_rule(tmp_path: Path) -> None:
    write(tmp_path, bad="一、工作原则\n推行“一站,通办”机制,抓好落实。\n")
    office(tmp_path, "认可: ['一站,通办']\n")
    assert [each["col"] for each in array(run(tmp_path / "bad.txt", *FEW, "--format", "json"))] == [12]


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.doc"])
def test_fix_refuses_what_it_cannot_write_back(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<p>抓好,落实</p>", encoding="utf-8")
    result = run(tmp_path / name, "--fix")
    assert result.exit_code == 2
    assert "错误" in result.stderr


def test_an_office_s_own_genre_says_what_a_draft_must_have(tmp_path: Path) -> None:
    headings = ("一、总体思路", "二、主要任务", "三、推进步骤", "四、组织保障")
    write(tmp_path, plan="\n抓好落实。\n".join(("关于开展检查的实施方案", *headings, "")))
    ask = [tmp_path / "plan.txt", "--ignore", "all", "--select", "missing-section,missing-required-term"]
    before = array(run(*ask, "--format", "json"))
    assert any("步骤" in each["message"] for each in before)
    (tmp_path / "本局").mkdir()
    own = "---\nterms: [人民至上]\nsections: [{id: phases, also: [推进步骤]}]\n---\n{% extends 'plan.j2' %}\n"
    (tmp_path / "本局/方案.j2").write_text(own, encoding="utf-8")
    after = array(run(*ask, "--format", "json", "--templates", tmp_path / "本局"))
    assert [each["rule"] for each in after if "步骤" in each["message"]] == []
    assert [each["message"] for each in after if each["rule"] == "missing-required-term"]
    office(tmp_path, "模板: 本局\n")
    assert array(run(*ask, "--format", "json")) == after


def test_the_report_never_goes_over_a_draft(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    draft = tmp_path / "bad.txt"
    for more in (["-o", draft], ["-o", tmp_path], ["-o", tmp_path / "a.docx"], ["--fix", "-o", tmp_path / "b.txt"]):
        assert run(draft, *FEW, *more).exit_code == 2
    assert run(tmp_path, *FEW, "-o", draft).exit_code == 2
    assert draft.read_text(encoding="utf-8") == BAD
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.txt"]


@pytest.mark.parametrize("more", [["--unsafe"], ["--jobs", "0"], ["--fail-on", "严重"], ["--baseline", "没有.json"]])
def test_wrong_usage_is_told_in_chinese(tmp_path: Path, more: list[str]) -> None:
    write(tmp_path, good=GOOD)
    result = run(tmp_path / "good.txt", *more)
    assert result.exit_code == 2
    assert result.stderr.startswith("错误：")
    assert "range" not in result.stderr


def test_a_family_of_rules_is_ignored_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    assert array(run(tmp_path / "bad.txt", *FEW, "--ignore", "heading,half", "--format", "json")) == []


def test_a_damaged_character_is_told_and_the_rest_judged(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes("一、指导\x00原则、\n".encode() + "抓好落实,确保实效。\n".encode())
    result = run(tmp_path / "bad.txt", *FEW, "--format", "json")
    assert (result.exit_code, [each["line"] for each in array(result)]) == (2, [1, 2])
    assert "bad.txt:1:5：错误：这里有损坏的字符" in result.stderr


def test_an_empty_settings_file_settles_nothing(tmp_path: Path) -> None:
    write(tmp_path, good=GOOD)
    office(tmp_path, "# 以后再写\n")
    assert run(tmp_path / "good.txt", *FEW).exit_code == 0


def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD)
    (tmp_path / "bad.txt").chmod(0o600)
    try:
        (tmp_path / "链.txt").symlink_to(tmp_path / "bad.txt")
    except OSError:
        pytest.skip("this system makes no links")
    assert run(tmp_path / "链.txt", *FEW, "--fix").exit_code == 0
    assert (tmp_path / "链.txt").is_symlink()
    assert (tmp_path / "bad.txt").read_text(encoding="utf-8") == GOOD
    assert (tmp_path / "bad.txt").stat().st_mode & 0o777 == 0o600


def test_notes_of_the_same_name_stand_beside_each_other(tmp_path: Path) -> None:
    import docx

    for name in "ab":
        (tmp_path / name).mkdir()
        document = docx.Document()
        for line in ("关于检查的通知", f"抓好落实,确保{name}实效。"):
            document.add_paragraph(line)
        document.save(str(tmp_path / name / "通知.docx"))
    out = tmp_path / "批"
    for _ in range(2):
        assert run(tmp_path / "a", tmp_path / "b", *FEW, "--format", "docx", "-o", out).exit_code == 1
        assert sorted(file.name for file in out.iterdir()) == ["通知-批注.docx", "通知-批注2.docx"]
    (out / "通知-批注.docx").write_bytes(b"edited by a person")
    run(tmp_path / "a", *FEW, "--format", "docx", "-o", out)
    assert (out / "通知-批注.docx").read_bytes() == b"edited by a person"
