"""What is made of a file, written beside it under a name of its own; what a person has worked on since stays."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from docgen.errors import DocgenError, Problem
from docgen.whole_file import write_whole


def write_beside(source: Path, called: str, data: bytes, output: Path | None = None) -> Path:
    """Write to `output`, else beside the source, and say where. called: -花脸稿.docx, the end of the name.

    Raises DocgenError where `output` is there already with something else in it, or nothing can be written.
    """
    target = output or free(source, called, data)
    try:
        if target.exists() and target.read_bytes() != data:
            raise DocgenError(Problem("这个文件已经存在，没有改动它", "请换一个文件名", str(target)))
        write_whole(target, data)
    except OSError:
        raise DocgenError(Problem("写不进这个文件", "请核对文件夹是否可写、文件是否打开着", str(target))) from None
    return target


def free(source: Path, called: str, data: bytes) -> Path:
    """新稿-花脸稿.docx, or the first 新稿-花脸稿2.docx … that is not there yet, or holds the very same."""
    end, dot, suffix = called.rpartition(".")
    names = (source.with_name(f"{source.stem}{end}{n if n > 1 else ''}{dot}{suffix}") for n in count(1))
    return next(path for path in names if not path.exists() or (path.is_file() and path.read_bytes() == data))
