"""Fingerprints of texts, and the pairs of texts that share them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.passages.hashing import Hashes, Places, distinct
from communique.passages.ngrams import Flags, neighbours, ngrams, winnowed
from communique.passages.words import Words

GRAM = 8
"""Words a fingerprint. Eight in a row are seldom chance."""

WINDOW = 5
"""Any 12 words in a row that two texts share have a fingerprint in common."""

FREQUENT = 50
"""A fingerprint of more texts than this is a set phrase, and makes no passage."""

MOST_TEXTS = 1 << 24

_TEXT = np.uint64(24)  # bits of a text's number, below 40 bits of hash
_HIGH = np.uint64(32)
_PART = 1 << 21  # fingerprints sorted at once, 16 MB
_BLOCK = 1 << 21  # fingerprints read at once


@dataclass(frozen=True)
class Fingerprints:
    """Fingerprints of n texts, one text after another; `counts` (n) says how many each has."""

    hashes: Hashes
    counts: Places

    def numbered(self, first: int) -> Hashes:
        """40 bits of each hash above the number of its text, the first text being `first`.

        Raises:
            ValueError: a number is beyond 24 bits.
        """
        if first + len(self.counts) > MOST_TEXTS:
            raise ValueError(f"more than {MOST_TEXTS} texts; cut the collection into parts")
        owner = np.repeat(np.arange(len(self.counts), dtype=np.uint64), self.counts)
        return ((self.hashes >> _TEXT) << _TEXT) | (owner + np.uint64(first))


def fingerprints(found: Words, quoted: Flags | None = None) -> Fingerprints:
    """The fingerprints of texts: hashes of eight words that winnowing chooses.

    Where `quoted` says of each word whether it stands in a quotation, all eight-word runs inside
    quotations are fingerprints too, so that quotations are found from eight words on.
    """
    grams, bounds = ngrams(found, GRAM)
    chosen = winnowed(grams, bounds, WINDOW)
    if quoted is not None:
        sums = np.concatenate(([0], np.cumsum(quoted)))
        counts = np.diff(bounds)
        first = np.arange(len(grams)) + np.repeat(found.bounds[:-1] - bounds[:-1], counts)
        chosen |= sums[first + GRAM] - sums[first] == GRAM
    before = np.concatenate(([0], np.cumsum(chosen)))
    return Fingerprints(grams[chosen], np.diff(before[bounds]))


def joined(parts: Sequence[Fingerprints]) -> Fingerprints:
    """The fingerprints of all parts' texts, one part after another."""
    return Fingerprints(
        np.concatenate([np.zeros(0, np.uint64), *(part.hashes for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.counts for part in parts)]),
    )


@dataclass(frozen=True)
class Pairs:
    """Pairs of texts, `one[i] < other[i]`, each once, sorted; `count` fingerprints in common."""

    one: Places
    other: Places
    count: Places


def sharing(numbered: Hashes, groups: Places, *, most: int, sample: int = 1) -> Pairs:
    """The pairs of texts of different groups that have a fingerprint in common.

    `numbered` may be a mapped file: it is read block by block. `groups` has a number for each
    text; that of a text that is not looked at is negative. A fingerprint of more than `most`
    texts is a set phrase and pairs nothing; `sample` n looks at one hash in n.
    """
    parts = -(-len(numbered) // _PART) or 1
    width = -(-(1 << 40) // parts)
    keys, counts = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for low in range(0, parts * width, width):
        part = _part(numbered, groups >= 0, (low, low + width), sample)
        key, count = np.unique(_met(part, groups, most), return_counts=True)
        keys.append(key)
        counts.append(count)
    return _summed(np.concatenate(keys), np.concatenate(counts))


def _summed(keys: Hashes, counts: Places) -> Pairs:
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    pairs = keys[starts]
    return Pairs(
        (pairs >> _HIGH).astype(np.int64),
        pairs.astype(np.uint32).astype(np.int64),
        np.add.reduceat(counts, starts) if len(starts) else counts,
    )


def _part(numbered: Hashes, among: Flags, limits: tuple[int, int], sample: int) -> Hashes:
    """Different fingerprints with hashes from one limit to below the other, sorted."""
    low, high = limits
    found = [np.zeros(0, np.uint64)]
    for start in range(0, len(numbered), _BLOCK):
        block = np.asarray(numbered[start : start + _BLOCK])
        hashes = block >> _TEXT
        wanted = (hashes >= np.uint64(low)) & (hashes < np.uint64(high))
        if sample > 1:
            wanted &= hashes % np.uint64(sample) == 0
        block = block[wanted]
        found.append(block[among[_texts(block)]])
    return distinct(np.concatenate(found))


def _met(part: Hashes, groups: Places, most: int) -> Hashes:
    """Pairs of texts of different groups, once for every fingerprint that they share."""
    text = _texts(part)
    group, number = groups[text], text.astype(np.uint64)
    met = [np.zeros(0, np.uint64)]
    for one, other in neighbours(part >> _TEXT, most, most):
        apart = group[one] != group[other]
        met.append((number[one[apart]] << _HIGH) | number[other[apart]])
    return np.concatenate(met)


def _texts(numbered: Hashes) -> npt.NDArray[np.int64]:
    return (numbered & ((np.uint64(1) << _TEXT) - np.uint64(1))).astype(np.int64)
