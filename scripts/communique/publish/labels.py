"""The labels that occur in a release, counted, and seen to be the schema's."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from communique.publish.columns import Column
from communique.publish.configs import CONFIGS, DEFAULT, WITHHELD
from communique.publish.corpus import ReleaseError
from communique.publish.dictionary import Dictionary
from communique.publish.features import all_columns, labels
from communique.publish.files import DataFile
from communique.records import LAYERS


@dataclass(frozen=True)
class Labelled:
    """A column of labels: each label's meaning, and how often it occurs."""

    config: str
    column: str
    meanings: Mapping[str, str]
    counts: Counter[str]


def labelled(files: Sequence[DataFile], dictionary: Dictionary) -> Iterator[Labelled]:
    """The columns of labels, in the order of the configurations.

    Raises:
        ReleaseError: a label stands in no schema: `load_dataset` would refuse the release.
    """
    for config, name, column in _columns():
        if meanings := labels(column, dictionary):
            counts = _counts(files, config, name)
            if unknown := sorted(set(counts) - set(meanings)):
                where = f"`{name}` of `{config}`"
                raise ReleaseError(
                    f"{where} has the label {unknown[0]!r}; schema/ has no such label"
                )
            yield Labelled(config, name, meanings, counts)


def _columns() -> Iterator[tuple[str, str, Column]]:
    """Every column that a schema describes, each layer's in its own configuration only."""
    for config in CONFIGS:
        if config.name != WITHHELD:
            for name, column in all_columns(config.columns):
                if column.described and name.partition("[]")[0] not in LAYERS:
                    yield config.name, name, column


def _counts(files: Sequence[DataFile], config: str, name: str) -> Counter[str]:
    names = {config, WITHHELD} if config == DEFAULT else {config}
    counts: Counter[str] = Counter()
    for file in files:
        if file.config in names:
            counts.update(_counted(file.part.table, name))
    return counts


def _counted(table: pa.Table, name: str) -> dict[str, int]:
    first, *rest = name.replace("[]", ".[]").split(".")
    array = table.column(first).combine_chunks()
    for step in rest:
        array = array.flatten() if step == "[]" else array.field(step)
    pairs = pc.value_counts(array.drop_null()).to_pylist()
    return {pair["values"]: pair["counts"] for pair in pairs}
