"""`docgen update`: nothing that either level wrote is lost, whatever both of them do.

Random plans are adapted, edited here and revised above (tests/revisions.py); told stories stand in tests/updates.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import TESTS, Golden
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from revisions import EQUAL, Author, campaign, edited, marks, rendered, revised, typed, written

from docgen import upper_file
from docgen.adapt import adapt
from docgen.addresses import english, texts
from docgen.base_text import base_text
from docgen.campaign import Issuer, LeadingGroup, Person, Region
from docgen.campaign_file import Opened, opened
from docgen.chain import Chain
from docgen.clashes import Clash
from docgen.cli import main
from docgen.dropped import REFERENCES
from docgen.errors import Problem
from docgen.overlay_text import overlay_text
from docgen.placed import ITEM_LISTS, plain
from docgen.profile import Profile
from docgen.update_files import Updated, update_file
from docgen.upper_changes import value_at
from docgen.yaml_edit import Remove
from docgen.yaml_edit import edited as yaml_edited

Data = Any
CITY = Profile(
    level="city",
    region=Region(name="江川市", self="我市"),
    issuer=Issuer(name="江川市医疗保障局", short="市医保局", self="我局"),
)
GROUP = LeadingGroup(head=Person(post="本级组长"))
RENAMED = {"全省": "全市", "处室": "科室", "省医疗保障局": "市医疗保障局"}
STORIES = 75  # a quarter
REVISIONS = 6  # of one plan with one set of local edits


@dataclass(frozen=True)
class State:
    """An overlay before or after an update."""

    overlay: str
    base: bytes
    known: Data  # the base as data
    local: Data  # what the overlay comes to
    chain: Chain


def state(path: Path, found: Opened) -> State:
    assert found.chain.upper is not None
    return State(*_bytes(path), plain(found.chain.upper), plain(found.chain.local), found.chain)


def _bytes(path: Path) -> tuple[str, bytes]:
    return path.read_bytes().decode(), path.with_name(f"{path.stem}.base.yaml").read_bytes()


def numbered(data: Data, name: str = "") -> Data:
    """Plain data with every item's id, by position where it has none."""
    if isinstance(data, list) and name in ITEM_LISTS:
        items = [{"text": one} if isinstance(one, str) else numbered(one) for one in data]
        return [{"id": f"p{n}", **item} for n, item in enumerate(items, start=1)]
    if isinstance(data, dict):
        return {key: numbered(one, key) for key, one in data.items()}
    return data


def written_files(folder: Path, random: Random, plan: Data, told: list[str]) -> tuple[Path, list[str]]:
    """The plan adapted in a folder, with edits and comments of a person in the overlay."""
    profile = replace_(random)
    chinese = random.random() < 0.7
    (folder / "upper.yaml").write_text(written(rendered(plan), chinese), encoding="utf-8")
    upper = upper_file.read(folder / "upper.yaml")
    made = adapt(upper.value, upper.campaign, profile, "上级的通知")
    comments: list[str] = []
    author = Author(random, mark="本")
    patch = edited(random, author, made.base, told, dict(made.patches))
    head = overlay_text(
        replace(made, patches={}, questions=made.questions[:1]), "local.base.yaml", "upper.yaml", chinese
    )
    text = head + typed(random, patch, chinese, comments)
    text = text.replace("\n", "\r\n") if random.random() < 0.1 else text
    text = "\ufeff" + text if random.random() < 0.1 else text
    (folder / "local.base.yaml").write_text(base_text(made.base, chinese), encoding="utf-8")
    (folder / "local.yaml").write_bytes(text.encode())
    return folder / "local.yaml", comments


def replace_(random: Random) -> Profile:
    given: Data = {}
    if random.random() < 0.5:
        given["ahead"] = 5
    if random.random() < 0.5:
        given["leading_group"] = GROUP
    return CITY.model_copy(update=given)


# ── what is asked of every update ──


def facts(data: Data) -> dict[str, tuple[str, str, str]]:
    """Where each numbered text stands, by its last number: address, key, text."""
    return {found[-1]: (*way, text) for *way, text in texts(data) if (found := marks(text))}  # type: ignore[misc]


def conflicts(path: Path) -> str:
    return "\n".join(
        "\n".join((one.what, one.before, one.upper, one.local)) for one in opened(path, draft=True).keys.conflicts
    )


def resolved(path: Path) -> str:
    """The overlay once a person has taken out the conflicts."""
    text = path.read_bytes().decode()
    for key in ("冲突", "conflicts"):
        if re.search(rf"^{key}:", text, re.MULTILINE):
            return yaml_edited(text, [Remove((key,))])
    return text


def check(path: Path, before: State, upper0: Data, upper: Data, comments: list[str], random: Random) -> State | None:
    """Updates, and checks that nothing is lost; None where a person has a place to mend before it can be loaded."""
    if random.random() < 0.1:
        update_file(path, dry_run=True)
        assert _bytes(path) == (before.overlay, before.base), "dry run"
    done = update_file(path)
    overlay, base = _bytes(path)
    if not done.changes:
        assert (overlay, base) == (before.overlay, before.base)
        return before
    SEEN.update([*(f"clash: {clash.what}" for clash in done.clashes), *(["moot"] if done.moot else [])])
    check_lines(before.overlay, overlay, comments)
    reported = ""
    if done.clashes:
        reported = conflicts(path)
        assert len(update_file(path).waiting) == len(done.clashes)
        assert _bytes(path) == (overlay, base), "an update with conflicts left changes nothing"
        path.write_bytes(resolved(path).encode())
    found = opened(path, draft=True)
    if problems := [problem for problem in found.problems if problem.level == "error"]:
        for problem in problems:  # an anchor or what is referred to is gone: the conflict named it, so does the fault
            assert any(names(problem, clash) for clash in done.clashes), str(problem)
        SEEN["a place to mend"] += 1
        return None
    if random.random() < 0.2:
        left = _bytes(path)
        assert not update_file(path).changes
        assert _bytes(path) == left, "an update twice"
    after = state(path, found)
    check_base(after, upper, before)
    own = "\n".join(str((change.before, change.after)) for change in done.own)
    check_edits(before, after, upper)
    check_texts(before, after, upper0, upper, reported, own, done)
    check_order(after)
    check_references(before, after, reported)
    return after


def check_edits(before: State, after: State, upper: Data) -> None:
    """Every edit still stands, but for the deadlines that the upper level has no more."""
    was, now = (
        {(touch.kind, touch.address, touch.name) for touch in one.chain.touches if touch.kind in ("set", "move")}
        for one in (before, after)
    )
    for kind, address, name in was - now:  # what is written within a key that is there now
        assert name == "deadline" or any(covers(address, way) for _, way, _ in now), (kind, address)


def names(problem: Problem, clash: Clash) -> bool:
    """Whether a fault is where a conflict was, or names what the upper level took away in it."""
    said = re.search(r"编号为“([^”]*)”的一项|“([^”]*)”(?:这个章节|就是这一项自己)", problem.message)
    met = {one.address.rpartition(".")[2] for one in (clash.change, clash.touch)}
    within = english(problem.key).partition("[")[0].startswith(clash.change.address)
    return within or bool(said and met & set((said[1] or said[2]).split("."))) or has(clash, said)


def has(clash: Clash, said: re.Match[str] | None) -> bool:
    """Whether what the upper level took away held the item that a fault names."""
    return said is not None and clash.change.after is None and f"'{(said[1] or said[2])}'" in str(clash.change.before)


def covers(address: str, other: str) -> bool:
    """Whether one of two addresses is within the other."""
    return f"{other}.".startswith(f"{address}.") or f"{address}.".startswith(f"{other}.")


def check_lines(before: str, after: str, comments: list[str]) -> None:
    """Lines stay as typed, or, once moot, as a comment at the end."""
    lines, now = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, lines, now, autojunk=False)
    gone = [line for tag, a, b, *_ in matcher.get_opcodes() if tag != "equal" for line in lines[a:b]]
    for line in gone:  # deadlines were counted, and what keeps nothing any more is of no use
        edits = marks(line) or "#" in line
        there = line.strip() in after or (marks(line) and set(marks(line)) <= set(marks(after)))
        assert not edits or there or re.search("原文|quote|时限|deadline", line), line
    for comment in comments:
        assert comment in after, comment


def check_base(after: State, upper: Data, before: State) -> None:
    """The base is the new edition, with what is retained; who has not changed is known by the same id."""
    base = after.known
    for way in after.chain.retained:
        base = without(base, way.split("."))
    assert nameless(base) == nameless(upper)
    assert referred(base) == referred(upper)
    known = {(way, text): id_ for way, id_, text in named(before.known)}
    twice = Counter((way, text) for way, _, text in named(after.known))
    for way, id_, text in named(base):
        if twice[way, text] == 1 and EQUAL not in text and not re.fullmatch(r"p\d+", known.get((way, text), "p1")):
            continue  # a name, which the upper level may have changed
        if twice[way, text] == 1 and EQUAL not in text and (way, text) in known:
            assert known[way, text] == id_, (way, text)


def without(data: Data, way: list[str]) -> Data:
    if isinstance(data, list):
        kept = [one for one in data if len(way) > 1 or one.get("id") != way[0]]
        return [without(one, way[1:]) if one.get("id") == way[0] else one for one in kept]
    if not isinstance(data, dict) or not way:
        return data
    if "id" in data:
        return {name: without(one, way) if name in ITEM_LISTS else one for name, one in data.items()}
    return {name: without(one, way[1:]) if name == way[0] else one for name, one in data.items()}


def nameless(data: Data) -> Data:
    """Without ids and references; what is empty counts as not there."""
    if isinstance(data, list):
        return [nameless(one) for one in data]
    if not isinstance(data, dict):
        return data
    kept = {name: nameless(one) for name, one in sorted(data.items()) if name not in ("id", "level", *REFERENCES)}
    return {name: one for name, one in kept.items() if one not in ([], {})}


def named(data: Data, way: str = "") -> Iterator[tuple[str, str, str]]:
    """The list that an item stands in, its id, all that it says."""
    if isinstance(data, dict):
        here = f"{way}.{data['id']}" if "id" in data else way
        for name, one in data.items():
            yield from named(one, here if "id" in data and name in ("points", "blocks") else f"{here}.{name}")
    elif isinstance(data, list):
        for one in data:
            if isinstance(one, dict) and "id" in one:
                yield way, one["id"], str(nameless(one))
            yield from named(one, way)


def referred(data: Data) -> list[list[str]]:
    """What each measure refers to, by what that says."""
    says = {one["id"]: str(nameless(one)) for one in data.get("problems", ())}
    return [[says[id_] for id_ in measure.get("addresses", ())] for measure in data.get("measures", ())]


def check_texts(
    before: State, after: State, upper0: Data, upper1: Data, reported: str, own: str, done: Updated
) -> None:
    old, new, was, now = map(facts, (upper0, upper1, before.local, after.local))
    moot = bool(done.moot)
    kept, kept_before = (_retained(one) for one in (after, before))
    for mark, (_, name, text) in new.items():
        if mark in now:
            assert now[mark][1] == name
            assert now[mark][2] in (text, renamed(text)), (now[mark], text)
            assert mark not in was or was[mark][2] == now[mark][2], "what nobody touched"
            assert mark in was or mark not in old or moot or mark in reported, f"{mark} had been edited here"
        elif mark in old:
            assert mark not in was or mark in reported, f"{mark} is lost"
        else:
            assert mark in reported or mark in own, f"{mark}, new above, is neither there nor reported"
    for mark in now:
        stays = mark in kept and (mark in reported or mark in kept_before)
        assert mark in new or mark.startswith("本") or stays, f"where is {mark} from?"
    for mark, fact in was.items():
        if mark.startswith("本"):
            assert mark in now, f"{mark}, written here, is lost"
            assert fact[1:] == now[mark][1:]
    if not any(touch.kind != "move" for touch in after.chain.touches if not is_head(touch.address)):
        assert equals(after.local) == equals(upper1)


def _retained(one: State) -> set[str]:
    """The numbers of the texts that the upper level had dropped and this level keeps."""
    return {mark for way in one.chain.retained for mark in facts(value_at(one.known, way, ""))}


def is_head(address: str) -> bool:
    """Whether adapt itself writes it."""
    return address.partition(".")[0] not in (*ITEM_LISTS, "wording", "speech", "purpose", "ideology")


def equals(data: Data) -> int:
    return sum(text == EQUAL for *_, text in texts(data))


def renamed(text: str) -> str:
    for word, becomes in RENAMED.items():
        text = text.replace(word, becomes)
    return text.replace("《全市工作规则》", "《全省工作规则》")


def check_order(after: State) -> None:
    """What this level has not placed itself stands as the upper level has it."""
    placed = {touch.address for touch in after.chain.touches if touch.kind in ("move", "add")}
    rewritten = {(touch.address, touch.name) for touch in after.chain.touches if touch.kind == "set"}
    local = dict(orders(after.local))
    for (way, key), ids in orders(after.known):
        if (way, key) in local and (way, key) not in rewritten:
            free = [id_ for id_ in ids if id_ in local[way, key] and f"{way}.{id_}" not in placed]
            assert [id_ for id_ in local[way, key] if id_ in free] == free, way


def orders(data: Data, way: str = "", key: str = "") -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Every list of items by its address and its key."""
    if isinstance(data, dict):
        for name, one in data.items():
            yield from orders(one, way if "id" in data else f"{way}.{name}".strip("."), name)
    elif isinstance(data, list) and all(isinstance(one, dict) and "id" in one for one in data):
        yield (way, key), [one["id"] for one in data]
        for one in data:
            yield from orders(one, f"{way}.{one['id']}")


def check_references(before: State, after: State, reported: str) -> None:
    """What this level refers to is what it referred to."""
    own = {touch.address for touch in after.chain.touches if touch.name == "addresses" or touch.kind == "add"}
    was, now = (dict(references(one.local)) for one in (before, after))
    texts_now = set(facts(after.local))
    for way, meant in was.items():
        if f"measures.{way.split()[0]}" in own and way in now:
            survive = [mark for mark in meant if mark in texts_now]
            assert set(survive) <= set(now[way]) or reported, (way, meant, now[way])


def references(data: Data) -> Iterator[tuple[str, list[str]]]:
    problems = {one["id"]: list(facts(one)) for one in data.get("problems", ())}
    for measure in data.get("measures", ()):
        yield (
            " ".join((measure["id"], *facts(measure)))[:20],
            [mark for id_ in measure.get("addresses", ()) for mark in problems[id_]],
        )


SEEN: Counter[str] = Counter()


def story(random: Random) -> None:
    """A plan that this level edits, and some revisions of it, each by itself, the last one revised again."""
    author = Author(random)
    plan = campaign(random, author)
    with tempfile.TemporaryDirectory() as name:
        told: list[str] = []
        path, comments = written_files(Path(name), random, plan, told)
        found = opened(path, draft=True)
        while found.campaign is None:  # local edits that do not go together, such as an anchor that is dropped
            told.clear()
            path, comments = written_files(Path(name), random, plan, told)
            found = opened(path, draft=True)
        before, upper0 = state(path, found), numbered(rendered(plan))
        if random.random() < 0.2:
            assert update_file(path) == Updated()
            assert _bytes(path) == (before.overlay, before.base), "no change above, no byte here"
        files = {file: file.read_bytes() for file in path.parent.iterdir()}
        for _ in range(REVISIONS):
            for file, data in files.items():
                file.write_bytes(data)
            revision = revised(random, author, plan, told)
            after = revision_checked(path, before, upper0, revision, comments, random)
        if after:  # what was revised is revised again
            again = revised(random, author, revision, told)
            revision_checked(path, after, numbered(rendered(revision)), again, comments, random)
        SEEN.update([*told, *(["equal texts"] if equals(upper0) > 1 else [])])


def revision_checked(
    path: Path, before: State, upper0: Data, revision: Data, comments: list[str], random: Random
) -> State | None:
    plan = rendered(revision)
    path.with_name("upper.yaml").write_text(written(plan, before.chain.tree.in_chinese), encoding="utf-8")
    SEEN["pairs"] += 1
    return check(path, before, upper0, numbered(plan), comments, random)


# What must have been tried in each quarter: kinds of edits above and here, and what came of them.
KINDS = {
    *("front", "middle", "end", "text", "title", "reworded", "gone", "moved", "named", "unnamed", "references", "key"),
    *("list gone", "equal texts", "field", "field gone", "points", "added", "nested", "nested added", "nested gone"),
    *("reason", "moot", "a place to mend", "clash: 上级和本级都改了这一处", "clash: 上级改了这一处，本级删去了它"),
    "clash: 上级删去了这一项，本级改过它",
}


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(4))
def test_whatever_both_do_nothing_is_lost(quarter: int) -> None:
    """Over 2,000 pairs of edits above and here; a story that fails is told again by its seed."""
    SEEN.clear()

    @settings(max_examples=STORIES, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(st.integers(0, 2**48).map(lambda seed: 4 * seed + quarter))
    def told(seed: int) -> None:
        story(Random(seed))

    told()
    assert SEEN["pairs"] >= 500
    assert KINDS - SEEN.keys() == set()


# ── stories that a person can check ──

CASES = sorted(path.parent for path in (TESTS / "updates").glob("*/local.yaml"))


def laid_out(case: Path, folder: Path) -> Path:
    """A case as it stands on the day of the revision: the base is that of the first edition."""
    for file in case.glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "upper.yaml").write_bytes((case / "upper-1.yaml").read_bytes())
    first = upper_file.read(folder / "upper.yaml")
    (folder / "local.base.yaml").write_text(base_text(plain(first.value), first.in_chinese), encoding="utf-8")  # type: ignore[arg-type]
    found = [problem for problem in opened(folder / "local.yaml", draft=True).problems if problem.level == "error"]
    assert not found, found
    (folder / "upper.yaml").write_bytes((case / "upper-2.yaml").read_bytes())
    return folder / "local.yaml"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_an_update_comes_to(
    case: Path, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = laid_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["update", "local.yaml"])
    said = capfd.readouterr()
    golden(f"updates/{case.name}/told.txt", f"{said.out}{said.err}返回 {left.value.code}\n")
    for name in ("local.yaml", "local.base.yaml"):
        golden(f"updates/{case.name}/after/{name}", (tmp_path / name).read_text("utf-8"))
    path.write_text(resolved(path), encoding="utf-8")
    again = [f"{problem}\n" for problem in opened(Path("local.yaml"), draft=True).problems if problem.level == "error"]
    golden(f"updates/{case.name}/after/then.txt", "".join(again) or comes_to(Path("local.yaml")))


def comes_to(path: Path) -> str:
    """What the overlay comes to once the conflicts are taken out."""
    data = plain(opened(path, draft=True).chain.local)
    lines = base_text(data, True).splitlines(keepends=True)  # type: ignore[arg-type]
    return "".join(line for line in lines if not line.startswith("#"))


# ── what cannot be done leaves both files as they were ──


def _vanished(path: Path) -> None:
    path.with_name("upper.yaml").unlink()


def _invalid(path: Path) -> None:
    text = "活动名称: 作风建设\n措施: [{标题: 甲, 针对: [没有的]}]\n"
    path.with_name("upper.yaml").write_text(text, encoding="utf-8")


def _in_gb18030(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))


def _without_upper(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("原件: upper.yaml\n", ""), encoding="utf-8")


def _base_is_upper(path: Path) -> None:
    path.with_name("upper.yaml").write_bytes(path.with_name("local.base.yaml").read_bytes())
    path.write_text(path.read_text("utf-8").replace("local.base.yaml", "upper.yaml"), encoding="utf-8")


def _anchored(path: Path) -> None:
    """What is to be taken out stands within a YAML anchor, which the program does not touch."""
    text = path.read_text("utf-8")
    path.write_text(text.replace("  - 编号: window\n", "  - &window\n    编号: window\n"), encoding="utf-8")


def _locked(name: str) -> Any:
    """Stands where write_whole writes beside the file: whoever runs the test, the file cannot be written."""

    def lock(path: Path) -> None:
        path.with_name(f".{hashlib.sha256(name.encode()).hexdigest()[:16]}.tmp").mkdir()

    return lock


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_vanished, "找不到这个文件"),
        (_invalid, "问题清单里没有编号为“没有的”的一项"),
        (_in_gb18030, "文件的编码不是 UTF-8，不能自动改"),
        (_without_upper, "没有写“沿用”和“原件”"),
        (_base_is_upper, "“沿用”和“原件”是同一个文件"),
        (_anchored, "程序不改"),
        (_locked("local.yaml"), "写不进这个文件，什么也没有改"),
        (_locked("local.base.yaml"), "写不进这个文件，什么也没有改"),
    ],
    ids=["vanished", "invalid", "gb18030", "not_adapted", "base_is_upper", "anchor", "overlay_locked", "base_locked"],
)
def test_what_cannot_be_done_changes_nothing(spoil: Any, said: str, tmp_path: Path, capfd: Any) -> None:
    path = laid_out(TESTS / "updates/dropped_by_both", tmp_path)
    spoil(path)
    before = _bytes_of(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["update", str(path)])
    assert left.value.code == 2
    assert said in capfd.readouterr().err
    assert _bytes_of(tmp_path) == before


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_line_ends_and_a_mark_at_the_start_stay(tmp_path: Path) -> None:
    path = laid_out(TESTS / "updates/both_changed", tmp_path)
    before = "\ufeff" + path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(before.encode())
    assert update_file(path).clashes
    after = path.read_bytes().decode()
    assert after.startswith(before)
    assert after.count("\n") == after.count("\r\n")
