"""JSON Lines: one record a line, UTF-8, LF, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.records import Record


class DataError(ValueError):
    """A data file cannot be read; the message names file and line."""


R = TypeVar("R", bound=Record)


def encode(record: Record) -> bytes:
    """One line without its line end: compact, keys in the order of the record's fields."""
    return msgspec.json.encode(record)


def lines(records: Iterable[Record]) -> bytes:
    """Records as the bytes of a file."""
    return b"".join(encode(record) + b"\n" for record in records)


def read(path: Path, kind: type[R]) -> Iterator[R]:
    """The records of a file, in its order.

    Raises:
        DataError: a line is no record of `kind`; the message names file and line.
    """
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise DataError(f"{path}:{number}: {error}; run `communique check`") from error


def write(path: Path, records: Iterable[Record]) -> int:
    """Write records to `path` and give their number; the file changes only when all are written."""
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for record in records:
            count += 1
            yield encode(record) + b"\n"

    write_bytes(path, counted())
    return count


def write_bytes(path: Path, chunks: Iterable[bytes], mode: int = 0o644) -> None:
    """Write to a temporary name beside `path`, fsync, rename: never half a file under its name.

    Until it is whole the file is its owner's alone; then it has the permissions `mode`.

    Raises:
        OSError: the disk is full or the folder not writable; the old file stands untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
