"""Campaign × Genre → Document: elements by the front matter, blocks by the body, what is missing as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen import gaps, slots
from docgen import genre as genres
from docgen.annexes import annexes, own_section
from docgen.body import Part, parts
from docgen.campaign import Campaign, Wording, spelled
from docgen.campaign import Section as OwnSection
from docgen.document import Attachment, Block, Document, Head, Heading, Imprint, RunIn, Signature, Table
from docgen.errors import Problem
from docgen.genre import Genre
from docgen.keys import SECTIONS, Fault
from docgen.leading_group import leading_group_sentence
from docgen.notation import Date, counted
from docgen.remembered import remembered, while_it_lives
from docgen.required import said
from docgen.sandbox import Said, SectionHeading, line, seen

Context = dict[str, Any]
NO_WORDING = Wording()


def compose(
    campaign: Campaign, name: str, places: tuple[Path, ...], date: Date | None = None, draft: bool = False
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of the genre `name` with what is doubtful about it, or the problems that stop it: values that its
    text cannot be written without.

    date: beats the campaign's 成文日期. draft: what is missing becomes a visible 【待补：…】 instead.
    Raises DocgenError when a template is faulty.
    """
    resolved, faults = slots.render(dated(campaign, date), draft=draft)
    if faults:
        return None, told(faults)
    return composed(resolved, name, places, date, draft)


def dated(campaign: Campaign, date: Date | None) -> Campaign:
    """The campaign with another 成文日期; the same where none is given."""
    return campaign.model_copy(update={"date": date}) if date else campaign


def told(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """What is wrong with slots, by key; the file and line are not known here."""
    return tuple(Problem(fault.message, fault.hint, key=spelled(fault.loc)) for fault in faults)


def composed(
    resolved: Campaign, name: str, places: tuple[Path, ...], date: Date | None = None, draft: bool = False
) -> tuple[Document | None, tuple[Problem, ...]]:
    """As `compose`, of a campaign that is dated and has its slots rendered."""
    genre = genres.load(name, places)
    missing = gaps.missing(resolved, genre)
    if missing and not draft:
        return None, gaps.problems(missing, genre)
    issued = None
    if genre.issues:
        issued, problems = composed(resolved, genre.issues, places, date, draft)
        if issued is None:
            name = genres.load(genre.issues, places).name
            return None, (*problems, Problem(f"{genre.name}没有生成：它印发的{name}还缺少内容", "补齐以后再生成"))
    return _document(gaps.filled(resolved, missing), genre, places, issued, date)


def _document(
    campaign: Campaign, genre: Genre, places: tuple[Path, ...], issued: Document | None, date: Date | None
) -> tuple[Document, tuple[Problem, ...]]:
    wording = _wording(campaign, genre)
    context = _values(campaign) | {"issued": issued, "build_date": date or ""}
    context |= _said(genre, places, wording, context)

    def text(source: str) -> str:
        return line(source, places, context)

    found = _with_own_sections(parts(genre, places, context), campaign, genre, wording)
    found = _without_empty(_group_once(found))
    headings = counted(sum(part.headings for part in found))
    blocks = tuple([block for part in found for block in _printed(part, headings)])
    attachments = annexes(campaign, genre.section("measures").owners) if "attachments" in genre.carries else ()
    attachments = tuple([_attached(one, headings) for one in attachments])
    as_attachment = issued is not None and campaign.notice.issue_as == "attachment"
    if issued and as_attachment:
        attachments = (Attachment(issued.title, issued.blocks), *issued.attachments, *attachments)
    document = Document(
        title=wording.headings.get("title") or text(genre.title),
        head=_head(campaign, genre, text),
        byline=tuple(filter(None, map(text, genre.byline))),
        opening=text(genre.opening),
        blocks=blocks,
        attachments=attachments,
        signature=_signature(campaign, genre, text),
        note=text(genre.note).strip("（）()"),
        issued=None if as_attachment or issued is None else replace(issued, signature=None),
        imprint=_imprint(campaign, genre),
    )
    return document, (*_unprinted(campaign, genre, context), *_unsaid(campaign, genre, found))


def _unprinted(campaign: Campaign, genre: Genre, context: Context) -> Iterator[Problem]:
    """Wording for this genre alone that its body never asked for: it is printed nowhere."""
    own = _own_wording(campaign, genre)
    asked: Mapping[str, set[str]] = {kind: context[kind].asked for kind in Wording.model_fields}
    sections = {section.id for section in campaign.sections} if "sections" in genre.carries else set()
    for kind in Wording.model_fields:
        for section in sorted(getattr(own, kind).keys() - asked[kind] - sections - {"title"}):
            key = spelled((genre.id, "wording", kind, section))
            yield Problem(f"{genre.name}里没有用到这一处", "请核对章节，或删去这一行", key=key, level="warning")


def _unsaid(campaign: Campaign, genre: Genre, found: Sequence[Part]) -> Iterator[Problem]:
    """Required terms that this genre, or its sections named, does not say; what issues another genre has them there."""
    for term in campaign.required_terms:
        if (term.genres and genre.id not in term.genres) or genre.issues:
            continue
        parts = [part for part in found if not term.sections or part.section in term.sections]
        if not any(_says(part, term.term) for part in parts):
            where = "、".join(SECTIONS.get(name, name) for name in term.sections)
            message = f"{genre.name}{f'（{where}）' if where else ''}里没有写到“{term.term}”"
            yield Problem(message, "这是必备提法，请写进去", key="必备提法", level="warning")


@while_it_lives
def _says(part: Part, term: str) -> bool:
    heading = (part.heading.text,) if part.heading else ()
    return any(said(term, text) for text in (*heading, *part.texts))


def _values(campaign: Campaign) -> Context:
    """The campaign's keys, and the sentence on its leading group."""
    group = campaign.leading_group
    by_name = {name: seen(value, name) for name, value in campaign.__dict__.items()}
    values = {word: by_name[name] for word, name in Campaign.spellings().items()}
    return {**values, "leading_group_sentence": leading_group_sentence(campaign.name, group) if group else ""}


def _said(genre: Genre, places: tuple[Path, ...], wording: Wording, values: Context) -> Context:
    """Headings, leads and closings by section, and the number of headings."""
    usual = {section.id: line(section.heading, places, values) for section in genre.sections}
    headings = {**usual, **{name: text for name, text in wording.headings.items() if text}}
    said = {
        "headings": Said({name: SectionHeading(text, name) for name, text in headings.items()}),
        "leads": Said(wording.leads, absent=""),
        "closings": Said(wording.closings, absent=""),
        "enumerators": Said(wording.enumerators, absent=()),
    }
    return (
        said | {Wording.spelling(name): value for name, value in said.items()} | {"heading_count": slots.HEADING_COUNT}
    )


def _wording(campaign: Campaign, genre: Genre) -> Wording:
    """The campaign's wording under the genre's own. The campaign's first paragraph and title are the plan's alone."""
    own = _own_wording(campaign, genre)
    merged: dict[str, Any] = {}
    for name in Wording.model_fields:
        shared = {
            section: text
            for section, text in getattr(campaign.wording, name).items()
            if genre.id == "plan" or section not in ("opening", "title")
        }
        merged[name] = {**shared, **getattr(own, name)}
    return Wording.model_construct(**merged)


def _own_wording(campaign: Campaign, genre: Genre) -> Wording:
    found: Wording = getattr(getattr(campaign, genre.id, None), "wording", NO_WORDING)
    return found


def _with_own_sections(found: list[Part], campaign: Campaign, genre: Genre, wording: Wording) -> list[Part]:
    """The campaign's own sections, each after the section that it names; those of one place in the file's order."""
    if "sections" not in genre.carries:
        return found
    headings, enumerators = wording.headings, wording.enumerators
    left = [_own_part(one, headings.get(one.id, ""), enumerators.get(one.id, ())) for one in campaign.sections]
    after = {section.id: section.after for section in campaign.sections}

    def followers(name: str) -> list[Part]:
        here = [part for part in left if after[part.section] == name]
        left[:] = [part for part in left if part not in here]
        return [one for part in here for one in (part, *followers(part.section))]

    placed = [one for part in found for one in (part, *followers(part.section))]
    while left:
        waiting = {part.section for part in left}
        last = next((part for part in left if after[part.section] not in waiting), left[0])
        left.remove(last)
        placed += [last, *followers(last.section)]
    return placed


@while_it_lives
def _own_part(section: OwnSection, heading: str, enumerators: tuple[str, ...]) -> Part:
    text = heading or section.heading
    opened = Heading(1, text) if text not in ("", "无") else None
    return Part(section.id, opened, tuple(own_section(section, enumerators)))


def _group_once(found: list[Part]) -> list[Part]:
    """No section of its own for the leading group where another text has printed it already."""
    told = any(_tells_group(part) for part in found if part.section != "leading_group")
    return [part for part in found if not (told and part.section == "leading_group")]


@while_it_lives
def _tells_group(part: Part) -> bool:
    return any(slots.LEADING_GROUP in text for text in part.texts)


def _without_empty(found: list[Part]) -> list[Part]:
    return [part for part in found if part.below]


def _head(campaign: Campaign, genre: Genre, text: Callable[[str], str]) -> Head | None:
    if not genre.head:
        return None
    lists = ("issuers", "signatories")
    values: Mapping[str, Any] = {
        name: tuple(text(source).splitlines()) if name in lists else text(source) for name, source in genre.head
    }
    return Head(**{"issuers": _names(campaign), **values})


def _names(campaign: Campaign) -> tuple[str, ...]:
    return (campaign.issuer.name, *(joint.name for joint in campaign.issuer.joint))


def _signature(campaign: Campaign, genre: Genre, text: Callable[[str], str]) -> Signature | None:
    date = text(genre.date)
    return Signature(_names(campaign), date, campaign.signature.sealed) if genre.signature and date else None


def _imprint(campaign: Campaign, genre: Genre) -> Imprint | None:
    if not genre.imprint:
        return None
    imprint = campaign.imprint
    day: Any = imprint.printed_on or campaign.date  # a text where a draft has a placeholder
    return Imprint(
        copies_to="，".join(imprint.copies_to).rstrip("。"),
        printed_by=imprint.printed_by or _office(campaign.issuer.name),
        printed_on="【待补：印发日期】" if isinstance(day, str) else str(day or ""),
    )


def _office(issuer: str) -> str:
    """Who prints for an issuer: its office; a province's government has a 办公厅."""
    if issuer.endswith(("办公室", "办公厅")):
        return issuer
    return issuer + ("办公厅" if issuer.endswith(("省人民政府", "自治区人民政府")) else "办公室")


# Last, the marks that composing left in texts go: the leading group's, and the counted headings


@while_it_lives
def _printed(part: Part, headings: str) -> tuple[Block, ...]:
    return _unmarked(part.blocks, headings)


@remembered(1, most=16)
def _attached(attachment: Attachment, headings: str) -> Attachment:
    return replace(attachment, blocks=_unmarked(attachment.blocks, headings))


def _unmarked(blocks: Iterable[Block], headings: str) -> tuple[Block, ...]:
    table = str.maketrans({slots.LEADING_GROUP: "", slots.HEADING_COUNT: headings})
    return tuple(_without_marks(block, table) for block in blocks)


def _without_marks(block: Block, table: dict[int, str]) -> Block:
    if isinstance(block, Table) or not (slots.LEADING_GROUP in block.text or slots.HEADING_COUNT in block.text):
        return block
    if isinstance(block, RunIn):
        return replace(block, text=block.text.translate(table), split=len(block.heading.translate(table)))
    return replace(block, text=block.text.translate(table))
