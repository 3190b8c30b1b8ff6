"""Mentions of names, times and numbers against gold: where they stand, of what type, of whom."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from communique.records import DocId, Offset, Record
from communique.score.measures import Counted, Slip, Tally, context


class Mention(Record, frozen=True):
    """A mention: its place, its type, and the canonical name it refers to, if one is given."""

    start: Offset
    end: Offset
    label: str
    entity: str | None = None


class Sides(Record, frozen=True):
    """A document with what is true of it and what was predicted.

    `text` is None where nobody gave it; slips show text if `is_shown`.
    """

    doc_id: DocId
    text: str | None
    true: tuple[Mention, ...]
    predicted: tuple[Mention, ...]
    is_shown: bool = True


Pair = tuple[Mention | None, Mention | None]
"""What is true of a span and what was predicted of it; None on one side where that has nothing."""


def counted(document: Sides) -> Counted:
    """The counts of one document.

    The measures: `span and type` and `span` alone, over all mentions together (micro); `name`, of
    true mentions with a canonical name whose span was found the share with the same name; and
    span and type of each label.
    """
    pairs = list(_aligned(document))
    labels = sorted({each.label for each in (*document.true, *document.predicted)})
    return Counted(
        document.doc_id,
        {
            "span and type": _tally(document, _typed(pairs)),
            "span": _tally(document, sum(None not in pair for pair in pairs)),
            "name": _names(pairs),
            **{label: _of_label(document, pairs, label) for label in labels},
        },
        tuple(slip for pair in pairs for slip in _slips(document, *pair)),
    )


def bare(name: str) -> str:
    """A canonical name as names are compared: case, blanks and a leading "the" aside."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def _aligned(document: Sides) -> Iterator[Pair]:
    """Mentions of one span side by side, from the first span to the last."""
    true, found = _by_span(document.true), _by_span(document.predicted)
    for span in sorted({*true, *found}):
        yield from _together(true.get(span, []), found.get(span, []))


def _by_span(mentions: Iterable[Mention]) -> dict[tuple[Offset, Offset], list[Mention]]:
    spans: dict[tuple[Offset, Offset], list[Mention]] = {}
    for each in mentions:
        spans.setdefault((each.start, each.end), []).append(each)
    return spans


def _together(true: list[Mention], found: list[Mention]) -> Iterator[Pair]:
    """Mentions of one span, those of the same type first, the others as they come."""
    left, rest = list(found), []
    for each in true:
        same = next((one for one in left if one.label == each.label), None)
        if same is None:
            rest.append(each)
        else:
            left.remove(same)
            yield each, same
    yield from zip_longest(rest, left)


def _tally(document: Sides, hits: int) -> Tally:
    return Tally(hits, len(document.true), len(document.predicted))


def _typed(pairs: Iterable[Pair]) -> int:
    return sum(1 for true, found in pairs if true and found and true.label == found.label)


def _of_label(document: Sides, pairs: list[Pair], label: str) -> Tally:
    return Tally(
        _typed(pair for pair in pairs if pair[0] and pair[0].label == label),
        sum(each.label == label for each in document.true),
        sum(each.label == label for each in document.predicted),
    )


def _names(pairs: Iterable[Pair]) -> Tally:
    named = [(true, found) for true, found in pairs if true and found and true.entity]
    return Tally(sum(not _is_renamed(*pair) for pair in named), len(named))


def _is_renamed(true: Mention, found: Mention) -> bool:
    """Whether gold has a name and the prediction another or none."""
    return bool(true.entity) and bare(true.entity or "") != bare(found.entity or "")


def _slips(document: Sides, true: Mention | None, found: Mention | None) -> Iterator[Slip]:
    if true and found:
        if true.label != found.label:
            yield _slip(document, "type", true, true.label, found.label)
        if _is_renamed(true, found):
            yield _slip(document, "name", true, true.entity, found.entity)
    elif true:
        yield _slip(document, "missed", true, true.label, None)
    elif found:
        yield _slip(document, "spurious", found, None, found.label)


def _slip(document: Sides, kind: str, place: Mention, true: str | None, found: str | None) -> Slip:
    """A slip; labels may always be shown, names and text only where the document is."""
    hides = kind == "name" and not document.is_shown
    has_context = document.is_shown and document.text is not None
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=place.start,
        end=place.end,
        true=None if hides else true,
        predicted=None if hides else found,
        context=context(document.text or "", place.start, place.end) if has_context else None,
    )
