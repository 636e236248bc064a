"""Findings as comments and fixes as changes in a person's own .docx: what is asked for, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import wordfiles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from wordfiles import bold, box, p, r, t, table, unzipped, word

from docgen import soffice
from docgen.comments import commented
from docgen.docx_fix import fixed
from docgen.draft import Line, Place
from docgen.lint import Finding
from docgen.notation import Date
from docgen.read import draft_bytes, read
from docgen.wordxml import BOX, R, W, paragraphs, pieces, text_of
from docgen.write import write

ROOT = Path(__file__).parent
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
DOCUMENT = "word/document.xml"
needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="没有在 LibreOffice 里试开：本机没有安装")


def finding(line: Line, start: int, end: int, fix: str | None = None, message: str = "这里不对") -> Finding:
    return Finding(line.place(start, end), "no-such-rule", "warning", message, fix, True, line, start, end)


def whole(message: str = "缺少落款") -> Finding:
    return Finding(Place(0, 0, 0, 0), "no-such-rule", "error", message)


def on(data: bytes, words: str, fix: str | None = None) -> Finding:
    """A finding on the first place where these words stand."""
    line = next(line for line in draft_bytes(data, "docx").lines if words in line.text)
    start = line.text.index(words)
    return finding(line, start, start + len(words), fix)


def root_of(data: bytes, name: str = DOCUMENT) -> Any:
    return etree.fromstring(unzipped(data)[name])


# ── two packages that say the same ──


def settled(part: bytes) -> bytes:
    """The XML without marks of comments, equal neighbouring runs and letters merged."""
    root = etree.fromstring(part)
    for name in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(W + name)):
            mark.getparent().remove(mark)
    for call in list(root.iter(f"{W}commentReference")):
        call.getparent().getparent().remove(call.getparent())
    for run in list(root.iter(R)):
        before = run.getprevious()
        if before is not None and before.tag == R and _shape(before) == _shape(run):
            before.extend([child for child in run if child.tag != f"{W}rPr"])
            run.getparent().remove(run)
    for letters in list(root.iter(f"{W}t")):
        before = letters.getprevious()
        if before is not None and before.tag == f"{W}t":
            before.text = (before.text or "") + (letters.text or "")
            letters.getparent().remove(letters)
    for letters in root.iter(f"{W}t"):
        letters.attrib.clear()
    return etree.tostring(root, method="c14n")


def _shape(run: Any) -> tuple[Any, ...]:
    props = run.find(f"{W}rPr")
    return dict(run.attrib), b"" if props is None else etree.tostring(props, method="c14n").strip()  # type: ignore[return-value]


def same_but_for(before: bytes, after: bytes, changed: Iterable[str]) -> None:
    """Every part is byte for byte as it was, but those named; the text of the document says the same."""
    old, new = unzipped(before), unzipped(after)
    assert [name for name in new if name in old] == list(old)
    assert {name for name in new if old.get(name) != new[name]} <= set(changed)
    assert settled(new[DOCUMENT]) == settled(old[DOCUMENT])


PARTS = (DOCUMENT, "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")


def anchored(data: bytes) -> list[str]:
    """The words that each comment stands on, by its number; what hangs there in a text box is not among them."""
    found: dict[str, list[str]] = {}
    open_now: set[str] = set()
    root = root_of(data)
    plain = (each for each in paragraphs(root) if not each.boxed)
    text = {piece.element: piece.text for each in plain for piece in pieces(each.element)}
    for element in root.iter():
        n = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(n)
            found[n] = []
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(n)
        for one in open_now:
            found[one].append(text.get(element, ""))
    assert not open_now
    calls = [call.get(f"{W}id") for call in root.iter(f"{W}commentReference")]
    assert sorted(calls) == sorted(found)
    return ["".join(found[n]) for n in sorted(found, key=int)]


# ── comments ──


def test_a_comment_stands_on_the_exact_words() -> None:
    data = word(p("一、加强", bold("组织"), "领导，压实责任"), p("末段。"))
    asked = [on(data, words) for words in ("强组", "组织", "领导", "责任", "一", "末段。")]
    made = commented(data, asked)
    assert anchored(made) == ["强组", "组织", "领导", "责任", "一", "末段。"]
    same_but_for(data, made, PARTS)


def test_what_a_comment_says() -> None:
    import docx

    data = word(p("一、加强领导"))
    made = commented(data, [on(data, "领导"), whole("缺少“实施步骤”一节 <&>\x0b")], "校对", Date(2026, 3, 5))
    first, second = docx.Document(BytesIO(made)).comments
    assert (first.author, first.initials, first.comment_id) == ("校对", "校对", 0)
    assert first.timestamp is not None and first.timestamp.date().isoformat() == "2026-03-05"
    assert [each.text for each in first.paragraphs] == ["这里不对", "警告：（no-such-rule）"]
    assert second.paragraphs[0].text == "缺少“实施步骤”一节 <&>"


def test_the_title_of_the_rule_is_said() -> None:
    data = word(p("一、加强领导"))
    place = on(data, "领导").place
    made = commented(data, [Finding(place, "heading-end-mark", "error", "删去句号")])
    assert re.search("错误：[^（]+（heading-end-mark）", "".join(root_of(made, "word/comments.xml").itertext()))


def test_no_date_without_a_date_and_the_same_bytes() -> None:
    data = word(p("一、加强领导"))
    made = commented(data, [on(data, "领导")])
    assert b"w:date" not in unzipped(made)["word/comments.xml"]
    assert made == commented(data, [on(data, "领导")])


def test_what_is_said_of_the_whole_stands_at_the_title() -> None:
    data = word(
        p("某某工作"), p("关于开展安全生产检查的通知", props='<w:jc w:val="center"/>'), p("各单位："), p("请落实。")
    )
    assert anchored(commented(data, [whole()])) in (["某某工作"], ["关于开展安全生产检查的通知"])
    titled = word(
        "<w:p/>", p("关于开展安全生产检查的通知", props='<w:jc w:val="center"/>'), p("各单位："), p("请落实。")
    )
    assert anchored(commented(titled, [whole()])) == ["关于开展安全生产检查的通知"]


def test_comments_that_were_there_stay() -> None:
    comments = f'<w:comments {wordfiles.NAMED}><w:comment w:id="7" w:author="甲">{p("原有")}</w:comment></w:comments>'
    marks = ('<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>' + r('<w:commentReference w:id="7"/>'))
    data = word(p("加", marks[0], "强领", marks[1], "导"), comments=comments)
    made = commented(data, [on(data, "加强领导")])
    assert anchored(made) == ["强领", "加强领导"]
    before, after = (root_of(each, "word/comments.xml") for each in (data, made))
    assert [note.get(f"{W}id") for note in after] == ["7", "8"]
    assert etree.tostring(after[0], method="c14n") == etree.tostring(before[0], method="c14n")
    assert {name for name in PARTS if unzipped(made)[name] != unzipped(data)[name]} == {DOCUMENT, "word/comments.xml"}


def test_comments_overlap_and_lie_in_each_other() -> None:
    data = word(p("甲乙丙丁戊"))
    asked = [on(data, words) for words in ("甲乙丙丁戊", "乙丙", "丙丁", "丙", "丙")]
    assert anchored(commented(data, asked)) == ["甲乙丙丁戊", "乙丙", "丙丁", "丙", "丙"]


def test_an_empty_place_stands_on_the_letter_before_it() -> None:
    data = word(p("甲乙"), p("丙"))
    first, second = draft_bytes(data, "docx").lines
    asked = [finding(first, 2, 2), finding(second, 0, 0)]
    assert anchored(commented(data, asked)) == ["乙", "丙"]


def test_comments_in_cells_boxes_notes_and_controls() -> None:
    note = f'<w:footnotes {wordfiles.NAMED}><w:footnote w:id="3">{p("见有关规定。")}</w:footnote></w:footnotes>'
    call = r('<w:footnoteReference w:id="3"/>')
    control = "<w:sdt><w:sdtContent>" + r("控件内") + "</w:sdtContent></w:sdt>"
    link = '<w:hyperlink r:id="rId9">' + r("链接内") + "</w:hyperlink>"
    body = (p("前", box(p("文框内")), "后"), table(("单元格", "二")), p("正文", call, control, link))
    data = word(*body, footnotes=note)
    asked = [on(data, words) for words in ("元格", "框内", "有关", "件内", "接内", "正文")]
    made = commented(data, asked)
    assert anchored(made) == ["元格", "", "", "件内", "接内", "正文"]
    same_but_for(data, made, PARTS)
    root = root_of(made)
    assert not [mark for mark in root.iter(f"{W}commentRangeStart") if next(mark.iterancestors(BOX), None) is not None]
    assert root.find(f".//{W}commentRangeStart[@{W}id='2']").getnext().find(f"{W}footnoteReference") is not None


def test_comments_around_what_can_not_be_split() -> None:
    field = "".join(r(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate"))
    field += r("第二章") + r('<w:fldChar w:fldCharType="end"/>')
    formula = "<m:oMath><m:r><m:t>3+4</m:t></m:r></m:oMath>"
    changed = '<w:ins w:id="1" w:author="甲">' + r("新增的") + "</w:ins>"
    data = word(p("见", field, "共", formula, "项", changed, r(t("甲") + "<w:tab/>" + t("乙"))))
    made = commented(data, [on(data, words) for words in ("二章", "+", "增", "\t", "章共")])
    assert anchored(made) == ["二章", "3+4", "增", "\t", "章共"]
    same_but_for(data, made, PARTS)


def test_a_document_without_a_word_takes_a_comment() -> None:
    data = word("<w:p/>")
    made = commented(data, [whole("没有文字")])
    assert anchored(made) == [""]
    assert commented(data, []) == data


def test_a_part_of_another_name_and_no_relations() -> None:
    data = word(p("加强领导"), main="document2")
    made = commented(data, [on(data, "领导")])
    assert "word/comments.xml" in unzipped(made)
    assert b"commentRangeStart" in unzipped(made)["word/document2.xml"]
    bare = {name: part for name, part in unzipped(word(p("加强领导"))).items() if not name.startswith("word/_rels")}
    made = commented(wordfiles.zipped(bare), [whole()])
    assert b'Target="comments.xml"' in unzipped(made)["word/_rels/document.xml.rels"]


# ── fixes ──


def test_a_fix_changes_its_words_alone() -> None:
    data = word(p("一、加强", bold("组织部暑"), "领导,压实责任"), p("末段。"))
    made = fixed(data, [on(data, "部暑", "部署"), on(data, ",", "，")])
    old, new = unzipped(data), unzipped(made)
    assert {name for name in new if new[name] != old[name]} == {DOCUMENT}
    assert settled(new[DOCUMENT]) == settled(
        old[DOCUMENT].replace("部暑".encode(), "部署".encode()).replace(b",", "，".encode())
    )


def fixed_text(data: bytes, *findings: Finding) -> list[str]:
    return [text_of(each.element) for each in paragraphs(root_of(fixed(data, findings)))]


def test_a_fix_over_several_runs_takes_the_form_of_the_first() -> None:
    data = word(p("甲", bold("乙"), "丙丁"))
    made = fixed(data, [on(data, "乙丙", "新的")])
    found = [(text, run.find(f"{W}rPr/{W}b") is not None) for run, text in shown_runs(made)]
    assert found == [("甲", False), ("新的", True), ("丁", False)]


def test_letters_that_stay_keep_their_form() -> None:
    data = word(p("按", bold("排"), "工作"))
    made = fixed(data, [on(data, "按排", "安排")])
    found = [(text, run.find(f"{W}rPr/{W}b") is not None) for run, text in shown_runs(made)]
    assert found == [("安", False), ("排", True), ("工作", False)]


def shown_runs(data: bytes) -> list[tuple[Any, str]]:
    from docgen.wordxml import runs

    (paragraph,) = paragraphs(root_of(data))
    return list(runs(pieces(paragraph.element)))


def test_fixes_that_delete_insert_and_meet() -> None:
    data = word(p("甲", bold("乙"), "丙 丁  "))
    line = draft_bytes(data, "docx").lines[0]
    asked = [finding(line, 2, 2, "，"), finding(line, 3, 4, ""), finding(line, 5, 7, ""), finding(line, 0, 1, "一")]
    assert fixed_text(data, *asked) == ["一乙，丙丁"]
    made = fixed(data, asked)
    assert [text for run, text in shown_runs(made) if run.find(f"{W}rPr/{W}b") is not None] == ["乙，"]


def test_of_two_fixes_that_overlap_the_first_is_made() -> None:
    data = word(p("甲乙丙丁"))
    line = draft_bytes(data, "docx").lines[0]
    assert fixed_text(data, finding(line, 1, 3, "一"), finding(line, 2, 4, "二"), finding(line, 1, 2, "三")) in (
        ["甲一丁"],
        ["甲三二"],
    )


def test_tabs_and_spaces_at_the_end_go() -> None:
    data = word(p("甲", r("<w:tab/>"), r(" "), r("<w:tab/>")))
    line = draft_bytes(data, "docx").lines[0]
    assert fixed_text(data, finding(line, 1, 4, "")) == ["甲"]
    assert fixed_text(data, finding(line, 1, 2, "\u3000")) == ["甲\u3000 \t"]


def test_a_space_that_a_fix_leaves_at_the_end_stays() -> None:
    data = word(p("<w:r><w:t>A B</w:t></w:r>"))
    assert fixed_text(data, on(data, "B", "")) == ["A "]
    assert b"preserve" in unzipped(fixed(data, [on(data, "B", "")]))[DOCUMENT]


def test_a_fix_of_words_that_do_not_stand_there_is_not_made() -> None:
    data, other = word(p("甲乙丙")), word(p("丁戊己"))
    assert fixed(data, [on(other, "戊", "新")]) == data
    line = draft_bytes(word(*["<w:p/>"] * 9, p("甲")), "docx").lines[0]
    assert fixed(data, [finding(line, 0, 1, "新")]) == data
    assert fixed(data, [on(data, "乙")]) == data


def test_fixes_in_cells_boxes_and_notes() -> None:
    note = f'<w:footnotes {wordfiles.NAMED}><w:footnote w:id="3">{p("见部暑。")}</w:footnote></w:footnotes>'
    data = word(p("前", box(p("框内部暑")), "后"), table(("单元部暑", "二")), footnotes=note)
    asked = [on(data, words, words[:-1] + "署") for words in ("框内部暑", "单元部暑", "见部暑")]
    made = fixed(data, asked)
    assert [line.text for line in draft_bytes(made, "docx").lines] == ["前后", "框内部署", "单元部署", "二", "见部署。"]
    assert {n for n in unzipped(made) if unzipped(made)[n] != unzipped(data)[n]} == {DOCUMENT, "word/footnotes.xml"}


def test_deleted_words_stay_deleted() -> None:
    gone = '<w:del w:id="2" w:author="甲"><w:r><w:delText>部暑</w:delText></w:r></w:del>'
    data = word(p("做好", gone, "部暑"))
    made = fixed(data, [on(data, "部暑", "部署")])
    assert "<w:delText>部暑</w:delText>".encode() in unzipped(made)[DOCUMENT]
    assert fixed_text(data, on(data, "部暑", "部署")) == ["做好部署"]


# ── on any document ──

GOLDENS = sorted((ROOT / "genres").glob("*.txt"))[::5]
FOREIGN = word(
    p("关于开展安全生产检查的实施方案", props='<w:jc w:val="center"/>'),
    p(bold("一、总体"), bold("要求")),
    p("坚持", r("问题", "<w:i/>"), "导向", r("<w:br/>"), "第二行", r("<w:tab/>"), "后。"),
    table(("序号", "任务"), ("1", p("第一项") + p("第二项"))),
    p("前", box(p("框内一"), p("框内二")), "后"),
    p('<w:hyperlink r:id="rId9">' + r("链接") + "</w:hyperlink>", '<w:ins w:id="1">' + r("新增") + "</w:ins>"),
)


@cache
def package(name: str) -> bytes:
    return write(read(ROOT / "genres" / name), "docx") if name else FOREIGN


@cache
def lines_of(name: str) -> tuple[Line, ...]:
    return draft_bytes(package(name), "docx").lines


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Some findings anywhere in a document, the whole of it among them."""
    name = draw(st.sampled_from(["", *(path.name for path in GOLDENS)]))
    found = [whole()] * draw(st.integers(0, 1))
    for _ in range(draw(st.integers(1, 12))):
        line = draw(st.sampled_from(lines_of(name)))
        start = draw(st.integers(0, len(line.text)))
        end = draw(st.integers(start, len(line.text)))
        found.append(finding(line, start, end, draw(st.sampled_from(["", "新", "新的 ", None]))))
    return name, found


@SLOW
@given(findings())
def test_comments_change_nothing_else(case: tuple[str, list[Finding]]) -> None:
    name, found = case
    made = commented(package(name), found, date=Date(2026, 3, 5))
    same_but_for(package(name), made, PARTS)
    words = anchored(made)
    assert len(words) == len(found)
    boxed = {each.number for each in paragraphs(root_of(package(name))) if each.boxed}
    for each, stood in zip(found, words, strict=True):
        if each.line and each.start < each.end:
            assert stood == ("" if each.place.line in boxed else each.quote)
    assert [line.text for line in draft_bytes(made, "docx").lines] == [line.text for line in lines_of(name)]


@SLOW
@given(findings())
def test_fixes_change_nothing_else(case: tuple[str, list[Finding]]) -> None:
    """Each paragraph reads as a plain text would after the same fixes; unfixed ones stay as they were."""
    name, found = case
    before, after = (unzipped(each) for each in (package(name), fixed(package(name), found)))
    assert {part for part in after if after[part] != before[part]} <= {DOCUMENT}
    old, new = (list(paragraphs(etree.fromstring(each[DOCUMENT]))) for each in (before, after))
    assert len(old) == len(new)
    for was, now in zip(old, new, strict=True):
        edits = [f for f in found if f.place.line == was.number and f.fix is not None]
        assert text_of(now.element) == expected(text_of(was.element), edits)
        if not edits and not was.element.findall(f".//{BOX}"):
            assert etree.tostring(now.element, method="c14n") == etree.tostring(was.element, method="c14n")


def expected(text: str, edits: Sequence[Finding]) -> str:
    done, made = 0, []
    for each in sorted(edits, key=lambda f: (f.place.col, f.place.end_col)):
        start, end = each.place.col - 1, each.place.end_col - 1
        if start >= done:
            made.append((start, end, each.fix or ""))
            done = max(end, start + 1)
    for start, end, fix in reversed(made):
        text = text[:start] + fix + text[end:]
    return text


@needs_soffice
def test_both_open_in_libreoffice() -> None:
    data = package(GOLDENS[0].name)
    line = next(line for line in lines_of(GOLDENS[0].name) if len(line.text) > 60)
    asked = [whole(), finding(line, 3, 9, "改过的字"), finding(line, 20, 30, "")]
    program = soffice.program()
    assert program
    files = [data, commented(data, asked), fixed(data, asked), commented(FOREIGN, [whole()])]
    opened = soffice.converted(files, "docx", "odt", program)
    contents = [unzipped(each or b"")["content.xml"] for each in opened]
    assert [content.count(b"<office:annotation ") for content in contents] == [0, 3, 0, 1]
    assert ["改过的字".encode() in content for content in contents] == [False, False, True, False]
    assert without_notes(contents[1]) == without_notes(contents[0])


def without_notes(content: bytes) -> str:
    root = etree.fromstring(content)
    for note in list(root.iter("{*}annotation")):
        after = note.tail or ""
        before = note.getprevious()
        if before is None:
            note.getparent().text = (note.getparent().text or "") + after
        else:
            before.tail = (before.tail or "") + after
        note.getparent().remove(note)
    return "".join(root.itertext())


def test_a_million_letters_with_many_findings() -> None:
    data = word(p("加强部暑，" * 200_000))
    line = draft_bytes(data, "docx").lines[0]
    asked = [finding(line, n * 5 + 2, n * 5 + 4, "部署") for n in range(2_000)]
    assert fixed_text(data, *asked)[0].count("部署") == 2_000
    assert len(anchored(commented(data, asked[:500]))) == 500
