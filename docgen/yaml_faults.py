"""What a parser says is wrong with the YAML of a file, in plain Chinese, with what to write instead."""

from __future__ import annotations

import re

import yaml

UNQUOTED = "{{ }} 写在值的开头或花括号、方括号里，会被 YAML 当成别的东西"
GENERAL = "请检查这一行和上一行的缩进、冒号和引号"
_NO_COLON = "这一行缺少冒号"
_COLON = "请写成“键: 值”，冒号用英文的，后面空一格"
NO_DASH = "如果是另一项，请在前面补上“- ”；同一项里的键，请左边对齐"


def quote_hint(source: str, start: int, end: int) -> str:
    """How to quote the value around an unquoted slot that goes from `start` to `end`."""
    line_start = source.rfind("\n", 0, start) + 1
    line_end = (source + "\n").index("\n", end)
    before, after = source[line_start:start], source[end:line_end]
    if re.search(r"[{\[]", before):
        begin = max((found.end() for found in re.finditer(r"[{\[,]\s*|:\s+", before)), default=0)
        stop = found.start() if (found := re.search(r"\s*[,}\]]", after)) else len(after)
        value = before[begin:] + source[start:end] + after[:stop]
    else:
        value = source[start:end] + after.rstrip()
    quoted = value if len(value) <= 40 else value[:40] + "……"
    return f"请给整句加上英文单引号，如 '{quoted}'"


def explain(error: yaml.MarkedYAMLError, source: str, index: int) -> tuple[int, str, str]:
    """A syntax error as (where, what, what to write)."""
    problem = f"{error.context or ''} {error.problem or ''}"
    line_start = source.rfind("\n", 0, index) + 1
    line = source[line_start:].split("\n", 1)[0]
    char = source[index : index + 1]
    if "tab" in problem or "\t" in line[: _indent(line)]:
        tab = max(source.find("\t", line_start), line_start)
        return tab, "缩进用了制表符（Tab 键）", "请改用空格，每层缩进两个空格"
    if "mapping values" in problem or "expected ':'" in problem:
        previous = source.rfind("\n", 0, max(line_start - 1, 0)) + 1
        above = source[previous : line_start - 1]
        if ":" not in above and above.strip() and _indent(above) == _indent(line):
            return previous + _indent(above), _NO_COLON, _COLON
        if "mapping values" in problem and re.search(r":\s", source[line_start:index].strip()):
            return index, "一行里出现了两个冒号", "文字里有“: ”的，请给整句加上英文引号；下一层的键请另起一行并缩进两格"
        if "mapping values" in problem:
            return index, "这一行的缩进和上一行没有对齐", "同一层的键请左边对齐；上一行已经写了值，下面就不能再缩进写键"
        return index, _NO_COLON, _COLON
    if "quoted scalar" in problem and "end of stream" in problem:
        start = error.context_mark.index if error.context_mark else index
        return start, "引号没有配对", "请在这句话的末尾补上同样的英文引号"
    if "escape" in problem:
        return source.rfind("\\", 0, index + 1), "双引号里不能这样用反斜杠“\\”", "请改用英文单引号，或把“\\”写成“\\\\”"
    if "flow sequence" in problem or "flow mapping" in problem:
        kind = "方括号 [ ]" if "sequence" in problem else "花括号 { }"
        return (
            index,
            f"{kind} 没有配对，或者中间缺少英文逗号",
            "请检查括号和逗号；文字里有逗号、括号的，请给整句加上英文引号",
        )
    if "alias" in problem or "anchor" in problem:
        return index, "“*”“&”开头的文字在 YAML 里有别的意思", "请给整句加上英文引号"
    if "sequence entries" in problem or "block entries" in problem:
        return index, "“-”没有另起一行", "列表的每一项请另起一行，以“- ”开头"
    if char == "%" and source[index - 1 : index] == "{":
        return index - 1, "这里不支持 {% %}", "只能用 {{ }} 引用活动里的内容"
    if "cannot start any token" in problem or "directive" in problem:
        return index, f"值不能以“{char.strip() or '%'}”开头", "请给整句加上英文引号"
    if source[index - 1 : index] in ("'", '"'):
        return index, "引号后面还有文字", "请把整句都放进引号里，或者不用引号"
    if "block mapping" in problem or "block sequence" in problem or "block collection" in problem:
        if _lacks_dash(source[:line_start], line):
            return line_start + _indent(line), "这一行前面缺少“- ”，同上面的各项不一致", NO_DASH
        return index, "这一行的缩进没有对齐，或者少了冒号", "同一层的内容请左边对齐，每层缩进两个空格"
    return index, "这里不符合 YAML 的写法", GENERAL


def _lacks_dash(above: str, line: str) -> bool:
    """A key that stands right under the dashes of a list."""
    depth = _indent(line)
    higher = (other for other in reversed(above.split("\n")) if other.strip() and _indent(other) <= depth)
    nearest = next(higher, "")
    return bool(re.match(r"\s*[^\s:#-][^:#]*:(\s|$)", line)) and nearest.startswith(" " * depth + "- ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
