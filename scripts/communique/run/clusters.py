"""Any Parquet file of texts: which of them are copies of one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from communique import jsonl
from communique.dedup.sketch import sketches
from communique.jsonl import DataError
from communique.run.duplicates import BATCH, UNKNOWN_DAY, Item, clustered, duplicates, preferred
from communique.run.spool import spooled

COLUMNS = ("id", "text")


@dataclass(frozen=True)
class Clustered:
    """How many texts there are, in how many clusters; `edges` is None where none were asked for."""

    texts: int
    clusters: int
    edges: int | None = None


def cluster(source: Path, out: Path, edges: Path | None = None) -> Clustered:
    """Write for each row of `source` its `id` and its `cluster`: the id of its representative.

    `source` is a Parquet file with columns `id` (unique strings or integers) and `text`; a text
    that is null is empty, and an empty text repeats nothing. Of copies the longest that is
    contained in no other represents all. `edges` gets the duplicates as JSON Lines.

    Raises:
        DataError: the file is no Parquet, lacks a column, or an id is null or stands twice.
        OSError: a file cannot be read or written.
    """
    with _opened(source) as file:
        ids = _ids(file, source)
        rank = np.argsort(pc.sort_indices(ids).to_numpy())
        out.parent.mkdir(parents=True, exist_ok=True)
        texts = _texts(file, source)
        with spooled(out.parent, (sketches(batch) for batch in texts)) as every:
            found = clustered(every, preferred(every, [UNKNOWN_DAY] * len(ids), rank))
        names = ids.take(pa.array(found.cluster))
        _write(pa.table({"id": ids, "cluster": names}), out)
        listed = None
        if edges is not None:
            items = _items(file, source, ids)
            listed = jsonl.write(edges, duplicates(items, out.parent, rank))
    return Clustered(len(ids), len(np.unique(found.cluster)), listed)


def _opened(source: Path) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(source, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise DataError(f"{source}: no Parquet file: {error}") from error
    names = file.schema_arrow.names
    if absent := [column for column in COLUMNS if column not in names]:
        has = ", ".join(names) or "none"
        hint = "rename the columns that hold the ids and the texts"
        raise DataError(f"{source}: no column {' or '.join(absent)}; it has {has}; {hint}")
    if twice := [column for column in COLUMNS if names.count(column) > 1]:
        raise DataError(f"{source}: two columns are called {twice[0]}; leave one out")
    kind = _plain(file.schema_arrow.field("text").type)
    if not _is_text(kind):
        raise DataError(f"{source}: column text holds {kind}; it has to hold strings")
    return file


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type of the values themselves, where each stands once in a dictionary."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_null,
    )
    return any(test(kind) for test in tests)


def _ids(file: pq.ParquetFile, source: Path) -> pa.ChunkedArray:
    """The ids, in the order of the file.

    Raises:
        DataError: one is null or stands twice, or they are neither strings nor integers.
    """
    batches = list(_batches(file, ("id",), source))
    kind = _plain(file.schema_arrow.field("id").type)
    if not (pa.types.is_integer(kind) or _is_text(kind)):
        raise DataError(f"{source}: column id holds {kind}; it has to hold strings or integers")
    is_kept = pa.types.is_integer(kind) or pa.types.is_string(kind)
    own = kind if is_kept else pa.large_string()
    ids = pa.chunked_array([batch["id"].cast(own) for batch in batches], own)
    if ids.null_count:
        row = pc.index(ids.is_null(), pa.scalar(True)).as_py()
        raise DataError(f"{source}: row {row} has no id; every text needs one of its own")
    counts = pc.value_counts(ids)
    if repeated := pc.index(pc.greater(counts.field("counts"), 1), pa.scalar(True)).as_py() + 1:
        name = counts.field("values")[repeated - 1].as_py()
        rows = pc.indices_nonzero(pc.equal(ids, name)).to_pylist()[:2]
        raise DataError(
            f"{source}: id {name!r} stands twice, in rows {rows[0]} and {rows[1]}; ids are unique"
        )
    return ids


def _batches(
    file: pq.ParquetFile, columns: tuple[str, ...], source: Path
) -> Iterator[pa.RecordBatch]:
    try:
        yield from file.iter_batches(BATCH, columns=list(columns), use_threads=False)
    except (pa.ArrowException, OSError) as error:
        if getattr(error, "errno", None):
            raise
        raise DataError(f"{source}: damaged: {error}; write it anew") from error


def _texts(file: pq.ParquetFile, source: Path) -> Iterator[list[str]]:
    for batch in _batches(file, ("text",), source):
        try:
            yield [text or "" for text in batch["text"].cast(pa.large_string()).to_pylist()]
        except UnicodeDecodeError as error:
            raise DataError(
                f"{source}: column text is not UTF-8: {error}; write it anew"
            ) from error


def _items(file: pq.ParquetFile, source: Path, ids: pa.ChunkedArray) -> Iterator[Item]:
    names = iter(ids)
    for batch in _texts(file, source):
        for text in batch:
            yield Item(str(next(names).as_py()), text)


def _write(table: pa.Table, out: Path) -> None:
    data = BytesIO()
    pq.write_table(table, data)
    jsonl.write_bytes(out, [data.getvalue()])
