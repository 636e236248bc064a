"""Files in a folder: whole, the same every time, and never over what a person has edited."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from docgen import build as verb
from docgen import genre as genres
from docgen import shipped
from docgen.build import Outcome, Request, build
from docgen.campaign_file import load, loads
from docgen.file_names import clean, file_names

PLACES = genres.folders()
FORMATS = ("docx", "txt", "md", "html")
SMALL = """
name: 专项行动
issuer: 江川市民政局
date: 2026-03-05
goals: [服务更优]
measures: [加快办理]
"""


def outcomes(folder: Path, text: str = SMALL, genre: str = "plan", force: bool = False) -> list[Outcome]:
    campaign, problems = loads(text)
    assert campaign, problems
    return list(build(campaign, Request((genre,), ("txt", "docx"), folder, PLACES, force=force)))


def states(folder: Path, text: str = SMALL, force: bool = False) -> list[str]:
    return [outcome.state for outcome in outcomes(folder, text, force=force)]


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    assert states(tmp_path) == ["written", "written"]
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert states(tmp_path) == ["same", "same"]
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert states(tmp_path, SMALL.replace("加快", "马上")) == ["written", "written"]


def test_an_edited_file_is_left_alone(tmp_path: Path) -> None:
    states(tmp_path)
    (edited,) = tmp_path.glob("*.txt")
    edited.write_text("我改过了", encoding="utf-8")
    changed = SMALL.replace("加快", "马上")
    assert states(tmp_path, changed) == ["edited", "written"]
    assert edited.read_text(encoding="utf-8") == "我改过了"
    assert states(tmp_path, changed, force=True) == ["written", "same"]
    assert "马上办理" in edited.read_text(encoding="utf-8")


def test_a_file_that_docgen_never_wrote_is_left_alone(tmp_path: Path) -> None:
    name = f"{outcomes(tmp_path / 'elsewhere')[0].name}"
    (tmp_path / name).write_text("本来就有", encoding="utf-8")
    assert states(tmp_path) == ["edited", "written"]


def test_a_broken_state_file_loses_nothing(tmp_path: Path) -> None:
    states(tmp_path)
    name = outcomes(tmp_path)[0].name
    for broken in ("{", "[]", json.dumps({name: ""}), json.dumps({name: 3})):
        (tmp_path / verb.STATE).write_text(broken, encoding="utf-8")
        assert states(tmp_path, SMALL.replace("加快", "马上")) == ["edited", "edited"]


def test_one_failure_stops_no_other(tmp_path: Path) -> None:
    campaign, _ = loads(SMALL)
    assert campaign
    made = list(build(campaign, Request(genres.names(PLACES), ("txt",), tmp_path, PLACES)))
    assert sorted(outcome.state for outcome in made) == ["failed", "failed", "written", "written"]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".txt", ".txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows locks files otherwise")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (outcome, _) = outcomes(tmp_path / "file")
    assert outcome.state == "failed"
    assert "写不进这个文件" in str(outcome.problems[0])


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", full)
    assert states(tmp_path) == ["failed", "failed"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于印发《方案》的通知", "关于印发《方案》的通知"),
        ('a/b\\c:d*e?f"g<h>i|j', "abcdefghij"),
        (" 方案. ", "方案"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "未命名"),
        ("长" * 100 + "的通知", "长" * 53 + "…" + "长" * 9 + "的通知"),
    ],
)
def test_names_good_on_every_system(title: str, name: str) -> None:
    assert clean(title) == name


def test_a_letterhead_of_no_use_is_told_once(tmp_path: Path) -> None:
    campaign, _ = loads(SMALL)
    assert campaign
    for name, said in (("downward", "都不适用"), ("none", "打不开")):
        letterhead = shipped.folder("templates") / "letterhead" / f"{name}.docx"
        made = list(build(campaign, Request(("plan",), ("docx", "pdf"), tmp_path, PLACES, letterhead=letterhead)))
        assert [outcome.state for outcome in made] == ["failed"] and said in str(made[0].problems[0])
    plain = shipped.folder("templates") / "letterhead" / "plain.docx"
    (made_one,) = build(campaign, Request(("plan",), ("docx",), tmp_path, PLACES, letterhead=plain))
    assert made_one.state == "written"


def test_two_titles_alike_in_two_runs_do_not_overwrite_each_other(tmp_path: Path) -> None:
    text = SMALL + "report: {practices: [甲], results: [乙], wording: {headings: {title: 同名}}}\n"
    text += "wording: {headings: {title: 同名}}\n"
    for genre in ("plan", "report", "plan", "report"):
        made = outcomes(tmp_path, text, genre)
    assert (made[0].name, made[0].state) == ("同名（总结报告）.txt", "same")
    assert sorted(path.name for path in tmp_path.glob("*.txt")) == ["同名.txt", "同名（总结报告）.txt"]


def test_two_titles_alike_get_the_name_of_their_genre() -> None:
    assert file_names([("A案", "实施方案"), ("a案", "通知"), ("B", "讲话")]) == ["A案（实施方案）", "a案（通知）", "B"]


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in shipped.folder("campaigns").glob("*/campaign.yaml"))
)
def test_same_files_same_bytes(name: str, tmp_path: Path) -> None:
    """Twice, in another time zone, another folder and with another hash seed."""
    source = shipped.folder("campaigns") / name / "campaign.yaml"
    copy = tmp_path / "别处" / "活动.yaml"
    copy.parent.mkdir()
    copy.write_bytes(source.read_bytes())
    code = "from docgen.cli import main; main()"
    made = []
    for file, folder, zone, seed in ((source, "one", "Asia/Shanghai", "1"), (copy, "two", "America/New_York", "2")):
        options = ["build", str(file), "-o", str(tmp_path / folder), "--format", ",".join(FORMATS)]
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}
        subprocess.run([sys.executable, "-c", code, *options], env=environment, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 4 * len(FORMATS) + 1
    for path in (tmp_path / "one").glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        assert docx.Document(str(path)).paragraphs


def test_every_shipped_document_reads_back(tmp_path: Path) -> None:
    from docgen.compose import compose
    from docgen.read import read_bytes
    from docgen.write import write

    for source in shipped.folder("campaigns").glob("*/campaign.yaml"):
        campaign, _ = load(source)
        assert campaign
        for genre in genres.names(PLACES):
            document, _ = compose(campaign, genre, PLACES)
            assert document
            for suffix in FORMATS:
                assert read_bytes(write(document, suffix), suffix) == document
