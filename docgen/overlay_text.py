"""An adaptation as the file that a person goes on with; reasons and questions are comments in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.adapt import Adaptation
from docgen.adapt_questions import Question
from docgen.addresses import chinese
from docgen.base_text import Spelling
from docgen.patches import patches
from docgen.renaming import Keep, Renaming
from docgen.terminal import folded
from docgen.yaml_text import pair_in_flow, scalar

FIRST = ("level", "region", "issuer", "superior", "basis", "leading_group")


def overlay_text(made: Adaptation, extends: str, upper: str, chinese_keys: bool) -> str:
    """extends: the kept base; upper: the upper level's own file; both as paths from the overlay."""
    head, spelled = made.head, Spelling(chinese_keys)
    beginning: dict[str, Any] = {"docgen": "1", "extends": extends, "upper": upper}
    beginning |= {"ahead": head["ahead"]} if "ahead" in head else {}
    rest = {name: value for name, value in head.items() if name not in (*FIRST, *beginning)}
    edits = patches(made.patches, made.base)
    lines = [
        f"# 由 docgen adapt 根据“{upper}”改编，只写与上级不同的地方；没有写的，照上级的来。可以直接改。",
        "# 上级方案修订以后，运行 docgen update 本文件，修订的内容会带进来，这里写的都保留。",
    ]
    if made.questions:
        lines.append(f"# 有 {len(made.questions)} 处要您定夺，列在文件末尾。")
    parts = [
        "\n".join(lines) + "\n",
        spelled.keys(beginning),
        spelled.keys({name: head[name] for name in FIRST if name in head}),
        *(["\n".join(_table(made.renaming, spelled)) + "\n"] if made.renaming.table else []),
        *(["\n".join(_keeps(made.renaming.keeps, spelled)) + "\n"] if made.renaming.keeps else []),
        spelled.keys(rest),
        spelled.keys(edits),
        "".join(f"{line}\n" for line in _questions(made.questions, chinese_keys)),
    ]
    return "\n".join(part for part in parts if part)


def _table(renaming: Renaming, spelled: Spelling) -> Iterator[str]:
    """Each name with how often it is renamed."""
    counts = Counter(one.occurrence.word for one in renaming.judged if one.occurrence.verdict == "change")
    yield f"{spelled.key('remap')}:"
    for word, becomes in renaming.table.items():
        yield f"  {scalar(word)}: {scalar(becomes)}" + (f"  # {counts[word]} 处" if counts[word] else "")


def _keeps(keeps: Sequence[Keep], spelled: Spelling) -> Iterator[str]:
    yield f"{spelled.key('keep')}:"
    for keep in keeps:
        pairs = ", ".join(pair_in_flow(key, text) for key, text in _kept(keep, spelled).items())
        yield f"  - {{{pairs}}}" + (f"  # {keep.reason}" if keep.reason else "")


def _kept(keep: Keep, spelled: Spelling) -> dict[str, str]:
    item, quote = ("位置", "原文") if spelled.chinese else ("item", "quote")
    return {item: spelled.address(keep.address), quote: keep.quote}


def _questions(questions: Sequence[Question], chinese_keys: bool) -> Iterator[str]:
    if questions:
        yield "# ── 请您定夺 ── 定好一条，可以删去一条；不删也不影响生成。"
    for n, question in enumerate(questions, start=1):
        first, *others = folded(f"{n}. {told(question, chinese_keys)}")
        yield f"# {first}"
        yield from (f"#    {line}" for line in others)


def told(question: Question, chinese_keys: bool = True) -> str:
    """A question in one line."""
    at = chinese(question.at) if chinese_keys else question.at
    proposal = f"。建议：{question.proposal.rstrip('。')}" if question.proposal else ""
    return (f"{at}：" if at else "") + question.what.rstrip("。") + proposal + "。"
