"""Archives: what is in them, under which names, the same bytes again, and never over a person's own."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from docgen.archive import ALL, Archives, packed, unit_archive
from docgen.made import Made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("民政局/实施方案.docx", "民政局/印发通知.txt", "教育局/实施方案.docx", "清单.xlsx"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(name.encode() * 50)
    return tmp_path


CIVIL = ("民政局/实施方案.docx", "民政局/印发通知.txt")


@pytest.mark.parametrize(
    ("unit", "files", "archive"),
    [
        ("民政局", CIVIL, "民政局/民政局.zip"),
        ("民政局", CIVIL[:1], "民政局/民政局.zip"),
        ("民政局", ("方案/民政局.docx", "通知/民政局.docx"), "民政局.zip"),
        ("民政局", ("市/民政局/方案/a.docx", "市/民政局/a.docx"), "市/民政局/民政局.zip"),
        ("a/b", ("方案.docx",), "ab.zip"),
        ("con", ("方案.docx",), "_con.zip"),
    ],
)
def test_an_archive_stands_beside_its_files(unit: str, files: tuple[str, ...], archive: str) -> None:
    assert unit_archive(unit, files) == archive


def test_an_archive_holds_the_files_as_they_lie_there(folder: Path) -> None:
    assert packed(folder, "民政局/民政局.zip", CIVIL) == ()
    with ZipFile(folder / "民政局/民政局.zip") as archive:
        assert archive.namelist() == ["实施方案.docx", "印发通知.txt"]
        assert archive.testzip() is None
        assert [info.compress_type for info in archive.infolist()] == [ZIP_STORED, ZIP_DEFLATED]
        assert all(info.flag_bits & 0x800 for info in archive.infolist())  # UTF-8: else Windows shows 瀹炴柦
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("实施方案.docx") == (folder / CIVIL[0]).read_bytes()
    assert packed(folder, ALL, ("清单.xlsx", *CIVIL, "教育局/实施方案.docx")) == ()
    with ZipFile(folder / ALL) as archive:
        assert archive.namelist() == ["清单.xlsx", *CIVIL, "教育局/实施方案.docx"]


def test_the_same_files_are_the_same_archive_which_is_not_touched(folder: Path) -> None:
    path = folder / ALL
    packed(folder, ALL, CIVIL)
    before, stat = path.read_bytes(), path.stat()
    (folder / CIVIL[0]).touch()
    packed(folder, ALL, CIVIL)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == (before, stat.st_mtime_ns, stat.st_ino)
    (folder / CIVIL[0]).write_bytes(b"new")
    packed(folder, ALL, CIVIL)
    with ZipFile(path) as archive:
        assert archive.read(CIVIL[0]) == b"new"
    assert not list(folder.glob(".*"))


def test_one_missing_file_is_told_and_the_rest_packed(folder: Path) -> None:
    (folder / CIVIL[0]).unlink()
    (problem,) = packed(folder, ALL, CIVIL)
    assert problem.message == "读不出这个文件，压缩包里没有它"
    assert problem.path.endswith("实施方案.docx")
    with ZipFile(folder / ALL) as archive:
        assert archive.namelist() == [CIVIL[1]]


@pytest.mark.parametrize("theirs", [b"not a zip", b""])
def test_a_persons_own_archive_stays(folder: Path, theirs: bytes) -> None:
    (folder / ALL).write_bytes(theirs)
    (problem,) = packed(folder, ALL, CIVIL)
    assert "没有覆盖" in problem.message
    assert (folder / ALL).read_bytes() == theirs
    with ZipFile(folder / ALL, "w") as archive:
        archive.writestr("私.txt", "私")
    assert packed(folder, ALL, CIVIL)


@pytest.mark.parametrize("file", ["../外.docx", "/etc/passwd", "a/../../b", "./a", "a//b", "a\\..\\b", ""])
def test_no_name_leads_out_of_the_folder(folder: Path, file: str) -> None:
    with pytest.raises(ValueError, match="not in the folder"):
        packed(folder, ALL, (*CIVIL, file))
    assert not (folder / ALL).exists()
    assert not list(folder.glob(".*"))


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "民政局/是文件").write_bytes(b"")
    (problem,) = packed(folder, "民政局/是文件/民政局.zip", CIVIL)
    assert problem.message == "写不出这个压缩包"


def test_no_archive_takes_the_place_of_another(folder: Path) -> None:
    """Two units whose ids are the same but for what no file's name may hold, and one called as the archive of all."""
    (folder / "甲.txt").write_text("甲", encoding="utf-8")
    archives = Archives(folder, "单位")
    for row, unit in enumerate(("a/b", "AB", "全部", "c"), start=2):
        archives.add(Made(row, unit, "方案", "甲.txt", "written"))
    archives.finish()
    assert [problem.message for problem in archives.problems] == [
        "第3行的压缩包会和第2行那个单位的同名，没有打包",
        "第4行的压缩包会和“--zip 全部”的同名，没有打包",
    ]
    assert sorted(path.name for path in folder.glob("*.zip")) == ["ab.zip", "c.zip"]
