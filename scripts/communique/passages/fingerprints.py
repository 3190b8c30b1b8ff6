"""Fingerprints of texts, and the pairs of texts that share them."""

from collections.abc import Iterator, Sequence
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
_PART = 1 << 23  # fingerprints sorted at once, 64 MB
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


def sharing(numbered: Hashes, among: Flags, *, most: int, sample: int = 1) -> Pairs:
    """The pairs of texts with a fingerprint in common.

    `numbered` may be a mapped file: it is read block by block. `among` says of each text whether
    it is looked at. A fingerprint of more than `most` texts is a set phrase and pairs nothing;
    `sample` n looks at one hash in n.
    """
    parts = -(-len(numbered) // _PART) or 1
    width = -(-(1 << 40) // parts)
    limits = [(part * width, (part + 1) * width) for part in range(parts)]
    met = [_met(_part(numbered, among, low, high, sample), most) for low, high in limits]
    every, count = np.unique(np.concatenate(met), return_counts=True)
    one = (every >> _HIGH).astype(np.int64)
    return Pairs(one, every.astype(np.uint32).astype(np.int64), count)


def _part(numbered: Hashes, among: Flags, low: int, high: int, sample: int) -> Hashes:
    """Different fingerprints with hashes from `low` to below `high`, sorted."""
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


def _met(part: Hashes, most: int) -> Hashes:
    """Pairs of texts, once for every fingerprint that they share."""
    text = _texts(part).astype(np.uint64)
    steps: Iterator[tuple[Places, Places]] = neighbours(part >> _TEXT, most, most)
    met = [(text[one] << _HIGH) | text[other] for one, other in steps]
    return np.concatenate([np.zeros(0, np.uint64), *met])


def _texts(numbered: Hashes) -> npt.NDArray[np.int64]:
    return (numbered & ((np.uint64(1) << _TEXT) - np.uint64(1))).astype(np.int64)
