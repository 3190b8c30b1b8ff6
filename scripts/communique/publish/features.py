"""The features that a card declares, as `datasets` reads them from YAML."""

from collections.abc import Iterator, Mapping

from communique.publish.columns import Column
from communique.publish.dictionary import Dictionary
from communique.publish.frontmatter import Yaml

_DTYPES = {"double": "float64"}
"""Arrow's names of types where `datasets` has another."""


def features(columns: tuple[Column, ...], dictionary: Dictionary) -> list[Mapping[str, Yaml]]:
    """The columns as a YAML feature list.

    Labels are strings in Parquet, for readers such as DuckDB, and `class_label` here: datasets
    3.6 and 5.2 both turn them into ClassLabel, and an unknown label fails at load.
    """
    return [{"name": column.name, **_kind(column, dictionary)} for column in columns]


def labels(column: Column, dictionary: Dictionary) -> Mapping[str, str]:
    """The column's labels with their meanings; empty for a column of free values."""
    return dictionary.property(column.described).labels if column.described else {}


def meaning(column: Column, dictionary: Dictionary) -> str:
    """What the column holds, on one line."""
    if column.meaning or column.described is None:
        return column.meaning
    return " ".join(dictionary.property(column.described).description.split())


def all_columns(columns: tuple[Column, ...], prefix: str = "") -> Iterator[tuple[str, Column]]:
    """All columns at any depth with their dotted names, lists marked by `[]`."""
    for column in columns:
        name = f"{prefix}{column.name}" + "[]" * column.repeated
        yield name, column
        yield from all_columns(column.children, f"{name}.")


def _kind(column: Column, dictionary: Dictionary) -> Mapping[str, Yaml]:
    if column.children:
        return {"list" if column.repeated else "struct": features(column.children, dictionary)}
    names = labels(column, dictionary)
    if not names:
        return {"list" if column.repeated else "dtype": _DTYPES.get(kind := str(column.leaf), kind)}
    numbered = {str(number): name for number, name in enumerate(names)}
    label: Mapping[str, Yaml] = {"dtype": {"class_label": {"names": numbered}}}
    return {"list": label} if column.repeated else label
