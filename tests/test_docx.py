"""The .docx writer and reader: what goes in comes out, always the same, by anyone's letterhead."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from documents import documents
from hypothesis import HealthCheck, given, settings

from docgen.document import Attachment, Document, Head, Heading, Imprint, Paragraph, RunIn, Signature, Table
from docgen.errors import DocgenError
from docgen.package import DOCUMENT
from docgen.readers.docx import read as read_draft
from docgen.writers.docx import fits, prepare, shipped, write
from docgen.writers.letterhead import KINDS, build

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
NOTICE = Document(
    "江川市医疗保障局关于开展作风建设专项行动的通知",
    Head(("江川市医疗保障局",), "江医保发〔2026〕12号", secrecy="秘密★1年"),
    opening="各县（市、区）医疗保障局：",
    blocks=(
        Paragraph("现将有关事项通知如下。"),
        Heading(1, "工作目标"),
        RunIn(2, "提升服务。做到一窗通办。", 5),
        Table(("序号", "任务"), (("1", "优化窗口"), ("2", ""))),
    ),
    attachments=(Attachment("任务分解表", (Paragraph("另行印发。"),)),),
    signature=Signature(("江川市医疗保障局",), "2026年3月5日"),
    note="此件公开发布",
    issued=Document("实施方案", blocks=(Paragraph("制定本方案。"),)),
    imprint=Imprint("市委办公室", "江川市医疗保障局办公室", "2026年3月5日"),
)


def read(data: bytes, path: str = "") -> Document:
    return read_draft(data, path).document


def text_of(data: bytes) -> str:
    root = ElementTree.fromstring(zipfile.ZipFile(BytesIO(data)).read(DOCUMENT))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@SLOW
@given(document=documents(unnumbered=True))
def test_every_document_comes_back(document: Document) -> None:
    assert read(write(document)) == document


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("name", ["市医保局", "江川市医疗保障局", "江川市推进全民参保专项行动领导小组办公室", ""])
def test_a_seal_comes_back(name: str, sealed: bool) -> None:
    signature = Signature((name,) if name else (), "2026年12月15日", sealed)
    found = read(write(Document("报告", Head(("市局",), "1号"), blocks=NOTICE.blocks[:1], signature=signature)))
    assert found.signature and found.signature.sealed == sealed


def test_the_space_between_two_issuers_is_not_printed_at_the_end_of_a_line() -> None:
    """And yet it comes back: the break of the line says that it stands there."""
    title = "江川市人力资源和社会保障局　江川市医疗保障局关于做好困难群众参保资助工作的通知"
    document = Document(title, blocks=NOTICE.blocks)
    data = write(document)
    xml = zipfile.ZipFile(BytesIO(data)).read(DOCUMENT).decode()
    found = re.findall(r'<w:t[^>]*>([^<]*)</w:t></w:r><w:r><w:br( w:clear="all")?/>', xml)
    assert found == [("江川市人力资源和社会保障局", ' w:clear="all"'), ("江川市医疗保障局关于做好困难群众", "")]
    assert read(data) == document


def test_what_takes_no_part_in_equality_comes_back_too() -> None:
    blocks = (
        Heading(1, "目标", "三、"),
        RunIn(2, "提升服务。做到一窗通办。", 5, "（九）"),
        Heading(1, "一、二级医院改革", ""),
    )
    assert [b.mark for b in read(write(Document("方案", blocks=blocks))).blocks] == ["三、", "（九）", ""]  # type: ignore[union-attr]
    found = read(write(Document("方案", blocks=blocks))).blocks[1]
    assert isinstance(found, RunIn) and found.heading == "提升服务。"


def test_the_same_document_is_the_same_bytes_in_any_time_zone() -> None:
    code = (
        "import sys; from docgen.document import *; from docgen.writers.docx import write;"
        "title = '关于进一步做好江川市作风建设专项行动有关工作的报告';"
        "sys.stdout.buffer.write(write(Document(title, Head(('市局',), '1号'))))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Shanghai", "2"))
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    "head", [None, NOTICE.head, Head(("甲局", "乙局"), "1号", signatories=("张三", "李四", "王五"))]
)
def test_the_package_is_sound(head: Head | None) -> None:
    import docx

    data = write(Document(NOTICE.title, head, blocks=NOTICE.blocks, imprint=NOTICE.imprint))
    package = zipfile.ZipFile(BytesIO(data))
    assert package.testzip() is None
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert package.namelist()[0] == "[Content_Types].xml"
    opened = docx.Document(BytesIO(data))
    assert "现将有关事项通知如下。" in [p.text for p in opened.paragraphs]
    assert opened.core_properties.title == NOTICE.title


def test_text_is_escaped_and_control_characters_go() -> None:
    data = write(Document("标题", blocks=(Paragraph("甲&乙<丙>“丁”\x00\x1f\ud800{{ title }}{% x %}\ufffe戊\n己"),)))
    assert "甲&乙<丙>“丁”{{ title }}{% x %}戊 己" in text_of(data)


ORDER = {  # of ECMA-376, the elements that we write
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs overflowPunct autoSpaceDE autoSpaceDN "
    "snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts color spacing w sz szCs lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "sectPr": "footerReference pgSz pgMar docGrid",
    "style": "name aliases basedOn qFormat pPr rPr tblPr",
    "settings": "defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer2.xml"])
def test_properties_stand_in_the_order_of_the_schema(part: str) -> None:
    joint = Head(("甲局", "乙局"), "1号", signatories=("张三", "李四", "王五"))
    both = Signature(("甲局", "乙局", "丙委员会"), "2026年3月5日")
    for document in (NOTICE, Document(NOTICE.title, joint, blocks=NOTICE.blocks, signature=both)):
        root = ElementTree.fromstring(zipfile.ZipFile(BytesIO(write(document))).read(part))
        for name, order in ORDER.items():
            for element in root.iter(W + name):
                known = [W + child for child in order.split()]
                places = [known.index(child.tag) for child in element]
                assert places == sorted(places), ElementTree.tostring(element)


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_letterheads_are_what_we_build(kind: str) -> None:
    """By part: the compressed bytes depend on the zlib at hand."""
    head = {"plain": None, "downward": Head(("局",)), "upward": Head(("局",), signatories=("张三",))}[kind]
    path = shipped(head)
    assert path.stem == kind
    found, built = (zipfile.ZipFile(BytesIO(data)) for data in (path.read_bytes(), build(kind)))
    assert found.namelist() == built.namelist()
    for name in built.namelist():
        assert found.read(name) == built.read(name), "run python -m docgen.writers.letterhead"
    assert not re.search(rb'="[^"]*\{[{%]', built.read(DOCUMENT))  # no tag inside an attribute


# ── an office's own letterhead ──

Edit = Callable[[Any], None]


@pytest.fixture
def office(tmp_path: Path) -> Callable[[Edit], Path]:
    """A letterhead made from a shipped one, as an office would in Word."""
    import docx

    def make(edit: Edit, base: str = "downward") -> Path:
        file = docx.Document(BytesIO(build(base)))
        edit(file)
        path = tmp_path / "本单位.docx"
        file.save(str(path))
        return path

    return make


def png() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixel = zlib.compress(b"\x00\xff\x00\x00")
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))


def test_an_office_restyles_a_letterhead(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        file.styles["公文正文"].font.name = "华文仿宋"
        file.paragraphs[0].insert_paragraph_before().add_run().add_picture(png())
        file.sections[0].header.paragraphs[0].text = "{{ number }}"
        file.paragraphs[1].insert_paragraph_before("{%p if secrecy %}")
        file.paragraphs[2].insert_paragraph_before("注意保密：{{ 密级 }}")
        file.paragraphs[3].insert_paragraph_before("{%p endif %}")
        for text in ("{%p for name in issuers %}", "主办：{{ name }}", "{%p endfor %}"):
            file.paragraphs[-1].insert_paragraph_before(text)

    path = office(edit)
    data = write(NOTICE, path)
    package = zipfile.ZipFile(BytesIO(data))
    assert "word/media/image1.png" in package.namelist() and b"r:embed" in package.read(DOCUMENT)
    assert "华文仿宋" in package.read("word/styles.xml").decode()
    assert "江医保发〔2026〕12号" in package.read("word/header1.xml").decode()
    assert "注意保密：秘密★1年" in text_of(data) and "主办：江川市医疗保障局" in text_of(data)
    open_document = Document(NOTICE.title, Head(("甲局", "乙局")), blocks=NOTICE.blocks)
    assert "注意保密" not in text_of(write(open_document, path))
    assert "主办：甲局\n主办：乙局" in text_of(write(open_document, path))


SIZES = [  # of the style 发文机关标志, in points; of the name as printed
    (36, 36.0),
    (22, 22.0),
    (60, 42.0),  # too large for the line
    (26, 42.0),  # as shipped: as large as fits
    (None, 42.0),
]


@pytest.mark.parametrize(("of_style", "printed"), SIZES)
def test_the_masthead_is_as_large_as_its_style_says_where_that_fits(
    office: Callable[[Edit], Path], of_style: float | None, printed: float
) -> None:
    from docx.shared import Pt

    def edit(file: Any) -> None:
        file.styles["发文机关标志"].font.size = Pt(of_style) if of_style else None

    xml = zipfile.ZipFile(BytesIO(write(NOTICE, office(edit)))).read(DOCUMENT).decode()
    assert re.findall(r'<w:sz w:val="(\d+)"/><w:szCs w:val="\d+"/></w:rPr><w:t>江川市医疗保障局文件', xml) == [
        f"{printed * 2:g}"
    ]


def test_style_ids_that_another_program_made_do_not_matter(tmp_path: Path) -> None:
    """WPS gives styles new ids when it saves; the names stay."""
    path = tmp_path / "wps.docx"
    with zipfile.ZipFile(path, "w") as target, zipfile.ZipFile(BytesIO(build("downward"))) as source:
        for name in source.namelist():
            text = source.read(name).decode()
            renamed = re.sub(r'(w:styleId|w:pStyle w:val|w:rStyle w:val|w:basedOn w:val)="(\w+)"', r'\1="z\2"', text)
            target.writestr(name, renamed)
    data = write(NOTICE, path)
    assert b'w:pStyle w:val="zHeading1"' in zipfile.ZipFile(BytesIO(data)).read(DOCUMENT)
    assert read(data) == NOTICE


def test_a_letterhead_without_our_styles_gets_them(tmp_path: Path) -> None:
    import docx

    file = docx.Document()
    for name in ("masthead", "number", "title", "opening", "body", "attachment_list", "signature", "note"):
        file.add_paragraph(f"{{{{p {name} }}}}")
    for name in ("attachments", "issued", "imprint"):
        file.add_paragraph(f"{{{{p {name} }}}}")
    path = tmp_path / "空白.docx"
    file.save(str(path))
    data = write(NOTICE, path)
    styles = {style.name for style in docx.Document(BytesIO(data)).styles}
    assert {"公文正文", "署名", "抄送", "标题序号"} <= styles
    assert read(data).blocks == NOTICE.blocks


def test_a_tag_that_word_cut_into_runs(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        paragraph = file.paragraphs[-1].insert_paragraph_before()
        for piece in ("文件：{", "{ ti", "tle }", "}"):
            paragraph.add_run(piece)

    assert f"文件：{NOTICE.title}" in text_of(write(NOTICE, office(edit)))


FAULTS = [  # what stands in the letterhead; what the message must say
    ("标题是 {{ titel }}", ["第 1 段", "标题是 {{ titel }}", "没有 titel", "{{ title }}"]),
    ("{{p boddy }}", ["第 1 段", "{{p boddy }}", "没有 boddy", "{{p body }}"]),
    ("{{ body }}", ["第 1 段", "整段", "{{p body }}"]),
    ("{{p date }}", ["第 1 段", "文字", "{{ date }}"]),
    ("{{ title", ["第 1 段", "{{ title", "不完整"]),
    ("{%p if secrecy %}", ["第 1 段", "{%p if secrecy %}", "没有结束", "{%p endif %}"]),
    ("{%p for name in issuers %}", ["第 1 段", "没有结束", "{%p endfor %}"]),
    ("{%p endif %}", ["第 1 段", "不完整"]),
    ("关于：{{p title }}", ["第 1 段", "“关于：”", "{{p title }} 单独成段"]),
    ("{{p title }}{{p body }}", ["第 1 段", "{{p title }} 单独成段"]),
    ("{%p if secrecy %}秘密{%p endif %}", ["第 1 段", "“秘密", "单独成段"]),
    ("｛｛p 标题 ｝｝", ["第 1 段", "全角", "写成 {{p 标题 }}"]),
    ("密级：{{ 密级 ｝}", ["第 1 段", "全角", "写成 密级：{{ 密级 }}"]),
    ("｛％p if 密级 ％｝", ["第 1 段", "全角", "写成 {%p if 密级 %}"]),
    ("{{ 保密等级 }}", ["第 1 段", "没有 保密等级", "密级"]),
    ("{{ 正文 }}", ["第 1 段", "整段", "{{p 正文 }}"]),
    ("{{ title.nothing }}", ["第 1 段", "{{ title.nothing }}", "算不出"]),
    ("{{ ''.__class__.__mro__ }}", ["第 1 段", "算不出"]),
    ("{{ title | nosuch }}", ["第 1 段", "不能用"]),
    ("{{ 1 // 0 }}", ["第 1 段", "算不出"]),
]


@pytest.mark.parametrize(("tag", "said"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_broken_tag_names_its_paragraph(office: Callable[[Edit], Path], tag: str, said: list[str]) -> None:
    path = office(lambda file: file.paragraphs[0].insert_paragraph_before(tag))
    with pytest.raises(DocgenError) as caught:
        write(NOTICE, path)
    message = str(caught.value)
    assert path.name in message
    for words in said:
        assert words in message, message


def test_an_open_condition_is_told_where_it_opens(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        for n, text in ((1, "{%p if secrecy %}"), (2, "{%p if urgency %}"), (3, "{%p endif %}")):
            file.paragraphs[n].insert_paragraph_before(text)

    with pytest.raises(DocgenError) as caught:
        prepare(office(edit))
    assert [problem.line for problem in caught.value.problems] == [2]


@pytest.mark.parametrize(("part", "name"), [("header", "页眉"), ("footer", "页脚")])
@pytest.mark.parametrize("tag", ["{{ titel }}", "｛｛ title ｝｝", "{{ title", "{{ title.nothing }}"])
def test_a_fault_in_a_header_or_footer_says_so(office: Callable[[Edit], Path], part: str, name: str, tag: str) -> None:
    def edit(file: Any) -> None:
        getattr(file.sections[0], part).paragraphs[0].text = tag

    with pytest.raises(DocgenError, match=f"套红模板{name}第 1 段“{re.escape(tag)}”"):
        write(NOTICE, office(edit))


@pytest.mark.parametrize("picture", [True, False])
def test_a_picture_beside_a_tag_is_told(office: Callable[[Edit], Path], picture: bool) -> None:
    def edit(file: Any) -> None:
        title = next(p for p in file.paragraphs if "title" in p.text)
        (title if picture else title.insert_paragraph_before()).add_run().add_picture(png())

    path = office(edit)
    if picture:
        with pytest.raises(DocgenError, match=r"图片或分节符.*单独成段"):
            prepare(path)
    else:
        assert write(NOTICE, path)


# ── nothing of the text is left out ──

NEEDED = {
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


def without(*names: str) -> Edit:
    """The letterhead without these tags for whole paragraphs."""

    def edit(file: Any) -> None:
        for paragraph in list(file.paragraphs):
            if paragraph.text in [f"{{{{p {name} }}}}" for name in names]:
                paragraph._p.getparent().remove(paragraph._p)

    return edit


@pytest.mark.parametrize("name", NEEDED)
def test_a_letterhead_that_would_swallow_text_is_refused(office: Callable[[Edit], Path], name: str) -> None:
    whole = replace(NOTICE, byline=("（试行）",))
    path = office(without(name))
    with pytest.raises(DocgenError) as caught:
        write(whole, path)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    assert re.findall(r"\{\{p (\S+) \}\}", problem.message) == [NEEDED[name]]
    assert "各加一段" in problem.hint and "letterhead" in problem.hint


def test_a_tag_for_what_a_document_does_not_have_may_be_absent(office: Callable[[Edit], Path]) -> None:
    path = office(without("byline", "attachments", "attachment_list", "issued", "note", "imprint", "signature"))
    bare = Document(NOTICE.title, NOTICE.head, opening=NOTICE.opening, blocks=NOTICE.blocks)
    assert read(write(bare, path)) == bare


def test_all_missing_tags_at_once(office: Callable[[Edit], Path]) -> None:
    with pytest.raises(DocgenError, match=r"标题 .*正文 .*版记 "):
        write(NOTICE, office(without("title", "body", "imprint")))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("title", "{{ 标题 }}"),
        ("opening", "{{ opening }}"),
        ("note", "（{{ note }}）"),
        ("imprint", "{{ 抄送 }}　{{ 印发机关 }}　{{ 印发日期 }}"),
    ],
)
def test_plain_tags_do_as_well(office: Callable[[Edit], Path], name: str, plain: str) -> None:
    def edit(file: Any) -> None:
        without(name)(file)
        file.add_paragraph(plain)

    assert write(NOTICE, office(edit))


def test_a_tag_asked_about_but_not_printed_does_not_count(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        without("note")(file)
        for text in ("{%p if note %}", "有附注", "{%p endif %}"):
            file.paragraphs[-1].insert_paragraph_before(text)

    with pytest.raises(DocgenError, match="附注"):
        write(NOTICE, office(edit))


def test_a_tag_in_a_header_alone_does_not_count(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        without("title")(file)
        file.sections[0].header.paragraphs[0].text = "{{ title }}"

    with pytest.raises(DocgenError, match="标题"):
        write(NOTICE, office(edit))


def test_all_who_signed_are_printed_on_a_letterhead_for_two(office: Callable[[Edit], Path]) -> None:
    upward = replace(NOTICE, head=Head(("甲局",), "1号", signatories=("张三", "李四", "王五")))
    assert read(write(upward, office(lambda file: None))) == upward


def test_an_ordinary_file_is_no_letterhead(tmp_path: Path) -> None:
    import docx

    file = docx.Document()
    file.add_paragraph("关于放假的通知")
    path = tmp_path / "通知.docx"
    file.save(str(path))
    with pytest.raises(DocgenError, match=r"通知\.docx：错误：这个文件里没有标签，不是套红模板。.*letterhead.*复制"):
        prepare(path)


# ── the kind of document that a letterhead is for ──


@pytest.mark.parametrize(
    ("base", "drop", "for_head"),
    [
        ("downward", (), True),
        ("upward", (), True),
        ("plain", (), False),
        ("downward", ("masthead", "classification"), True),  # printed on paper that has the rest
        ("downward", ("masthead", "classification", "number"), False),
    ],
)
def test_a_letterhead_is_for_documents_with_a_head_or_without(
    office: Callable[..., Path], base: str, drop: tuple[str, ...], for_head: bool
) -> None:
    def edit(file: Any) -> None:
        without(*drop)(file)
        file.sections[0].header.paragraphs[0].text = "本单位的模板"

    path = office(edit, base)
    for document in (NOTICE, replace(NOTICE, head=None)):
        own = b"word/header1.xml" in write(document, path)
        assert own == fits(path, document) == ((document.head is not None) == for_head)
        assert own or write(document, path) == write(document)


# ── gaps of a draft ──


@pytest.mark.parametrize("printed_by", ["江川市民政局办公室", ""])
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_a_gap_for_the_day_of_print_comes_back(suffix: str, printed_by: str) -> None:
    from docgen.read import read_bytes
    from docgen.write import write as write_any

    imprint = Imprint(printed_by=printed_by, printed_on="【待补：印发日期】")
    document = Document("关于放假的通知", blocks=(Paragraph("另行安排。"),), imprint=imprint)
    data = write_any(document, suffix)
    assert read_bytes(data, suffix) == document
    assert "】印发" not in re.sub(r"<[^>]*>", "", text_of(data) if suffix == "docx" else data.decode())


def test_all_broken_tags_at_once(office: Callable[[Edit], Path]) -> None:
    def edit(file: Any) -> None:
        file.paragraphs[0].insert_paragraph_before("{{ one }}")
        file.paragraphs[3].insert_paragraph_before("{{ two }}")

    with pytest.raises(DocgenError) as caught:
        prepare(office(edit))
    assert [problem.line for problem in caught.value.problems] == [1, 4]


def test_a_letterhead_is_prepared_once(office: Callable[[Edit], Path]) -> None:
    path = office(lambda file: None)
    first = prepare(path)
    assert prepare(path) is first
    path.write_bytes(build("upward"))
    assert prepare(path) is not first


# ── files that are no .docx ──


def zipped(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>'
BAD = {
    "text": ("只是文字".encode(), "不是 .docx"),
    "empty": (b"", "不是 .docx"),
    "cut": (build("plain")[:900], "不是 .docx"),
    "other zip": (zipped(mimetype=b"epub"), "不是 Word 文档"),
    "entity": (zipped(**TYPES, word__document_xml=ENTITY), "DOCTYPE"),
    "no xml": (zipped(**TYPES, word__document_xml=b"<w:p"), "损坏"),
    "gbk": (zipped(**TYPES, word__document_xml="<a>公文</a>".encode("gb18030")), "UTF-8"),
    "bomb": (zipped(**TYPES, word__document_xml=b"<a>" + b" " * 201 * 2**20 + b"</a>"), "过大"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_docx_is_told(name: str, tmp_path: Path) -> None:
    data, said = BAD[name]
    with pytest.raises(DocgenError, match=said):
        read(data, "来文.docx")
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    with pytest.raises(DocgenError, match=r"模板\.docx"):
        prepare(path)


def test_a_letterhead_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocgenError, match="打不开"):
        write(NOTICE, tmp_path / "没有.docx")


def test_a_file_by_others_is_read_as_text() -> None:
    import docx

    file = docx.Document()
    for line in ("关于加强作风建设的方案", "一、工作目标", "（一）提升服务。做到一窗通办。", "普通一段。"):
        file.add_paragraph(line)
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "序号", "任务"
    data = BytesIO()
    file.save(data)
    found = read(data.getvalue()).blocks
    assert Heading(1, "工作目标") in found and RunIn(2, "提升服务。做到一窗通办。") in found
    assert Table(("序号", "任务"), ()) in found
