"""Arrays on disk: what a run keeps of many texts, without holding it in memory."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from communique.dedup.sketch import BANDS, ROWS, Sketches, joined
from communique.passages.hashing import Hashes


class Spool:
    """An array that grows on disk, in an unnamed file that is gone when it is closed."""

    def __init__(self, folder: Path, kind: npt.DTypeLike, width: int = 1) -> None:
        """Open a file in `folder` for rows of `width` values."""
        self._file = tempfile.TemporaryFile(dir=folder, prefix="spool-")  # noqa: SIM115
        self._kind = np.dtype(kind)
        self._width = width

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def append(self, rows: npt.NDArray[np.generic]) -> None:
        """Add rows.

        Raises:
            OSError: the disk is full.
        """
        self._file.write(np.ascontiguousarray(rows, self._kind).tobytes())

    def rows(self) -> np.ndarray:
        """All rows, mapped: the system reads what is used, and may drop it again."""
        self._file.flush()
        shape = (-1,) if self._width == 1 else (-1, self._width)
        size = self._file.tell()
        if not size:
            return np.zeros((0, *shape[1:]), self._kind)
        return np.memmap(self._file, self._kind, mode="r").reshape(shape)


@dataclass(frozen=True)
class Spooled:
    """Sketches whose shingles and signatures are mapped files, and their numbered fingerprints."""

    sketches: Sketches
    numbered: Hashes


class Blobs:
    """Byte strings on disk, read back by their number."""

    def __init__(self, folder: Path) -> None:
        """Open a file in `folder`."""
        self._file = tempfile.TemporaryFile(dir=folder, prefix="blobs-")  # noqa: SIM115
        self._ends = [0]
        self._is_flushed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def append(self, data: bytes) -> None:
        """Add one.

        Raises:
            OSError: the disk is full.
        """
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        self._is_flushed = False

    def __getitem__(self, number: int) -> bytes:
        if not self._is_flushed:
            self._file.flush()
            self._is_flushed = True
        start, end = self._ends[number], self._ends[number + 1]
        return os.pread(self._file.fileno(), end - start, start)


@contextmanager
def spooled(folder: Path, parts: Iterable[Sketches]) -> Iterator[Spooled]:
    """All sketches as one, what is large of them on disk for as long as they are used.

    Raises:
        OSError: the disk is full.
    """
    with (
        Spool(folder, np.uint32) as shingles,
        Spool(folder, np.uint32, BANDS * ROWS) as signatures,
        Spool(folder, np.uint64) as numbered,
    ):
        rest: list[Sketches] = []
        count = 0
        for part in parts:
            shingles.append(part.shingles)
            signatures.append(part.signatures)
            numbered.append(part.fingerprints.numbered(count))
            rest.append(_small(part))
            count += len(part.words)
        every = replace(joined(rest), shingles=shingles.rows(), signatures=signatures.rows())
        yield Spooled(every, numbered.rows())


def _small(part: Sketches) -> Sketches:
    """The sketches without what stands on disk: copies, so that the large arrays are let go."""
    return replace(
        part,
        shingles=part.shingles[:0].copy(),
        signatures=part.signatures[:0].copy(),
        fingerprints=replace(part.fingerprints, hashes=part.fingerprints.hashes[:0].copy()),
    )
