"""提法与通行写法不同。

这些写法见于旧文稿、口语或别的语境，不算错，只提示通行的写法。默认不查。

依据：通行写法的出处见 wordlists/misforms.json、misused_terms.json 中标为 soft 的各条（实务）。
错：认真开展批评与自我批评。
对：认真开展批评和自我批评。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.terms import find
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="info", on=False)


def check(draft: Draft) -> Iterator[Fault]:
    records = [record for name in ("misforms", "misused_terms") for record in load(name) if record.get("soft")]
    for found in find(draft, records):
        message = f"“{found.record['wrong']}”通行的写法是“{found.record['right'].strip('“”')}”，请斟酌"
        yield Fault(found.line, found.start, found.end, message)
