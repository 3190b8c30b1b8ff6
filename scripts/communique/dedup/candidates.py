"""Candidates: pairs of texts that meet in a band of their signatures."""

from collections.abc import Iterator

import numpy as np

from communique.dedup.sketch import BANDS, ROWS, Signatures
from communique.passages.hashing import Hashes, Places, distinct, slice_hashes
from communique.passages.ngrams import neighbours

REACH = 32
"""In a band's bucket a text is paired with the next 32: ten thousand copies stay one chain."""

AGREEING = 16
"""Fewer of 126 places agree in one of 700,000 pairs of Jaccard .3; such a pair is not verified."""

_PENDING = 1 << 22
_LOW = np.uint64(32)


def candidates(signatures: Signatures, at: Places) -> tuple[Places, Places]:
    """Pairs of texts that may be copies, as places in `signatures`, each pair once.

    `at` lists the texts to pair, in an order that does not hang on the order of the input, so
    that buckets longer than `REACH` are cut the same way whatever the input's order.
    """
    found = np.zeros(0, np.uint64)
    pending: list[Hashes] = []
    for pairs in _met(signatures, at):
        pending.append(pairs)
        if sum(map(len, pending)) > _PENDING:
            found, pending = distinct(np.concatenate([found, *pending])), []
    found = distinct(np.concatenate([found, *pending]))
    one, other = at[(found >> _LOW).astype(np.int64)], at[found.astype(np.uint32).astype(np.int64)]
    likely = _agreeing(signatures, one, other) >= AGREEING
    return one[likely], other[likely]


def _met(signatures: Signatures, at: Places) -> Iterator[Hashes]:
    """Pairs of places in `at`, the lower in the high bits, band by band."""
    bits = np.uint64(max(len(at), 1).bit_length())
    places = np.arange(len(at), dtype=np.uint64)
    for band in range(BANDS):
        keys = ((_bucket(signatures, at, band) >> bits) << bits) | places
        keys.sort()
        place = keys & ((np.uint64(1) << bits) - np.uint64(1))
        for one, other in neighbours(keys >> bits, REACH):
            yield (place[one] << _LOW) | place[other]


def _bucket(signatures: Signatures, at: Places, band: int) -> Hashes:
    rows = signatures[at, band * ROWS : (band + 1) * ROWS].astype(np.uint64) + np.uint64(1)
    starts = np.arange(len(at)) * ROWS
    return slice_hashes(rows.ravel(), starts, starts + ROWS)


def _agreeing(signatures: Signatures, one: Places, other: Places) -> Places:
    """In how many places the signatures of each pair agree."""
    agreeing = np.zeros(len(one), np.int64)
    for start in range(0, len(one), 1 << 14):
        part = slice(start, start + (1 << 14))
        agreeing[part] = (signatures[one[part]] == signatures[other[part]]).sum(axis=1)
    return agreeing
