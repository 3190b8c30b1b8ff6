"""What annotators of a document agree on, and what they dispute."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from communique.adjudicate import gold
from communique.adjudicate.disputes import Dispute, Side, contested, waiting
from communique.adjudicate.meaning import Known, meaning, references
from communique.layers import order
from communique.records import LAYERS, Annotation, DocId, Record

LEAST = 2

Work = Mapping[str, Sequence[Annotation]]
"""The records of one annotator by layer; a layer that is absent has none."""


class Agreed(Record, frozen=True):
    """A gold record, and the record of each annotator that it was made of."""

    layer: str
    gold: Annotation
    sides: tuple[Side, ...]


class Comparison(Record, frozen=True, kw_only=True):
    """A document as several annotators left it: each record is agreed or in one dispute."""

    doc_id: DocId
    who: tuple[str, ...]
    agreed: tuple[Agreed, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def dispute(self, name: str) -> Dispute | None:
        """The dispute of that name; None if there is none."""
        return next((each for each in self.disputes if each.name == name), None)


class _Group(Record, frozen=True):
    """Records of different annotators that say the same, by annotator in the order of codes."""

    layer: str
    records: Mapping[str, Annotation]


def compared(doc_id: DocId, by_who: Mapping[str, Work]) -> Comparison:
    """What two or more annotators agree on in a document, and what they dispute.

    Agreed is what all of them say (`meaning.meaning`). A record that refers to one that is not
    agreed is disputed too, even if all say the same: it waits for what becomes of the other. The
    other records are disputed; those of a layer whose anchors overlap are one dispute.

    Raises:
        ValueError: there are fewer than two annotators, or a record is of another document.
    """
    who = tuple(sorted(by_who))
    _demand_comparable(doc_id, who, by_who)
    known = {name: _known(by_who[name]) for name in who}
    groups = [group for layer in LAYERS for group in _groups(layer, by_who, known)]
    agreed = _holding([group for group in groups if len(group.records) == len(who)])
    held = {id(group) for group in agreed}
    others = [group for group in groups if id(group) not in held]
    return Comparison(
        doc_id=doc_id,
        who=who,
        agreed=tuple(sorted(map(_gold, agreed), key=_agreed_order)),
        disputes=tuple(sorted(_disputes(doc_id, others, who, known), key=_dispute_order)),
    )


def _demand_comparable(doc_id: DocId, who: Sequence[str], by_who: Mapping[str, Work]) -> None:
    if len(who) < LEAST:
        raise ValueError(f"{doc_id}: {', '.join(who) or 'nobody'} alone; give two annotators")
    for name in who:
        for record in _all(by_who[name]):
            if record.doc_id != doc_id:
                raise ValueError(f"{record.id} of {name} is of {record.doc_id}, not {doc_id}")


def _all(work: Work) -> Iterator[Annotation]:
    return (record for records in work.values() for record in records)


def _known(work: Work) -> Known:
    return {record.id: record for record in _all(work)}


def _groups(layer: str, by_who: Mapping[str, Work], known: Mapping[str, Known]) -> Iterator[_Group]:
    """Records of a layer that say the same; of an annotator's that do, each is of another group."""
    found: dict[Hashable, dict[str, Annotation]] = {}
    for who in sorted(by_who):
        seen: Counter[Hashable] = Counter()
        for record in sorted(by_who[who].get(layer, ()), key=order):
            says = tuple(meaning(record, known[who]).items())
            found.setdefault((says, seen[says]), {})[who] = record
            seen[says] += 1
    return (_Group(layer, records) for records in found.values())


def _holding(groups: Sequence[_Group]) -> list[_Group]:
    """Those of the groups that refer to nothing but records of such groups."""
    held = list(groups)
    while True:
        ids = {(who, record.id) for group in held for who, record in group.records.items()}
        left = [group for group in held if _referents(group) <= ids]
        if len(left) == len(held):
            return held
        held = left


def _referents(group: _Group) -> set[tuple[str, str]]:
    return {(who, each) for who, record in group.records.items() for each in references(record)}


def _gold(group: _Group) -> Agreed:
    """The gold of a group. It has the ids of the first annotator, as all that it refers to has."""
    sides = tuple(Side(who, (record,)) for who, record in group.records.items())
    return Agreed(group.layer, gold.agreed(group.records), sides)


def _disputes(
    doc_id: DocId, groups: Sequence[_Group], who: Sequence[str], known: Mapping[str, Known]
) -> Iterator[Dispute]:
    for layer in LAYERS:
        own = [group for group in groups if group.layer == layer]
        alike = [group.records for group in own if len(group.records) == len(who)]
        yield from (waiting(doc_id, layer, records) for records in alike)
        others = [by for group in own if len(group.records) < len(who) for by in _by(group)]
        yield from contested(
            doc_id, layer, others, who, lambda name, record: meaning(record, known[name])
        )


def _by(group: _Group) -> list[tuple[str, Annotation]]:
    return list(group.records.items())


def _layer_place(layer: str) -> int:
    return list(LAYERS).index(layer)


def _agreed_order(each: Agreed) -> tuple[int, tuple[DocId, int, int, str]]:
    return _layer_place(each.layer), order(each.gold)


def _dispute_order(each: Dispute) -> tuple[int, int, int, str]:
    return _layer_place(each.layer), each.start, each.end, each.name
