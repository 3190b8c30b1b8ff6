"""A release read back: from its files to the corpus that it was made from."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, TypeVar

import msgspec
import pyarrow.parquet as pq
from msgspec import Struct, inspect

from communique.offsets import sha256
from communique.publish.about import read_about
from communique.publish.columns import FLAT
from communique.publish.configs import DEFAULT, WITHHELD
from communique.publish.corpus import Corpus, ReleaseError
from communique.publish.sums import SUMS
from communique.records import (
    LAYERS,
    Document,
    Duplicate,
    RegisteredEntity,
    Reuse,
    Span,
)

R = TypeVar("R", bound=Struct)
Row = Mapping[str, Any]
"""A row as pyarrow gives it: whatever its schema says, checked when made a record."""

_OWN = frozenset({"README.md", "croissant.json", "release.json", SUMS})


def corpus_of(files: Mapping[str, bytes]) -> Corpus:
    """The corpus of a release, given by the bytes of its files by relative path.

    `release` makes of it the same files again.

    Raises:
        ReleaseError: the folder is no release, or a file is absent or changed.
    """
    verify(files)
    about = read_about(files)
    return Corpus(
        name=about.name,
        title=about.title,
        maintainers=about.maintainers,
        version=about.version,
        released=about.released,
        collections=about.collections,
        documents=_records(files, DEFAULT, Document),
        index=_records(files, WITHHELD, Document),
        splits=about.splits,
        layers={layer: _records(files, layer, record) for layer, record in LAYERS.items()},
        registered=_records(files, "registry", RegisteredEntity),
        duplicates=_records(files, "duplicates", Duplicate),
        reuse=_records(files, "reuse", Reuse),
        schemas=_below(files, "schema/"),
        pages={
            path: files[path].decode() for path in files if "/" not in path and path not in _OWN
        },
    )


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    inside = (path for path in files if path.startswith(folder))
    return {path.removeprefix(folder): files[path] for path in inside}


def verify(files: Mapping[str, bytes]) -> None:
    """See that every file is there and as the release's sums say.

    Raises:
        ReleaseError: one is not.
    """
    lines = files.get(SUMS, b"").decode().splitlines()
    stated = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    for path, digest in stated.items():
        if path not in files:
            raise ReleaseError(f"{path} is absent; get the release again")
        if sha256(files[path]) != digest:
            raise ReleaseError(f"{path} has changed (see {SUMS}); get the release again")


def _records(files: Mapping[str, bytes], config: str, record: type[R]) -> tuple[R, ...]:
    return tuple(
        msgspec.convert(_fields(record, row), record)
        for path in sorted(files)
        if path.startswith(f"data/{config}/")
        for row in pq.read_table(BytesIO(files[path])).to_pylist()
    )


def _fields(record: type[Struct], row: Row) -> Mapping[str, object]:
    return dict(_named(record, row))


def _named(record: type[Struct], row: Row) -> Iterator[tuple[str, object]]:
    for field in inspect.type_info(record).fields:  # type: ignore[attr-defined]
        if field.name == "span" and record in FLAT:
            yield field.name, _flat_span(row)
        elif field.name == "id" and record is Document:
            yield field.name, row["doc_id"]
        else:
            yield field.name, _value(field.type, row[field.name])


def _flat_span(row: Row) -> Row | None:
    span = {name: row[name] for name in Span.__struct_fields__}
    return None if span["start"] is None else span


def _value(kind: inspect.Type, value: Any) -> object:  # noqa: ANN401
    if value is None:
        return None
    match kind:
        case inspect.UnionType(types):
            return _value(types[0], value)
        case inspect.VarTupleType(item):
            return [_value(item, each) for each in value]
        case inspect.StructType(cls):
            return _fields(cls, value)
        case _:
            return value
