"""A printed page as a ruler sees it: text with its place and face, ink, rules. Everything in millimetres from above."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its bindings warn on import
    import pymupdf

MM = 25.4 / 72
DPI = 400


@dataclass(frozen=True)
class Line:
    """Characters on one baseline: of each its edges and its face, as (font, points, colour)."""

    text: str
    baseline: float
    places: tuple[tuple[float, float], ...]
    each: tuple[tuple[str, float, int], ...]

    @property
    def left(self) -> float:
        return self.places[0][0]

    @property
    def right(self) -> float:
        return self.places[-1][1]

    @property
    def faces(self) -> set[tuple[str, float, int]]:
        return set(self.each)


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    y: float
    points: float
    colour: tuple[float, ...]


class Page:
    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = page.rect.width * MM, page.rect.height * MM
        self.lines = _lines(page)

    @property
    def body(self) -> list[Line]:
        """The lines of the type area: without the page number."""
        return [line for line in self.lines if line.baseline < 264]

    @property
    def number(self) -> Line:
        return next(line for line in self.lines if line.baseline > 264)

    def line(self, start: str) -> Line:
        return next(line for line in self.lines if line.text.startswith(start))

    def rules(self) -> list[Rule]:
        found = {
            Rule(d["rect"].x0 * MM, d["rect"].x1 * MM, (d["rect"].y0 + d["rect"].y1) / 2 * MM, d["width"], d["color"])
            for d in self._page.get_drawings()
            if d["width"] and d["rect"].width > 100 and d["rect"].height < 2
        }
        return sorted(found, key=lambda rule: rule.y)

    def ink(self, left: float, top: float, right: float, bottom: float, red: bool = False) -> tuple[float, float]:
        """The upper and the lower edge of the ink in a rectangle; of the red ink alone if asked."""
        clip = pymupdf.Rect(left / MM, top / MM, right / MM, bottom / MM)
        image = self._page.get_pixmap(dpi=DPI, clip=clip)
        rows = [row for row in range(image.height) if _inked(image, row, red)]
        scale = 25.4 / DPI
        return (image.y + rows[0]) * scale, (image.y + rows[-1] + 1) * scale


def _inked(image: Any, row: int, red: bool) -> bool:
    line = image.samples[row * image.stride : row * image.stride + image.width * image.n]
    reds, greens = line[0 :: image.n], line[1 :: image.n]
    return any(g < 128 and (r > 160 if red else True) for r, g in zip(reds, greens, strict=True))


def _lines(page: Any) -> list[Line]:
    rows: dict[float, list[tuple[str, float, float, tuple[str, float, int]]]] = {}
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                face = (span["font"], round(span["size"], 1), span["color"])
                row = rows.setdefault(round(span["origin"][1], 1), [])
                row += [(c["c"], c["bbox"][0] * MM, c["bbox"][2] * MM, face) for c in span["chars"]]
    return [
        _line(baseline, sorted(row, key=lambda char: char[1]))
        for baseline, row in sorted(rows.items())
        if any(not c[0].isspace() for c in row)
    ]


def _line(baseline: float, chars: list[tuple[str, float, float, tuple[str, float, int]]]) -> Line:
    inked = [char for char in chars if not char[0].isspace()]
    return Line(
        "".join(char[0] for char in inked),
        baseline * MM,
        tuple((char[1], char[2]) for char in inked),
        tuple(char[3] for char in inked),
    )


def open_pdf(data: bytes) -> list[Page]:
    return [Page(page) for page in pymupdf.open(stream=data)]
