"""Events of whole documents against gold: the trigger, what kind of deed, who takes part.

A predicted event and a true one are partners where their triggers overlap; each has one at most,
of several the one of the same type, then the likest.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.records import DocId, Range, Record
from communique.score.alignment import aligned
from communique.score.entities import bare
from communique.score.measures import Counted, Mean, Slip, Tally, context
from communique.score.speakers import is_alike
from communique.score.stretches import likeness

ROLES = ("actor", "recipient", "location")

MEANS = (Mean("macro-F1"),)


class Participant(Record, frozen=True):
    """Who takes part: the canonical name, and the words as they stand, if they do."""

    name: str
    words: str = ""


class Deed(Record, frozen=True, kw_only=True):
    """An event: its trigger, its type and modality, and who takes part."""

    trigger: Range
    type: str
    modality: str
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    location: tuple[Participant, ...] = ()
    date: str | None = None

    def role(self, name: str) -> tuple[Participant, ...]:
        """Who takes part as actor, recipient or location."""
        return {"actor": self.actor, "recipient": self.recipient, "location": self.location}[name]


class Sides(Record, frozen=True, kw_only=True):
    """A document with what is true of it and what was predicted.

    `text` is None where nobody gave it, `sentences` is then 0; slips show text if `is_shown`.
    """

    doc_id: DocId
    text: str | None
    sentences: int
    true: tuple[Deed, ...]
    predicted: tuple[Deed, ...]
    is_shown: bool = True


def counted(document: Sides) -> Counted:
    """The counts of one document.

    The measures: `trigger`, one that overlaps; `trigger and type`; of partners the share of the
    same `modality`, and of those with a true date of the same `date`; the participants of partners
    by role, who share a word of their name or words, or (`same name`) the canonical name; how many
    were predicted a sentence and a word. Classes: trigger and type of each type.
    """
    pairs = _partners(document)
    return Counted(
        document.doc_id,
        {
            "trigger": _tally(document, len(pairs.both)),
            "trigger and type": _tally(document, len(pairs.alike)),
            "modality": Tally(
                sum(t.modality == p.modality for t, p in pairs.both), len(pairs.both)
            ),
            **_roles(pairs.both),
            "date": _dates(pairs.both),
            **_amounts(document),
        },
        tuple(_slips(document, pairs)),
        _types(document, pairs),
    )


@dataclass(frozen=True)
class _Pairs:
    """Partners, those of the same type among them, and who has none."""

    both: Sequence[tuple[Deed, Deed]]
    missed: Sequence[Deed]
    spurious: Sequence[Deed]

    @property
    def alike(self) -> Sequence[tuple[Deed, Deed]]:
        return [(true, found) for true, found in self.both if true.type == found.type]


def _partners(document: Sides) -> _Pairs:
    likest = sorted(
        (
            (true.type != found.type, -alike, at, other)
            for at, true in enumerate(document.true)
            for other, found in enumerate(document.predicted)
            if (alike := _likeness(true, found))
        ),
    )
    partners: dict[int, int] = {}
    for _, _, at, other in likest:
        if at not in partners and other not in partners.values():
            partners[at] = other
    taken = set(partners.values())
    return _Pairs(
        [(document.true[at], document.predicted[partners[at]]) for at in sorted(partners)],
        [each for at, each in enumerate(document.true) if at not in partners],
        [each for at, each in enumerate(document.predicted) if at not in taken],
    )


def _likeness(true: Deed, found: Deed) -> float:
    one, other = true.trigger, found.trigger
    return likeness(((one.start, one.end),), ((other.start, other.end),))


def _tally(document: Sides, hits: int) -> Tally:
    return Tally(hits, len(document.true), len(document.predicted))


def _roles(pairs: Sequence[tuple[Deed, Deed]]) -> Mapping[str, Tally]:
    tallies = {}
    for role in ROLES:
        sides = [(true.role(role), found.role(role)) for true, found in pairs]
        tallies[role] = _matched(sides, strictly=False)
        tallies[f"{role}, same name"] = _matched(sides, strictly=True)
    return tallies


_Sides = tuple[Sequence[Participant], Sequence[Participant]]


def _matched(sides: Sequence[_Sides], *, strictly: bool) -> Tally:
    same = _has_name if strictly else _is_alike
    return Tally(
        sum(len(aligned(true, found, same)) for true, found in sides),
        sum(len(true) for true, _ in sides),
        sum(len(found) for _, found in sides),
    )


def _has_name(true: Participant, found: Participant) -> bool:
    return bare(true.name) == bare(found.name)


def _is_alike(true: Participant, found: Participant) -> bool:
    """Whether two share a word that says something, of their names or as they stand."""
    return any(
        is_alike(one, other)
        for one in (true.name, true.words)
        for other in (found.name, found.words)
    )


def _dates(pairs: Iterable[tuple[Deed, Deed]]) -> Tally:
    dated = [(true.date, found.date) for true, found in pairs if true.date]
    return Tally(sum(true == found for true, found in dated), len(dated))


def _amounts(document: Sides) -> Mapping[str, Tally]:
    words = len((document.text or "").split())
    number = len(document.predicted)
    return {
        "predicted a sentence": Tally(number if document.sentences else 0, document.sentences),
        "predicted a word": Tally(number if words else 0, words),
    }


def _types(document: Sides, pairs: _Pairs) -> Mapping[str, Tally]:
    true = Counter(each.type for each in document.true)
    found = Counter(each.type for each in document.predicted)
    hits = Counter(each.type for each, _ in pairs.alike)
    return {name: Tally(hits[name], true[name], found[name]) for name in {*true, *found}}


def _slips(document: Sides, pairs: _Pairs) -> Iterator[Slip]:
    """Events missed or spurious, and what differs between partners, by where they stand."""
    slips = [
        *(_slip(document, "missed", each, each.type, None) for each in pairs.missed),
        *(_slip(document, "spurious", each, None, each.type) for each in pairs.spurious),
        *(slip for pair in pairs.both for slip in _differences(document, *pair)),
    ]
    yield from sorted(slips, key=lambda slip: (slip.start, slip.end))


def _differences(document: Sides, true: Deed, found: Deed) -> Iterator[Slip]:
    if true.type != found.type:
        yield _slip(document, "type", true, true.type, found.type)
    if true.modality != found.modality:
        yield _slip(document, "modality", true, true.modality, found.modality)
    for role in ROLES:
        sides = true.role(role), found.role(role)
        if len(aligned(*sides, _is_alike)) != max(map(len, sides)):
            names = [_names(side) if document.is_shown else None for side in sides]
            yield _slip(document, role, true, *names)


def _names(side: Iterable[Participant]) -> str:
    return " and ".join(each.name for each in side) or "nobody"


def _slip(document: Sides, kind: str, place: Deed, true: str | None, found: str | None) -> Slip:
    """A slip; labels may always be shown, text only where the document is."""
    start, end = place.trigger.start, place.trigger.end
    has_context = document.is_shown and document.text is not None
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=start,
        end=end,
        true=true,
        predicted=found,
        context=context(document.text or "", start, end) if has_context else None,
    )
