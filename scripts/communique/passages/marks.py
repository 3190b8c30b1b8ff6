"""What stands between quotation marks, whatever the house style: “…”, ‘…’, "…", '…', «…», „…“."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from communique.records import Offset, Range

_CLOSES = {
    "“": "”",
    "‘": "’",
    '"': '"',
    "'": "'",
    "«": "»",
    "„": "“”",
    "‚": "‘’",
    "‹": "›",
    "»": "«",
    "”": "”",
}
_ELSE = {"“": '"', '"': "”"}
"""What closes a mark where its own does not come: desks mix the two styles."""

_SINGLE = frozenset("‘'‚")
"""Marks that are apostrophes too: one that is never closed opened nothing, unless the next
paragraph goes on with it."""

_SPACED = frozenset("«»‹")
"""Marks that French sets apart from what they quote."""

_MARK = re.compile("[“”‘’\"'«»„‚‹›]")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–/*_-]|[“‘\"'«„‚‹]")


def quotations(text: str) -> list[Range]:
    """The outermost quotations of `text`, marks excluded, in order.

    A mark that a paragraph leaves open quotes to the paragraph's end, as in a quotation over
    several paragraphs. Marks inside words are apostrophes.
    """
    found: list[Range] = []
    paragraphs = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        first = following[0].lstrip()[0] if following else ""
        found += _in_paragraph(text, paragraph.start(), paragraph.end(), first)
    return found


def _in_paragraph(text: str, start: Offset, end: Offset, following: str) -> Iterator[Range]:
    """The quotations of a paragraph; `following` is the first character of the next one."""
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    at = 0
    while at < len(marks):
        opening = marks[at]
        at += 1
        if not _opens(text, opening, start, end):
            continue
        mark = text[opening]
        closing = _closing(text, opening, marks[at:], end, _CLOSES[mark])
        if closing is None and mark in _ELSE:
            closing = _closing(text, opening, marks[at:], end, _ELSE[mark])
        if closing is None and mark != following and mark in _SINGLE | {"»", "”"}:
            continue
        stop = end if closing is None else closing
        if text[opening + 1 : stop].strip():
            yield _trimmed(text, opening + 1, stop)
        while at < len(marks) and marks[at] <= stop:
            at += 1


def _trimmed(text: str, start: Offset, end: Offset) -> Range:
    """The stretch without the blanks at its edges."""
    inner = text[start:end]
    return Range(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))


def _opens(text: str, at: Offset, start: Offset, end: Offset) -> bool:
    mark = text[at]
    if mark not in _CLOSES or at + 1 >= end:
        return False
    if text[at + 1].isspace() and mark not in _SPACED - {"»"}:
        return False
    return at == start or mark in "“„«" or bool(_BEFORE_OPENING.match(text[at - 1]))


def _closing(
    text: str, opening: Offset, marks: list[Offset], end: Offset, closes: str
) -> Offset | None:
    """The one of `closes` that closes the mark at `opening`; None if none does."""
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
    """Whether a mark cannot close: an apostrophe, or one that stands before a word."""
    if text[at] in "»›":
        return False
    if text[at - 1].isspace():
        return True
    return text[at] not in "”“«" and at + 1 < end and text[at + 1].isalnum()


def _may_be_possessive(text: str, at: Offset, end: Offset) -> bool:
    """`the boats’ tracks`: the mark may end a plural's genitive, and the quotation go on."""
    return text[at - 1] in "sS" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()
