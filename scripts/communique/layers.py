"""Where annotations stand and how they are read, written, named and chosen.

`annotations/<layer>/{silver,gold}/<shard>.jsonl` and
`annotations/<layer>/individual/<who>/<shard>.jsonl`, sorted by document, place and id.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from communique import jsonl
from communique.offsets import sha256
from communique.records import (
    LAYERS,
    Annotation,
    Argument,
    Digest,
    DocId,
    Duplicate,
    Entity,
    Event,
    Quote,
    Reading,
    Reuse,
    Span,
    Stance,
)

A = TypeVar("A", bound=Annotation)

SILVER, INDIVIDUAL, GOLD = "silver", "individual", "gold"

PREFIXES = {"entities": "ent", "quotes": "quo", "events": "evt", "stances": "sta", "reuse": "reu"}
"""The layer that an id belongs to can be read from its first letters."""

ROLES = ("actor", "recipient", "location")
"""The roles of an event's arguments."""

READINGS = "readings.jsonl"
"""The file below `annotations/` that says who finished which documents."""

ID_HEX = 16
"""64 bits: among ten million annotations of a layer, two share an id once in 370,000 corpora."""

_ID = re.compile(rf"([a-z]+)-[0-9a-f]{{{ID_HEX}}}")
_LAYER_OF = {prefix: layer for layer, prefix in PREFIXES.items()}


@dataclass(frozen=True, order=True)
class Shelf:
    """One set of annotations of a layer. `who` is the annotator if `status` is individual."""

    layer: str
    status: str
    who: str | None = None

    @property
    def path(self) -> PurePosixPath:
        """The folder below `annotations/` that its shards stand in."""
        parts = [self.layer, self.status, *([self.who] if self.who else [])]
        return PurePosixPath(*parts)


def shelf_of(path: PurePosixPath) -> Shelf | None:
    """The shelf of a file, by its path below `annotations/`; None if no shelf is there."""
    match path.parts:
        case (layer, "silver" | "gold" as status, name) if _is_shard(layer, name):
            return Shelf(layer, status)
        case (layer, "individual" as status, who, name) if _is_shard(layer, name):
            return Shelf(layer, status, who)
    return None


def _is_shard(layer: str, name: str) -> bool:
    return layer in LAYERS and name.endswith(".jsonl")


def shards(annotations: Path, shelf: Shelf) -> list[Path]:
    """The files of a shelf, by name."""
    return sorted((annotations / shelf.path).glob("*.jsonl"))


def read(annotations: Path, shelf: Shelf) -> Iterator[Annotation]:
    """The annotations of a shelf, shard by shard.

    Raises:
        ValueError: a line is no record of the layer; the message names file and line.
    """
    for path in shards(annotations, shelf):
        yield from jsonl.read(path, LAYERS[shelf.layer])


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a shard in the order of `order`, and give the number of its records."""
    ordered: list[Annotation] = sorted(annotations, key=order)
    return jsonl.write(path, ordered)


def order(annotation: Annotation) -> tuple[DocId, int, int, str]:
    """The key that files are sorted by: a moved annotation is a difference of one line."""
    span = anchor(annotation)
    return annotation.doc_id, span.start, span.end, annotation.id


def argument_order(argument: Argument) -> tuple[bool, int, int, str, str]:
    """The key that the participants of a role are sorted by: in the order of the text.

    Those that no span expresses come last. A role is a set: nobody comes first in it.
    """
    start, end = (argument.span.start, argument.span.end) if argument.span else (0, 0)
    return argument.span is None, start, end, argument.entity, argument.entity_id or ""


def reading_order(reading: Reading) -> tuple[DocId, str, str]:
    """The key that readings are sorted by."""
    return reading.doc_id, reading.status, reading.agent


def pair_order(pair: Duplicate | Reuse) -> tuple[DocId, int, int, str]:
    """The key that files of pairs are sorted by."""
    if isinstance(pair, Duplicate):
        return pair.doc_id, 0, 0, pair.of
    return pair.doc_id, pair.span.start, pair.span.end, pair.id


def readings(annotations: Path) -> Iterator[Reading]:
    """Who finished which documents; nothing if nobody did.

    Raises:
        DataError: a line is no reading; the message names file and line.
    """
    path = annotations / READINGS
    if path.exists():
        yield from jsonl.read(path, Reading)


def chosen(annotations: Path, layer: str, own: Iterable[Annotation] = ()) -> Iterator[Annotation]:
    """The annotations that count: of each document gold where it is gold, else silver.

    A document with a gold reading and no gold in the layer has nothing in it. `own` is silver from
    elsewhere; of a document that a shelf knows, what the shelf has counts.
    """
    kept: list[Annotation] = []
    known: set[DocId] = set()
    adjudicated = {one.doc_id for one in readings(annotations) if one.status == GOLD}
    shelves = (read(annotations, Shelf(layer, status)) for status in (GOLD, SILVER))
    for source in (*shelves, own):
        found = [annotation for annotation in source if annotation.doc_id not in known]
        known.update(adjudicated, (annotation.doc_id for annotation in found))
        kept += found
    yield from sorted(kept, key=order)


def first_id(doc_id: DocId, layer: str, digest: Digest, ordinal: int) -> str:
    """The id of a new annotation; kept for good, never computed again for a known one.

    `digest` is the anchor's keyed digest, `ordinal` counts from 0 the annotations of the same
    document and layer whose anchors have that digest.

    Raises:
        KeyError: there is no such layer.
    """
    named = sha256(msgspec.json.encode([doc_id, layer, digest, ordinal]))
    return f"{PREFIXES[layer]}-{named[:ID_HEX]}"


def layer_of_id(reference: str) -> str | None:
    """The layer that an annotation's id belongs to; None if `reference` is a name and no id."""
    found = _ID.fullmatch(reference)
    return _LAYER_OF.get(found[1]) if found else None


def anchor(annotation: Annotation) -> Span:
    """The span that says where an annotation is: mention, content, trigger or evidence."""
    match annotation:
        case Entity():
            return annotation.span
        case Event():
            return annotation.trigger
        case Quote():
            return annotation.content
        case Stance():
            return annotation.evidence
    raise TypeError(f"{type(annotation).__name__} is no layer of communique.records.LAYERS")


def spans(annotation: Annotation) -> list[tuple[str, Span]]:
    """All spans of an annotation, each with the name of its role, the anchor first."""
    match annotation:
        case Entity():
            return [("span", annotation.span)]
        case Event():
            return [("trigger", annotation.trigger), *_argument_spans(annotation)]
        case Quote():
            others = (("cue", annotation.cue), ("speaker", annotation.speaker))
            return [("content", annotation.content), *_given(others)]
        case Stance():
            return [
                ("evidence", annotation.evidence),
                *_given([("condition", annotation.condition)]),
            ]
    raise TypeError(f"{type(annotation).__name__} is no layer of communique.records.LAYERS")


def with_spans(annotation: A, change: Callable[[Span], Span]) -> A:
    """The annotation with each of its spans changed."""
    match annotation:
        case Entity():
            return replace(annotation, span=change(annotation.span))
        case Event():
            roles = {
                role: tuple(_argument(one, change) for one in getattr(annotation, role))
                for role in ROLES
            }
            return replace(annotation, trigger=change(annotation.trigger), **roles)
        case Quote() | Stance():
            found = {role: change(span) for role, span in spans(annotation)}
            return replace(annotation, **found)
    raise TypeError(f"{type(annotation).__name__} is no layer of communique.records.LAYERS")


def _argument(argument: Argument, change: Callable[[Span], Span]) -> Argument:
    return replace(argument, span=change(argument.span)) if argument.span else argument


def _given(named: Iterable[tuple[str, Span | None]]) -> Iterator[tuple[str, Span]]:
    return ((role, span) for role, span in named if span is not None)


def _argument_spans(event: Event) -> Iterator[tuple[str, Span]]:
    found = ((role, argument) for role in ROLES for argument in getattr(event, role))
    return _given((role, argument.span) for role, argument in found)
