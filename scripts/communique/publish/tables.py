"""Tables of the card: the data dictionary, the labels, and a row to look at."""

import json
from collections.abc import Iterator, Mapping, Sequence

from communique.publish.columns import Column
from communique.publish.configs import CONFIGS, DEFAULT, WITHHELD
from communique.publish.corpus import Selection
from communique.publish.dictionary import Dictionary, Json
from communique.publish.features import meaning
from communique.publish.files import DataFile
from communique.publish.labels import labelled
from communique.publish.numbers import NONE, markdown
from communique.records import LAYERS

_LONGEST = 100


def dictionary_tables(dictionary: Dictionary) -> str:
    """Every column of every configuration, with its type and its meaning."""
    described = (config for config in CONFIGS if config.name != WITHHELD)
    tables = (
        f"### `{config.name}`: a row is {config.row}\n\n{_columns(config.columns, dictionary)}"
        for config in described
    )
    return "\n\n".join((*tables, f"`{WITHHELD}` has the columns of `documents`; `text` is null."))


def _columns(columns: tuple[Column, ...], dictionary: Dictionary) -> str:
    rows = (
        (f"`{name}`", _type(column), meaning(column, dictionary))
        for name, column in _listed(columns)
    )
    return markdown(("column", "type", "meaning"), rows)


def _listed(columns: tuple[Column, ...]) -> Iterator[tuple[str, Column]]:
    """Columns, and the items of lists; a struct names its fields in its type."""
    for column in columns:
        yield column.name, column
        if column.repeated and column.name not in LAYERS:
            yield from ((f"{column.name}[].{each.name}", each) for each in column.children)


def _type(column: Column) -> str:
    fields = ", ".join(each.name for each in column.children)
    one = str(column.leaf) if not fields else "struct" if column.repeated else f"struct ({fields})"
    return f"list of {one}" if column.repeated else one


def label_tables(files: Sequence[DataFile], dictionary: Dictionary) -> str:
    """Every set of labels once, with its meanings and how often each occurs in this release."""
    tables: dict[tuple[str, ...], str] = {}
    for each in labelled(files, dictionary):
        rows = (
            (f"`{name}`", text, f"{each.counts[name]:,}") for name, text in each.meanings.items()
        )
        table = markdown(("label", "meaning", "rows or items"), rows)
        heading = f"### `{each.column}` of `{each.config}`"
        tables.setdefault(tuple(each.meanings), f"{heading}\n\n{table}")
    return "\n\n".join(tables.values())


def sample(selection: Selection, files: Sequence[DataFile]) -> str:
    """A row of a collection that ships in full, cut short, as JSON."""
    for file in files:
        table = file.part.table
        collections = table.column("collection") if file.config == DEFAULT else ()
        for number, name in enumerate(collections):
            if name.as_py() in selection.corpus.shipped:
                (whole,) = table.slice(number, 1).to_pylist()
                text = json.dumps(_short(whole), ensure_ascii=False, indent=1)
                return f"```json\n{text}\n```"
    return NONE


def _short(value: Json) -> Json:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    if isinstance(value, Mapping):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [*map(_short, value[:1]), *([f"… {len(value) - 1} more"] if len(value) > 1 else [])]
    return value
