"""What is said, piece by piece, with its kind and the act of saying it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.annotate.quotes.acts import Act
from communique.annotate.quotes.found import DIRECT, INDIRECT, MIXED
from communique.annotate.quotes.page import Page
from communique.annotate.quotes.regions import trimmed
from communique.records import Range

EDGES = ",;:—–-"


@dataclass(frozen=True)
class Piece:
    """A quotation as found: characters of the text, and the act; `is_carried`: without a cue."""

    kind: str
    content: Range
    act: Act
    is_carried: bool = False


def reported(page: Page, act: Act, stretches: Iterable[Range]) -> Iterator[Piece]:
    """The pieces that stretches of tokens make: direct, mixed or indirect, as they are quoted."""
    for tokens in stretches:
        if tokens.start >= tokens.end:
            continue
        whole = page.stretch(tokens.start, tokens.end)
        content = trimmed(page.text, whole.start, whole.end, f"{EDGES}.")
        if content is not None:
            yield _of_kind(page, act, content)


def _of_kind(page: Page, act: Act, content: Range) -> Piece:
    piece = Piece(INDIRECT, content, act)
    for region in page.quoted:
        if region.end <= content.start or content.end <= region.start:
            continue
        if contains(region, piece.content):
            is_nested = contains(region, page.stretch(act.cue, act.cue + 1))
            return piece if is_nested else replace(piece, kind=DIRECT, content=region)
        piece = _mixed(page, piece, region)
    return piece


def _mixed(page: Page, piece: Piece, region: Range) -> Piece:
    """The piece widened to the whole of a quoted part, marks included, unless that is all of it."""
    start, end = before_mark(page.text, region.start), behind_mark(page.text, region.end)
    if contains(Range(start, end), piece.content):
        return replace(piece, kind=DIRECT, content=region)
    wide = Range(min(piece.content.start, start), max(piece.content.end, end))
    return replace(piece, kind=MIXED, content=wide)


def before_mark(text: str, start: int) -> int:
    """Where the mark before a quoted stretch begins."""
    return start - 2 if text[max(0, start - 2) : start] in {"''", "``"} else max(0, start - 1)


def behind_mark(text: str, end: int) -> int:
    """Where the mark behind a quoted stretch ends; `end` itself where none stands there."""
    if text[end : end + 2] == "''":
        return end + 2
    return end + 1 if text[end : end + 1] and not text[end].isspace() else end


def contains(outer: Range, inner: Range) -> bool:
    """Whether one stretch lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def crosses(one: Range, other: Range) -> bool:
    """Whether two stretches are the same, or overlap and neither lies in the other."""
    if one == other:
        return True
    overlap = one.start < other.end and other.start < one.end
    return overlap and not contains(one, other) and not contains(other, one)
