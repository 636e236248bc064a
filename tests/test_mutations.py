"""Every class of defect, put into our own documents at random places (wounds.py): what is found of each.

`pytest tests/test_mutations.py -s` prints the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mutations import Tally, trial
from wounds import DEFECTS, Patient

from docgen import shipped
from docgen.campaign_file import load
from docgen.compose import compose
from docgen.genre import ORDER
from docgen.rulebook import chosen
from docgen.write import write

ROUNDS = 3  # of each defect in each document
MOST_FALSE = 2  # findings in a hundred trials that are about something else
FLOORS = {  # the least share that is found of each
    "duplicate-number": 0.95,
    "skipped-number": 0.95,
    "heading-end-mark": 0.95,
    "half-width-mark": 0.95,
    "doubled-de": 0.95,
    "typo": 0.9,
    "variant-character": 0.9,
    "lone-quote": 0.95,
    "enumerator-mix": 0.95,
    "enumerator-gap": 0.85,
    "enumerator-repeat": 0.8,
    "count-claim": 0.8,
    "placeholder": 0.9,
    "name-drift": 0.95,
    "inner-blank": 0.75,
    "title-without-about": 0.9,
    "impossible-date": 0.95,
    "deadline-before-date": 0.95,
    "reversed-period": 0.95,
    "phase-gap": 0.95,
    "missing-owner": 0.85,
    "missing-section": 0.85,
    "missing-signature": 0.95,
    "wrong-formulation": 0.85,
    "old-institution": 0.6,
    "de-for-de": 0.7,
    "repeated-sentence": 0.95,
}
CAMPAIGNS = sorted(path.parent.name for path in shipped.folder("campaigns").glob("*/campaign.yaml"))


def patients() -> list[Patient]:
    found = []
    for name in CAMPAIGNS:
        campaign, problems = load(shipped.folder("campaigns") / name / "campaign.yaml")
        assert campaign, problems
        for genre in ORDER:
            document, problems = compose(campaign, genre, (shipped.folder("templates"),))
            assert document, problems
            found.append(Patient(f"{name}.{genre}", write(document, "txt").decode(), campaign.name))
    return found


def test_each_defect_is_found_and_brings_no_other_findings() -> None:
    tallies = trial(patients(), chosen(), ROUNDS)
    print("\n".join(table(tallies)))
    assert all(tally.put for tally in tallies.values())
    assert {name: tally.missed for name, tally in tallies.items() if tally.recall < FLOORS[name]} == {}
    false = [line for tally in tallies.values() for line in tally.false]
    assert len(false) * 100 <= sum(tally.put for tally in tallies.values()) * MOST_FALSE, false


def table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    yield f"\n{'':22} put found recall false"
    for name, tally in tallies.items():
        yield f"{name:22} {tally.put:3} {tally.found:5} {tally.recall:6.0%} {len(tally.false):5}"
        yield from (f"    missed {line}" for line in tally.missed)
        yield from (f"    false {line}" for line in tally.false)


def test_every_defect_has_its_floor() -> None:
    assert set(FLOORS) == set(DEFECTS)
