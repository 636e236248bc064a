"""Pull the plug in the middle: a run that is killed goes on, and the end is as if nothing had happened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLED = Path(__file__).parent / "batch" / "killed.py"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork and no SIGKILL")
@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.slow)])
def test_a_run_killed_at_any_moment_goes_on(kills: int, tmp_path: Path) -> None:
    """Torn and missing files, a person's file that was there before, and the whole tree at the end: see killed.py."""
    command = [sys.executable, "-W", "error", str(KILLED), str(tmp_path), str(kills)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = re.fullmatch(rf"{kills} kills, \d+ rounds, (\d+) files looked at\n", run.stdout)
    assert found, run.stdout
    assert int(found.group(1)) > kills * 50, "it was killed in the middle, not at the start"
