"""Stand-ins for the five faces of official documents, so that tests can measure a rendered page.

    python tests/fonts.py [FOLDER]

unpacks Fandol (from Debian's texlive-lang-chinese; no TeX is installed) and writes renamed copies with the metrics
of the Windows faces into FOLDER, by default the user's own font folder, where fontconfig finds them. For tests only:
docgen names faces and ships none.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "texlive-lang-chinese"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
STAND_INS = {
    "仿宋_GB2312": "FandolFang-Regular",
    "楷体_GB2312": "FandolKai-Regular",
    "黑体": "FandolHei-Regular",
    "宋体": "FandolSong-Regular",
    "方正小标宋简体": "FandolSong-Bold",
}
POSTSCRIPT = {
    "仿宋_GB2312": "FangSong-GB2312",
    "楷体_GB2312": "KaiTi-GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋简体": "FZXBSJW",
}
ASCENT, DESCENT, HALF = 859, 141, 500  # of 1000: what the Windows faces have


def stand_in(source: Path, family: str, target: Path) -> None:
    """A copy of the font file `source` under the name `family`."""
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    name = POSTSCRIPT[family]
    font["name"].names = []
    for number, text in ((1, family), (2, "Regular"), (3, name), (4, family), (6, name)):
        font["name"].setName(text, number, 3, 1, 0x409)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent, os2.usWeightClass, os2.fsSelection = ASCENT, DESCENT, 400, 64
    font["head"].macStyle = 0
    cff = font["CFF "].cff
    cff.fontNames = [name]
    for part in cff.topDictIndex[0].FDArray:
        part.FontName = name  # what a PDF shows
    widths = font["hmtx"]
    for code, glyph in font.getBestCmap().items():
        advance, left = widths[glyph]
        if 0x20 <= code < 0x7F and advance < HALF * 1.2:
            widths[glyph] = (HALF, left)
    font.save(target)


def unpack(folder: Path) -> Path:
    """The folder of the Fandol files, fetched by apt into `folder`."""
    subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=True)
    (archive,) = folder.glob(f"{PACKAGE}_*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
    return folder / FANDOL


def make(fandol: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for family, file in STAND_INS.items():
        stand_in(fandol / f"{file}.otf", family, target / f"{POSTSCRIPT[family]}.otf")
    subprocess.run(["fc-cache", "-f", str(target)], check=True)


def missing() -> list[str]:
    """The faces that fontconfig does not know; all where there is no fontconfig."""
    if not shutil.which("fc-list"):
        return list(STAND_INS)
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    names = {name.strip() for line in known.splitlines() for name in line.split(",")}
    return [family for family in STAND_INS if family not in names]


if __name__ == "__main__":
    goal = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.home() / ".local/share/fonts/docgen-tests"
    with tempfile.TemporaryDirectory() as work:
        make(unpack(Path(work)), goal)
