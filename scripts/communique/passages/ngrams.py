"""Word n-grams, their pairs across texts, and fingerprints that stand for them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from communique.passages.hashing import Hashes, Places, slice_hashes
from communique.passages.words import Words

Flags = npt.NDArray[np.bool_]

_NEVER = np.uint64(2**64 - 1)


def ngrams(words: Words, size: int) -> tuple[Hashes, Places]:
    """The hashes of all runs of `size` words that lie in one text, and where each text's begin.

    The n-grams of text k are `bounds[k]` to `bounds[k + 1]`, in the order of their first words.
    """
    counts = np.maximum(np.diff(words.bounds) - size + 1, 0)
    bounds = np.concatenate(([0], np.cumsum(counts)))
    first = np.arange(bounds[-1]) + np.repeat(words.bounds[:-1] - bounds[:-1], counts)
    return slice_hashes(words.hashes, first, first + size), bounds


def winnowed(hashes: Hashes, bounds: Places, window: int) -> Flags:
    """Of each window of `window` hashes of one text the least, and all that equal it.

    The hashes of text k are `bounds[k]` to `bounds[k + 1]`; a text with fewer than `window` is
    one window. Two texts that share `window` hashes in a row share a chosen one (Schleimer,
    Wilkerson and Aiken 2003, Winnowing: local algorithms for document fingerprinting, SIGMOD).
    """
    gap = window - 1
    counts = np.diff(bounds)
    place = np.arange(len(hashes)) + np.repeat(np.arange(1, len(counts) + 1) * gap, counts)
    padded = np.full(len(hashes) + len(bounds) * gap, _NEVER)
    padded[place] = hashes
    least = padded[: len(padded) - gap].copy()
    for step in range(1, window):
        np.minimum(least, padded[step : len(least) + step], out=least)
    left = np.repeat(bounds[1:], counts) - np.arange(len(hashes))  # in the text, from here on
    least[place[(left < window) & (left < np.repeat(counts, counts))]] = _NEVER
    least[padded[: len(least)] == _NEVER] = _NEVER
    chosen = np.zeros(len(hashes), bool)
    for step in range(window):
        chosen |= hashes == least[place - step]
    return chosen


def neighbours(
    keys: Hashes, reach: int, most: int | None = None
) -> Iterator[tuple[Places, Places]]:
    """Places of equal values in sorted `keys`, paired with those up to `reach` further on.

    Groups of more than `most` equal values are passed over.
    """
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    sizes = np.diff(np.append(starts, len(keys)))
    rank = np.arange(len(keys)) - np.repeat(starts, sizes)
    looked = np.where(sizes > most, 0, sizes) if most is not None else sizes
    looked_at = np.repeat(looked > 0, sizes)
    for step in range(1, min(reach, int(looked.max(initial=1)) - 1) + 1):
        later = np.flatnonzero((rank >= step) & looked_at)
        yield later - step, later
