"""Verification: how many shingles each candidate pair truly shares."""

import numpy as np

from communique.dedup.sketch import Shingles
from communique.passages.hashing import Hashes, Places

_BLOCK = 1 << 18  # shingles compared at once, 2 MB
_HIGH = np.uint64(32)


def shared(shingles: Shingles, sizes: Places, one: Places, other: Places) -> Places:
    """The number of shingles that texts `one[i]` and `other[i]` share, for every i.

    `shingles` may be a mapped file: only those of pairs are read, block by block.
    """
    begins = np.cumsum(sizes) - sizes
    order = np.lexsort((other, one))
    work = np.cumsum(sizes[one[order]] + sizes[other[order]])
    cuts = np.searchsorted(work, np.arange(_BLOCK, int(work[-1]) if len(work) else 0, _BLOCK))
    counts = np.zeros(len(one), np.int64)
    for block in np.split(order, np.unique(cuts)):
        keys = np.concatenate(
            [_keys(shingles, begins, sizes, side[block]) for side in (one, other)]
        )
        keys.sort(kind="stable")  # two sorted runs, which timsort merges
        both = keys[1:][keys[1:] == keys[:-1]] >> _HIGH
        counts[block] = np.bincount(both.astype(np.int64), minlength=len(block))
    return counts


def _keys(shingles: Shingles, begins: Places, sizes: Places, texts: Places) -> Hashes:
    """The texts' shingles, each under the number of its pair."""
    lengths = sizes[texts]
    pair = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    shift = np.repeat(begins[texts] - (np.cumsum(lengths) - lengths), lengths)
    keys: Hashes = (pair << _HIGH) | shingles[np.arange(len(pair)) + shift]
    return keys
