"""The tags of a letterhead as compiled templates: docxtpl's syntax, read once and rendered many times, sandboxed.

``{{p title }}`` (whole paragraphs) and ``{{ title }}`` (plain text) are two things: inside Jinja the first is
``p_title``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from docgen.errors import DocgenError, Problem
from docgen.nearest import nearest
from docgen.package import Pieces, Run
from docgen.writers.ooxml import escape

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import SandboxedEnvironment

Text = str | tuple[str, ...]

WHOLE = {  # tags for whole paragraphs, in English and in Chinese
    "classification": "份号密级紧急程度",
    "masthead": "发文机关标志",
    "signatories": "签发人",
    "number": "发文字号",
    "title": "标题",
    "byline": "题注",
    "opening": "主送机关",
    "body": "正文",
    "attachment_list": "附件说明",
    "signature": "署名",
    "note": "附注",
    "attachments": "附件",
    "issued": "被印发件",
    "imprint": "版记",
}
TEXT = {  # tags for plain text
    "title": "标题",
    "number": "发文字号",
    "issuer": "发文机关",
    "issuers": "各发文机关",
    "signatory": "签发人",
    "signatories": "各签发人",
    "date": "成文日期",
    "opening": "主送机关",
    "copy_number": "份号",
    "secrecy": "密级",
    "urgency": "紧急程度",
    "note": "附注",
    "copies_to": "抄送",
    "printed_by": "印发机关",
    "printed_on": "印发日期",
}

WITHIN = r"(?:(?!</w:p>).)*?"  # a tag never goes on in the next paragraph
TAG = re.compile(rf"\{{\{{{WITHIN}\}}\}}|\{{%{WITHIN}%\}}|\{{#{WITHIN}#\}}", re.DOTALL)
OPEN = re.compile(r"\{[{%#]")
CUT_BRACES = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")  # Word cuts tags into runs
CUT_INSIDE = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
PARAGRAPHS = re.compile(r"\{\{p\s+(\w+)")
SIMPLE = re.compile(r"\{\{(?:p\s)?\s*\w+\s*\}\}")
ALONE = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?\{\{p\s+(\w+)\s*\}\}.*?</w:p>", re.DOTALL)
PARAGRAPH = re.compile(r"<w:p(?=[ >])")
MARKUP = re.compile(r"<[^>]*>")
ALONE_IN_TEXT = re.compile(r"\{[{%]p\b.*?[}%]\}")  # what a paragraph with such a tag must hold, and nothing else
WIDE = re.compile(r"｛[｛{%％]|\{[｛％]|｝[｝}]|\}｝|[%％]｝|％\}")
ASCII = str.maketrans("｛｝％", "{}%")
NOT_TEXT = re.compile(r"<w:(?:drawing|pict|object|sectPr)\b")  # what docxtpl would drop with the paragraph of a tag
STATEMENT = re.compile(r"\{%-?\s*(?:[prt][cr]?\s+)?(\w+)")
LISTS = {"issuers", "各发文机关", "signatories", "各签发人"}  # of TEXT, those that are not one text
OPENING = ("if", "for")
PREFIX = "p_"
PLACE = re.compile(rf"\x00({'|'.join((*(PREFIX + name for name in WHOLE), *TEXT))})\x00")  # where a value goes


@dataclass(frozen=True, slots=True)
class Lines:
    """The texts of a part's paragraphs, for messages. `place` is 页眉 or 页脚, "" for the text itself."""

    texts: tuple[str, ...]
    path: str
    place: str = ""

    def problem(self, number: int, message: str, hint: str) -> Problem:
        """A fault in paragraph `number`, counted from 1."""
        shown = self.texts[number].strip() if 0 < number < len(self.texts) else ""
        where = f"套红模板{self.place}第 {number} 段“{shown[:40]}”" if shown else f"套红模板{self.place}"
        return Problem(f"{where}：{message}", hint, self.path, number if shown and not self.place else 0)


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that its frames are remembered
class Part:
    """One part of the package, ready to render.

    printed: the tags that it prints, by their English names, those for whole paragraphs with p_ before them.
    asked: what each name in it stands for, likewise. held: the names whose values the template prints as they are or
    asks whether they are empty, and nothing else: they are put in when it has been rendered, which is then the same for
    the next document.
    """

    template: Template
    lines: Lines
    printed: frozenset[str]
    asked: Mapping[str, str]
    held: frozenset[str]

    def render(self, texts: Mapping[str, Text], whole: Mapping[str, Pieces]) -> list[bytes | Run]:
        """The part with these values. Raises DocgenError naming the paragraph where a tag comes to nothing."""
        from jinja2 import TemplateError

        given = tuple(self._seen(name, meant, texts, whole) for name, meant in self.asked.items())
        try:
            frame = _frame(self, given)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            line = _line_of(error)
            raise DocgenError(self.lines.problem(line - 1, "这里的标签算不出结果", "请改用简单的标签")) from None
        pieces: list[bytes | Run] = []
        for fixed, name in frame:
            pieces.append(fixed)
            if name.startswith(PREFIX):
                pieces += whole[name.removeprefix(PREFIX)]
            elif name:
                pieces.append(str(_safe(texts[name])).encode())
        return pieces

    def _seen(self, name: str, meant: str, texts: Mapping[str, Text], whole: Mapping[str, Pieces]) -> Text:
        """What the template sees of a value: its place where it is held, "" where there is nothing."""
        value = whole[meant.removeprefix(PREFIX)] if meant.startswith(PREFIX) else texts[meant]
        if name in self.held:
            return f"\x00{meant}\x00" if value else ""  # XML holds no such character
        if not meant.startswith(PREFIX):
            return _safe(texts[meant])
        from markupsafe import Markup

        pieces = whole[meant.removeprefix(PREFIX)]
        xml = b"".join(piece if isinstance(piece, bytes) else b"".join(piece) for piece in pieces).decode()
        return Markup(xml) if name.startswith(PREFIX) else xml


def _safe(value: Text) -> Text:
    from markupsafe import Markup

    return Markup(escape(value)) if isinstance(value, str) else tuple(Markup(escape(text)) for text in value)


@lru_cache(maxsize=64)
def _frame(part: Part, given: tuple[Text, ...]) -> tuple[tuple[bytes, str], ...]:
    """A part with the places of what is held: the XML before each and its name, "" after the last."""
    fixed = PLACE.split(part.template.render(zip(part.asked, given, strict=True)))
    return tuple((xml.encode(), name) for xml, name in zip(fixed[::2], [*fixed[1::2], ""], strict=True))


def compile_part(source: str, path: str, place: str = "") -> Part:
    """A part's XML as a template. Raises DocgenError with every fault: where it is and what to write instead."""
    from jinja2 import TemplateAssertionError, TemplateSyntaxError, meta

    source = source.replace("\n", " ")
    pieces = PARAGRAPH.split(source)
    lines = Lines(tuple(MARKUP.sub("", "<" + piece) for piece in pieces), path, place)
    if misplaced := [lines.problem(n, *words) for n, *words in _misplaced(lines.texts, pieces)]:
        raise DocgenError(*misplaced)
    source = _patched(PARAGRAPH.sub("\n<w:p", source))  # so Jinja's line n is paragraph n − 1
    try:
        tree = _jinja().parse(source)
        if faults := [lines.problem(line - 1, *words) for line, *words in _faults(tree)]:
            raise DocgenError(*faults)
        printed = frozenset(map(_english, _printed(tree).values()))
        asked = {name: _meant(name) for name in sorted(meta.find_undeclared_variables(tree))}
        return Part(_jinja().from_string(tree), lines, printed, asked, _held(tree))
    except TemplateAssertionError as error:
        hint = "请只用标签表里的名称，以及 if、for 两种语句"
        raise DocgenError(lines.problem(error.lineno - 1, "标签里有不能用的写法", hint)) from None
    except TemplateSyntaxError as error:
        hint = "标签要成对：{{ … }}、{%p if … %} 和 {%p endif %}、{%p for … %} 和 {%p endfor %}"
        raise DocgenError(lines.problem(error.lineno - 1, "标签写得不完整", hint)) from None


def _misplaced(texts: Sequence[str], pieces: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """What must be told before Jinja or docxtpl sees the tags: each as a paragraph, what is wrong, what to write."""
    opened: list[tuple[int, str]] = []
    for n, (text, piece) in enumerate(zip(texts, pieces, strict=True)):
        if WIDE.search(text):
            yield n, "标签里有全角的括号或百分号，不会被认作标签", f"请改用半角，写成 {text.strip().translate(ASCII)}"
        if found := ALONE_IN_TEXT.search(text):
            beside = text.replace(found.group(), "", 1).strip()
            if beside or NOT_TEXT.search(piece.partition("</w:p>")[0]):
                what = f"文字“{beside[:20]}”" if beside else "图片或分节符"
                yield n, f"{found.group()} 所在的段里还有{what}，会被丢掉", f"请让 {found.group()} 单独成段"
        for statement in STATEMENT.findall(text):
            if statement in OPENING:
                opened.append((n, statement))
            elif opened and statement == f"end{opened[-1][1]}":
                opened.pop()
    for n, statement in opened:
        yield n, f"{statement} 没有结束", f"请在它管到的最后一段后面另起一段，写上 {{%p end{statement} %}}"


@cache
def _jinja() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    jinja = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    jinja.globals.clear()
    return jinja


def _patched(source: str) -> str:
    """The XML as Jinja. docxtpl, slow to load, is asked only where there is more than simple tags."""
    source = TAG.sub(lambda tag: CUT_INSIDE.sub("", tag.group()), CUT_BRACES.sub("", source))
    unclosed = OPEN.search(TAG.sub("", source))  # Jinja will say so; docxtpl would close it with a later tag
    if unclosed or all(SIMPLE.fullmatch(tag) for tag in TAG.findall(source)):
        return ALONE.sub(rf"{{{{ {PREFIX}\1 }}}}", source)
    from docxtpl import DocxTemplate

    marked = PARAGRAPHS.sub(rf"{{{{p {PREFIX}\1", source)
    patched: str = DocxTemplate.patch_xml(None, marked)
    return patched


def _faults(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """Names that stand for nothing, with their lines, what is wrong and what to write."""
    from jinja2 import meta, nodes

    texts, whole = _both(TEXT), _both(WHOLE)
    unknown = meta.find_undeclared_variables(tree) - texts - {PREFIX + name for name in whole}
    printed = _printed(tree)
    for name in tree.find_all(nodes.Name):
        if name.name not in unknown or name.ctx != "load":
            continue
        if name.name not in whole:
            yield name.lineno, *_unknown(name.name)
        elif id(name) in printed:
            yield name.lineno, f"{name.name} 代表整段内容", f"请单独成段，写成 {{{{p {name.name} }}}}"


def _printed(tree: nodes.Template) -> dict[int, str]:
    """The names whose values come to stand in the text, by the identity of their nodes."""
    from jinja2 import nodes

    found = (name for output in tree.find_all(nodes.Output) for name in output.find_all(nodes.Name))
    loops = (name for loop in tree.find_all(nodes.For) for name in loop.iter.find_all(nodes.Name))
    return {id(name): name.name for some in (found, loops) for name in some}


def _english(name: str) -> str:
    prefix = PREFIX if name.startswith(PREFIX) else ""
    table = WHOLE if prefix else TEXT
    asked = name.removeprefix(prefix)
    return prefix + next((english for english, chinese in table.items() if chinese == asked), asked)


def _meant(name: str) -> str:
    """What a name stands for: where it is no plain text, an if asks about whole paragraphs without p_ as well."""
    return _english(name if name.startswith(PREFIX) or name in _both(TEXT) else PREFIX + name)


def _held(tree: nodes.Template) -> frozenset[str]:
    """The names whose values are nowhere looked into: printed as they are, or asked whether they are empty."""
    from jinja2 import nodes

    def unread(value: nodes.Node) -> Iterator[int]:
        if isinstance(value, nodes.Name):
            yield id(value)
        elif isinstance(value, nodes.And | nodes.Or | nodes.Not | nodes.CondExpr):
            for inner in value.iter_child_nodes():
                yield from unread(inner)

    if any(tree.find_all((nodes.FilterBlock, nodes.AssignBlock, nodes.Macro, nodes.CallBlock))):  # what they print
        return frozenset()
    printed = (value for output in tree.find_all(nodes.Output) for value in output.nodes)
    asked = (condition.test for condition in tree.find_all(nodes.If))
    found = {each for value in chain(printed, asked) for each in unread(value)}
    names = list(tree.find_all(nodes.Name))
    return frozenset({name.name for name in names} - {name.name for name in names if id(name) not in found} - LISTS)


def _both(names: Mapping[str, str]) -> set[str]:
    return {*names, *names.values()}


def _unknown(name: str) -> tuple[str, str]:
    asked = name.removeprefix(PREFIX)
    names, written = (WHOLE, "{{p %s }}") if name.startswith(PREFIX) else (TEXT, "{{ %s }}")
    if asked in _both(TEXT):
        return f"{asked} 是文字，不是整段内容", f"请写成 {{{{ {asked} }}}}"
    near = nearest(asked, sorted(_both(names)))
    hint = f"是不是 {written % near}？" if near else f"可用的有：{'、'.join(names.values())}"
    return f"没有 {asked} 这个标签", hint


def _line_of(error: BaseException) -> int:
    """Where in the template an error was raised while rendering; 0 when unknown."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
