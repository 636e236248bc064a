"""What several commands are asked for in the same words: genres, formats, dates, folders; and complaints about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.notation import Date, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = click.Path(path_type=Path, readable=False)  # click would say in English that it may not be read


def is_there(path: Path) -> bool:
    """Whether a file or folder exists; where not, that is told."""
    if path.exists():
        return True
    click.echo(f"错误：没有 {path} 这个文件或文件夹。请核对名称和所在位置", err=True)
    return False


def refuse_folders(templates: Path | None, output: Path) -> None:
    """A folder of genres without any, and a file in place of the folder to write to."""
    if templates and not any(templates.glob("*.j2")):
        raise click.BadParameter(f"{templates} 不是放文种模板的文件夹，里面没有 .j2 文件")
    if output.exists() and not output.is_dir():
        raise click.BadParameter(f"{output} 是一个文件，请写一个文件夹")


def genres(names: str, places: tuple[Path, ...]) -> tuple[str, ...]:
    """The genres that are meant, by id, in the order given; "all" for all."""
    from docgen import genre as files

    known = files.names(places)
    if names == "all":
        return known
    found = [files.named(name, places) for name in listed(names)]
    for name in found or [names]:
        if name not in known:
            raise click.BadParameter(f"没有“{name}”这个文种；可以写 {'、'.join(_called(files.CHINESE, known))}")
    return tuple(dict.fromkeys(found))


def _called(chinese: Mapping[str, tuple[str, ...]], known: tuple[str, ...]) -> list[str]:
    return [f"{name}（{chinese[name][0]}）" if name in chinese else name for name in known]


def formats(names: str) -> tuple[str, ...]:
    """The formats of documents, by suffix, in the order given."""
    from docgen.write import writers

    found = listed(names)
    for name in found or [names]:
        if name not in writers():
            raise click.BadParameter(f"没有“{name}”这种格式；可以写 {'、'.join(writers())}")
    return tuple(dict.fromkeys(found))


def listed(names: str) -> list[str]:
    return [name.strip().lstrip(".") for name in names.replace("，", ",").replace("、", ",").split(",") if name.strip()]


def day(text: str | None) -> Date | None:
    """A 成文日期, which names the day."""
    try:
        found = parse_date(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if found and not found.day:
        raise click.BadParameter(f"成文日期要写到日，如 {text}-01")
    return found


def number(text: str, option: str, most: int, least: int = 1) -> int:
    """A whole number within bounds."""
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise click.BadParameter(f"{option} 要写 {least} 到 {most} 的整数，如 {option} {min(most, max(least, 2))}")
