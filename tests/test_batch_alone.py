"""What a batch makes of a unit is what `docgen build` makes of a campaign file that was written for it alone."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TESTS

from docgen.cli import main
from docgen.genre import folders
from docgen.units import Unit
from docgen.units_file import rows

EXAMPLE = TESTS.parent / "examples/batch"
SLOT = re.compile(r"\{\{ *unit\.([^ }]+) *\}\}")
ISSUER = re.compile(r"(?m)^发文机关: .*$")
OWN = ("名称", "简称", "自称", "业务", "党组", "机关代字")
GENRES = {"实施方案": "方案", "通知": "通知", "讲话": "讲话"}


def ran(*command: str) -> str:
    result = CliRunner().invoke(main, list(command))
    assert result.exit_code == 0, result.output
    return result.output


def alone(folder: Path, unit: Unit, row: dict[str, str]) -> Path:
    """The campaign as a clerk of that unit would write it: its own names in place of the slots, its own edits."""

    def said(slot: re.Match[str]) -> str:
        return row.get(slot[1], slot[0])

    text = (EXAMPLE / "活动.yaml").read_text(encoding="utf-8")
    above = re.search(r"发文机关: \{名称: ([^,]+), 简称: ([^,]+),", text)
    assert above
    issuer = ", ".join(f"{name}: {row[name]}" for name in OWN if row.get(name))
    superior = f"上级机关: {{名称: {above[1]}, 简称: {above[2]}}}"
    written = SLOT.sub(said, ISSUER.sub(f"发文机关: {{{issuer}}}\n{superior}", text))
    assert "unit" not in re.sub(r"(?m)#.*$", "", written)
    (folder / "活动.yaml").write_text(written, encoding="utf-8")
    if unit.overlay is None:
        return folder / "活动.yaml"
    own = SLOT.sub(said, unit.overlay.read_text(encoding="utf-8"))
    (folder / "本单位.yaml").write_text(f"沿用: 活动.yaml\n{own}", encoding="utf-8")
    return folder / "本单位.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    files = (str(EXAMPLE / "活动.yaml"), "--units", str(EXAMPLE / "单位名单.xlsx"), "-o", str(folder))
    ran("batch", *files, "--genre", ",".join(GENRES.values()))
    return folder


def test_each_unit_gets_what_it_would_have_made_itself(made: Path, tmp_path: Path) -> None:
    units = list(rows(EXAMPLE / "单位名单.xlsx", folders()))
    with (EXAMPLE / "单位名单.csv").open(encoding="utf-8-sig", newline="") as stream:
        typed = {row["名称"]: row for row in csv.DictReader(stream)}
    for unit in units:
        own = tmp_path / unit.id
        own.mkdir()
        file = alone(own, unit, typed[unit.name])
        ran("build", str(file), "--genre", "plan,notice,speech", "-o", str(own / "输出"))
        built = {path.read_bytes() for path in (own / "输出").glob("*.docx")}
        batch = {path.read_bytes() for path in (made / unit.short).glob("*.docx")}
        assert batch
        assert batch <= built, unit.id


def test_every_file_of_two_hundred_units_opens_in_python_docx(tmp_path: Path) -> None:
    from docx import Document

    head, *lines = (EXAMPLE / "单位名单.csv").read_text(encoding="utf-8-sig").splitlines()
    table = [f"{line.replace(',', f'{n}分局,', 2)}" for n in range(8) for line in lines if ",," not in line][:200]
    (tmp_path / "单位.csv").write_text("\n".join([head, *table]), encoding="utf-8")
    ran(
        "batch",
        str(EXAMPLE / "活动.yaml"),
        "--units",
        str(tmp_path / "单位.csv"),
        "-o",
        str(tmp_path / "输出"),
        "--genre",
        "方案",
    )
    files = list((tmp_path / "输出").rglob("*.docx"))
    assert len(files) == 200
    for file in files:
        document = Document(str(file))
        assert any("分局" in paragraph.text for paragraph in document.paragraphs)
        assert len(document.tables) == 1
