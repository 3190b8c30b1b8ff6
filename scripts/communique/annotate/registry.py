"""The entity registry: under which name and id an entity is known, whatever it was found as."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from communique.records import Annotation, Entity, Quote, RegisteredEntity

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
    if isinstance(record, Entity) and record.entity is not None:
        one = known.get(folded(record.entity))
        if one is not None and (one.label == PERSON) == (record.label == PERSON):
            return replace(record, entity=one.name, entity_id=one.id)
    if isinstance(record, Quote) and record.speaker_entity:
        return _spoken(record, [known.get(folded(name)) for name in record.speaker_entity])
    return record


def _spoken(record: Quote, speakers: Sequence[RegisteredEntity | None]) -> Quote:
    pairs = zip(record.speaker_entity, speakers, strict=True)
    ids = tuple(one.id for one in speakers if one is not None)
    return replace(
        record,
        speaker_entity=tuple(one.name if one else name for name, one in pairs),
        speaker_entity_id=ids if len(ids) == len(speakers) else (),
    )
