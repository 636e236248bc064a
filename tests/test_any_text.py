"""Whatever a file holds: reading and every rule come to an end, soon, and point at places that are there."""

from __future__ import annotations

import gc
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.draft import Brief
from docgen.guess import guessed
from docgen.lint import lint
from docgen.notation import Date
from docgen.read import draft_bytes
from docgen.rulebook import Loaded, chosen, ids, load

BREAK = re.compile(r"\r\n|\n|\r")
EVERY = chosen(["all"])
PIECES = st.sampled_from(
    (
        *(
            "一、",
            "（一）",
            "1.",
            "（1）",
            "①",
            "一是",
            "二是",
            "三要",
            "第一，",
            "首先，",
            "其次，",
            "最后，",
            "第一个问题是",
        ),
        *(
            "关于",
            "印发",
            "《",
            "》",
            "“",
            "”",
            "（",
            "）",
            "〔2026〕5号",
            "的通知",
            "实施方案",
            "同志们：",
            "各单位：",
            "附件：",
        ),
        *(
            "2026年3月5日",
            "2月30日",
            "二〇二六年三月",
            "3月—5月",
            "12个",
            "四个方面",
            "“六坐”",
            "讲三点意见",
            "98%",
            "合计",
        ),
        *(
            "XX",
            "X",
            "**",
            "××",
            "某某",
            "【待补：文号】",
            "书记",
            "局长",
            "张伟",
            "清河市",
            "牵头单位：",
            "时限：",
            "组长：",
        ),
        *(
            "的",
            "的的",
            "得",
            "地",
            "部暑",
            "四个意识",
            "以下简称“专班”",
            "活动",
            "行动",
            "迎接党的二十大胜利召开",
            "会议精神",
        ),
        *(
            "，",
            "。",
            "、",
            "；",
            "：",
            "？",
            "！",
            "……",
            "——",
            ",",
            ".",
            ";",
            ":",
            "?",
            "(",
            ")",
            '"',
            "'",
            "#",
            "- ",
            "|",
        ),
        *(
            " ",
            "\u3000",
            "\u2003",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\u2028",
            "\x85",
            "\x0c",
            "\u200b",
            "\xa0",
            "\ufeff",
        ),
        *("a", "Word", "𠀀", "\U0010ffff", "龘", "\ud7ff", "e\u0301", "0", "１", "Ａ", "\x00", "\x1b"),
    )
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))
GENRES = st.sampled_from(["", "plan", "notice", "speech", "report"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["txt", "md", "html"]), GENRES)
def test_every_rule_on_any_text(text: str, suffix: str, genre: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    draft = guessed(draft_bytes(data, suffix), genre).briefed(Brief(Date(2026, 3, 5), ("能力提升", "“三项制度”")))
    lines = BREAK.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    for finding in lint(draft, EVERY):
        place = finding.place
        assert finding.message
        if place.line:
            assert 1 <= place.col <= place.end_col or place.line < place.end_line
            assert place.end_line <= len(lines)
            if suffix == "txt":
                assert place.col <= len(lines[place.line - 1]) + 1
                assert place.end_col <= len(lines[place.end_line - 1]) + 1


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_every_rule_on_any_bytes(data: bytes) -> None:
    lint(guessed(draft_bytes(data, "txt")), EVERY)


HOSTILE = {
    "一是": "一是抓落实，",
    "括号": "（",
    "引号": "“",
    "顿号": "、",
    "空格": " ",
    "数字": "1",
    "的": "的",
    "占位": "XX",
    "年月": "2026年",
    "标号": "一、\n",
    "条目": "（一）加强领导。\n",
    "同一句": "要坚持问题导向，扎实推进各项工作任务落地见效。",
    "个方面": "四个方面",
    "书名": "《关于",
    "活动": "“能力提升年”活动、能力提升年行动，",
    "逗号": "，",
    "单位": "市直各部门、",
    "名字": "张伟书记、XX书记，",
}


def seconds(rule: Loaded, text: str) -> float:
    """Without the garbage collector, which walks the heap of the whole test run, whatever the rule does."""
    draft = guessed(draft_bytes(text.encode(), "txt"), "plan")
    gc.disable()
    try:
        start = time.process_time()
        lint(draft, [rule])
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("name", ids())
def test_a_rule_s_cost_grows_with_the_text_and_no_faster(name: str) -> None:
    """Eight times the text may take twenty-four times as long; what is quadratic takes sixty-four."""
    rule = load(name)
    for kind, piece in HOSTILE.items():
        short, long = (piece * (size // len(piece)) for size in (5_000, 40_000))
        if seconds(rule, long) < 0.06:
            continue
        few = many = float("inf")
        for _ in range(6):  # a busy machine makes a run longer, never shorter
            few, many = min(few, seconds(rule, short)), min(many, seconds(rule, long))
            if many < 24 * few:
                break
        assert many < 24 * few, f"{kind}: {few:.3f} s, then {many:.3f} s"
