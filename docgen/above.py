"""The upper level's plan beside a draft that adapts it, as plain data that rules judge by.

It comes from a draft or a campaign of the upper level (--upper), or from an overlay (沿用), which knows its base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.analysis.issuing import LEVELS, Office, issuer, office, own, sets_tasks, titled
from docgen.analysis.moments import moments
from docgen.analysis.places import places
from docgen.analysis.tasks import sections
from docgen.analysis.titles import title_of
from docgen.campaign import Campaign, Issuer, Region, addressed
from docgen.draft import Above, Asked, Draft, Kind, Line, Role
from docgen.errors import DocgenError, Problem
from docgen.guess import guessed
from docgen.read import draft_bytes, read_draft

SURE = 0.65  # confidence that two items belong together, below which nothing is said of their deadlines
SAID = 0.5  # share of an item that stands somewhere in the draft: then something answers it
CAMPAIGN = (".yaml", ".yml")
_NO_TASKS = re.compile(  # headings under which a plan says why, by when and how firmly, not what
    r"保障|要求|组织|领导|纪律|步骤|阶段|安排|目标|原则|思路|总体|思想|意义|背景|依据|附则|监督|考核|问责|问题|整治重点"
    r"|认识|站位|(?:有关|其他|未尽)事[项宜]"
)
_NO_TASK = re.compile(  # the same of an item that stands at the first level itself, as in a notice: 保障……入学 is one
    r"要求$|安排$|步骤$|(?:组织|条件|工作|措施|责任|要素|机制)保障|保障(?:措施|机制)|领导|认识|站位|目标|原则|总体|思想|意义"
    r"|背景|依据|附则|监督|督导|督查|考核|问责|责任|宣传引导|氛围|联系(?:人|方式|电话)|(?:有关|其他|未尽)事[项宜]"
    r"|^[一-鿿]{0,2}(?:时间|对象|范围|地点|内容)$"
)


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """The plan of the upper level, once for all drafts of a run.

    local: this level's campaign, where an overlay says it. dropped: titles or texts of what it left out on purpose.
    kept: the quotes in which it left names of the upper level on purpose (保留).
    """

    draft: Draft
    campaign: Campaign
    local: Campaign | None = None
    dropped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


# ── where it comes from ──


def upper_plan(path: Path) -> UpperPlan:
    """The upper plan in a file: a draft in any readable format, or a campaign. Raises DocgenError."""
    if path.suffix.lower() in CAMPAIGN:
        from docgen.campaign_file import load

        campaign, problems = load(path)
        if campaign is None:
            raise DocgenError(*(problem for problem in problems if problem.level == "error"))
        return UpperPlan(_printed(campaign, str(path)), campaign)
    draft = guessed(read_draft(path))
    if not draft.lines:
        raise DocgenError(Problem("上级方案是空的", "请核对 --upper 后面写的文件", str(path)))
    return plan_in(draft)


def plan_in(draft: Draft) -> UpperPlan:
    """A draft of the upper level as the upper plan."""
    return UpperPlan(draft, _told(issuer(draft) or titled(draft)))


def base_of(path: Path) -> UpperPlan | None:
    """The upper plan of an overlay; None for a campaign that stands alone, and for a sister version of another
    office's (人社局 on 医保局), whose base binds nobody. Raises DocgenError."""
    from docgen import yamlfile
    from docgen.campaign_tree import tree
    from docgen.chain import kept
    from docgen.overlay_file import layers

    found = layers(path)
    if found is None or not _is_above(found.upper, found.local):
        return None
    dropped = tuple(_dropped(found.upper, found.local, found.reasons))
    quotes = tuple(quote for quotes in kept(tree(yamlfile.read(path))).values() for quote in quotes)
    return UpperPlan(_printed(found.upper, str(path)), found.upper, found.local, dropped, quotes)


def _is_above(base: Campaign, local: Campaign) -> bool:
    levels = [office(campaign.issuer.name).level or campaign.level for campaign in (base, local)]
    below = all(level in LEVELS for level in levels) and LEVELS.index(levels[0]) < LEVELS.index(levels[1])
    return below or base.issuer.name == local.superior.name or not all(levels)


def _printed(campaign: Campaign, path: str) -> Draft:
    """The campaign's 实施方案, as a draft."""
    from docgen import genre as genres
    from docgen.compose import compose
    from docgen.write import write

    document, problems = compose(campaign, "plan", genres.folders(), draft=True)
    if document is None:
        raise DocgenError(*(replace(problem, path=problem.path or path) for problem in problems))
    return guessed(draft_bytes(write(document, "txt"), "txt"), "plan")


def _dropped(upper: Campaign, local: Campaign, reasons: Mapping[str, str]) -> Iterator[str]:
    """What this level left out with a reason: the title, or the text, of each item and of those under it."""
    for section in ("goals", "problems", "measures", "phases", "requirements"):
        kept = {f"{section}.{address}" for address, _ in addressed(getattr(local, section))}
        for address, item in addressed(getattr(upper, section)):
            way = f"{section}.{address}"
            if way not in kept and any(f"{way}.".startswith(f"{reason}.") for reason in reasons):
                yield from filter(None, (item.title, item.text))


def _told(known: Office | None) -> Campaign:
    """What the head, the signature or the title of a hand-written plan says of who issued it."""
    known = known or Office("上级机关")
    region = Region(name=known.region)
    return Campaign(name="上级方案", level=known.level or "", region=region, issuer=Issuer(name=known.name))  # type: ignore[arg-type]


# ── what a draft is judged by ──


def above(plan: UpperPlan, draft: Draft) -> Above:
    """The upper plan as the rules see it beside this draft."""
    here = _here(plan, draft)
    upper = office(plan.campaign.issuer.name)
    called = (plan.campaign.issuer.name, plan.campaign.issuer.short, *_shorts(upper))
    names = (*called, plan.campaign.region.name or upper.region)
    own_names = _names(here, plan.local)
    return Above(
        level=here.level if here else "",
        region=here.region if here else "",
        here=own_names,
        upper=tuple(dict.fromkeys(filter(None, names))),
        titles=tuple(_titles(plan.draft)),
        number=_number(plan),
        words=tuple(_words(plan.campaign, here, plan.local.issuer.short if plan.local else "")),
        kept=plan.kept,
        places=tuple(_examples(plan.draft, {*own_names, *names, upper.beyond})),
        sections=tuple(_sections(plan.draft)),
        asked=tuple(_asked(plan, draft)) if sets_tasks(draft) else (),
    )


def _shorts(known: Office) -> tuple[str, ...]:
    """省教育厅, 省厅: what an office is called within its region."""
    sign = {"province": "省", "city": "市", "county": known.region[-1:] or "县"}.get(known.level, "")
    return (f"{sign}{known.unit}", f"{sign}{known.unit[-1]}") if sign and known.unit else ()


def _here(plan: UpperPlan, draft: Draft) -> Office | None:
    """This level's office: as the overlay says it, else as the draft does."""
    if plan.local is None:
        return issuer(draft) or titled(draft)
    known = office(plan.local.issuer.name)
    level = known.level or (plan.local.level if plan.local.level != "unit" else "")
    return replace(known, level=level, region=known.region or plan.local.region.name)


def _names(here: Office | None, local: Campaign | None) -> tuple[str, ...]:
    told = (local.issuer.name, local.issuer.short, local.region.name) if local else ()
    known = (here.region, here.name, here.beyond, *_shorts(here)) if here else ()
    return tuple(dict.fromkeys(filter(None, (*told, *known))))


def _words(upper: Campaign, here: Office | None, short: str) -> Iterator[tuple[str, str]]:
    """What the upper level calls itself, its offices and what is in them, each with its counterpart here.

    Left out are its words for those below it, which are this level's own too (市局), and what a person decides; not
    省属, which nobody but the province says of its own.
    """
    from docgen.levels.words import level_words
    from docgen.profile import Profile

    if here is None or not here.level:
        return
    named = Issuer(name=here.name, short=short or next(iter(_shorts(here)), ""))
    local = Profile(level=here.level, region=Region(name=here.region), issuer=named)  # type: ignore[arg-type]
    for word, term in level_words(upper, local).terms.items():
        sure = term.becomes and term.becomes != word and (not term.ask or word[1:] == "属")
        if sure and term.kind in ("area", "body", "issuer", "inner") and word[0] + word[-1] not in ("巡视", "巡察"):
            yield word, term.becomes


def _titles(draft: Draft) -> Iterator[str]:
    yield from (title for sheet in draft.sheets if sheet.kind is not Kind.ATTACHMENT and (title := title_of(sheet)))


def _number(plan: UpperPlan) -> str:
    if plan.campaign.notice.number:
        return plan.campaign.notice.number
    return next((line.words for sheet in plan.draft.sheets[:1] for line in sheet.of(Role.NUMBER)), "")


def _examples(draft: Draft, ours: set[str]) -> Iterator[str]:
    """The places that the upper plan names, without its own and ours."""
    text = "\n".join(line.text for line in draft.lines if line.role in (Role.BLOCK, Role.CELL))
    yield from (name for name in dict.fromkeys(places(text)) if not any(name in one for one in ours))


def _sections(draft: Draft) -> Iterator[tuple[str, str]]:
    for sheet in draft.sheets:
        for section in sections(sheet):
            yield section.heading, "\n".join(line.words for line in section.lines)


# ── item by item ──


def _asked(plan: UpperPlan, draft: Draft) -> Iterator[Asked]:
    """The tasks of the upper plan, matched with what the draft says by their words."""
    from docgen.trace import trace_documents
    from docgen.trace_match import share

    ours = replace(draft, sheets=own(draft))
    rows = trace_documents(plan.draft, ours).rows
    text = "\n".join(line.words for line in ours.lines)
    for entry in dict.fromkeys(row.upper for row in rows if row.upper):
        no_task = _NO_TASK if entry.section == entry.title else _NO_TASKS
        if not entry.section or no_task.search(entry.section) or not (entry.title or entry.deadline):
            continue
        mine = [row for row in rows if row.upper == entry]
        lates = (row.local for row in mine if row.local and row.is_late and (row.confidence or 0) >= SURE)
        late = tuple(place for local in lates for place in _place(ours, local.text, local.deadline))
        answered = (
            any(row.local for row in mine)
            or any(gone in entry.whole for gone in plan.dropped)
            or share(entry.whole, text) >= SAID
        )
        yield Asked(entry.title or entry.text[:20], entry.deadline, answered, late)


def _place(draft: Draft, text: str, deadline: str) -> Iterator[tuple[Line, int, int]]:
    """Where a draft writes the last deadline of an item."""
    said = text.split("\n")
    found = [
        moment
        for line in draft.body
        if any(piece and piece in line.text for piece in said)
        for moment in moments(line)
        if moment.text in deadline and moment.exists
    ]
    if found:
        last = max(found, key=lambda moment: (moment.year, moment.month, moment.day))
        yield last.line, last.start, last.end
