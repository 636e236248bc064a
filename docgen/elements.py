"""The elements of an official document (公文要素) as the names of the styles that carry them in a .docx.

The writer puts them in, the reader knows them again, an office restyles them in Word. Word's own styles keep
Word's names (title, headings), so that its navigation pane and other programs understand them.
"""

from __future__ import annotations

from enum import StrEnum


class Element(StrEnum):
    """Paragraph styles."""

    BLANK = "空行"
    COPY_NUMBER = "份号"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    MASTHEAD = "发文机关标志"
    MASTHEAD_WORD = "文件二字"
    SIGNATORIES = "签发人"
    NUMBER = "发文字号"
    TITLE = "Title"
    BYLINE = "题注"
    OPENING = "主送机关"
    BODY = "公文正文"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    ITEM_1 = "一级条目"
    ITEM_2 = "二级条目"
    ITEM_3 = "三级条目"
    ITEM_4 = "四级条目"
    TABLE_HEADER = "表头"
    TABLE_TEXT = "表文"
    ATTACHMENT_LIST = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT_LABEL = "附件标签"
    ATTACHMENT_TITLE = "附件标题"
    IMPRINT = "版记"
    COPIES_TO = "抄送"
    PRINTED = "印发"


class Span(StrEnum):
    """Character styles."""

    MARK = "标题序号"
    RUN_IN = "段首标题"
    SIGNATORY = "签发人姓名"


ALIASES = {  # what an office reads in Word's list of styles beside the English name
    Element.TITLE: "公文标题",
    Element.HEADING_1: "一级标题",
    Element.HEADING_2: "二级标题",
    Element.HEADING_3: "三级标题",
    Element.HEADING_4: "四级标题",
}
HEADINGS = (Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4)
ITEMS = (Element.ITEM_1, Element.ITEM_2, Element.ITEM_3, Element.ITEM_4)
