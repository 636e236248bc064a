"""Lines of a foreign file → Draft: the one door for a reader whose format does not say what each line is."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.draft import Draft
from docgen.readers.parts import finished
from docgen.readers.raw import Raw
from docgen.readers.typed import parts


def drafted(lines: Sequence[Raw], suffix: str, notes: Sequence[str] = (), package: bytes = b"") -> Draft:
    """The draft that the lines of a foreign file make up; any lines give one.

    `lines` are in the order of the file, each with what its format says of it (docgen.readers.raw.Raw): empty lines are
    left out and counted in the `gap` of the next one; a table is one Raw with `rows`. What each line is (title,
    heading, signature …), which sheets there are and the Document follow from the words and from those hints.
    """
    return finished(parts(lines), suffix, notes, package)
