"""A person's own .docx, opened to be changed in places: paragraphs by their numbers, all else kept as it is."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any

from docgen.errors import DocgenError, Problem
from docgen.package import TYPES, main_part, members, related, relations, relations_of, repacked, text
from docgen.wordxml import LOOSE, NOTES, STRICT, Paragraph, noted, paragraphs

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(slots=True)
class WordFile:
    """roots: the parts that stand open (lxml); `saved` writes back those of them that were `changed`."""

    parts: dict[str, bytes]
    main: str
    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    roots: dict[str, Any] = field(default_factory=dict)
    strict: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def root(self, name: str) -> Any:
        """The root of a part, open from now on."""
        if name not in self.roots:
            part = self.parts[name]
            if STRICT in part:
                self.strict.add(name)
            self.roots[name] = _parsed(part.replace(STRICT, LOOSE))
        return self.roots[name]

    def touch(self, element: Any) -> None:
        """Say that the part with this element was changed."""
        root = element.getroottree().getroot()
        self.changed.update(name for name, other in self.roots.items() if other is root)

    def related(self, kind: str) -> str:
        """The part of the text's styles, comments …; "" where there is none."""
        name = related(self.parts, self.main, kind)
        return name if name in self.parts else ""

    def add(self, kind: str, part: bytes) -> str:
        """A new part that belongs to the text (word/comments.xml); its name."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{kind}{n or ''}.xml") for n in range(len(self.parts) + 1))
        name = next(name for name in names if name not in self.parts)
        self.parts[name] = part
        self._declare(name, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
        self._relate(posixpath.relpath(name, folder or "."), f"{_OFFICE}/{kind}")
        return name

    def _declare(self, name: str, content: str) -> None:
        types = self.root(TYPES)
        override = types.makeelement(f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content})
        types.append(override)
        self.changed.add(TYPES)

    def _relate(self, target: str, kind: str) -> None:
        name = relations_of(self.main)
        taken = {relation.get("Id") for relation in relations(self.parts, self.main)}
        self.parts.setdefault(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        root = self.root(name)
        own = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        values = {"Id": own, "Type": kind, "Target": target}
        root.append(root.makeelement(f"{{{_RELATIONS}}}Relationship", values))
        self.changed.add(name)

    def saved(self) -> bytes:
        """The package; parts that were not changed are byte for byte as they were."""
        from lxml import etree

        for name in sorted(self.changed):
            tree = self.roots[name].getroottree()
            part = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            self.parts[name] = part.replace(LOOSE, STRICT) if name in self.strict else part
        return repacked(self.parts)


def opened(data: bytes) -> WordFile:
    """Raises DocgenError for what is no .docx."""
    parts = members(data)
    file = WordFile(parts, main_part(parts))
    file.paragraphs = {p.number: p for p in paragraphs(file.root(file.main))}
    for kind in NOTES:
        if name := file.related(kind):
            file.paragraphs |= {p.number: p for p in noted(file.root(name), len(file.paragraphs) + 1)}
    return file


def _parsed(part: bytes) -> Any:
    from lxml import etree

    text(part)  # refuses what is too large or declares entities
    parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise DocgenError(Problem("文件内容已经损坏", "请在 Word 或 WPS 里打开并另存一份再用")) from None
