"""The entity registry: under which name and id an entity is known, whatever it was found as."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from communique.annotate.stances.found import ENTITY
from communique.records import (
    Annotation,
    Argument,
    Entity,
    Event,
    Quote,
    RegisteredEntity,
    Stance,
)

PERSON = "PERSON"
Names = Mapping[str, RegisteredEntity]
"""Names and aliases, folded, to what they are registered for."""


def names(registered: Iterable[RegisteredEntity], collection: str) -> Names:
    """Every name and alias of the entities known from `collection`, or from anywhere.

    One that several entities have stands for none of them.
    """
    found: dict[str, RegisteredEntity | None] = {}
    for one in registered:
        for name in {folded(name) for name in (one.name, *one.aliases)}:
            if one.collection in {None, collection}:
                found[name] = None if name in found else one
    return {name: one for name, one in found.items() if one is not None}


def folded(name: str) -> str:
    """A name without what two spellings of it may differ in: case, apostrophes, blanks, "the"."""
    return " ".join(name.replace("’", "'").casefold().split()).removeprefix("the ")


def identified(record: Annotation, known: Names) -> Annotation:
    """`record` with the registered names and ids of those whom it names.

    A person's name is no body's. A quotation has ids only if all its speakers are registered.
    """
    match record:
        case Entity():
            return _mentioned(record, known)
        case Quote():
            return _spoken(record, [known.get(folded(name)) for name in record.speaker_entity])
        case Event():
            return _told(record, known)
        case Stance():
            return _held(record, known)
        case _:
            return record


def _mentioned(record: Entity, known: Names) -> Entity:
    one = known.get(folded(record.entity or ""))
    if one is None or (one.label == PERSON) != (record.label == PERSON):
        return record
    return replace(record, entity=one.name, entity_id=one.id)


def _spoken(record: Quote, speakers: Sequence[RegisteredEntity | None]) -> Quote:
    pairs = zip(record.speaker_entity, speakers, strict=True)
    ids = tuple(one.id for one in speakers if one is not None)
    return replace(
        record,
        speaker_entity=tuple(one.name if one else name for name, one in pairs),
        speaker_entity_id=ids if len(ids) == len(speakers) else (),
    )


def _told(record: Event, known: Names) -> Event:
    """The event; on whose word it stands is a name, or an id, which is no name."""
    source = known.get(folded(record.attributed_to or ""))
    return replace(
        record,
        actor=tuple(_argument(each, known) for each in record.actor),
        recipient=tuple(_argument(each, known) for each in record.recipient),
        location=tuple(_argument(each, known) for each in record.location),
        attributed_to=source.name if source else record.attributed_to,
    )


def _argument(argument: Argument, known: Names) -> Argument:
    one = known.get(folded(argument.entity))
    return replace(argument, entity=one.name, entity_id=one.id) if one else argument


def _held(record: Stance, known: Names) -> Stance:
    """The stance; a target that is an issue code is nobody's name."""
    holder = known.get(folded(record.holder))
    target = known.get(folded(record.target)) if record.target_kind == ENTITY else None
    return replace(
        record,
        holder=holder.name if holder else record.holder,
        holder_id=holder.id if holder else record.holder_id,
        target=target.name if target else record.target,
        target_id=target.id if target else record.target_id,
    )
