"""Quotations against gold: what is reported, and by whom.

A predicted quotation overlaps a true one where they share half of the characters that either
covers; each has one partner at most, the likest first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.records import DocId, Record
from communique.score.measures import Counted, Slip, Tally, context
from communique.score.speakers import is_alike, is_same
from communique.score.stretches import Stretches, length, likeness, shared, trimmed, union

LEAST = 0.5
"""The likeness from which on two quotations are one."""


class Said(Record, frozen=True):
    """A quotation: its stretches, as `stretches.union` gives them, and the words of its speaker.

    `speaker` is None where nobody is said to speak; `kind` is direct, indirect, mixed or unknown.
    """

    content: Stretches
    speaker: str | None = None
    kind: str = "?"


class Sides(Record, frozen=True):
    """A document with what is true of it and what was predicted; slips show text if `is_shown`.

    `text` is None where nobody has it: then nothing is `exact`.
    """

    doc_id: DocId
    text: str | None
    true: tuple[Said, ...]
    predicted: tuple[Said, ...]
    is_shown: bool = True


def counted(document: Sides, kinds: frozenset[str] = frozenset()) -> Counted:
    """The counts of one document, of gold of `kinds` only if any are given.

    Then a prediction counts if its partner is of these kinds, or if it has none and touches no
    gold of another kind. The measures: `overlap` as above; `exact`, the same stretch, blanks and
    marks at its ends aside, a repeated one once; `characters`; `with speaker`, an overlap whose
    speakers share a word or are both unknown; of overlaps with a true speaker the share with the
    `same speaker` and with one that shares a word; recall by kind.
    """
    pairs = _partners(document)
    chosen = _chosen(document, pairs, kinds)
    return Counted(
        document.doc_id,
        {
            "overlap": chosen.tally(len(chosen.pairs)),
            **_exact(document.text, chosen),
            "characters": _characters(chosen),
            "with speaker": chosen.tally(sum(_agree(*pair) for pair in chosen.pairs)),
            **_speakers(chosen.pairs),
            **_recalls(chosen),
        },
        tuple(_slips(document, chosen)),
    )


@dataclass(frozen=True)
class _Chosen:
    """What counts of a document: true and predicted quotations, and pairs of them."""

    true: Sequence[Said]
    predicted: Sequence[Said]
    pairs: Sequence[tuple[Said, Said]]
    missed: Sequence[Said]
    spurious: Sequence[Said]

    def tally(self, hits: int) -> Tally:
        """`hits` among all that counts."""
        return Tally(hits, len(self.true), len(self.predicted))


def _partners(document: Sides) -> dict[int, int]:
    """The place of each true quotation that has a partner, with the partner's place.

    Of equally like pairs the one that stands last is first, in the gold and then in the
    predictions: ties are broken in some fixed way, and this is the benchmarks'.
    """
    likest = sorted(
        (
            (likeness(true.content, found.content), at, other)
            for at, true in enumerate(document.true)
            for other, found in enumerate(document.predicted)
        ),
        reverse=True,
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for alike, at, other in likest:
        if alike >= LEAST and at not in partners and other not in taken:
            partners[at] = other
            taken.add(other)
    return partners


def _chosen(document: Sides, partners: dict[int, int], kinds: frozenset[str]) -> _Chosen:
    kept = [at for at, true in enumerate(document.true) if not kinds or true.kind in kinds]
    others = [true for at, true in enumerate(document.true) if at not in set(kept)]
    taken = set(partners.values())
    spurious = [
        found
        for at, found in enumerate(document.predicted)
        if at not in taken and not any(shared(found.content, true.content) for true in others)
    ]
    pairs = [(document.true[at], document.predicted[partners[at]]) for at in kept if at in partners]
    return _Chosen(
        true=[document.true[at] for at in kept],
        predicted=[*(found for _, found in pairs), *spurious],
        pairs=pairs,
        missed=[document.true[at] for at in kept if at not in partners],
        spurious=spurious,
    )


def _exact(text: str | None, chosen: _Chosen) -> dict[str, Tally]:
    if text is None:
        return {}
    true = Counter(trimmed(text, each.content) for each in chosen.true)
    found = Counter(trimmed(text, each.content) for each in chosen.predicted)
    return {"exact": chosen.tally((true & found).total())}


def _characters(chosen: _Chosen) -> Tally:
    true = union(stretch for each in chosen.true for stretch in each.content)
    found = union(stretch for each in chosen.predicted for stretch in each.content)
    return Tally(shared(true, found), length(true), length(found))


def _agree(true: Said, found: Said) -> bool:
    """Whether two partners have speakers who share a word, or neither has one."""
    if true.speaker is None or found.speaker is None:
        return true.speaker is found.speaker
    return is_alike(true.speaker, found.speaker)


def _speakers(pairs: Iterable[tuple[Said, Said]]) -> dict[str, Tally]:
    named = [(true.speaker, found.speaker) for true, found in pairs if true.speaker is not None]
    both = [(true, found) for true, found in named if found is not None]
    return {
        "same speaker": Tally(sum(is_same(*pair) for pair in both), len(named)),
        "a word of the speaker": Tally(sum(is_alike(*pair) for pair in both), len(named)),
    }


def _recalls(chosen: _Chosen) -> dict[str, Tally]:
    true = Counter(each.kind for each in chosen.true)
    hits = Counter(each.kind for each, _ in chosen.pairs)
    return {f"recall, {kind}": Tally(hits[kind], true[kind]) for kind in sorted(true)}


def _slips(document: Sides, chosen: _Chosen) -> Iterator[Slip]:
    """Quotations missed, spurious or given to somebody else, by where they stand."""
    slips = [
        *(_slip(document, "missed", each) for each in chosen.missed),
        *(_slip(document, "spurious", each) for each in chosen.spurious),
        *(
            _slip(document, "speaker", true, found)
            for true, found in chosen.pairs
            if not _agree(true, found)
        ),
    ]
    yield from sorted(slips, key=lambda slip: (slip.start, slip.end, slip.kind))


def _slip(document: Sides, kind: str, place: Said, found: Said | None = None) -> Slip:
    start, end = place.content[0][0], place.content[-1][1]
    shown = document.is_shown
    has_context = shown and document.text is not None
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=start,
        end=end,
        true=(place.speaker or "nobody") if shown and found else None,
        predicted=(found.speaker or "nobody") if shown and found else None,
        context=context(document.text or "", start, end) if has_context else None,
    )
