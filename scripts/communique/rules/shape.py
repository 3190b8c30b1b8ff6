"""Level 2, shape: every line is one JSON object as its schema wants; tables have their columns."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from communique.issues import Issue
from communique.records import Erratum, Record
from communique.rules.rule import Level, rule
from communique.rules.subject import ANNOTATIONS, File, Kind
from communique.schema import explained, validator

PLACES = (
    "annotations/LAYER/{silver,gold}/SHARD.jsonl or annotations/LAYER/individual/WHO/SHARD.jsonl"
)
GUIDE = f"{ANNOTATIONS}/guidelines/"
"""The guide holds no shelf: its practice document and the answers are no part of the corpus."""


@rule(Level.SHAPE, "file")
def misplaced_file(file: File, data: bytes) -> Iterator[Issue]:  # noqa: ARG001
    """A JSONL file of annotations but the guide's stands on the shelf of its layer and status."""
    is_data = file.name.endswith(".jsonl") and file.name.startswith(f"{ANNOTATIONS}/")
    if is_data and file.kind is None and not file.name.startswith(GUIDE):
        message = "no layer and status stand at this path, so nothing reads the file"
        yield Issue(file.name, 0, "misplaced-file", message, f"move it to {PLACES}")


@rule(Level.SHAPE, "line")
def not_json(file: str, line: int, kind: Kind, data: bytes) -> Iterator[Issue]:
    """Every line of a JSONL file, and every JSON file, is one JSON value."""
    if kind.form == "tsv":
        return
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield Issue(file, line, "not-json", str(error), "one record a line, nothing around it")


@rule(Level.SHAPE, "line")
def table_columns(file: str, line: int, kind: Kind, data: bytes) -> Iterator[Issue]:
    """Tables begin with the names of their columns, and every line has as many."""
    if kind.form != "tsv":
        return
    cells = data.decode().split("\t")
    expected = " ".join(kind.columns)
    hint = "columns are divided by one tab each"
    if line == 1 and tuple(cells) != kind.columns:
        yield Issue(file, line, "table-columns", f"the first line must read: {expected}", hint)
    elif len(cells) != len(kind.columns) or not all(cells):
        message = f"the line has {sum(map(bool, cells))} filled columns, not {len(kind.columns)}"
        yield Issue(file, line, "table-columns", f"{message} ({expected})", hint)


@rule(Level.SHAPE, "line")
def schema(file: str, line: int, kind: Kind, data: bytes) -> Iterator[Issue]:
    """Every record follows its schema."""
    is_header = kind.form == "tsv" and line == 1
    if is_header or not kind.schema or _record(kind, data) is not None:
        return
    try:
        decoded = _decoded(kind, data)
    except ValueError:
        return
    hint = f"see schema/{kind.schema}.schema.json"
    yield Issue(file, line, "schema", _explained(kind, decoded), hint)


def _explained(kind: Kind, decoded: object) -> str:
    if not validator(kind.schema).is_valid(decoded):
        return explained(kind.schema, decoded)
    try:
        msgspec.convert(decoded, kind.record)
    except msgspec.ValidationError as error:
        return str(error)
    return "a number is larger than any offset"


def record_of(kind: Kind, line: int, data: bytes) -> Record | None:
    """The record that a line holds; None if it breaks a rule of this level, or is a header."""
    is_header = kind.form == "tsv" and line == 1
    return None if is_header else _record(kind, data)


def _record(kind: Kind, data: bytes) -> Record | None:
    try:
        decoded = _decoded(kind, data)
        if kind.schema and not validator(kind.schema).is_valid(decoded):
            return None
        if kind.form == "tsv":
            return msgspec.convert(decoded, kind.record)
        return _decoder(kind.record).decode(data)
    except ValueError:  # msgspec's errors and UnicodeDecodeError are ValueErrors
        return None


@cache
def _decoder(record: type[Record]) -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(record)


def _decoded(kind: Kind, data: bytes) -> object:
    if kind.form != "tsv":
        return msgspec.json.decode(data)
    cells = data.decode().split("\t")
    if len(cells) != len(kind.columns):
        raise ValueError(f"{len(cells)} columns, not {len(kind.columns)}")
    return (
        _erratum(cells) if kind.record is Erratum else dict(zip(kind.columns, cells, strict=True))
    )


def _erratum(cells: Sequence[str]) -> dict[str, object]:
    doc_id, start, end, digest, correction = cells
    span = {"start": _number(start), "end": _number(end), "digest": digest}
    return {"doc_id": doc_id, "span": span, "correction": correction}


def _number(cell: str) -> int | str:
    return int(cell) if cell.isascii() and cell.isdigit() else cell
