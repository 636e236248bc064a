"""The usual sentence that sets up a leading group (领导小组)."""

from __future__ import annotations

from docgen.campaign import LeadingGroup, Person


def leading_group_sentence(name: str, group: LeadingGroup) -> str:
    """成立……领导小组，由……任组长，……任副组长，……任成员。领导小组办公室设在……，由……负责，具体负责……。"""
    people = (((group.head,), "任组长"), (group.deputies, "任副组长"), (group.members, "任成员"))
    posts = [_listed(persons) + post for persons, post in people if any(map(str, persons))]
    office = [
        before + value.rstrip("。；，") + after
        for before, value, after in (
            ("设在", group.office, ""),
            ("由", str(group.office_head), "负责"),
            ("具体" if group.office_duties.startswith(("负责", "承担")) else "具体负责", group.office_duties, ""),
        )
        if value
    ]
    first = f"成立{name}领导小组" + ("，由" + "，".join(posts) if posts else "") + "。"
    return first + ("领导小组办公室" + "，".join(office) + "。" if office else "")


def _listed(persons: tuple[Person, ...]) -> str:
    """Persons side by side: with ， where one of them holds a 、 of its own (局党组成员、副局长)."""
    names = list(filter(None, map(str, persons)))
    return ("，" if any("、" in name for name in names) else "、").join(names)
