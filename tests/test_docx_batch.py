"""The .docx writer in a batch: what it remembers of one document never shows in another."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from documents import bodies, documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen import package
from docgen.campaign_file import load
from docgen.compose import compose
from docgen.document import Block, Document, Head, Heading, Paragraph, RunIn, Table
from docgen.genre import folders
from docgen.package import join, pack
from docgen.writers import paragraphs, table, tags, title
from docgen.writers.docx import write
from docgen.writers.letterhead import build

SLOW = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
CAMPAIGN = Path(__file__).parent.parent / "campaigns/safety/campaign.yaml"
GENRES = ("plan", "notice", "speech", "report")
Remembering = type(lru_cache(len))


def forget() -> None:
    """Everything that the writer remembers, save the letterheads."""
    for module in (package, paragraphs, table, tags, title):
        for value in vars(module).values():
            if isinstance(value, Remembering):
                value.cache_clear()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def composed(genre: str) -> Document:
    campaign, problems = load(CAMPAIGN)
    assert campaign, problems
    document, problems = compose(campaign, genre, folders())
    assert document, problems
    return document


@pytest.fixture(scope="module")
def batch() -> list[Document]:
    """The four documents of 12 units: most of each text is the same, here and there as other objects."""
    made = []
    for unit in range(12):
        for genre in GENRES:
            document = composed(genre)
            changed = [
                _named(block, f"禾陵县{unit}号单位") if n % 13 == 4 else block
                for n, block in enumerate(document.blocks)
            ]
            made.append(replace(document, title=f"{document.title}（{unit}）", blocks=tuple(changed)))
    return made


def _named(block: Block, name: str) -> Block:
    return block if isinstance(block, Table) else replace(block, text=f"{name}{block.text}")


def test_a_batch_writes_what_each_document_gets_alone(batch: list[Document]) -> None:
    alone = []
    for document in batch:
        forget()
        alone.append(write(document))
    shuffled = [*range(len(batch))] * 2
    Random(7).shuffle(shuffled)
    assert all(write(batch[n]) == alone[n] for n in shuffled)


@SLOW
@given(data=st.data(), shared=bodies(unnumbered=True, min_size=3))
def test_documents_that_share_blocks_do_not_mix(data: st.DataObject, shared: tuple[Block, ...]) -> None:
    """Blocks that are equal though a mark or a width differs above all: these take no part in equality."""
    made = [data.draw(documents(unnumbered=True)) for _ in range(2)]
    blocks = tuple(data.draw(st.sampled_from((block, _otherwise(block)))) for block in shared)
    made += [replace(each, blocks=(*each.blocks, *some * 4)) for each in made for some in (shared, blocks)]
    warm = [write(document) for document in made]
    for document, data_ in zip(made, warm, strict=True):
        forget()
        assert write(document) == data_


def _otherwise(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, mark="九、")
        case RunIn():
            return replace(block, mark="（九）", split=0 if block.split else len(block.text) // 2)
        case Table():
            return replace(block, widths=tuple(range(1, len(block.header) + 1)))
    return block


@pytest.mark.parametrize("level", [1, 6, 9])
@pytest.mark.parametrize("genre", GENRES)
def test_the_level_changes_the_size_alone(genre: str, level: int) -> None:
    import docx

    document = composed(genre)
    data = write(document, None, level)
    assert parts(data) == parts(write(document))
    assert docx.Document(BytesIO(data)).paragraphs


@pytest.mark.parametrize("genre", GENRES)
def test_what_is_remembered_makes_a_file_hardly_larger(genre: str) -> None:
    """Against the same part in one stretch."""
    found = parts(write(composed(genre)))
    whole = join(pack({}), {name: (part,) for name, part in found.items()})
    assert len(write(composed(genre))) < len(whole) * 1.08


RUN = tuple(f"<w:p>第{n}段，各县（市、区）要按时报送。</w:p>".encode() for n in range(40))
PIECES: dict[str, tuple[bytes | tuple[bytes, ...], ...]] = {
    "nothing": (),
    "empty": (b"",),
    "text": (b"<a/>", b"<b/>" * 99),
    "a run": (RUN,),
    "two runs": (RUN, RUN),
    "a run in text": (b"<a>" * 999, RUN, b"</a>" * 999),
    "a run at the end": (b"<a>", b"<b>", RUN),
    "an empty run": (b"<a>" * 20, (), b"", (b"",)),
}


@pytest.mark.parametrize("level", range(10))
@pytest.mark.parametrize("name", PIECES)
def test_a_part_in_pieces_is_read_as_one(name: str, level: int) -> None:
    raw = b"".join(piece if isinstance(piece, bytes) else b"".join(piece) for piece in PIECES[name])
    for _ in range(2):
        found = parts(join(pack({"a.xml": b"<a/>"}), {"b.xml": PIECES[name], "c.xml": (raw,)}, level))
        assert found == {"a.xml": b"<a/>", "b.xml": raw, "c.xml": raw}


# ── letterheads whose tags are more than simple ──

TAGS = {  # what stands in the letterhead → what is printed of “关于甲&乙的通知” with a body of two paragraphs
    "{{ title }}": ["关于甲&乙的通知"],
    "{{ title | replace('通知', '函') }}": ["关于甲&乙的函"],
    "{{ title | length }}": ["12"],  # of the text as it stands in XML
    "{% set short = title %}{{ short }}": ["关于甲&乙的通知"],
    "{% set short %}{{ title }}{% endset %}{{ short | length }}": ["12"],
    "{% filter replace('通知', '函') %}{{ title }}{% endfilter %}": ["关于甲&乙的函"],
    "{{ note or title }}": ["关于甲&乙的通知"],
    "{{ title if number else note }}": ["关于甲&乙的通知"],
    "{%p if 正文 and not 附件 %}|有|{%p endif %}": ["有"],
    "{%p if note %}|有|{%p endif %}": [],
    "{%p for name in issuers %}|{{ loop.index }}{{ name }}|{{p body }}|{%p endfor %}": [
        "1市局",
        "一。",
        "二。",
        "2县局",
        "一。",
        "二。",
    ],
}


@pytest.mark.parametrize("tag", TAGS)
def test_what_a_tag_prints(tag: str, tmp_path: Path) -> None:
    import docx

    file = docx.Document(BytesIO(build("downward")))
    for line in ("始", *tag.split("|" if tag.startswith("{%p") else "\n"), "终"):
        file.paragraphs[-1].insert_paragraph_before(line)
    file.sections[0].header.paragraphs[0].text = "{{ title }}{{ number }}"
    file.save(str(path := tmp_path / "本单位.docx"))
    for count in (1, 2):  # again, with another document in between
        document = Document(
            "关于甲&乙的通知",
            Head(("市局", "县局"), f"{count}号"),
            opening="各县：",
            blocks=(Paragraph("一。"), Paragraph("二。")),
        )
        opened = docx.Document(BytesIO(write(document, path)))
        lines = [paragraph.text for paragraph in opened.paragraphs]
        assert lines[lines.index("始") + 1 : lines.index("终")] == TAGS[tag]
        assert opened.sections[0].header.paragraphs[0].text == f"关于甲&乙的通知{count}号"
        write(replace(document, title="别的", blocks=()), path)
