"""What becomes of a body of the upper level that this level reports to or obeys, or that did or said something."""

from __future__ import annotations

import re

from docgen.levels.clauses import orders
from docgen.levels.groups import Group
from docgen.levels.scan import Hit
from docgen.levels.verdicts import Occurrence, ask, becomes, keep, write
from docgen.levels.words import LevelWords

_GRANTED = re.compile(r"审批|批准|核准|审定|审核|备案")
_STILL = {
    "report": "本级向上级报送，仍写上级",
    "obey": "本级执行上级部署，仍写上级",
    "serve": "本级配合上级，仍写上级",
    "under": "本级在上级指导下，仍写上级",
}


def of_relation(text: str, hit: Hit, group: Group, words: LevelWords) -> Occurrence | None:
    """Where this level reports to the upper one or obeys it, or it said or issued what it did; None elsewhere."""
    kinds = {each.term.kind for each in group.hits if each.term}
    ours = "issuer" in kinds
    kind = hit.term.kind if hit.term else ""
    if kinds == {"above"} and group.relation != "report":
        return None
    match group.relation:
        case "report" if kinds == {"above"} and _GRANTED.match(text[group.end :]):
            return keep(hit, "批准权在更上级，名称不变")
        case "report" if ours or "above" in kinds:
            if kind == "body":
                return ask(hit, "同时报几个上级，级别不同", f"逐级上报：先报本级，{write(hit)}")
            if group.doer == "issuer" and not words.skips and kind == "issuer":
                return keep(hit, _STILL["report"])
            return ask(hit, "报送要逐级，不能越级", _step_by_step(group, words))
        case "relay":
            return keep(hit, "同前面的报送是一整句，仍写收到报送的上级")
        case "obey" | "under" | "serve" if ours or group.relation == "obey":
            if group.doer == "issuer" and not (words.skips and ours):
                return keep(hit, _STILL[group.relation])
            verb, noun = orders(text[: group.start], text[group.end :])
            joined = "和" if "、" in _words(group) else "、"
            if under := re.match(r"[^，。；]*?下", group.text[group.end :]) if group.relation == "under" else None:
                verb, noun = "在", under.group()
            return ask(
                hit, "执行的是下级，上级和本级的都要写", f"{verb}{_words(group)}{joined}{_between(group, words)}{noun}"
            )
        case "approve":
            return ask(
                hit, "批准权在哪一级，要看规定", f"由本级批准的，{write(hit)}；仍由上级批准的，照原文写，并逐级上报"
            )
        case "issued":
            return keep(hit, "文件是上级印发的，仍写上级")
        case "drafted":
            return ask(hit, "文件由谁印发", f"上级已经印发的，照原文写；由本级另发的，{write(hit)}")
        case "done":
            return ask(hit, "是上级已经做过的事", f"照原文写，或者换成本级做过的事，{write(hit)}")
        case "said":
            return ask(
                hit,
                "是上级的讲话、决定或要求，不能写成本级的",
                f"照原文写；本级也这样要求的，另写一句“{group.renamed}……”",
            )
    return None


def _words(group: Group) -> str:
    return group.text[group.start : group.end]


def _step_by_step(group: Group, words: LevelWords) -> str:
    if all(hit.term and hit.term.kind == "above" for hit in group.hits):
        return f"先报上级机关，由上级机关汇总报{_words(group)}"
    between = _between(group, words)
    return f"报{between}，由{between}汇总报{_words(group)}"


def _between(group: Group, words: LevelWords) -> str:
    """The bodies of the level next below the upper one: this one's own, or the one's that stands between."""
    if not words.skips:
        return (
            group.renamed
            if all(becomes(hit) for hit in group.hits)
            else "、".join(filter(None, map(becomes, group.hits)))
        )
    return re.sub(f"{words.mark}|{words.region}" if words.region else words.mark, "市", _words(group))
