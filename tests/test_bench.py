"""make bench compares like with like: the template that docgen writes for docxtpl gives docgen's own text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from docgen.document import Document
from docgen.write import write
from tests.bench_layouts import DOCXTPL, data, fat, lean, paragraphs
from tests.bench_units import DEGREES, campaign, table, varied
from tests.bench_work import GENRES, SAFETY, TEXTS, documents, run


def printed(template: bytes, document: Document) -> list[str]:
    made = BytesIO()
    filled = DocxTemplate(BytesIO(template))
    filled.render(data(document), autoescape=True)
    filled.save(made)
    return paragraphs(made.getvalue())


@pytest.mark.parametrize("genre", GENRES)
def test_the_template_of_one_unit_prints_the_text_of_another(genre: str, tmp_path: Path) -> None:
    units = table(tmp_path, base := campaign(SAFETY, tmp_path), 6, 2)
    first, *_, last = documents(base, units, [genre])
    template = lean(first, DOCXTPL)
    ours = paragraphs(write(last, "docx"))
    assert printed(template, last) == printed(fat(template), last) == ours
    assert ours != paragraphs(write(first, "docx"))


@pytest.mark.parametrize("text", TEXTS)
def test_documents_differ_by_degrees(text: str) -> None:
    whole = TEXTS[text]()
    lines = paragraphs(write(whole, "docx"))
    differing = []
    for degree in DEGREES:
        made = paragraphs(write(varied(whole, degree, "澄岭青溪安全生产服务中心"), "docx"))
        assert len(made) == len(lines)
        differing.append(sum(a != b for a, b in zip(made, lines, strict=True)))
    assert differing[0] == 1
    assert differing[1] == 4
    assert differing[2] > len(lines) / 3


def test_a_run_of_the_bench_makes_every_document(tmp_path: Path) -> None:
    units = table(tmp_path, base := campaign(SAFETY, tmp_path), 6, 3)
    made = list(run(base, units, tmp_path / "out", GENRES))
    files = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.docx"))
    assert sorted(one.file for one in made) == files
    assert len(files) == 6 * len(GENRES)
    ours = {path.name: paragraphs(path.read_bytes()) for path in (tmp_path / "out").rglob("*.docx")}
    for one, document in zip(made, documents(base, units, GENRES), strict=True):
        assert ours[Path(one.file).name] == paragraphs(write(document, "docx"))
