"""Stances against gold: who is for or against what in a document, or toward a given target."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from communique.records import DocId, Range, Record
from communique.score.measures import Counted, Mean, Slip, Tally, context
from communique.score.speakers import is_alike

LABELS = ("favor", "against", "neutral")
UNSAID = "neutral"
"""The label of what nothing was predicted of."""

MEANS = (Mean("macro-F1"), Mean("favor and against", ("favor", "against")))


class Held(Record, frozen=True, kw_only=True):
    """A stance: who holds which toward what.

    `target` is a name, `code` an issue's code; two codes are compared as they are, names by a
    shared word.
    """

    holder: str
    label: str
    target: str = ""
    code: str | None = None
    evidence: Range | None = None


class Sides(Record, frozen=True, kw_only=True):
    """A document with what is true of it and what was predicted; slips show text if `is_shown`."""

    doc_id: DocId
    text: str | None
    true: tuple[Held, ...]
    predicted: tuple[Held, ...]
    is_shown: bool = True


class Pair(Record, frozen=True):
    """The true label of a given stance and the predicted one; `target` is where that stands."""

    doc_id: DocId
    true: str
    predicted: str = UNSAID
    text: str | None = None
    target: Range | None = None


def labelled(pair: Pair) -> Counted:
    """The count of one given stance: `label`, the share that is right. Classes: the labels."""
    is_right = pair.true == pair.predicted
    classes = {pair.true: Tally(int(is_right), 1, int(is_right))}
    if not is_right:
        classes[pair.predicted] = Tally(0, 0, 1)
    slips = () if is_right else (_wrong(pair),)
    return Counted(pair.doc_id, {"label": Tally(int(is_right), 1)}, slips, classes)


def _wrong(pair: Pair) -> Slip:
    place = pair.target or Range(0, 0)
    has_context = pair.text is not None and pair.target is not None
    return Slip(
        doc_id=pair.doc_id,
        kind="label",
        start=place.start,
        end=place.end,
        true=pair.true,
        predicted=pair.predicted,
        context=context(pair.text or "", place.start, place.end) if has_context else None,
    )


def counted(document: Sides) -> Counted:
    """The counts of one document.

    The measures: `stance`, with the same holder, target and label; `pair`, with the same holder and
    target; of pairs the share with the same `label`; of stances the share whose `evidence`
    overlaps. Each true one in its turn takes the first pair that is left, with its label if there
    is one. Classes: stances of each label.
    """
    pairs = [(document.true[at], document.predicted[other]) for at, other in _paired(document)]
    right = [(true, found) for true, found in pairs if true.label == found.label]
    return Counted(
        document.doc_id,
        {
            "stance": _tally(document, len(right)),
            "pair": _tally(document, len(pairs)),
            "label": Tally(len(right), len(pairs)),
            "evidence": Tally(sum(share_evidence(*pair) for pair in right), len(right)),
        },
        tuple(_slips(document)),
        _by_label(document, [true for true, _ in right]),
    )


def _tally(document: Sides, hits: int) -> Tally:
    return Tally(hits, len(document.true), len(document.predicted))


def _paired(document: Sides) -> Iterator[tuple[int, int]]:
    left = list(range(len(document.predicted)))
    for at, true in enumerate(document.true):
        fitting = [each for each in left if is_about(true, document.predicted[each])]
        if fitting:
            # the first with the right label; `min` keeps the order of the others
            other = min(fitting, key=lambda each: document.predicted[each].label != true.label)
            left.remove(other)
            yield at, other


def is_about(true: Held, found: Held) -> bool:
    """Whether two stances have the same holder and the same target."""
    if not is_alike(true.holder, found.holder):
        return False
    if true.code and found.code:
        return true.code == found.code
    return is_alike(true.target, found.target)


def share_evidence(true: Held, found: Held) -> bool:
    """Whether the evidence of two stances overlaps."""
    one, other = true.evidence, found.evidence
    return bool(one and other and one.start < other.end and other.start < one.end)


def _by_label(document: Sides, right: Sequence[Held]) -> Mapping[str, Tally]:
    true = Counter(each.label for each in document.true)
    found = Counter(each.label for each in document.predicted)
    hits = Counter(each.label for each in right)
    return {name: Tally(hits[name], true[name], found[name]) for name in {*true, *found}}


def _slips(document: Sides) -> Iterator[Slip]:
    """Stances missed, spurious or with another label, by where their evidence stands."""
    pairs = list(_paired(document))
    partners = dict(pairs)
    taken = set(partners.values())
    slips = [
        *(
            _slip(document, "missed", each, each, None)
            for at, each in enumerate(document.true)
            if at not in partners
        ),
        *(
            _slip(document, "spurious", each, None, each)
            for at, each in enumerate(document.predicted)
            if at not in taken
        ),
        *(
            _slip(document, "label", document.true[at], document.true[at], found)
            for at, other in pairs
            if document.true[at].label != (found := document.predicted[other]).label
        ),
    ]
    yield from sorted(slips, key=lambda slip: (slip.start, slip.end, slip.kind))


def _slip(document: Sides, kind: str, place: Held, true: Held | None, found: Held | None) -> Slip:
    start, end = (place.evidence.start, place.evidence.end) if place.evidence else (0, 0)
    has_context = document.is_shown and document.text is not None and end > 0
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=start,
        end=end,
        true=_shown(true) if document.is_shown else None,
        predicted=_shown(found) if document.is_shown else None,
        context=context(document.text or "", start, end) if has_context else None,
    )


def _shown(held: Held | None) -> str | None:
    return f"{held.holder}, {held.label} {held.code or held.target}" if held else None
