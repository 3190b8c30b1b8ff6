"""The configurations of a release: their columns, their rows, and the Arrow tables of both."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from communique.publish import rows
from communique.publish.columns import Column, columns_of, table
from communique.publish.corpus import SPLITS, Selection
from communique.publish.layout import DOCUMENT_COLUMNS, edge_columns, layer_columns
from communique.publish.rows import Row
from communique.records import Duplicate, RegisteredEntity, Reuse

DEFAULT = "documents"
WITHHELD = "withheld"

_ROWS: Mapping[str, str] = {
    "entities": "a mention of a name, time or number",
    "quotes": "a quotation: who says what",
    "events": "an event: who does what to whom",
    "stances": "a stance: who is for or against what",
}


@dataclass(frozen=True)
class Config:
    """A table of the release: what `load_dataset` calls a configuration.

    `key` is the column whose values are unique; None where no single column's are.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    rows: Callable[[Selection], Iterable[Row]]
    key: str | None = "id"


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
        by_split: dict[str, list[object]] = {}
        for split, row in config.rows(selection):
            by_split.setdefault(split, []).append(row)
        for split in sorted(by_split, key=split_order):
            yield Part(config, split, table(config.columns, by_split[split]))


def split_order(split: str) -> tuple[int, str]:
    """Sorts splits: train, validation, test, then others by name."""
    return (SPLITS.index(split) if split in SPLITS else len(SPLITS)), split


def _configs() -> Iterator[Config]:
    whole = partial(rows.documents, with_text=True)
    row = "a document with its text, all layers nested"
    yield Config(DEFAULT, row, DOCUMENT_COLUMNS, whole, key="doc_id")
    textless = partial(rows.documents, with_text=False)
    row = "a document whose text is withheld, all layers nested"
    yield Config(WITHHELD, row, DOCUMENT_COLUMNS, textless, key="doc_id")
    for layer, row in _ROWS.items():
        annotations = partial(rows.annotations, layer=layer)
        yield Config(layer, row, tuple(layer_columns(layer)), annotations)
    edges = tuple(edge_columns(Duplicate, "duplicate"))
    yield Config("duplicates", "a document that repeats another", edges, rows.duplicates, key=None)
    edges = tuple(edge_columns(Reuse, "reuse"))
    yield Config("reuse", "a passage that stands in two documents", edges, rows.reuse)
    entity = tuple(columns_of(RegisteredEntity, "entity.", schema="registered-entity"))
    yield Config("registry", "a canonical entity that annotations refer to", entity, rows.registry)


CONFIGS = tuple(_configs())
