"""Copies among texts: which repeats which, in what way, and who represents them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.dedup.candidates import candidates
from communique.dedup.sketch import Sketches
from communique.dedup.verify import shared
from communique.passages.fingerprints import Pairs, sharing
from communique.passages.hashing import Hashes, Places, distinct
from communique.passages.ngrams import Flags

SIMILAR = 0.30
"""The least Jaccard of two near copies."""

WITHIN, ENOUGH = 0.80, 40
"""Below `SIMILAR` texts are copies if this share of the shorter one's shingles, and so many, stand
in the longer: a brief cut from a report, a copy with much around it."""

SHORTER = 0.70
"""A text is contained in another if `WITHIN` of it stands there, and it has less than this share
of the other's shingles; a copy that lost only a few sentences is a near one."""

OVERLAPPING = 0.3
"""The share of a text's fingerprints that another has, from which on the two are compared."""

SAMPLE, STOCK = 4, 16
"""One fingerprint in four tells which texts overlap; those of more than 16 texts are stock."""

KINDS = ("exact", "near", "contained")
EXACT, NEAR, CONTAINED = range(3)

Shares = npt.NDArray[np.float64]

_HIGH = np.uint64(32)


@dataclass(frozen=True)
class Copies:
    """What repeats what among n texts, as places in their order.

    Text `copy[i]` repeats `of[i]` in the way `KINDS[kind[i]]`; `similarity` is the Jaccard of
    their shingles, `containment` the share of the smaller set that is in the larger. `cluster`
    (n) holds for each text the one that represents it: itself, if it repeats nothing.
    """

    copy: Places
    of: Places
    kind: npt.NDArray[np.int8]
    similarity: Shares
    containment: Shares
    cluster: Places


@dataclass(frozen=True)
class _Pairs:
    """Verified pairs: `one` comes before `other` in the order of preference."""

    one: Places
    other: Places
    kind: npt.NDArray[np.int8]
    similarity: Shares
    containment: Shares


def originals(found: Sketches, order: Places) -> Places:
    """For each text the first in `order` with the same words; a text without words is its own."""
    original = np.arange(len(order))
    filled = order[found.words[order] > 0]
    _, first, which = np.unique(found.digests[filled], return_index=True, return_inverse=True)
    original[filled] = filled[first[which]]
    return original


def overlapping(numbered: Hashes, original: Places) -> Pairs:
    """The pairs of originals that share fingerprints of the sample; for `copies`."""
    among = original == np.arange(len(original))
    return sharing(numbered, among, most=STOCK, sample=SAMPLE)


def copies(found: Sketches, order: Places, original: Places, met: Pairs) -> Copies:
    """The copies among texts.

    `order` lists all texts, the preferred representative first (the oldest, the longest); it
    must not hang on the order of the input, and then no result does. `original` is from
    `originals`, `met` from `overlapping`. Of each cluster the first text that is not contained in
    another represents it.
    """
    is_original = original == np.arange(len(order))
    pairs = _near(found, order, is_original, met)
    copy, of = _directed(pairs, found.sizes)
    repeats = np.flatnonzero(~is_original)
    ones = np.ones(len(repeats))
    return Copies(
        copy=np.concatenate([repeats, copy]),
        of=np.concatenate([original[repeats], of]),
        kind=np.concatenate([np.full(len(repeats), EXACT, np.int8), pairs.kind]),
        similarity=np.concatenate([ones, pairs.similarity]),
        containment=np.concatenate([ones, pairs.containment]),
        cluster=_representatives(pairs, copy[pairs.kind == CONTAINED], order)[original],
    )


def components(one: Places, other: Places, rank: Places) -> Places:
    """For each node the least rank that it is joined with, over edges `one[i]`—`other[i]`.

    Labels spread along edges and are then followed to their ends, until none changes: some ten
    rounds even for chains.
    """
    label = np.arange(len(rank))
    first, second = rank[one], rank[other]
    while True:
        least = np.minimum(label[first], label[second])
        new = label.copy()
        np.minimum.at(new, label[first], least)
        np.minimum.at(new, label[second], least)
        new = new[new]
        if np.array_equal(new, label):
            return label[rank]
        label = new


def _near(found: Sketches, order: Places, among: Flags, met: Pairs) -> _Pairs:
    """The verified pairs among originals."""
    rank = np.argsort(order)
    at = order[among[order] & (found.sizes[order] > 0)]
    one, other = _together(candidates(found.signatures, at), _overlapping(found, met), rank)
    sizes = found.sizes
    both = shared(found.shingles, sizes, one, other)
    smaller, larger = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    similarity, containment = both / (smaller + larger - both), both / smaller
    contained = (containment >= WITHIN) & (smaller < SHORTER * larger)
    kind = np.where(contained, CONTAINED, NEAR).astype(np.int8)
    kept = (similarity >= SIMILAR) | ((containment >= WITHIN) & (both >= ENOUGH))
    return _Pairs(one[kept], other[kept], kind[kept], similarity[kept], containment[kept])


def _overlapping(found: Sketches, met: Pairs) -> tuple[Places, Places]:
    """Pairs of which the one with fewer fingerprints shares many of them.

    MinHash finds texts of about the same length; a brief out of a long report is found so.
    """
    counts = found.fingerprints.counts
    fewer = np.minimum(counts[met.one], counts[met.other]) / SAMPLE
    many = met.count >= fewer * OVERLAPPING
    return met.one[many], met.other[many]


def _together(
    some: tuple[Places, Places], more: tuple[Places, Places], rank: Places
) -> tuple[Places, Places]:
    """Pairs of both lists, each once, the one that ranks first in front."""
    one, other = (np.concatenate(side) for side in zip(some, more, strict=True))
    first, second = np.minimum(rank[one], rank[other]), np.maximum(rank[one], rank[other])
    pairs = distinct((first.astype(np.uint64) << _HIGH) | second.astype(np.uint64))
    order = np.argsort(rank)
    return order[(pairs >> _HIGH).astype(np.int64)], order[pairs.astype(np.uint32)]


def _directed(pairs: _Pairs, sizes: Places) -> tuple[Places, Places]:
    """Which of each pair repeats which: the contained the whole, else what comes later."""
    swapped = (pairs.kind == CONTAINED) & (sizes[pairs.one] < sizes[pairs.other])
    copy = np.where(swapped, pairs.one, pairs.other)
    return copy, np.where(swapped, pairs.other, pairs.one)


def _representatives(pairs: _Pairs, contained: Places, order: Places) -> Places:
    """For each text the one of its component that is not among `contained` and ranks first."""
    rank = np.argsort(order)
    component = components(pairs.one, pairs.other, rank)
    is_contained = np.zeros(len(order), bool)
    is_contained[contained] = True
    preference = np.lexsort((rank, is_contained, component))
    _, first, which = np.unique(component[preference], return_index=True, return_inverse=True)
    chosen = np.empty(len(order), np.int64)
    chosen[preference] = preference[first[which]]
    return chosen
