"""What is let pass: allowances in docgen.yaml, each with its reason; a baseline of old findings, which only shrinks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from docgen.draft import Place
from docgen.errors import DocgenError, Problem
from docgen.lint import Finding
from docgen.notation import Date
from docgen.settings import Allowance

Baseline = Mapping[str, int]
UNUSED = "unused-allowance"


def without_allowed(
    findings: Sequence[Finding], allow: Sequence[Allowance], name: str, date: Date | None
) -> tuple[tuple[Finding, ...], frozenset[Allowance]]:
    """The findings that no allowance lets pass, and the allowances that were of use. `name` is the draft's file name.

    An allowance that has run out by `date` lets nothing pass.
    """
    valid = [each for each in allow if each.file in ("", name) and not (each.until and date and date > each.until)]
    used, left = set[Allowance](), []
    for finding in findings:
        passes = [each for each in valid if each.rule == finding.rule and _quotes(each.quote, finding)]
        used.update(passes)
        left += [] if passes else [finding]
    return tuple(left), frozenset(used)


def _quotes(quote: str, finding: Finding) -> bool:
    """Whether the words that are let pass are those of the finding, or stand around them in its line."""
    if finding.line is None:
        return not quote or quote in finding.message
    text, at = finding.line.text, 0
    while quote and (at := text.find(quote, at)) >= 0:
        if at <= finding.start and finding.end <= at + len(quote):
            return True
        at += 1
    return bool(quote) and quote == finding.quote


def unused(allow: Iterable[Allowance], used: frozenset[Allowance], date: Date | None) -> Iterator[tuple[str, Finding]]:
    """Allowances that let nothing pass, or whose day is over, as findings in docgen.yaml: to be taken out."""
    for each in allow:
        path, line, col = each.place
        place = Place(line, col, line, col + 1)
        if each.until and date and date > each.until:
            message = f"“放过”里的这一条已于{each.until}到期（{each.rule}）；请删去，或者改“到期”"
        elif each not in used:
            message = f"“放过”里的这一条没有用上（{each.rule}：{each.quote or '全文'}）；文稿已经改好的，请删去这一条"
        else:
            continue
        yield path, Finding(place, UNUSED, "warning", message)


# ── a baseline: how often each finding is known, {file｜rule｜words: count} ──


def keyed(path: str, finding: Finding, folder: Path) -> str:
    """A finding by its file, counted from the folder of the baseline, its rule and its words."""
    file = Path(path).resolve()
    name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
    return f"{name}｜{finding.rule}｜{finding.quote or finding.message}"


def without_known(path: str, findings: Sequence[Finding], known: Baseline, folder: Path) -> tuple[Finding, ...]:
    """The findings beyond those that the baseline knows."""
    left, new = Counter(known), []
    for finding in findings:
        key = keyed(path, finding, folder)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    return tuple(new)


def load_baseline(path: Path) -> Baseline:
    """Raises DocgenError for a file that is no baseline."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or not all(isinstance(n, int) for n in found.values()):
            raise ValueError
    except (OSError, ValueError):
        raise DocgenError(Problem("这不是基线文件", "请用 --update-baseline 重新生成", str(path))) from None
    return found


def baseline_text(checked: Iterable[tuple[str, Sequence[Finding]]], folder: Path) -> str:
    counts = Counter(keyed(path, finding, folder) for path, findings in checked for finding in findings)
    return json.dumps(dict(sorted(counts.items())), ensure_ascii=False, indent=1) + "\n"


def grown(old: Baseline, new: Baseline) -> list[str]:
    """What a new baseline would let pass beyond the old one: none, or it must not be written."""
    return sorted(key for key, count in new.items() if count > old.get(key, 0))
