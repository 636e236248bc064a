"""The house as ARCHITECTURE.md says it is: imports run one way, rooms are named for what is inside."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "docgen"
FILES = sorted(file for file in PACKAGE.rglob("*.py") if file.name != "__init__.py")
FOUND_BY_LISTING = {
    "docgen.read": "docgen.readers.",
    "docgen.write": "docgen.writers.",
    "docgen.rulebook": "docgen.rules.",
    "docgen.report": "docgen.reports.",
    "docgen.redline": "docgen.redlines.",
    "docgen.trace_table": "docgen.trace_tables.",
    "docgen.units_file": "docgen.unit_tables.",
}
NAMELESS = {"utils", "util", "common", "helpers", "helper", "core", "misc", "base"}
SLOW_TO_IMPORT = {
    "docx",
    "docxtpl",
    "lxml",
    "jieba",
    "rich",
    "jinja2",
    "pydantic",
    "yaml",
    "markdown_it",
    "rapidfuzz",
} | {
    "openpyxl",
    "chinese_calendar",
}


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


MODULES = {name_of(file): file for file in FILES}


def imported(source: str) -> Iterator[str]:
    """The modules of docgen that a source imports anywhere: at the top, in a function, for types alone."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where a thing comes from"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in (*inner, node.module or "") if name in MODULES)


GRAPH = {name: set(imported(file.read_text(encoding="utf-8"))) for name, file in MODULES.items()}


def test_imports_make_no_cycle() -> None:
    listed = {
        name: {other for other in MODULES if other.startswith(folder)} for name, folder in FOUND_BY_LISTING.items()
    }
    whole = {name: others | listed.get(name, set()) for name, others in GRAPH.items()}
    try:
        TopologicalSorter(whole).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def test_the_graph_sees_all_kinds_of_imports() -> None:
    source = "import docgen.cli\nfrom docgen import genre as g\ndef f():\n from docgen.errors import Problem\n"
    assert sorted(imported(source)) == ["docgen.cli", "docgen.errors", "docgen.genre"]


def test_the_document_is_at_the_bottom_and_the_commands_on_top() -> None:
    assert GRAPH["docgen.document"] == {"docgen.notation"}
    assert not GRAPH["docgen.notation"] | GRAPH["docgen.errors"]
    assert [name for name, others in GRAPH.items() if "docgen.cli" in others] == []


@pytest.mark.parametrize(("side", "other"), [("readers", "writers"), ("writers", "readers")])
def test_readers_and_writers_do_not_know_each_other(side: str, other: str) -> None:
    edges = [(name, to) for name, others in GRAPH.items() for to in others if name.startswith(f"docgen.{side}.")]
    assert edges
    assert [edge for edge in edges if edge[1].startswith(f"docgen.{other}.")] == []


def test_rules_know_no_rules() -> None:
    rules = {name for name in MODULES if name.startswith("docgen.rules.")}
    assert len(rules) > 50
    assert [(name, to) for name, others in GRAPH.items() for to in others & rules] == []


def test_a_plug_in_is_reached_by_its_verb_alone() -> None:
    """Nobody but read.py knows the readers, so that adding one is adding a file."""
    outside = [(name, to) for name, others in GRAPH.items() for to in others if not name.startswith("docgen.readers.")]
    assert [edge for edge in outside if edge[1].startswith("docgen.readers.")] == []


def test_folders_say_nothing_and_modules_are_named_for_what_is_inside() -> None:
    folders = [PACKAGE, *(folder for folder in PACKAGE.iterdir() if any(folder.glob("*.py")))]
    assert [str(folder) for folder in folders if (folder / "__init__.py").read_text(encoding="utf-8")] == []
    assert [name for name, file in MODULES.items() if file.stem in NAMELESS] == []


def listed_rooms() -> list[list[str]]:
    """The rooms of ARCHITECTURE.md, row by row."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = (line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    return [re.findall(r"`([\w/]+)\.py`", row) for row in rows]


def test_architecture_names_every_room_and_no_other() -> None:
    listed = [room for row in listed_rooms() for room in row]
    files = (file.relative_to(PACKAGE).with_suffix("").as_posix() for file in FILES)
    assert sorted(listed) == sorted(name for name in files if not name.startswith("rules/"))


def test_imports_run_up_the_list() -> None:
    row = {"docgen." + room.replace("/", "."): n for n, rooms in enumerate(listed_rooms()) for room in rooms}
    row |= {name: row["docgen.rulebook"] for name in MODULES if name.startswith("docgen.rules.")}
    downward = [
        f"{name} imports {to}" for name, others in GRAPH.items() for to in others if row.get(to, 0) > row.get(name, 99)
    ]
    assert downward == []


def test_a_command_starts_without_what_it_does_not_need() -> None:
    program = "import sys, docgen.cli; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert SLOW_TO_IMPORT & {name.split(".")[0] for name in run.stdout.split()} == set()
