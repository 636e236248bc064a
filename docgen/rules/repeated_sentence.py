"""同一句话重复出现。

一份公文里有两句（二十字以上）一字不差，或者一段之内有两个分句（十五字以上）一字不差，多半是粘贴时留下的。
括号里的责任分工、“项目：内容”式的句子不算，字数不算数字和单位；通知和它印发的方案分别看；逐条（第×条）写的办法、规定，
段内反复出现的指导思想，不看。

依据：公文应当文字精练，同一内容不重复表述（实务）。
错：各单位要对照清单逐项整改，确保按期完成。（后文又写一遍）
对：各单位要对照清单逐项整改，确保按期完成。（只写一处）
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.analysis.sentences import Piece, clauses, sentences
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_SENTENCE, _CLAUSE = 20, 15
_NO_WORDS = re.compile(r"[^一-鿿A-Za-z0-9]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿]?[元人户个家件次项公里亩吨%％]?")
_FIELD = re.compile(r"[（(—〔]|[^，。；]{1,12}[：:]")
_END = re.compile("[。！？!?]")
_ARTICLE = re.compile(r"\s*[“\"]?第[一二三四五六七八九十百\d]{1,6}条")
_SHOWN = 20


def check(draft: Draft) -> Iterator[Fault]:
    first: dict[tuple[int, str], Piece] = {}
    for line in () if _is_law(draft.body, 10) else _judged(draft):
        told = False
        for sentence in sentences(line):
            words = _words(sentence)
            if _size(words) >= _SENTENCE and _END.search(sentence.text) and not _FIELD.match(sentence.text):
                earlier = first.setdefault((line.sheet, words), sentence)
                if earlier is not sentence:
                    told = True
                    yield _fault(sentence, f"这句话与第{earlier.line.number}行的一句重复，请删去一处")
        if not told:
            yield from _clauses(line)


def _judged(draft: Draft) -> Iterator[Line]:
    yield from (line for sheet in draft.sheets if not _is_law(sheet.body, 3) for line in sheet.body)


def _is_law(lines: Sequence[Line], articles: int) -> bool:
    return sum(bool(_ARTICLE.match(line.text)) for line in lines) >= articles


def _clauses(line: Line) -> Iterator[Fault]:
    seen: set[str] = set()
    for sentence in sentences(line):
        for clause in clauses(sentence):
            words = _words(clause)
            if _size(words) >= _CLAUSE and words in seen and "习近平" not in words:
                yield _fault(clause, "这一分句本段前面已有，请删去一处")
            seen.add(words)


def _words(piece: Piece) -> str:
    """Without marks, blanks and the enumerator before it."""
    return re.sub("^第?[一二三四五六七八九十]{1,3}[是要]", "", _NO_WORDS.sub("", piece.text))


def _size(words: str) -> int:
    """How much is said, amounts apart."""
    return len(_FIGURE.sub("", words)) if len(words) >= _CLAUSE else 0


def _fault(piece: Piece, message: str) -> Fault:
    end = min(piece.end, piece.start + _SHOWN)
    return Fault(piece.line, piece.start, end, f"“{piece.line.text[piece.start : end]}……”，{message}")
