"""What stands between quotation marks, whatever the house style: “…”, ‘…’, "…", '…', «…», „…“."""

import re
from collections.abc import Iterator

from communique.records import Offset, Range

_CLOSES = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“”", "‚": "‘’", "‹": "›"}
_SINGLE = frozenset("‘'‚")
"""Marks that are apostrophes too: one that is never closed opened nothing."""

_MARK = re.compile("[“”‘’\"'«»„‚‹›]")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–/-]|[“‘\"'«„‚‹]")


def quotations(text: str) -> list[Range]:
    """The outermost quotations of `text`, marks excluded, in order.

    A double mark that a paragraph leaves open quotes to the paragraph's end, as in a quotation
    over several paragraphs. Marks inside words are apostrophes.
    """
    found: list[Range] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        found += _in_paragraph(text, paragraph.start(), paragraph.end())
    return found


def _in_paragraph(text: str, start: Offset, end: Offset) -> Iterator[Range]:
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    at = 0
    while at < len(marks):
        opening = marks[at]
        at += 1
        if not _opens(text, opening, start, end):
            continue
        closing = _closing(text, opening, marks[at:], end)
        if closing is None and text[opening] in _SINGLE:
            continue
        stop = end if closing is None else closing
        if stop > opening + 1:
            yield Range(opening + 1, stop)
        while at < len(marks) and marks[at] <= stop:
            at += 1


def _opens(text: str, at: Offset, start: Offset, end: Offset) -> bool:
    if text[at] not in _CLOSES or at + 1 >= end or text[at + 1].isspace():
        return False
    return at == start or bool(_BEFORE_OPENING.match(text[at - 1]))


def _closing(text: str, opening: Offset, marks: list[Offset], end: Offset) -> Offset | None:
    """The mark that closes the one at `opening`; None if none does."""
    closes = _CLOSES[text[opening]]
    depth = 1
    possible = None
    for at in marks:
        if text[at] == text[opening] and text[at] not in closes and _opens(text, at, opening, end):
            depth += 1
        elif text[at] in closes and not _is_within_word(text, at, end):
            if text[at] in "’'" and _may_be_possessive(text, at, end):
                possible = at
                continue
            depth -= 1
            if depth == 0:
                return at
    return possible


def _is_within_word(text: str, at: Offset, end: Offset) -> bool:
    return text[at - 1].isspace() or (at + 1 < end and text[at + 1].isalnum())


def _may_be_possessive(text: str, at: Offset, end: Offset) -> bool:
    """`the boats’ tracks`: the mark may end a plural's genitive, and the quotation go on."""
    return text[at - 1] in "sS" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()
