"""Hashes of many slices of an array at once.

The hash of a slice is its polynomial in an odd base modulo 2^64. Prefix sums give the polynomials
of all slices; as an odd base has an inverse modulo 2^64, a slice's place drops out again. Equal
slices have equal hashes wherever they stand, on every machine and in every version.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15  # 2^64 divided by the golden ratio, as in Knuth's TAOCP 6.4; odd
_MIX = np.uint64(0xD6E8FEB86659FD93)  # an odd multiplier that spreads its bits
_HALF = np.uint64(32)
_KEPT = 1 << 19  # powers kept between calls, 8 MB; longer arrays make theirs anew


def slice_hashes(values: npt.NDArray[np.unsignedinteger], starts: Places, ends: Places) -> Hashes:
    """A 64-bit hash of `values[start:end]` for each pair of `starts` and `ends`, 0 ≤ start < end.

    Values have to be greater than 0: leading zeros would not change a hash.
    """
    powers, inverses = _powers(len(values))
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers, out=sums[1:], dtype=np.uint64)
    return mixed((sums[ends] - sums[starts]) * inverses[starts])


def distinct(hashes: Hashes) -> Hashes:
    """The different hashes, sorted; `np.unique` takes three times as long."""
    found = np.sort(hashes)
    return found[np.concatenate(([True], found[1:] != found[:-1]))[: len(found)]]


def mixed(hashes: Hashes) -> Hashes:
    """The hashes with each bit depending on all, one to one."""
    spread = (hashes ^ (hashes >> _HALF)) * _MIX
    spread = (spread ^ (spread >> _HALF)) * _MIX
    spread ^= spread >> _HALF
    return spread


def _powers(count: int) -> tuple[Hashes, Hashes]:
    if count > _KEPT:
        return _series(_BASE, count), _series(pow(_BASE, -1, 1 << 64), count)
    powers, inverses = _kept()
    return powers[:count], inverses[:count]


@lru_cache(maxsize=1)
def _kept() -> tuple[Hashes, Hashes]:
    return _series(_BASE, _KEPT), _series(pow(_BASE, -1, 1 << 64), _KEPT)


def _series(base: int, count: int) -> Hashes:
    factors = np.full(count, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)
