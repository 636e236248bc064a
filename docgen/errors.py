"""What is wrong in a user's file, as values, and the one exception that users see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place. `key` is the path as the user wrote it; line and column count from 1, 0 if unknown."""

    message: str
    hint: str = ""
    path: str = ""
    line: int = 0
    col: int = 0
    key: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)]) if self.path else ""
        words = {"error": "错误", "warning": "提醒"}[self.level]
        key = f"{self.key}：" if self.key else ""
        hint = f"。{self.hint}" if self.hint else ""
        return f"{place}{'：' if place else ''}{words}：{key}{self.message}{hint}"


class DocgenError(Exception):
    """Raised for input that cannot be read or written at all; carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
