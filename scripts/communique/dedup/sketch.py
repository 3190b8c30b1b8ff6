"""Sketches: what is kept of a text to find its copies by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from communique.passages.fingerprints import Fingerprints, fingerprints
from communique.passages.fingerprints import joined as join_fingerprints
from communique.passages.hashing import Hashes, Places, slice_hashes
from communique.passages.ngrams import ngrams
from communique.passages.words import Words, batches, words

SHINGLE = 3
"""Words a shingle. Of five-word shingles too few outlive an edited copy: recall falls to .4."""

BANDS, ROWS = 42, 3
"""Texts of Jaccard .3 meet in a band with probability 1 - (1 - .3³)⁴² = .68, of .5 with .996."""

SEED = 1
_HIGH = np.uint64(32)

Signatures = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Sketches:
    """Sketches of n texts.

    `digests` (n) hash all words in their order, 0 for a text without words; `words` and `sizes`
    (n) count words and different shingles; `shingles` holds 32 bits of each, sorted, one text
    after another; `signatures` (n, 126) are MinHash values; `fingerprints` stand for passages.
    """

    digests: Hashes
    words: Places
    sizes: Places
    shingles: Shingles
    signatures: Signatures
    fingerprints: Fingerprints


def sketches(texts: Sequence[str]) -> Sketches:
    """The sketches of texts, in their order."""
    return joined([_sketched(words(batch)) for batch in batches(texts)])


def joined(parts: Sequence[Sketches]) -> Sketches:
    """One after another."""
    if not parts:
        return _sketched(words([]))
    return Sketches(
        digests=np.concatenate([part.digests for part in parts]),
        words=np.concatenate([part.words for part in parts]),
        sizes=np.concatenate([part.sizes for part in parts]),
        shingles=np.concatenate([part.shingles for part in parts]),
        signatures=np.concatenate([part.signatures for part in parts]),
        fingerprints=join_fingerprints([part.fingerprints for part in parts]),
    )


def _sketched(found: Words) -> Sketches:
    grams, bounds = ngrams(found, SHINGLE)
    shingles, sizes = _distinct(grams, bounds)
    return Sketches(
        digests=_digests(found),
        words=np.diff(found.bounds),
        sizes=sizes,
        shingles=shingles,
        signatures=_signatures(grams, bounds),
        fingerprints=fingerprints(found),
    )


def _digests(found: Words) -> Hashes:
    digests = np.zeros(len(found.bounds) - 1, np.uint64)
    filled = np.flatnonzero(np.diff(found.bounds))
    starts, ends = found.bounds[filled], found.bounds[filled + 1]
    digests[filled] = slice_hashes(found.hashes, starts, ends)
    return digests


def _distinct(grams: Hashes, bounds: Places) -> tuple[Shingles, Places]:
    owner = np.repeat(np.arange(len(bounds) - 1, dtype=np.uint64), np.diff(bounds))
    keys = (owner << _HIGH) | (grams >> _HIGH)
    keys.sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]]
    sizes = np.bincount((keys >> _HIGH).astype(np.int64), minlength=len(bounds) - 1)
    return keys.astype(np.uint32), sizes


def _signatures(grams: Hashes, bounds: Places) -> Signatures:
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        grams, bounds.astype(np.uint64), BANDS * ROWS, SEED
    )
    return np.array(matrix.to_rows(), np.uint32).reshape(len(bounds) - 1, BANDS * ROWS)
