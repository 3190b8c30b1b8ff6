"""What a record says, apart from who says it and under which id.

Two records say the same if they are the same in everything that the scheme decides. Left aside
are id, agent, basis, status, changed_in, unsure and note; ids of the entity registry and values,
which follow from the rest; modes, which only silver has; and clusters, whose names are anybody's.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from communique.layers import anchor, layer_of_id
from communique.records import (
    LAYERS,
    Annotation,
    Argument,
    Entity,
    Event,
    Quote,
    Span,
    Stance,
)

Known = Mapping[str, Annotation]
"""All records of one annotator in a document, by id."""

Place = tuple[int, int]


def meaning(record: Annotation, known: Known) -> Mapping[str, Hashable]:
    """What a record says, field by field, the anchor first; equal values say the same.

    What it refers to is told by layer, anchor and label of the record in `known`, since annotators
    need not share ids; a reference to nothing stays an id. Sides, speakers and contents are sets.
    """
    match record:
        case Entity():
            return {
                "span": place(record.span),
                "label": record.label,
                "entity": record.entity,
            }
        case Quote():
            return {
                "content": place(record.content),
                "kind": record.kind,
                "cue": place(record.cue),
                "speaker": place(record.speaker),
                "speaker_entity": frozenset(record.speaker_entity),
            }
        case Event():
            return {
                "trigger": place(record.trigger),
                "type": record.type,
                "modality": record.modality,
                "actor": _participants(record.actor),
                "recipient": _participants(record.recipient),
                "location": _participants(record.location),
                "date": record.date,
                "attributed_to": _referent(record.attributed_to, known),
                "content": frozenset(_referent(each, known) for each in record.content),
            }
        case Stance():
            return {
                "evidence": place(record.evidence),
                "holder": record.holder,
                "target": record.target,
                "target_kind": record.target_kind,
                "polarity": record.polarity,
                "conditional": record.conditional,
                "condition": place(record.condition),
                "inferred": record.inferred,
                "rests_on": _referent(record.rests_on, known),
            }
    raise TypeError(f"{type(record).__name__} is no layer of communique.records.LAYERS")


def layer_of(record: Annotation) -> str:
    """The layer that a record belongs to."""
    return next(name for name, kind in LAYERS.items() if isinstance(record, kind))


def label_of(record: Annotation) -> str:
    """The type, kind or polarity of a record."""
    match record:
        case Entity():
            return record.label
        case Quote():
            return record.kind
        case Event():
            return record.type
        case Stance():
            return record.polarity
    raise TypeError(f"{type(record).__name__} is no layer of communique.records.LAYERS")


def references(record: Annotation) -> Iterator[str]:
    """The ids of the records that a record refers to."""
    if isinstance(record, Event):
        yield from record.content
        if record.attributed_to and layer_of_id(record.attributed_to):
            yield record.attributed_to
    if isinstance(record, Stance) and record.rests_on:
        yield record.rests_on


def referring(record: Annotation, ids: Mapping[str, str]) -> Annotation:
    """A record with the ids that `ids` gives for those that it refers to, contents in order."""
    if isinstance(record, Event):
        named = record.attributed_to
        return replace(
            record,
            content=tuple(sorted({ids[each] for each in record.content})),
            attributed_to=ids.get(named, named) if named else None,
        )
    if isinstance(record, Stance) and record.rests_on:
        return replace(record, rests_on=ids[record.rests_on])
    return record


def place(span: Span | None) -> Place | None:
    """Where a span stands; None if there is none."""
    return None if span is None else (span.start, span.end)


def _participants(side: Iterable[Argument]) -> frozenset[tuple[str, Place | None]]:
    return frozenset((each.entity, place(each.span)) for each in side)


def _referent(reference: str | None, known: Known) -> Hashable:
    if reference is None or (record := known.get(reference)) is None:
        return reference
    return layer_of(record), place(anchor(record)), label_of(record)
