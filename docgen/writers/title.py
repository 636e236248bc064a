from __future__ import annotations


def title_lines(title: str, width: float = 20) -> tuple[str, ...]:
    return (title,)
