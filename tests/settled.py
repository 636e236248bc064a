"""A .docx with its tracked changes accepted or rejected: by the rules of Word on the XML, and by LibreOffice."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from docgen.wordxml import BOX, P, W, pieces

Shown = list[Any]  # a paragraph as (style, text), a table as rows of cells of these, a text box after its paragraph
ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(folder, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  file = Dir(folder + "/*.docx")
  Do While file &lt;&gt; ""
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder + "/" + file), "_blank", 0, hidden())
    dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" + command, "", 0, Array())
    doc.storeToURL(ConvertToURL(folder + "/made/" + file), word())
    doc.close(True)
    file = Dir()
  Loop
End Sub
</script:module>"""


def by_word(data: bytes, command: str) -> Shown:
    """What is left of the text by the rules of Word."""
    body = _body(data)
    gone, stays = ("del", "ins") if command == ACCEPT else ("ins", "del")
    for row in [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{gone}") is not None]:
        row.getparent().remove(row)
    for table in [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    _settle_runs(body, gone, stays)
    if command == REJECT:
        for change in list(body.iter(f"{W}pPrChange")):
            own = change.getparent()
            own.getparent().replace(own, _with_mark(change[0], own.find(f"{W}rPr")))
    for paragraph in [p for p in body.iter(P) if p.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None]:
        _run_on(paragraph)
    return _shown(body)


def _settle_runs(body: Any, gone: str, stays: str) -> None:
    assert not any(True for struck in body.iter(f"{W}del") for _ in struck.iterfind(f"{W}r/{W}t")), "w:t in w:del"
    assert not any(each.getparent().getparent().tag != f"{W}del" for each in body.iter(f"{W}delText"))
    for change in [each for each in body.iter(W + gone) if each.getparent().tag == P]:
        change.getparent().remove(change)
    for change in [each for each in body.iter(W + stays) if each.getparent().tag == P]:
        for letters in change.iter(f"{W}delText"):
            letters.tag = f"{W}t"
        for run in change:
            change.addprevious(run)
        change.getparent().remove(change)


def _with_mark(properties: Any, mark: Any) -> Any:
    if mark is not None:
        properties.append(mark)
    return properties


def _run_on(paragraph: Any) -> None:
    """Its mark is gone: its words begin the next paragraph. Before a table only an empty one can go."""
    following = paragraph.getnext()
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is None or following.tag != P:
        assert following is not None and following.tag == f"{W}tbl", "the last mark of a text or a cell cannot go"
        assert not words, "a paragraph with words cannot run on into a table"
    else:
        after = list(takewhile(lambda child: child.tag == f"{W}pPr", following))
        for place, word in enumerate(words, len(after)):
            following.insert(place, word)
    paragraph.getparent().remove(paragraph)


def shown(data: bytes) -> Shown:
    """The text as it stands."""
    return _shown(_body(data))


def _body(data: bytes) -> Any:
    return etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml")).find(f"{W}body")


def _shown(parent: Any) -> Shown:
    found: Shown = []
    for child in parent:
        if child.tag == P:
            style = child.find(f"{W}pPr/{W}pStyle")
            text = "".join(piece.text for piece in pieces(child)).replace("\u200d", "")
            found.append(("" if style is None else style.get(f"{W}val"), text))
            found += [_shown(box) for box in child.iter(BOX)][:1]
        elif child.tag == f"{W}tbl":
            found.append([[_shown(cell) for cell in row.findall(f"{W}tc")] for row in child.findall(f"{W}tr")])
    return found


def words_of(found: Iterable[Any], empty: bool = True) -> list[Any]:
    """The same without styles, and without the signs that LibreOffice puts where something tracked was empty.

    empty: with empty paragraphs, and what holds nothing else.
    """
    each = [_words(one) if isinstance(one, tuple) else words_of(one, empty) for one in found]
    return each if empty else [one for one in each if one not in ("", [])]


def _words(paragraph: tuple[str, str]) -> str:
    return re.sub(r"\s", " ", paragraph[1].replace("\u200b", ""))


def leaves_a_line(data: bytes) -> bool:
    """Whether the mark right before a table or a box is tracked: Word takes it away, LibreOffice leaves a line."""
    body = _body(data)
    walls = [*body.iter(f"{W}tbl"), *(p for p in body.iterchildren(P) if next(p.iter(BOX), None) is not None)]
    before = (wall.getprevious() for wall in walls)
    return any(p is not None and p.tag == P and p.find(f"{W}pPr/{W}rPr") is not None for p in before)


def by_soffice(files: Sequence[bytes], command: str) -> list[Shown]:
    """What is left of each file when LibreOffice settles it, all in one start of the program."""
    with tempfile.TemporaryDirectory(prefix="docgen-test-") as name:
        folder = Path(name)
        (folder / "made").mkdir()
        for n, data in enumerate(files):
            (folder / f"{n:05}.docx").write_bytes(data)
        profile = folder / "profile"
        start = ("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
        subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
        (profile / "user/basic/Standard/Module1.xba").write_text(MACRO, encoding="utf-8")
        call = f'macro:///Standard.Module1.Settle("{folder}","{command}")'
        subprocess.run([*start, call], check=True, capture_output=True, timeout=60 + 2 * len(files))
        return [shown((folder / "made" / f"{n:05}.docx").read_bytes()) for n in range(len(files))]
