"""Where annotators differ: a stretch of a layer, and what each of them marked there."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.adjudicate.meaning import label_of, references
from communique.layers import anchor, order, spans
from communique.records import Annotation, DocId, Entity, Event, Offset, Quote, Record, Stance

MISSING = "missing"
"""What differs where somebody marked nothing that the other did."""

Said = Callable[[str, Annotation], Mapping[str, Hashable]]
"""What a record of an annotator says, field by field."""

By = tuple[str, Annotation]
"""An annotator and a record."""


class Side(Record, frozen=True):
    """What one annotator marked in a dispute, in the order of the text; perhaps nothing."""

    who: str
    records: tuple[Annotation, ...]


class Dispute(Record, frozen=True, kw_only=True):
    """A stretch of a layer, `[start:end]`, on which annotators differ; a side for each of them.

    `name` tells the disputes of a document apart. `differ` are the fields in which two of them
    differ, `missing` if one lacks a record. It is empty where all say the same and refer to
    something that is disputed: such a dispute waits for the other.
    """

    name: str
    doc_id: DocId
    layer: str
    start: Offset
    end: Offset
    sides: tuple[Side, ...]
    differ: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nothing differs but what becomes of the records that these refer to."""
        return not self.differ


def contested(
    doc_id: DocId, layer: str, records: Iterable[By], who: Sequence[str], said: Said
) -> Iterator[Dispute]:
    """The disputes about some records of a layer: those whose anchors overlap are of one."""
    for together in _overlapping(records):
        start, end = _stretch(together)
        sides = _sides(together, who)
        yield Dispute(
            name=f"{layer}[{start}:{end}]",
            doc_id=doc_id,
            layer=layer,
            start=start,
            end=end,
            sides=sides,
            differ=_differing(sides, said),
        )


def waiting(doc_id: DocId, layer: str, records: Mapping[str, Annotation]) -> Dispute:
    """The dispute about one record of all annotators that refers to something disputed."""
    first = next(iter(records.values()))
    start, end = _stretch(list(records.items()))
    return Dispute(
        name=f"{layer}[{start}:{end}] {first.id}",
        doc_id=doc_id,
        layer=layer,
        start=start,
        end=end,
        sides=tuple(Side(who, (record,)) for who, record in records.items()),
    )


def lines(dispute: Dispute, *, with_names: bool) -> list[str]:
    """A dispute in a few lines: what differs, then a line a side.

    Labels and offsets are shown and no words of the text; canonical names only `with_names`.
    """
    what = "differ in " + ", ".join(dispute.differ) if dispute.differ else "wait for another"
    sides = (f"  {side.who}: {_marked(side, with_names)}" for side in dispute.sides)
    return [f"{dispute.doc_id} {dispute.name}: {what}", *sides]


def _marked(side: Side, with_names: bool) -> str:
    shown = (_shown(record, with_names) for record in side.records)
    return "; ".join(shown) or "nothing marked"


def _shown(record: Annotation, with_names: bool) -> str:
    parts = [
        *_labels(record),
        *(_names(record) if with_names else ()),
        *(f"{role} [{span.start}:{span.end}]" for role, span in spans(record)),
        *(f"to {reference}" for reference in references(record)),
    ]
    return ", ".join(parts)


def _labels(record: Annotation) -> Iterator[str]:
    yield label_of(record)
    if isinstance(record, Event):
        yield record.modality
        yield from [record.date] if record.date else []
    if isinstance(record, Stance):
        yield from [record.target] if record.target_kind == "issue" else []
        yield from ["conditional"] if record.conditional else []
        yield from ["inferred"] if record.inferred else []


def _names(record: Annotation) -> Iterator[str]:
    match record:
        case Entity():
            yield from [record.entity] if record.entity else []
        case Quote():
            yield from record.speaker_entity
        case Event():
            for role in ("actor", "recipient", "location"):
                yield from (f"{role} {each.entity}" for each in getattr(record, role))
        case Stance():
            yield f"by {record.holder}"
            yield from [f"toward {record.target}"] if record.target_kind == "entity" else []


def _overlapping(records: Iterable[By]) -> Iterator[list[By]]:
    together: list[By] = []
    end = 0
    for each in sorted(records, key=lambda by: (order(by[1]), by[0])):
        span = anchor(each[1])
        if together and span.start >= end:
            yield together
            together = []
        together.append(each)
        end = max(end, span.end)
    if together:
        yield together


def _stretch(records: Sequence[By]) -> tuple[Offset, Offset]:
    anchors = [anchor(record) for _, record in records]
    return min(span.start for span in anchors), max(span.end for span in anchors)


def _sides(records: Iterable[By], who: Iterable[str]) -> tuple[Side, ...]:
    given = list(records)
    return tuple(
        Side(name, tuple(record for whose, record in given if whose == name)) for name in who
    )


def _differing(sides: Sequence[Side], said: Said) -> tuple[str, ...]:
    """The fields in which any two sides differ, in the order of the fields, `missing` last."""
    meanings = [[said(side.who, record) for record in side.records] for side in sides]
    found = {field for pair in combinations(meanings, 2) for field in _fields(*pair)}
    names = [field for each in meanings for one in each for field in one]
    return tuple(field for field in dict.fromkeys([*names, MISSING]) if field in found)


def _fields(
    one: Sequence[Mapping[str, Hashable]], other: Sequence[Mapping[str, Hashable]]
) -> Iterator[str]:
    """What differs between the records of two sides, set side by side, the likest first."""
    likest = sorted(
        (len(_unlike(mine, theirs)), at, place)
        for at, mine in enumerate(one)
        for place, theirs in enumerate(other)
    )
    left, right = set(range(len(one))), set(range(len(other)))
    for _, at, place in likest:
        if at in left and place in right:
            left.remove(at)
            right.remove(place)
            yield from _unlike(one[at], other[place])
    if left or right:
        yield MISSING


def _unlike(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> list[str]:
    return [field for field in one if one[field] != other[field]]
