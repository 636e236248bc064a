"""A wheel built from the tree works outside the checkout: it carries the templates and the campaigns."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.campaign_file import load
from docgen.compose import compose
from docgen.genre import folders
from docgen.write import write

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def outside(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs Python where the wheel is installed and the checkout is not: what a clerk has who installed it."""
    site, elsewhere = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("elsewhere")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True)

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(command, cwd=elsewhere, env=env, capture_output=True, encoding="utf-8", check=False)

    where = run("import docgen; print(docgen.__file__)").stdout
    assert where.startswith(str(site)), where
    return run


def docgen(outside: Run, *arguments: str) -> subprocess.CompletedProcess[str]:
    return outside("from docgen.cli import main; main()", *arguments)


def test_wheel_carries_what_ships_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ships = {
        f"docgen/{file.relative_to(ROOT).as_posix()}"
        for name in ("templates", "campaigns")
        for file in (ROOT / name).rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
    package = (ROOT / "docgen").rglob("*")
    modules = {file.relative_to(ROOT).as_posix() for file in package if file.suffix in (".py", ".typed", ".json")}
    assert len(ships) >= 10
    assert inside == ships | modules


def test_every_command_works(outside: Run) -> None:
    assert docgen(outside, "new", "活动.yaml").returncode == 0
    assert docgen(outside, "rules", "typo").returncode == 0
    check = docgen(outside, "check", "活动.yaml")
    assert (check.returncode, check.stderr) == (0, "")
    assert '"活动名称"' in docgen(outside, "schema").stdout
    build = docgen(outside, "build", "活动.yaml", "--format", "docx,html", "-o", "out")
    assert (build.returncode, build.stderr, build.stdout.count("已生成")) == (0, "", 8)
    assert docgen(outside, "--version").stdout.startswith("docgen ")


def test_what_it_writes_is_what_the_checkout_writes(outside: Run) -> None:
    campaign, _ = load(ROOT / "campaigns/safety/campaign.yaml")
    assert campaign
    document, _ = compose(campaign, "notice", folders())
    assert document
    place = Path(outside("from docgen.shipped import folder; print(folder('campaigns'))").stdout.strip())
    assert ROOT not in place.parents
    build = docgen(outside, "build", str(place / "safety/campaign.yaml"), "--genre", "notice", "-o", "same")
    assert build.returncode == 0, build.stderr
    made = build.stdout.strip().removeprefix("已生成：")
    data = outside("import sys, pathlib; print(pathlib.Path(sys.argv[1]).read_bytes().hex())", made).stdout
    assert bytes.fromhex(data) == write(document, "docx")
