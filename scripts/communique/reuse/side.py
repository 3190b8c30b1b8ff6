"""A document as re-use is looked for in it."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.passages.marks import quotations
from communique.passages.reading import Reading, reading
from communique.records import DocId, Document, Quote, Range


@dataclass(frozen=True)
class Side:
    """One document of a pair.

    `date` is None where the day is not known. `speakers` has for each quotation of `reading` the
    canonical names of those who said it; none where they are not known. `is_shown` says whether
    its text may be shown.
    """

    doc_id: DocId
    text: str
    date: date | None
    reading: Reading
    speakers: tuple[frozenset[str], ...]
    is_shown: bool


def side(document: Document, quotes: Sequence[Quote], *, is_shown: bool) -> Side:
    """A document with text: its quotations by their marks, their speakers by its `quotes`."""
    text = document.text or ""
    ranges = quotations(text)
    return Side(
        doc_id=document.id,
        text=text,
        date=day(document),
        reading=reading(text, ranges, document.sentences),
        speakers=tuple(_speakers(each, quotes) for each in ranges),
        is_shown=is_shown,
    )


def day(document: Document) -> date | None:
    """The day of publication, stated or inferred; None where a month or a year at most is known."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat(document.published or document.published_inferred or "")
    return None


def _speakers(quoted: Range, quotes: Sequence[Quote]) -> frozenset[str]:
    overlapping = (
        quote
        for quote in quotes
        if quote.content.start < quoted.end and quoted.start < quote.content.end
    )
    return frozenset(name for quote in overlapping for name in quote.speaker_entity)
