"""The configurations of a release: their columns, their rows, and the Arrow tables of both."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace

import pyarrow as pa

from communique.publish.columns import Column, columns_of, table
from communique.publish.corpus import SPLITS, Selection, anchor
from communique.records import (
    LAYERS,
    Annotation,
    Document,
    Duplicate,
    Offset,
    RegisteredEntity,
    Reuse,
)

DEFAULT = "documents"
WITHHELD = "withheld"

_STATUSES = ("silver", "individual", "gold")
_BASES = ("machine", "human")

SCHEMAS: Mapping[str, str] = {
    "entities": "entity",
    "quotes": "quote",
    "events": "event",
    "stances": "stance",
}
"""Layer → stem of the schema of its records."""

Rows = Callable[[Selection], Iterable[tuple[str, SimpleNamespace]]]
"""Gives each row with its split."""


@dataclass(frozen=True)
class Config:
    """A table of the release: what `load_dataset` calls a configuration."""

    name: str
    row: str
    columns: tuple[Column, ...]
    rows: Rows


@dataclass(frozen=True)
class Part:
    """The rows of one configuration in one split; never without rows.

    A split without rows cannot be had: with a Parquet file of no rows, datasets 3.6 and 5.2 fail
    ("BatchSize must be greater than 0"), and with one of no row groups ("corresponds to no
    data"), in every split of the configuration. So such splits have no file, and a configuration
    without any rows does not stand in the card.
    """

    config: Config
    split: str
    table: pa.Table


def parts(selection: Selection) -> Iterator[Part]:
    """Every configuration and split that has rows, in the order of the card."""
    for config in CONFIGS:
        by_split: dict[str, list[SimpleNamespace]] = {}
        for split, row in config.rows(selection):
            by_split.setdefault(split, []).append(row)
        for split in sorted(by_split, key=split_order):
            yield Part(config, split, table(config.columns, by_split[split]))


def split_order(split: str) -> tuple[int, str]:
    """Sorts splits: train, validation, test, then others by name."""
    return (SPLITS.index(split) if split in SPLITS else len(SPLITS)), split


def _documents(selection: Selection, *, with_text: bool) -> Iterator[tuple[str, SimpleNamespace]]:
    for document in selection.documents:
        if (document.text is not None) is with_text:
            yield selection.corpus.split(document), _document_row(selection, document)


def _document_row(selection: Selection, document: Document) -> SimpleNamespace:
    layers = {
        layer: selection.layers.get(layer, {}).get(document.id, ()) for layer in LAYERS
    }
    return SimpleNamespace(
        document=document,
        status=_least(layers, "status", _STATUSES),
        basis=_least(layers, "basis", _BASES),
        **layers,
    )


def _least(
    layers: Mapping[str, Sequence[Annotation]], name: str, order: tuple[str, ...]
) -> SimpleNamespace:
    """For each layer the lowest of its annotations' values; None for a layer without any."""
    found = {
        layer: min({getattr(each, name) for each in annotations}, key=order.index, default=None)
        for layer, annotations in layers.items()
    }
    return SimpleNamespace(**found)


def _annotations(selection: Selection, *, layer: str) -> Iterator[tuple[str, SimpleNamespace]]:
    for document in selection.documents:
        annotations = selection.layers.get(layer, {}).get(document.id, ())
        starts = [sentence.start for sentence in document.sentences]
        for annotation in annotations:
            sentence = _sentence(document, starts, anchor(annotation).start)
            row = SimpleNamespace(document=document, annotation=annotation, sentence=sentence)
            yield selection.corpus.split(document), row


def _sentence(document: Document, starts: list[Offset], at: Offset) -> SimpleNamespace | None:
    index = bisect_right(starts, at) - 1
    if index < 0 or at >= document.sentences[index].end:
        return None
    start, end = document.sentences[index].start, document.sentences[index].end
    text = None if document.text is None else document.text[start:end]
    return SimpleNamespace(start=start, end=end, text=text)


def _duplicates(selection: Selection) -> Iterator[tuple[str, SimpleNamespace]]:
    return (_edge(selection, edge) for edge in selection.duplicates)


def _reuse(selection: Selection) -> Iterator[tuple[str, SimpleNamespace]]:
    return (_edge(selection, edge) for edge in selection.reuse)


def _edge(selection: Selection, edge: Duplicate | Reuse) -> tuple[str, SimpleNamespace]:
    document, of = selection.by_id[edge.doc_id], selection.by_id[edge.of]
    row = SimpleNamespace(
        document=document,
        edge=edge,
        status="silver",
        basis="machine",
        text_available=document.text_available and of.text_available,
    )
    return selection.corpus.split(document), row


def _registry(selection: Selection) -> Iterator[tuple[str, SimpleNamespace]]:
    registered = sorted(selection.corpus.registered, key=lambda entity: entity.id)
    return ((SPLITS[0], SimpleNamespace(entity=entity)) for entity in registered)


def _of_document(*names: str) -> Iterator[Column]:
    kept = {each.name: each for each in columns_of(Document, "document.", schema="document")}
    return (kept[name] for name in names)


_CONTEXT = ("collection", "story", "licence", "text_available")
_DOC_ID = Column("doc_id", "document.id", "document.id", leaf=pa.string())


def _by_layer(name: str, meaning: str) -> Column:
    children = tuple(
        Column(layer, layer, f"{SCHEMAS[layer]}.{name}", leaf=pa.string()) for layer in LAYERS
    )
    return Column(name, name, children=children, meaning=meaning)


def _nested(layer: str) -> Column:
    children = columns_of(LAYERS[layer], schema=SCHEMAS[layer], omit=frozenset({"doc_id"}))
    return Column(
        layer,
        layer,
        children=tuple(children),
        repeated=True,
        meaning=f"the annotations of the layer, with the fields of configuration `{layer}`",
    )


_DOCUMENT_COLUMNS = (
    _DOC_ID,
    *columns_of(Document, "document.", schema="document", omit=frozenset({"id"})),
    _by_layer("status", "for each layer the least settled status of its annotations here"),
    _by_layer("basis", "for each layer `machine` if a machine decided any annotation here"),
    *(_nested(layer) for layer in LAYERS),
)


def _layer_columns(layer: str) -> Iterator[Column]:
    yield Column("id", "annotation.id", f"{SCHEMAS[layer]}.id", leaf=pa.string())
    yield _DOC_ID
    yield from _of_document(*_CONTEXT)
    yield from columns_of(
        LAYERS[layer], "annotation.", schema=SCHEMAS[layer], omit=frozenset({"id", "doc_id"})
    )
    where = "of the sentence that the annotation's anchor begins in; null outside any sentence"
    yield Column("sentence_start", "sentence.start", leaf=pa.int32(), meaning=f"start {where}")
    yield Column("sentence_end", "sentence.end", leaf=pa.int32(), meaning=f"end {where}")
    yield Column("sentence", "sentence.text", leaf=pa.string(), meaning=f"text {where}, or withheld")


def _edge_columns(record: type[Duplicate | Reuse], schema: str) -> Iterator[Column]:
    yield from columns_of(record, "edge.", schema=schema)
    yield from _of_document("collection", "story", "licence")
    both = "whether both documents' text stands in this release"
    yield Column("text_available", "text_available", leaf=pa.bool_(), meaning=both)
    for name, value in (("status", "silver"), ("basis", "machine")):
        meaning = f"always `{value}`: found by the corpus's own scripts"
        yield Column(name, name, f"entity.{name}", leaf=pa.string(), meaning=meaning)


def _configs() -> Iterator[Config]:
    documents = partial(_documents, with_text=True)
    yield Config(DEFAULT, "a document with its text, all layers nested", _DOCUMENT_COLUMNS, documents)
    withheld = partial(_documents, with_text=False)
    yield Config(WITHHELD, "a document whose text is withheld", _DOCUMENT_COLUMNS, withheld)
    for layer in LAYERS:
        rows = partial(_annotations, layer=layer)
        yield Config(layer, f"an annotation of the layer {layer}", tuple(_layer_columns(layer)), rows)
    edges = tuple(_edge_columns(Duplicate, "duplicate"))
    yield Config("duplicates", "a document that repeats another", edges, _duplicates)
    edges = tuple(_edge_columns(Reuse, "reuse"))
    yield Config("reuse", "a passage that stands in two documents", edges, _reuse)
    entity = columns_of(RegisteredEntity, "entity.", schema="registered-entity")
    yield Config("registry", "a canonical entity that annotations refer to", tuple(entity), _registry)


CONFIGS = tuple(_configs())
