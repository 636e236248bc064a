"""click in Chinese: its headings, its own options and its complaints."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from typing import Any

import click

from docgen.errors import DocgenError
from docgen.nearest import nearest
from docgen.terminal import columns


class Formatter(click.HelpFormatter):
    """Help in columns of Chinese characters, which are two columns wide each."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max((columns(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, said in rows:
            meaning = said.replace("[required]", "（必须写）")
            self.write(f"{'':>{self.current_indent}}{name}{' ' * max(col_spacing, first - columns(name))}{meaning}\n")


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Chinese throughout."""

    context_class = Context

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **extra})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "写法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click leaves it out for an option without its value
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明"
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "命令 ...", **extra})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, command) for name, command in self.commands.items() if not command.hidden]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in commands])
        Command.format_options(self, ctx, formatter)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run; every complaint of click's is told in Chinese. Exits 2 when a command cannot run."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.ClickException as error:
            click.echo(f"错误：{_told(error)}", err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("已停止。", err=True)
            sys.exit(2)
        except DocgenError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        except Exception:
            click.echo("错误：程序内部出了问题，没有做完。请把下面的内容发给维护人员：", err=True)
            traceback.print_exc()
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)


def _called(parameter: click.Parameter | None, ctx: click.Context | None) -> str:
    """What a parameter is called in a complaint: an option by its name, an argument by what it is."""
    if parameter is None or ctx is None:
        return "参数"
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.make_metavar(ctx)


def _choices(parameter: click.Parameter) -> str:
    return " 或 ".join(parameter.type.choices) if isinstance(parameter.type, click.Choice) else ""


def _told(error: click.ClickException) -> str:
    """A complaint of click's in Chinese, with where to read on."""
    ctx = getattr(error, "ctx", None)
    more = f"。运行 {ctx.command_path} --help 查看写法" if ctx else ""
    if isinstance(error, click.NoSuchOption):
        near = f"（是不是 {'、'.join(error.possibilities)}？）" if error.possibilities else ""
        return f"没有“{error.option_name}”这个选项{near}{more}"
    if isinstance(error, click.MissingParameter):
        return f"还缺少“{_called(error.param, ctx)}”{more}"
    if isinstance(error, click.BadParameter):
        name = max(error.param.opts, key=len) if error.param else ""
        if error.param and (choices := _choices(error.param)):
            return f"{name} 只能写 {choices}{more}"
        return f"{name}：{error.message}{more}" if name else f"{error.message}{more}"
    if isinstance(error, click.BadOptionUsage):
        options = ctx.command.params if ctx else []
        choices = next((_choices(option) for option in options if error.option_name in option.opts), "")
        return f"{error.option_name} 后面要写{f' {choices}' if choices else '一个值'}{more}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        name = error.message.split(chr(39))[1]
        known = (
            ctx.command.list_commands(ctx)
            if isinstance(ctx, click.Context) and isinstance(ctx.command, click.Group)
            else []
        )
        near = nearest(name, known)
        return f"没有“{name}”这个命令{f'（是不是 {near}？）' if near else ''}{more}"
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return f"多写了参数{error.message[error.message.index('(') :].rstrip('.')}{more}"
    return error.format_message()
