"""Scores of cleaning against planted truth: removed lines, stated metadata, whole texts.

A removed line counts by its words (letters and digits, lower case): typography and blanks do not.
For HTML pages the lines outside the article count like any other; where a line of a page's
furniture ends is a matter of layout, so a piece made of several true lines counts as those lines,
and pieces that make up one true line count as that line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from communique.records import DocId, Document, Record

FIELDS = ("title", "publisher", "published", "bylines")


class TrueRemoval(Record, frozen=True):
    """A line that is no part of the article, as planted."""

    text: str
    reason: str


class TrueStated(Record, frozen=True, kw_only=True):
    """What a file states of itself, as planted."""

    title: str | None
    publisher: str | None
    published: str | None
    bylines: tuple[str, ...]
    credits: tuple[str, ...]


class CleanTruth(Record, frozen=True, kw_only=True):
    """What a perfect cleaner gives for a document."""

    doc_id: DocId
    text: str
    stated: TrueStated
    removed: tuple[TrueRemoval, ...]


class Count(Record, frozen=True):
    """True positives, and what was predicted and true in all."""

    hits: int
    predicted: int
    true: int

    @property
    def precision(self) -> float:
        """Hits of those predicted; 1 where nothing was."""
        return self.hits / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Hits of those true; 1 where nothing was."""
        return self.hits / self.true if self.true else 1.0

    def plus(self, other: "Count") -> "Count":
        """Both counts as one."""
        return Count(
            self.hits + other.hits, self.predicted + other.predicted, self.true + other.true
        )


class CleanError(Record, frozen=True):
    """Something that cleaning got wrong: `missed` (left in), `wrongly` (taken out), or a field."""

    doc_id: DocId
    kind: str
    detail: str


class CleanScore(Record, frozen=True, kw_only=True):
    """The scores of some documents.

    `removed` counts lines; `reasons` counts the removed lines that have the true reason, of those
    removed rightly; `metadata` counts fields that are exact; `texts` documents whose whole text is.
    """

    documents: int
    removed: Count
    reasons: Count
    metadata: Count
    texts: Count
    errors: tuple[CleanError, ...]


def score_clean(pairs: Iterable[tuple[Document, CleanTruth]]) -> CleanScore:
    """Score documents against their truth."""
    both = list(pairs)
    return CleanScore(
        documents=len(both),
        removed=_sum(_removed(document, truth) for document, truth in both),
        reasons=_sum(_reasons(document, truth) for document, truth in both),
        metadata=_sum(_metadata(document, truth) for document, truth in both),
        texts=_sum(_texts(document, truth) for document, truth in both),
        errors=tuple(error for document, truth in both for error in _errors(document, truth)),
    )


def key(text: str) -> str:
    """The words of a line, by which lines are compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _sum(counts: Iterable[Count]) -> Count:
    total = Count(0, 0, 0)
    for count in counts:
        total = total.plus(count)
    return total


def _lines(document: Document) -> Counter[str]:
    """Removed lines that hold a word; marks and rules by themselves count for nothing."""
    keys = (key(removed.text or "") for removed in document.removed)
    return Counter(found for found in keys if found)


def _true_lines(truth: CleanTruth) -> Counter[str]:
    keys = (key(removed.text) for removed in truth.removed)
    return Counter(found for found in keys if found)


def _removed(document: Document, truth: CleanTruth) -> Count:
    true = _true_lines(truth)
    found = _in_lines(_lines(document), true)
    return Count((found & true).total(), found.total(), true.total())


def _in_lines(found: Counter[str], true: Counter[str]) -> Counter[str]:
    """`found` in the lines of `true`, where pieces and lines are made of one another."""
    lines = found & true
    pieces, left = found - lines, true - lines
    for piece in list(pieces.elements()):
        if parts := _parts(piece, left):
            pieces -= Counter([piece])
            left -= Counter(parts)
            lines.update(parts)
    for line in list(left.elements()):
        if parts := _parts(line, pieces):
            pieces -= Counter(parts)
            lines.update([line])
    return lines + pieces


def _parts(piece: str, lines: Counter[str]) -> list[str]:
    """The lines that `piece` is made of, one after another; none if it is not."""
    for line in lines:
        if piece == line:
            return [line]
        if piece.startswith(line + " "):
            rest = _parts(piece[len(line) + 1 :], lines - Counter([line]))
            if rest:
                return [line, *rest]
    return []


def _reasons(document: Document, truth: CleanTruth) -> Count:
    found = Counter((key(r.text or ""), r.reason) for r in document.removed)
    true = Counter((key(r.text), r.reason) for r in truth.removed)
    rightly = (_lines(document) & _true_lines(truth)).total()
    return Count((found & true).total(), rightly, rightly)


def _fields(document: Document, truth: CleanTruth) -> Iterator[tuple[str, object, object]]:
    for field in FIELDS:
        yield field, getattr(document, field), getattr(truth.stated, field)
    yield "credits", tuple(map(key, document.credits)), tuple(map(key, truth.stated.credits))


def _metadata(document: Document, truth: CleanTruth) -> Count:
    fields = list(_fields(document, truth))
    return Count(sum(found == true for _, found, true in fields), len(fields), len(fields))


def _texts(document: Document, truth: CleanTruth) -> Count:
    return Count(int(document.text == truth.text), 1, 1)


def _errors(document: Document, truth: CleanTruth) -> Iterator[CleanError]:
    true = _true_lines(truth)
    found = _in_lines(_lines(document), true)
    yield from _named(document.id, "missed", true - found)
    yield from _named(document.id, "wrongly", found - true)
    for field, is_, should in _fields(document, truth):
        if is_ != should:
            yield CleanError(document.id, field, f"{is_!r}, not {should!r}")
    if document.text != truth.text:
        yield CleanError(document.id, "text", _first_difference(document.text or "", truth.text))


def _named(doc_id: DocId, kind: str, lines: Counter[str]) -> Iterator[CleanError]:
    return (CleanError(doc_id, kind, line) for line in lines.elements())


def _first_difference(found: str, true: str) -> str:
    lines: Sequence[tuple[str, str]] = list(zip(found.split("\n"), true.split("\n"), strict=False))
    for number, (is_, should) in enumerate(lines, 1):
        if is_ != should:
            return f"line {number}: {is_[:60]!r}, not {should[:60]!r}"
    return f"{found.count(chr(10)) + 1} lines, not {true.count(chr(10)) + 1}"
