"""Word files that others made: what stands where, how it is numbered, what its layout says."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
import wordfiles
from hypothesis import given
from hypothesis import strategies as st
from wordfiles import bold, box, level, numbered, p, r, style, styles, t, table, word

from docgen.document import Heading, Paragraph, RunIn, Table
from docgen.draft import Draft, Line, Role
from docgen.errors import DocgenError
from docgen.notation import chinese
from docgen.read import draft_bytes
from docgen.readers.docx_numbering import shown
from docgen.wordxml import R, T, paragraphs, pieces, runs, text_of

CENTER, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
BODY = "为进一步加强安全生产工作，结合实际，制定本方案。"


def draft(*body: str, **parts: str) -> Draft:
    return draft_bytes(word(*body, **parts), "docx")


def texts(*body: str, **parts: str) -> list[str]:
    return [line.text for line in draft(*body, **parts).lines]


def numbers(*body: str, **parts: str) -> list[int]:
    return [line.number for line in draft(*body, **parts).lines]


def marks(*body: str, **parts: str) -> list[str]:
    return [line.mark for line in draft(*body, **parts).lines]


def line_of(found: Draft, text: str) -> Line:
    return next(line for line in found.lines if text in line.text)


# ── what a paragraph shows ──

INSERTED = '<w:ins w:id="1" w:author="甲">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="甲"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
FIELD = "".join(
    (
        r('<w:fldChar w:fldCharType="begin"/>'),
        r("<w:instrText> REF 一 </w:instrText>"),
        r("代码里的字"),
        r('<w:fldChar w:fldCharType="separate"/>'),
        "{}",
        r('<w:fldChar w:fldCharType="end"/>'),
    )
)
SHOWN = {
    "runs": (p("甲", bold("乙"), "丙"), "甲乙丙"),
    "tab": (p("甲", r("<w:tab/>"), "乙", props='<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'), "甲\t乙"),
    "insertion": (p("甲", INSERTED.format(r("乙")), "丙"), "甲乙丙"),
    "moved here": (p("甲", '<w:moveTo w:id="1" w:author="甲">' + r("乙") + "</w:moveTo>"), "甲乙"),
    "deletion": (p("甲", DELETED, "乙"), "甲乙"),
    "moved away": (p("甲", '<w:moveFrom w:id="1" w:author="甲">' + r("乙") + "</w:moveFrom>"), "甲"),
    "field": (p("见", FIELD.format(r("第二章")), "规定"), "见第二章规定"),
    "field in a field": (p("见", FIELD.format(FIELD.format(r("内"))), "规定"), "见内规定"),
    "simple field": (p('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>", "页"), "7页"),
    "hyperlink": (p("见", '<w:hyperlink r:id="rId9">' + r("网站") + "</w:hyperlink>"), "见网站"),
    "hidden": (p("甲", r("乙", "<w:vanish/>")), "甲乙"),
    "soft hyphen": (p("甲", r("<w:softHyphen/>"), "乙"), "甲乙"),
    "hard hyphen": (p("A", r("<w:noBreakHyphen/>"), "B"), "A-B"),
    "symbol": (p(r('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "同意"), "☑同意"),
    "unknown symbol": (p(r('<w:sym w:font="Wingdings" w:char="F0AB"/>'), "同意"), "•同意"),
    "page break": (p("甲", r('<w:br w:type="page"/>'), "乙"), "甲乙"),
    "content control": (p("甲", "<w:sdt><w:sdtPr/><w:sdtContent>" + r("乙") + "</w:sdtContent></w:sdt>"), "甲乙"),
    "smart tag": (p('<w:smartTag w:element="place">' + r("江川市") + "</w:smartTag>"), "江川市"),
    "ruby": (
        p(r("<w:ruby><w:rt>" + r("jiang") + "</w:rt><w:rubyBase>" + r("江") + "</w:rubyBase></w:ruby>"), "川"),
        "江川",
    ),
    "formula": (p("共", "<m:oMath><m:r><m:t>3</m:t></m:r></m:oMath>", "项"), "共3项"),
    "letter that old fonts lack": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>"
            + t("㊙")
            + "</mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "㊙",
    ),
    "note call": (p("甲", r('<w:footnoteReference w:id="1"/>'), "乙"), "甲乙"),
    "line feed in the letters": (p(r("<w:t>甲\n乙</w:t>")), "甲 乙"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_paragraph_shows(name: str) -> None:
    xml, expected = SHOWN[name]
    assert texts(xml) == [expected]


@pytest.mark.parametrize("library", ["xml.etree.ElementTree", "lxml.etree"])
def test_both_libraries_see_the_same(library: str) -> None:
    made = word(*(xml for xml, _ in SHOWN.values()), p(box(p("框内")), "框外"), table(("一", "二")))
    root = pytest.importorskip(library).fromstring(wordfiles.unzipped(made)["word/document.xml"])
    found = [(paragraph.number, text_of(paragraph.element)) for paragraph in paragraphs(root)]
    expected = [*(text for _, text in SHOWN.values()), "框外", "框内", "一", "二"]
    assert found == list(enumerate(expected, 1))


def test_pieces_and_their_runs() -> None:
    xml = wordfiles.unzipped(word(p(r(t("甲") + "<w:tab/>"), "乙")))["word/document.xml"]
    (paragraph,) = paragraphs(ElementTree.fromstring(xml))
    found = list(pieces(paragraph.element))
    assert [(piece.run.tag, piece.element.tag == T, piece.text) for piece in found] == [
        (R, True, "甲"),
        (R, False, "\t"),
        (R, True, "乙"),
    ]
    assert [text for _, text in runs(found)] == ["甲\t", "乙"]


# ── which paragraphs there are ──


def test_a_line_break_parts_a_paragraph_into_lines() -> None:
    found = draft(p(BODY), p("联系人：张某", r("<w:br/>"), "电话：1234567。")).lines[1:]
    assert [(line.text, line.at(0)) for line in found] == [("联系人：张某", (2, 1)), ("电话：1234567。", (2, 8))]


def test_paragraphs_are_counted_as_word_does() -> None:
    body = (
        p("甲"),
        "<w:p/>",
        table(("乙", "丙"), ("", "丁")),
        "<w:sdt><w:sdtContent>" + p("戊") + "</w:sdtContent></w:sdt>",
    )
    assert dict(zip(texts(*body), numbers(*body), strict=True)) == {"甲": 1, "乙": 3, "丙": 4, "丁": 6, "戊": 7}


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    body = (p("甲", box(p("框一"), p("框二")), "乙"), p("丙"))
    assert list(zip(numbers(*body), texts(*body), strict=True)) == [(1, "甲乙"), (2, "框一"), (3, "框二"), (4, "丙")]


def test_a_table_is_a_table_and_its_cells_are_lines() -> None:
    inner = table(("内一", "内二"))
    found = draft(p(BODY), table(("序号", "任务"), ("1", p("第一项") + p("第二项")), ("2", p("外") + inner + p(""))))
    assert Table(("序号", "任务"), (("1", "第一项第二项"), ("2", "外内一内二"))) in found.document.blocks
    cells = [line.text for line in found.lines if line.role is Role.CELL]
    assert cells == ["序号", "任务", "1", "第一项", "第二项", "2", "外", "内一", "内二"]
    assert [line.number for line in found.lines] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_short_rows_are_filled_up_and_a_frame_is_no_table() -> None:
    found = draft(p(BODY), table(("甲", "乙", "丙"), ("合计",)), table(("只有一栏。",))).document
    assert Table(("甲", "乙", "丙"), (("合计", "", ""),)) in found.blocks
    assert Paragraph("只有一栏。") in found.blocks


def test_notes_come_last() -> None:
    rule = '<w:footnote w:type="separator" w:id="-1">' + p("——") + "</w:footnote>"
    note = '<w:footnote w:id="1">' + p("见有关规定。") + "</w:footnote>"
    found = draft(p(BODY), p("末段。"), footnotes=f"<w:footnotes {wordfiles.NAMED}>{rule}{note}</w:footnotes>")
    last = found.lines[-1]
    assert (last.text, last.role, last.number) == ("见有关规定。", Role.FOOTNOTE, 3)
    assert "见有关规定。" not in str(found.document)


def test_a_paragraph_whose_end_was_deleted_is_one_with_the_next() -> None:
    found = draft(p("加强", props='<w:rPr><w:del w:id="1"/></w:rPr>'), p("作风建设。"), p("末段。"))
    assert [line.text for line in found.lines] == ["加强作风建设。", "末段。"]
    assert [found.lines[0].at(offset) for offset in (1, 2)] == [(1, 2), (2, 1)]


def test_changes_and_comments_are_told() -> None:
    comments = f'<w:comments {wordfiles.NAMED}><w:comment w:id="0">{p("改")}</w:comment></w:comments>'
    changed = p(INSERTED.format(r("甲")), DELETED, DELETED)
    assert draft(changed, comments=comments).notes == (
        "文稿有修订（插入1处、删除2处），按接受全部修订后的文字来读",
        "文稿有批注1条，没有读入",
    )
    assert draft(p(BODY)).notes == ()


# ── automatic numbers ──

CHINESE = wordfiles.numbering(
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircleChinese", "%5")
)


def listed(*levels: int) -> list[str]:
    return [p(f"第{n}项工作要落实", props=numbered(1, deep)) for n, deep in enumerate(levels, 1)]


def test_every_level_counts_and_begins_anew_under_a_higher_one() -> None:
    found = marks(*listed(0, 1, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1), numbering=CHINESE)
    assert found == ["一、", "（一）", "（二）", "1.", "2.", "（1）", "①", "②", "（三）", "1.", "二、", "（一）"]


def test_a_number_does_not_stand_in_the_text() -> None:
    found = draft(
        p(bold("总体要求"), props=numbered(1)), p("强化责任。压实各方责任。", props=numbered(1, 1)), numbering=CHINESE
    )
    assert found.document.blocks == (Heading(1, "总体要求"), RunIn(2, "强化责任。压实各方责任。"))
    assert [block.mark for block in found.document.blocks] == ["一、", "（一）"]  # type: ignore[union-attr]
    first, second = found.lines
    assert (first.text, first.level, first.mark, first.heading, first.alone) == (
        "总体要求",
        1,
        "一、",
        "总体要求",
        True,
    )
    assert (second.text, second.level, second.mark, second.heading) == (
        "强化责任。压实各方责任。",
        2,
        "（一）",
        "强化责任。",
    )


def test_the_patterns_of_lists() -> None:
    first = level(0, "chineseCounting", "第%1章", start=3)
    second = level(1, "decimal", "%1.%2")
    legal = level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    made = wordfiles.numbering(first + second + legal)
    assert marks(*listed(0, 1, 2, 2, 0), numbering=made) == ["第三章", "三.1", "3.1.1", "3.1.2", "第四章"]


def test_a_level_that_does_not_begin_anew() -> None:
    through = level(0, "decimal", "%1.") + level(1, "chineseCounting", "（%2）", more='<w:lvlRestart w:val="0"/>')
    assert marks(*listed(0, 1, 1, 0, 1), numbering=wordfiles.numbering(through)) == [
        "1.",
        "（一）",
        "（二）",
        "2.",
        "（三）",
    ]


def test_a_level_that_begins_anew_under_the_first_alone() -> None:
    deep = "".join(level(n, "decimal", f"%{n + 1}.") for n in (0, 1))
    deep += level(2, "lowerLetter", "%3)", more='<w:lvlRestart w:val="1"/>')
    assert marks(*listed(0, 1, 2, 1, 2, 0, 2), numbering=wordfiles.numbering(deep)) == [
        "1.",
        "1.",
        "a)",
        "2.",
        "b)",
        "2.",
        "a)",
    ]


def test_two_lists_of_one_pattern_count_on_unless_told_to_begin_anew() -> None:
    again = '<w:num w:numId="7"><w:abstractNumId w:val="1"/>{}</w:num>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = [p("做好这项工作", props=numbered(n)) for n in (1, 7, 7)]
    pattern = level(0, "decimal", "%1.")
    on = wordfiles.numbering(pattern, lists=again.format(""))
    anew = wordfiles.numbering(pattern, lists=again.format(override))
    assert marks(*body, numbering=on) == ["1.", "2.", "3."]
    assert marks(*body, numbering=anew) == ["1.", "1.", "2."]


def test_a_style_numbers_its_paragraphs() -> None:
    linked = level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="A"/>')
    linked += level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="B"/>')
    numbered_style = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    sheet = styles(style("A", numbered_style), style("B", numbered_style), style("C", based="A"))
    body = (p("总体要求", style="A"), p("主要目标", style="B"), p("主要任务", style="C"))
    off = p("没有编号", style="A", props='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert marks(*body, off, numbering=wordfiles.numbering(linked), styles=sheet) == ["一、", "（一）", "二、", ""]


def test_a_list_that_points_at_a_style() -> None:
    pointing = '<w:numStyleLink w:val="L"/>'
    sheet = styles(style("L", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'))
    made = wordfiles.numbering(pointing, level(0, "decimal", "%1."))
    assert marks(*listed(0, 0), numbering=made, styles=sheet) == ["1.", "2."]


def test_a_bullet_and_an_unknown_list_are_no_number() -> None:
    bullet = wordfiles.numbering(level(0, "bullet", "\uf0b7"))
    assert marks(*listed(0, 5), p("没有这个列表", props=numbered(9)), numbering=bullet) == ["", "", ""]


FORMS = {
    "decimal": (12, "12"),
    "decimalZero": (3, "03"),
    "decimalFullWidth": (12, "１２"),
    "chineseCounting": (21, "二十一"),
    "chineseCountingThousand": (101, "一百零一"),
    "ideographDigital": (120, "一二〇"),
    "chineseLegalSimplified": (23, "贰拾叁"),
    "ideographTraditional": (3, "丙"),
    "ideographZodiac": (12, "亥"),
    "decimalEnclosedCircle": (20, "⑳"),
    "decimalEnclosedCircleChinese": (21, "㉑"),
    "decimalEnclosedParen": (2, "⑵"),
    "decimalEnclosedFullstop": (2, "⒉"),
    "upperLetter": (27, "AA"),
    "lowerLetter": (2, "b"),
    "upperRoman": (14, "XIV"),
    "lowerRoman": (4, "iv"),
    "no such form": (5, "5"),
}


@pytest.mark.parametrize("form", FORMS)
def test_numbers_as_word_prints_them(form: str) -> None:
    n, expected = FORMS[form]
    assert shown(n, form) == expected


@given(n=st.integers(-99_999, 99_999), form=st.sampled_from(sorted(FORMS)))
def test_every_number_can_be_printed(n: int, form: str) -> None:
    assert shown(n, form)


def test_chinese_numbers_are_ours() -> None:
    assert [shown(n, "chineseCounting") for n in range(1, 100)] == [chinese(n) for n in range(1, 100)]


# ── what the layout says ──


def test_a_plan_in_style_normal() -> None:
    found = draft(
        p(r("关于开展安全生产检查的实施方案", "<w:sz w:val='44'/>"), props=CENTER),
        p("各科室、各单位："),
        p(BODY),
        p(bold("一、总体要求")),
        p("坚持问题导向。"),
        p(bold("（一）强化责任。"), "压实各方责任。"),
        p(bold("没有编号的小标题")),
        p("正文一段。"),
        p("江川市应急管理局", props=RIGHT),
        p("2026年3月5日", props=RIGHT),
    )
    document = found.document
    assert (document.title, document.opening) == ("关于开展安全生产检查的实施方案", "各科室、各单位：")
    assert document.signature and (document.signature.names, document.signature.date) == (
        ("江川市应急管理局",),
        "2026年3月5日",
    )
    assert document.blocks == (
        Paragraph(BODY),
        Heading(1, "总体要求"),
        Paragraph("坚持问题导向。"),
        RunIn(2, "强化责任。压实各方责任。"),
        Heading(1, "没有编号的小标题"),
        Paragraph("正文一段。"),
    )
    assert line_of(found, "强化责任").heading == "强化责任。"
    assert [line.role for line in found.lines if line.role is not Role.BLOCK] == [
        Role.TITLE,
        Role.OPENING,
        Role.NAME,
        Role.DATE,
    ]


HEADED = styles(
    style("a", default=True, called="Normal"),
    style("1", called="heading 1"),
    style("X", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>", based="a"),
    style("T", called="Title"),
    style("K", "<w:rPr><w:b/></w:rPr>", based="a"),
)


def test_heading_styles_and_outline_levels() -> None:
    found = draft(
        p("某局工作方案", style="T"),
        p(BODY),
        p("总体要求", style="1"),
        p("坚持问题导向。"),
        p("主要目标", style="X"),
        p("全部完成。"),
        styles=HEADED,
    )
    assert found.document.title == "某局工作方案"
    assert [block for block in found.document.blocks if isinstance(block, Heading)] == [
        Heading(1, "总体要求"),
        Heading(2, "主要目标"),
    ]


def raws(*body: str, **parts: str) -> list[Any]:
    from docgen.readers.docx_file import lines, opened

    return list(lines(opened(word(*body, **parts))))


def test_bold_by_run_by_style_and_taken_back() -> None:
    back = r("不粗", '<w:b w:val="0"/>')
    found = raws(p(bold("全"), bold("粗")), p(bold("半"), "粗"), p("粗", style="K"), p(back, style="K"), styles=HEADED)
    assert [(raw.bold, raw.lead) for raw in found] == [(True, 0), (False, 1), (True, 0), (False, 0)]


INDENTS = {
    '<w:ind w:firstLineChars="200" w:firstLine="420"/>': 2,
    '<w:ind w:firstLine="640"/>': 2,
    '<w:ind w:left="640" w:hanging="320"/>': 1,
    '<w:ind w:leftChars="1500"/>': 15,
    "": 0,
}


@pytest.mark.parametrize("props", INDENTS)
def test_indents_in_characters(props: str) -> None:
    assert [raw.indent for raw in raws(p("正文", props=props))] == [INDENTS[props]]


def test_alignment_and_blank_lines_and_pages() -> None:
    body = (p("甲"), "<w:p/>", p("乙", props=CENTER), p(r('<w:br w:type="page"/>')), p("丙", props=RIGHT))
    assert [(raw.text, raw.gap, raw.align) for raw in raws(*body)] == [
        ("甲", 0, ""),
        ("乙", 1, "center"),
        ("丙", 3, "right"),
    ]


# ── other shapes of the same ──


def test_the_text_may_stand_in_a_part_of_another_name() -> None:
    assert [line.text for line in draft_bytes(word(p(BODY), main="document2"), "docx").lines] == [BODY]


def test_the_strict_variant() -> None:
    parts = wordfiles.unzipped(word(p(BODY)))
    loose = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    made = wordfiles.zipped({name: part.replace(loose, strict) for name, part in parts.items()})
    assert [line.text for line in draft_bytes(made, "docx").lines] == [BODY]


@pytest.mark.parametrize("kind", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:p><w:ins", "w:p><w:r"])
def test_any_depth_is_read(kind: str) -> None:
    opening = "".join(f"<{name}>" for name in kind.split("><"))
    closing = "".join(f"</{name}>" for name in kind.split("><")[::-1])
    deep = 20_000
    data = word(opening * deep + r("字") + closing * deep)
    draft_bytes(data, "docx")


@given(st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Co", "Cn"])), max_size=8))
def test_every_place_is_in_its_paragraph(written: list[str]) -> None:
    data = word(*(p(*([t_run(text)] if text else [])) for text in written))
    found = draft_bytes(data, "docx")
    for line in found.lines:
        number, col = line.at(0)
        whole = written[number - 1].replace("\n", " ")
        assert whole[col - 1 : col - 1 + len(line.text)] == line.text


def t_run(text: str) -> str:
    return f"<w:r>{t(text)}</w:r>"


@pytest.mark.parametrize("name", ["styles.bin", "styles.XML"])
def test_limits_hold_for_parts_of_any_name(name: str) -> None:
    """A part is read for what it is related as, not for what it is called."""

    import docx

    made, changed = BytesIO(), BytesIO()
    docx.Document().save(made)
    hostile = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/_rels/document.xml.rels":
                data = data.replace(b'Target="styles.xml"', f'Target="{name}"'.encode())
            new.writestr(info.filename, data)
        new.writestr(f"word/{name}", hostile)
    with pytest.raises(DocgenError, match="DOCTYPE"):
        draft_bytes(changed.getvalue(), "docx")


def test_a_workbook_is_told_for_what_it_is() -> None:

    made = BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        relation = f'<Relationship Id="r" Type="{kind}" Target="xl/workbook.xml"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{space}">{relation}</Relationships>')
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DocgenError, match="Excel"):
        draft_bytes(made.getvalue(), "docx")
