"""LibreOffice, which turns one format into another: found where it is installed, run without a window.

It works in a folder and with a profile of its own, both thrown away afterwards; macros are off, links are not followed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from docgen.errors import DocgenError, Problem

TIME_A_FILE, TIME_TO_START = 60, 120  # seconds
ELSEWHERE = (  # where it is when no path names it: Windows, macOS
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
INSTALL = (
    "Debian、Ubuntu、UOS 等系统请执行 sudo apt install libreoffice-writer-nogui；"
    "Windows 请安装 LibreOffice（www.libreoffice.org）"
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)


def program() -> str | None:
    """The program's path; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((str(path) for path in ELSEWHERE if path.is_file()), None)


def converted(files: Sequence[bytes], source: str, target: str, path: str) -> list[bytes | None]:
    """Each file of the format `source` in the format `target`, all in one call; None for what could not be made.

    path: of the program. Raises DocgenError where it fails as a whole.
    """
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        folder = Path(name)
        stems = [f"{n:04}" for n in range(len(files))]
        for stem, data in zip(stems, files, strict=True):
            (folder / f"{stem}.{source}").write_bytes(data)
        (folder / "made").mkdir()
        _run(path, folder, [str(folder / f"{stem}.{source}") for stem in stems], target)
        made = [folder / "made" / f"{stem}.{target}" for stem in stems]
        return [file.read_bytes() if file.is_file() else None for file in made]


def _run(path: str, folder: Path, files: Sequence[str], target: str) -> None:
    options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", target, "--outdir", str(folder / "made"))
    command = [path, f"-env:UserInstallation={_profile(folder).as_uri()}", *options, *files]
    zone = os.environ | {"TZ": "UTC"}  # which is written into the file
    quiet = subprocess.DEVNULL
    try:
        with subprocess.Popen(
            command, stdout=quiet, stderr=quiet, cwd=folder, env=zone, start_new_session=True
        ) as process:
            try:
                code = process.wait(TIME_TO_START + TIME_A_FILE * len(files))
            except BaseException:
                _kill(process)
                raise
        if code:
            raise OSError(f"退出码 {code}")
    except subprocess.TimeoutExpired:
        raise DocgenError(Problem("LibreOffice 很久没有反应，已经停止等待", "请关闭其他程序后再试一次")) from None
    except OSError as error:
        raise DocgenError(Problem(f"LibreOffice 运行失败（{error}）", INSTALL)) from None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With what it started itself, which would go on and write into a folder that is gone."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _profile(folder: Path) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    settings = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {namespace}>{settings}</oor:items>\n'
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")
    return profile
