"""Quoted stretches of a text, by marks."""

import re

from communique.passages.marks import quotations
from communique.records import Range

TYPED = re.compile(r"''|``")
"""Double marks made of two single ones, as typewriters and old wires have them."""
OPENING, CLOSING = "“„«»\"‘‹'‚`", "”“»«\"’›'"
PARAGRAPH = re.compile(r"[^\n]+")
STRAY = re.compile('["“”]')


def regions(text: str) -> list[Range]:
    """The outermost quoted stretches, without marks and blanks at their edges, in order."""
    found = (_bare(text, one.start, one.end) for one in quotations(_curly(text)))
    return [one for one in found if one]


def inner(text: str, outer: Range) -> list[Range]:
    """The outermost quoted stretches inside another."""
    found = regions(text[outer.start : outer.end])
    return [Range(outer.start + one.start, outer.start + one.end) for one in found]


def _bare(text: str, start: int, end: int) -> Range | None:
    """A quoted stretch without blanks at its edges, nor stray marks that have no pair outside."""
    found = trimmed(text, start, end)
    while found and text[found.start] in "“„«" and _before(text, found) not in OPENING:
        found = trimmed(text, found.start + 1, found.end)
    while found and text[found.end - 1] in "”»" and _behind(text, found) not in CLOSING:
        found = trimmed(text, found.start, found.end - 1)
    if found and (_before(text, found) in OPENING or _behind(text, found) in CLOSING):
        return found
    return None


def _before(text: str, stretch: Range) -> str:
    """The character before a stretch, one blank passed over; a blank where there is none."""
    return text[max(0, stretch.start - 2) : stretch.start].rstrip()[-1:] or " "


def _behind(text: str, stretch: Range) -> str:
    return text[stretch.end : stretch.end + 2].lstrip()[:1] or " "


def trimmed(text: str, start: int, end: int, edges: str = "") -> Range | None:
    """A stretch without blanks and `edges` around it; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in edges):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in edges):
        end -= 1
    return Range(start, end) if start < end else None


def _curly(text: str) -> str:
    """`text` with stray double marks mended, each as long as before.

    Typed marks (`''so''`) become curly ones, and so do straight ones and reversed ones in a
    paragraph whose curly marks do not pair.
    """
    if "''" in text or "``" in text:
        text = TYPED.sub(lambda mark: "” " if _closes(text, mark.start()) else " “", text)
    if text.count("“") == text.count("”"):
        return text
    return PARAGRAPH.sub(lambda one: _paired(one[0]), text)


def _paired(paragraph: str) -> str:
    if "„" in paragraph or paragraph.count("“") == paragraph.count("”"):
        return paragraph
    return STRAY.sub(lambda mark: "”" if _closes(paragraph, mark.start()) else "“", paragraph)


def _closes(text: str, at: int) -> bool:
    return at > 0 and not (text[at - 1].isspace() or text[at - 1] in "([—–-")
