"""Tables of the card: the data dictionary, the labels, and a row to look at."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from communique.publish.columns import Column
from communique.publish.configs import CONFIGS, DEFAULT, WITHHELD
from communique.publish.corpus import Selection
from communique.publish.dictionary import Dictionary, Json
from communique.publish.features import all_columns, labels, meaning
from communique.publish.files import DataFile
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
    for config, name, column in _labelled():
        meanings = labels(column, dictionary)
        if meanings and tuple(meanings) not in tables:
            counts = _counts(files, config, name)
            rows = ((f"`{each}`", text, f"{counts[each]:,}") for each, text in meanings.items())
            table = markdown(("label", "meaning", "rows or items"), rows)
            tables[tuple(meanings)] = f"### `{name}` of `{config}`\n\n{table}"
    return "\n\n".join(tables.values()) or NONE


def sample(selection: Selection, files: Sequence[DataFile]) -> str:
    """A row of a collection that ships in full, cut short, as JSON."""
    for file in files:
        table = file.part.table
        rows = table.select(["collection"]).to_pylist() if file.config == DEFAULT else []
        for number, row in enumerate(rows):
            if row["collection"] in selection.corpus.shipped:
                (whole,) = table.slice(number, 1).to_pylist()
                text = json.dumps(_short(whole), ensure_ascii=False, indent=1)
                return f"```json\n{text}\n```"
    return NONE


def _labelled() -> Iterator[tuple[str, str, Column]]:
    """The columns that may have labels, each layer's in its own configuration only."""
    for config in CONFIGS:
        if config.name != WITHHELD:
            for name, column in all_columns(config.columns):
                if column.described and name.partition("[]")[0] not in LAYERS:
                    yield config.name, name, column


def _counts(files: Sequence[DataFile], config: str, name: str) -> Counter[str]:
    names = {config, WITHHELD} if config == DEFAULT else {config}
    tables = (file.part.table for file in files if file.config in names)
    return Counter(value for table in tables for value in _values(table, name))


def _values(table: pa.Table, name: str) -> list[str]:
    first, *rest = name.replace("[]", ".[]").split(".")
    array = table.column(first).combine_chunks()
    for step in rest:
        array = array.flatten() if step == "[]" else array.field(step)
    return [value for value in array.to_pylist() if value is not None]


def _short(value: Json) -> Json:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    if isinstance(value, Mapping):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [*map(_short, value[:1]), *([f"… {len(value) - 1} more"] if len(value) > 1 else [])]
    return value
