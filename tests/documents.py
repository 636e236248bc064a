"""Documents for hypothesis: every valid Document that compose or a hand could make, hostile texts included.

A Document is valid when (docgen.readers.parts says the same in prose):

- every text is one line, stripped, not empty, without control characters or U+FEFF; only table cells may be empty;
- there is a body; a table has two columns or more and full rows;
- a paragraph does not begin with a typed mark, and what is numbered comes from `numbered`; a heading typed without
  a number (mark "") cannot be told from a paragraph in plain text, hence `documents(unnumbered=True)`;
- what stands on a line of its own (titles, names, opening) has a letter or a digit in it; a title is not an
  attachment's label; an opening ends with a colon or is a gap (【待补：…】);
- a name and a document number hold no two spaces running, nor do they begin with another line's label; a date is a
  date or a gap; 份号 is digits, 密级 begins with its word;
- an issued document has neither head nor imprint; an imprint, a signature says something.
"""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

from docgen.document import (
    Attachment,
    Block,
    Document,
    Head,
    Heading,
    Imprint,
    Paragraph,
    Signature,
    Table,
    line_block,
    numbered,
)
from docgen.notation import Date

FRAGMENTS = (
    *"的。；：，、（）“”《》〔〕【】…—·×★①０ａｚ　 ",
    *"aZ09-+*_#`~|\\<>&[](){}!=.:;,'\"@$%^/?",
    *(
        "实施方案",
        "专项行动",
        "加强组织领导。",
        "一是",
        "第一，",
        "各县（市、区）医疗保障局：",
        "同志们：",
        "【待补：时限】",
    ),
    *("附件", "附件：", "附件1", "附件：1.清单", "抄送：", "主送：", "签发人：", "印发", "文件", "（此件公开发布）"),
    *("一、", "（一）", "(二)", "1.", "1、", "3．", "（1）", "十一、", "2026年3月5日", "2026年", "3.5倍", "二〇二六年"),
    *("━━━━━━", "──────", "------", "***", "===", "# ", "## ", "- ", "> ", "```", "    ", "　　", "\u2003", "\u00a0"),
    *(
        "**粗**",
        "[x](y)",
        "![x](y)",
        "<b>",
        "</p>",
        "<!--",
        "]]>",
        "&amp;",
        "&#124;",
        "\\|",
        "{{ x }}",
        "{% if %}",
        "http://x.cn",
    ),
    *("𠮷", "é", "e\u0301", "\u200b", "👍🏻", "\ufe0f"),
)
LABELS = ("签发人：", "抄送：", "主送：", "附件：")
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")
_DATE_SHAPE = re.compile(r"\d{4}年.*|【待补：.*】|[〇○零一二三四五六七八九]{4}年.*")


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def texts() -> st.SearchStrategy[str]:
    """Any text: one line, stripped, not empty."""
    parts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(_CHARACTERS, max_size=6)), min_size=1, max_size=8)
    return parts.map(lambda some: "".join(some).strip()).filter(bool)


def lines() -> st.SearchStrategy[str]:
    """A text that can stand on a line of its own."""
    return texts().filter(_has_letter)


def titles() -> st.SearchStrategy[str]:
    return lines().filter(lambda text: not re.fullmatch(r"附件\s*\d*", text))


def names() -> st.SearchStrategy[str]:
    return lines().filter(
        lambda text: not re.search(r"\s\s", text) and not text.startswith(LABELS) and not _DATE_SHAPE.fullmatch(text)
    )


def dates() -> st.SearchStrategy[str]:
    days = st.builds(Date, st.integers(1949, 2099), st.integers(1, 12), st.integers(0, 28)).map(str)
    return st.one_of(days, st.just("【待补：成文日期】"))


def openings() -> st.SearchStrategy[str]:
    return st.one_of(titles().map(lambda text: text + "："), st.just("【待补：主送机关】"))


def paragraphs() -> st.SearchStrategy[Block]:
    return texts().map(line_block).filter(lambda block: isinstance(block, Paragraph))


def numbered_blocks() -> st.SearchStrategy[Block]:
    marks = {
        1: ("一、", "十一、", "九十、"),
        2: ("（一）", "(三)", "（ 二 ）"),
        3: ("1.", "2．", "3、", "40."),
        4: ("（1）", "(9)"),
    }
    return st.integers(1, 4).flatmap(
        lambda level: st.builds(
            lambda text, mark: numbered(level, text, mark=mark), texts(), st.none() | st.sampled_from(marks[level])
        )
    )


def unnumbered_headings() -> st.SearchStrategy[Block]:
    return st.builds(lambda level, text: numbered(level, text, mark=""), st.integers(1, 4), texts()).filter(
        lambda block: isinstance(block, Heading) and isinstance(line_block(block.text), Paragraph)
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(2, 4))
    row = st.tuples(*[st.just("") | texts()] * columns)
    widths = draw(st.just(()) | st.tuples(*[st.floats(1, 9)] * columns))
    return Table(draw(row), tuple(draw(st.lists(row, max_size=3))), widths)


def bodies(unnumbered: bool = False, min_size: int = 1) -> st.SearchStrategy[tuple[Block, ...]]:
    kinds = [paragraphs(), numbered_blocks(), tables(), *([unnumbered_headings()] if unnumbered else [])]
    return st.lists(st.one_of(kinds), min_size=min_size, max_size=6).map(tuple)


def heads() -> st.SearchStrategy[Head]:
    return st.builds(
        Head,
        issuers=st.lists(names(), min_size=1, max_size=4).map(tuple),
        number=st.sampled_from(("", "江医保发〔2026〕3号", "【待补：发文字号】")) | names(),
        copy_number=st.sampled_from(("", "000001", "0042")),
        secrecy=st.sampled_from(("", "秘密", "机密★1年", "绝密★长期")),
        urgency=st.sampled_from(("", "特急", "加急", "特提", "平急")),
        signatories=st.lists(names(), max_size=3).map(tuple),
    )


def signatures() -> st.SearchStrategy[Signature]:
    some = st.builds(Signature, st.lists(names(), max_size=3).map(tuple), st.just("") | dates(), st.booleans())
    return some.filter(lambda signature: bool(signature.names or signature.date))


def imprints() -> st.SearchStrategy[Imprint]:
    some = st.builds(Imprint, st.just("") | texts(), st.just("") | names(), st.just("") | dates())
    return some.filter(lambda imprint: imprint != Imprint())


def documents(unnumbered: bool = False) -> st.SearchStrategy[Document]:
    """Whole documents; `unnumbered` adds headings typed without a number, which a .txt cannot show."""
    attachments = st.lists(st.builds(Attachment, titles(), bodies(unnumbered, min_size=0)), max_size=2).map(tuple)

    def bare(issued: st.SearchStrategy[Document | None]) -> st.SearchStrategy[Document]:
        return st.builds(
            Document,
            title=titles(),
            byline=st.lists(lines(), max_size=2).map(tuple),
            opening=st.just("") | openings(),
            blocks=bodies(unnumbered),
            attachments=attachments,
            signature=st.none() | signatures(),
            note=st.just("") | texts(),
            issued=issued,
        )

    inner = bare(st.none() | bare(st.none()))
    return st.builds(
        lambda document, head, imprint: Document(
            document.title,
            head,
            document.byline,
            document.opening,
            document.blocks,
            document.attachments,
            document.signature,
            document.note,
            document.issued,
            imprint,
        ),
        bare(st.none() | inner),
        st.none() | heads(),
        st.none() | imprints(),
    )
