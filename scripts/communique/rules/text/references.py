"""References resolve within their document; ids are used once; files are sorted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.issues import Issue
from communique.layers import PREFIXES, layer_of_id, order, pair_order, reading_order
from communique.records import (
    LAYERS,
    Annotation,
    Document,
    Duplicate,
    Entity,
    Erratum,
    Event,
    Quote,
    Reading,
    Record,
    RegisteredEntity,
    Reuse,
    Stance,
)
from communique.rules.rule import At, Level, rule
from communique.rules.subject import Subject, set_of

Key = tuple[str | int, ...]

SORTED = (Annotation, Document, RegisteredEntity, Duplicate, Reuse, Erratum, Reading)
"""Records whose files have an order."""


@rule(Level.TEXT, "record", Event, Stance)
def reference_unknown(at: At[Event | Stance], subject: Subject) -> Iterator[Issue]:
    """A reference to an annotation names one that exists."""
    for role, reference, _ in _references(at.record):
        if reference not in subject.annotated:
            message = f"{role} of {at.record.id} names {reference}, which is nowhere"
            hint = "was it removed? references go by id, within a document"
            yield at.issue("reference-unknown", message, hint)


@rule(Level.TEXT, "record", Event, Stance)
def reference_elsewhere(at: At[Event | Stance], subject: Subject) -> Iterator[Issue]:
    """A reference stays within its document."""
    for role, reference, _ in _references(at.record):
        documents = subject.annotated.get(reference)
        if documents and at.record.doc_id not in documents:
            message = (
                f"{role} of {at.record.id} names {reference}, of {', '.join(sorted(documents))}"
            )
            hint = f"name an annotation of {at.record.doc_id}"
            yield at.issue("reference-elsewhere", message, hint)


@rule(Level.TEXT, "record", Event, Stance)
def reference_misfit(at: At[Event | Stance], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A reference names an annotation of a layer that can stand there, and not its own holder."""
    for role, reference, layers in _references(at.record):
        if layer_of_id(reference) not in layers or reference == at.record.id:
            message = f"{role} of {at.record.id} names {reference}"
            hint = f"it takes the id of one of the {' or '.join(layers)}, not its own"
            yield at.issue("reference-misfit", message, hint)


@rule(Level.TEXT, "record", Annotation)
def id_of_another_layer(at: At[Annotation], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """An id begins with the letters of its layer."""
    layer = next(name for name, kind in LAYERS.items() if isinstance(at.record, kind))
    if not at.record.id.startswith(PREFIXES[layer]):
        message = f"{at.record.id} is no id of {layer}"
        yield at.issue("id-of-another-layer", message, f"such ids begin with {PREFIXES[layer]}-")


@rule(Level.TEXT, "record", Annotation)
def entity_id_unknown(at: At[Annotation], subject: Subject) -> Iterator[Issue]:
    """An entity's id stands in the entity registry."""
    for _, entity_id in entity_ids(at.record):
        if entity_id not in subject.registered:
            message = f"no registered entity is called {entity_id}"
            yield at.issue("entity-id-unknown", message, "add it to annotations/entities.jsonl")


@rule(Level.TEXT, "record", Annotation, Document, RegisteredEntity, Reuse)
def id_repeated(
    at: At[Annotation | Document | RegisteredEntity | Reuse], subject: Subject
) -> Iterator[Issue]:
    """An id is used once in a set of files: a layer's shelf, the index, the registry."""
    first = subject.first_use.get((set_of(at.file), at.record.id))
    if first and first != (at.file, at.line):
        message = f"{at.record.id} is used in {first[0]}:{first[1]} already"
        yield at.issue("id-repeated", message, "was a record copied? a new one takes a new id")


@rule(
    Level.TEXT, "shard", Annotation, Document, RegisteredEntity, Duplicate, Reuse, Erratum, Reading
)
def not_sorted(shard: Sequence[At[Record]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Records are sorted, so that a moved one is a difference of one line."""
    for one, other in pairwise(shard):
        if _key(one.record) > _key(other.record):
            message = f"the record belongs before that of line {one.line}"
            hint = "sort by document, start, end and id; documents and entities by id"
            yield other.issue("not-sorted", message, hint)


def entity_ids(record: Annotation) -> Iterator[tuple[str, str]]:
    """Every canonical name of an annotation that comes with an id of the registry, and the id."""
    if isinstance(record, Entity) and record.entity and record.entity_id:
        yield record.entity, record.entity_id
    elif isinstance(record, Quote):
        yield from zip(record.speaker_entity, record.speaker_entity_id, strict=False)
    elif isinstance(record, Event):
        for one in (*record.actor, *record.recipient, *record.location):
            if one.entity_id:
                yield one.entity, one.entity_id
    elif isinstance(record, Stance):
        named = ((record.holder, record.holder_id), (record.target, record.target_id))
        yield from ((name, entity_id) for name, entity_id in named if entity_id)


def _references(record: Event | Stance) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Role, id, and the layers it may be of."""
    if isinstance(record, Stance):
        if record.rests_on:
            yield "rests_on", record.rests_on, ("quotes", "events")
        return
    for reference in record.content:
        yield "content", reference, ("events",)
    if record.attributed_to and layer_of_id(record.attributed_to):
        yield "attributed_to", record.attributed_to, ("quotes", "entities")


def _key(record: Record) -> Key:
    match record:
        case Annotation():
            return order(record)
        case Document() | RegisteredEntity():
            return (record.id,)
        case Duplicate() | Reuse():
            return pair_order(record)
        case Reading():
            return reading_order(record)
        case Erratum():
            return record.doc_id, record.span.start, record.span.end
    return ()
