"""Columns of the release, derived from the records: a field that a record gains is a column."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import cast

import pyarrow as pa
from msgspec import Struct, inspect

from communique.records import Argument, Entity

_LEAVES: dict[type[inspect.Type], pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.IntType: pa.int32(),
    inspect.FloatType: pa.float64(),
    inspect.BoolType: pa.bool_(),
}

FLAT = frozenset({Entity, Argument})
"""Records whose one span is laid flat: `start` rather than `span.start`."""


@dataclass(frozen=True)
class Column:
    """A column, how its values are read off a row, and which schema property describes it.

    `source` is a dotted attribute path, empty for the row itself; `derived` makes the value of what
    stands there. `described` is a schema's stem and a property path in it (`entity.span.start`);
    None for a column that `meaning` describes itself. A column with children holds a record, or a
    list of them where `repeated`.
    """

    name: str
    source: str
    described: str | None = None
    leaf: pa.DataType = None
    children: tuple["Column", ...] = ()
    repeated: bool = False
    meaning: str = ""
    derived: Callable[[object], object] | None = None

    @property
    def kind(self) -> pa.DataType:
        """The column's Arrow type."""
        one = pa.struct([each.field for each in self.children]) if self.children else self.leaf
        return pa.list_(one) if self.repeated else one

    @property
    def field(self) -> pa.Field:
        """The column as an Arrow field."""
        return pa.field(self.name, self.kind)

    def array(self, rows: Sequence[object]) -> pa.Array:
        """The column's values over `rows`, built column by column, never row by row."""
        values = rows
        for attribute in filter(None, self.source.split(".")):
            values = _values(values, attrgetter(attribute))
        if self.derived is not None:
            values = _values(values, self.derived)
        return self._repeated(values) if self.repeated else self._plain(values)

    def _repeated(self, values: Sequence[object]) -> pa.Array:
        offsets = [0]
        flat: list[object] = []
        for value in values:
            flat.extend(cast("Sequence[object]", value))
            offsets.append(len(flat))
        items = self._plain(flat)
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, type=self.kind)

    def _plain(self, values: Sequence[object]) -> pa.Array:
        if not self.children:
            return pa.array(values, self.leaf)
        arrays = [each.array(values) for each in self.children]
        absent = pa.array([value is None for value in values], pa.bool_())
        fields = [each.field for each in self.children]
        return pa.StructArray.from_arrays(arrays, fields=fields, mask=absent)


def table(columns: Iterable[Column], rows: Sequence[object]) -> pa.Table:
    """The rows as an Arrow table."""
    columns = tuple(columns)
    schema = pa.schema([column.field for column in columns])
    return pa.Table.from_arrays([column.array(rows) for column in columns], schema=schema)


def columns_of(
    record: type[Struct], source: str = "", *, schema: str, omit: frozenset[str] = frozenset()
) -> Iterator[Column]:
    """The columns of a record that stands at `source` of a row; `schema` is its schema's stem.

    The span of a mention or an argument is laid flat: its offsets, digest and text are columns.
    """
    for field in inspect.type_info(record).fields:  # type: ignore[attr-defined]
        if field.name in omit:
            continue
        column = _column(field.name, field.type, f"{schema}.{field.name}")
        if field.name == "span" and record in FLAT:
            yield from _below(column.children, f"{source}{field.name}.")
        else:
            yield replace(column, source=f"{source}{field.name}")


def _below(children: Iterable[Column], source: str) -> Iterator[Column]:
    return (replace(each, source=source + each.source) for each in children)


def _column(name: str, kind: inspect.Type, described: str) -> Column:
    match kind:
        case inspect.UnionType(types):
            (one,) = (each for each in types if not isinstance(each, inspect.NoneType))
            return _column(name, one, described)
        case inspect.VarTupleType(item):
            return replace(_column(name, item, described), repeated=True)
        case inspect.StructType(cls):
            children = tuple(columns_of(cls, schema=described))
            return Column(name, name, described, children=children)
        case _:
            return Column(name, name, described, leaf=_LEAVES[type(kind)])


def _values(rows: Sequence[object], get: Callable[[object], object]) -> list[object]:
    return [None if row is None else get(row) for row in rows]
