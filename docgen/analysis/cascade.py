"""Who is heard on the look of a Word document: defaults, then styles from their basis on, the paragraph, the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from docgen.wordxml import W, is_on, value

SIZE = 10.0  # points: where nobody says anything
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHAIN = 20  # styles based on styles: more is a circle


@dataclass(frozen=True, slots=True)
class Face:
    """The look of Chinese characters. font: "" where nobody says which."""

    font: str
    size: float
    bold: bool


class StyleSheet:
    """Styles, defaults and theme of a package; what each style says is looked up once."""

    def __init__(self, styles: Any, theme: Any) -> None:
        elements = [] if styles is None else list(styles.iter(f"{W}style"))
        self.styles = {style.get(f"{W}styleId", ""): style for style in elements}
        given = (style for style in elements if style.get(f"{W}default") in ("1", "true", "on"))
        self.default = next((s.get(f"{W}styleId", "") for s in given if s.get(f"{W}type") == "paragraph"), "")
        defaults = None if styles is None else styles.find(f"{W}docDefaults")
        self.run_default = None if defaults is None else defaults.find(f"{W}rPrDefault")
        self.paragraph_default = None if defaults is None else defaults.find(f"{W}pPrDefault")
        self.theme = _theme(theme)
        self._faces: dict[tuple[str, str], tuple[str, float, bool]] = {}

    def chain(self, style: str) -> list[Any]:
        """A style and those that it is based on, the basis first."""
        found: list[Any] = []
        while style in self.styles and len(found) < _CHAIN:
            found.append(self.styles[style])
            style = value(self.styles[style], "basedOn")
        return found[::-1]

    def paragraph_levels(self, paragraph: Any) -> list[Any]:
        """All that speak on a paragraph, the last of whom is heard."""
        style = value(paragraph, "pPr/pStyle") or self.default
        return [e for e in (self.paragraph_default, *self.chain(style), paragraph) if e is not None]

    def face(self, paragraph: Any, run: Any) -> Face:
        styles = (value(paragraph, "pPr/pStyle") or self.default, value(run, "rPr/rStyle"))
        if styles not in self._faces:
            levels = [e for e in (self.run_default, *self.chain(styles[0]), *self.chain(styles[1])) if e is not None]
            self._faces[styles] = self._said(levels, ("", SIZE, False))
        return Face(*self._said([run], self._faces[styles]))

    def _said(self, levels: Sequence[Any], before: tuple[str, float, bool]) -> tuple[str, float, bool]:
        font, size, bold = before
        for level in levels:
            theme = value(level, "rPr/rFonts", "eastAsiaTheme")
            font = self.theme.get(theme[:5], "") if theme else value(level, "rPr/rFonts", "eastAsia") or font
            size = number_of(value(level, "rPr/sz"), size * 2) / 2
            on = is_on(level, "rPr/b")
            bold = bold if on is None else on
        return font, size, bold


def _theme(root: Any) -> dict[str, str]:
    """The Chinese fonts that a theme names for “minor” and “major”."""
    found = {}
    for name in ("minor", "major"):
        fonts = None if root is None else next(root.iter(f"{_A}{name}Font"), None)
        if fonts is not None:
            general = next((e.get("typeface", "") for e in fonts.iter(f"{_A}ea")), "")
            chinese = (e.get("typeface", "") for e in fonts.iter(f"{_A}font") if e.get("script") == "Hans")
            found[name] = general or next(chinese, "")
    return found


def number_of(written: str, otherwise: float) -> float:
    try:
        number = float(written)
    except ValueError:
        return otherwise
    return number if isfinite(number) else otherwise


def last(levels: Sequence[Any], path: str, name: str = "val") -> str:
    return next((said for level in reversed(levels) if (said := value(level, path, name))), "")


def on(levels: Sequence[Any], path: str, otherwise: bool = False) -> bool:
    return next((said for level in reversed(levels) if (said := is_on(level, path)) is not None), otherwise)
