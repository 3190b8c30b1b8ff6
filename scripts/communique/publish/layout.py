"""Which columns each configuration of a release has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import cast

import pyarrow as pa

from communique.plover import plover
from communique.publish.columns import Column, columns_of
from communique.records import LAYERS, Annotation, Document, Duplicate, Event, Reuse

SCHEMAS: Mapping[str, str] = {
    "entities": "entity",
    "quotes": "quote",
    "events": "event",
    "stances": "stance",
}
"""Layer → stem of the schema of its records."""


_AVAILABLE = "text_available"
"""Narrower in a release than in a record: whether the text is here, not whether it may be."""


def _document_columns() -> Iterator[Column]:
    for each in columns_of(Document, "document.", schema="document", omit=frozenset({"id"})):
        here = each.name == _AVAILABLE
        yield replace(each, meaning="whether the text stands in this release") if here else each


def _of_document(*names: str) -> Iterator[Column]:
    kept = {each.name: each for each in _document_columns()}
    return (kept[name] for name in names)


_CONTEXT = ("collection", "story", "licence", _AVAILABLE)
_DOC_ID = Column("doc_id", "document.id", "document.id", leaf=pa.string())


def _by_layer(name: str, meaning: str) -> Column:
    children = tuple(
        Column(layer, layer, f"{SCHEMAS[layer]}.{name}", leaf=pa.string()) for layer in LAYERS
    )
    return Column(name, name, children=children, meaning=meaning)


_NOT_CODED = "null where PLOVER codes none: what is hypothetical or negated"
_PLOVER = (
    Column(
        "plover_type",
        "type",
        "event.type",
        leaf=pa.string(),
        meaning=f"the type that PLOVER would code: AGREE for cooperation to come; {_NOT_CODED}",
    ),
    Column(
        "quad",
        "quad",
        leaf=pa.string(),
        meaning=f"the quad category of `plover_type`: verbal or material cooperation, verbal or "
        f"material conflict; {_NOT_CODED}",
    ),
    Column(
        "intensity",
        "intensity",
        leaf=pa.float64(),
        meaning=f"PLOVER's score of `plover_type`, from -10 (conflict) to 10; {_NOT_CODED}",
    ),
)
"""What `schema/plover.json` derives from an event; `source` is the field of `Coded`."""


def _coded(field: str) -> Callable[[object], object]:
    def value(event: object) -> object:
        coded = plover(cast("Event", event))
        return None if coded is None else getattr(coded, field)

    return value


def _own_columns(layer: str, source: str = "") -> Iterator[Column]:
    """A layer's own columns, those derived from them, then what all annotations carry."""
    shared = frozenset(Annotation.__struct_fields__)
    yield from columns_of(LAYERS[layer], source, schema=SCHEMAS[layer], omit=shared)
    if LAYERS[layer] is Event:
        yield from (
            replace(each, source=source.rstrip("."), derived=_coded(each.source))
            for each in _PLOVER
        )
    named = frozenset({"id", "doc_id"})
    yield from columns_of(Annotation, source, schema=SCHEMAS[layer], omit=named)


def layer_columns(layer: str) -> Iterator[Column]:
    """One row an annotation: what it says, of which document, in which sentence."""
    yield Column("id", "annotation.id", f"{SCHEMAS[layer]}.id", leaf=pa.string())
    yield _DOC_ID
    yield from _of_document(*_CONTEXT)
    yield from _own_columns(layer, "annotation.")
    where = "of the sentence that the annotation's anchor begins in; null outside any sentence"
    yield Column("sentence_start", "sentence.start", leaf=pa.int32(), meaning=f"start {where}")
    yield Column("sentence_end", "sentence.end", leaf=pa.int32(), meaning=f"end {where}")
    yield Column(
        "sentence", "sentence.text", leaf=pa.string(), meaning=f"text {where}, or withheld"
    )


def _nested(layer: str) -> Column:
    identity = Column("id", "id", f"{SCHEMAS[layer]}.id", leaf=pa.string())
    return Column(
        layer,
        layer,
        children=(identity, *_own_columns(layer)),
        repeated=True,
        meaning=f"the annotations of the layer, with the fields of configuration `{layer}`",
    )


def edge_columns(record: type[Duplicate | Reuse], schema: str) -> Iterator[Column]:
    """One row an edge between two documents; the context is that of `doc_id`."""
    yield from columns_of(record, "edge.", schema=schema)
    yield from _of_document("collection", "story", "licence")
    both = "whether both documents' text stands in this release"
    yield Column("text_available", "text_available", leaf=pa.bool_(), meaning=both)
    for name, value in (("status", "silver"), ("basis", "machine")):
        meaning = f"always `{value}`: found by the corpus's own scripts"
        yield Column(name, name, f"entity.{name}", leaf=pa.string(), meaning=meaning)


DOCUMENT_COLUMNS = (
    _DOC_ID,
    *_document_columns(),
    _by_layer("status", "for each layer the least settled status of its annotations here"),
    _by_layer("basis", "for each layer `machine` if a machine decided any annotation here"),
    *(_nested(layer) for layer in LAYERS),
)
