"""Copies among texts: which repeats which, in what way, and who represents them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from communique.dedup.candidates import candidates
from communique.dedup.sketch import Sketches
from communique.dedup.verify import shared
from communique.passages.fingerprints import Pairs, sharing
from communique.passages.hashing import Hashes, Places, distinct
from communique.passages.ngrams import Flags

SIMILAR, FEW = 0.30, 10
"""The least Jaccard of two near copies, and the least number of shingles that both have."""

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

    Every text that is not the one to represent its cluster stands once in `copy`: it repeats
    `of[i]` in the way `KINDS[kind[i]]`. `similarity` is the Jaccard of their shingles,
    `containment` the share of the smaller set that is in the larger. `cluster` (n) holds for each
    text the one that represents it: itself, if it repeats nothing.
    """

    copy: Places
    of: Places
    kind: npt.NDArray[np.int8]
    similarity: Shares
    containment: Shares
    cluster: Places


@dataclass(frozen=True)
class Links:
    """Verified pairs of texts, with what both share; `contained` says whether `one` is."""

    one: Places
    other: Places
    contained: Flags
    similarity: Shares
    containment: Shares

    def where(self, chosen: Flags | Places) -> "Links":
        """Some of the pairs."""
        return Links(*(getattr(self, field.name)[chosen] for field in fields(self)))


def originals(found: Sketches, order: Places) -> Places:
    """For each text the first in `order` with the same words; a text without words is its own."""
    original = np.arange(len(order))
    filled = order[found.words[order] > 0]
    _, first, which = np.unique(found.digests[filled], return_index=True, return_inverse=True)
    original[filled] = filled[first[which]]
    return original


def overlapping(numbered: Hashes, original: Places) -> Pairs:
    """The pairs of originals that share fingerprints of the sample; for `copies`."""
    places = np.arange(len(original))
    return sharing(numbered, np.where(original == places, places, -1), most=STOCK, sample=SAMPLE)


def copies(found: Sketches, order: Places, original: Places, met: Pairs) -> Copies:
    """The copies among texts.

    `order` lists all texts, the preferred representative first (the oldest, the longest); it
    must not hang on the order of the input, and then no result does. `original` is from
    `originals`, `met` from `overlapping`. Of each cluster the first text that is not contained in
    another represents it.
    """
    is_original = original == np.arange(len(order))
    repeats = np.flatnonzero(~is_original)
    rank = np.argsort(order)
    links, attached = joining(_verified(found, order, is_original, met), rank)
    cluster = representatives(components(links.one, links.other, rank), attached, rank)
    tree = _tree(links, cluster, rank)
    ones = np.ones(len(repeats))
    kind = np.where(tree.contained, CONTAINED, NEAR).astype(np.int8)
    return Copies(
        copy=np.concatenate([repeats, tree.one]),
        of=np.concatenate([original[repeats], tree.other]),
        kind=np.concatenate([np.full(len(repeats), EXACT, np.int8), kind]),
        similarity=np.concatenate([ones, tree.similarity]),
        containment=np.concatenate([ones, tree.containment]),
        cluster=cluster[original],
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


def _verified(found: Sketches, order: Places, among: Flags, met: Pairs) -> Links:
    """The pairs of originals that are near or contained copies; of these `one` is the smaller."""
    rank = np.argsort(order)
    at = order[among[order] & (found.sizes[order] > 0)]
    one, other = _together(candidates(found.signatures, at), _overlapping(found, met), rank)
    sizes = found.sizes
    both = shared(found.shingles, sizes, one, other)
    smaller, larger = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    similarity, containment = both / (smaller + larger - both), both / smaller
    contained = (containment >= WITHIN) & (smaller < SHORTER * larger)
    swapped = contained & (sizes[one] > sizes[other])
    kept = (similarity >= SIMILAR) & (both >= FEW) | contained & (both >= ENOUGH)
    first, second = np.where(swapped, other, one), np.where(swapped, one, other)
    return Links(first, second, contained, similarity, containment).where(kept)


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


def joining(links: Links, rank: Places) -> tuple[Links, Flags]:
    """The links that make clusters, and for each text whether it is contained in another.

    Similar texts are joined by all their links. What is contained in much longer ones follows one
    of them only: two reports that hold the same brief are not joined by it.
    """
    is_similar = links.similarity >= SIMILAR
    alike = components(links.one[is_similar], links.other[is_similar], rank)
    inside = np.flatnonzero(~is_similar)
    best = np.lexsort(
        (rank[links.other[inside]], -links.containment[inside], alike[links.one[inside]])
    )
    _, first = np.unique(alike[links.one[inside[best]]], return_index=True)
    chosen = inside[best[first]]
    contained = np.zeros(len(rank), bool)
    contained[links.one[links.contained & is_similar]] = True
    contained |= np.isin(alike, alike[links.one[chosen]])
    return links.where(np.union1d(np.flatnonzero(is_similar), chosen)), contained


def representatives(component: Places, contained: Flags, rank: Places) -> Places:
    """For each text the one of its component that is not contained in another and ranks first."""
    preference = np.lexsort((rank, contained, component))
    _, first, which = np.unique(component[preference], return_index=True, return_inverse=True)
    chosen = np.empty(len(rank), np.int64)
    chosen[preference] = preference[first[which]]
    return chosen


def _tree(links: Links, cluster: Places, rank: Places) -> Links:
    """One link for every text but the representatives: towards its representative.

    The fewest steps lead there; of several texts that are as near to it the most similar is taken.
    """
    level = np.full(len(cluster), -1)
    level[cluster[np.concatenate([links.one, links.other])]] = 0
    rest, chosen = _both_ways(links), []
    while len(rest.one):
        new = rest.where((level[rest.other] >= 0) & (level[rest.one] < 0))
        if not len(new.one):
            break
        best = np.lexsort((rank[new.other], -new.similarity, new.one))
        _, first = np.unique(new.one[best], return_index=True)
        chosen.append(new.where(best[first]))
        level[chosen[-1].one] = 1
        rest = rest.where(level[rest.one] < 0)
    return _joined(chosen)


def _both_ways(links: Links) -> Links:
    """Every link from either side; seen from the longer side it is no containment."""
    turned = Links(
        links.other,
        links.one,
        np.zeros(len(links.one), bool),
        links.similarity,
        links.containment,
    )
    return _joined([links, turned])


def _joined(parts: Sequence[Links]) -> Links:
    none = Links(*(np.zeros(0, kind) for kind in (np.int64, np.int64, bool, float, float)))
    return Links(
        *(
            np.concatenate([getattr(part, field.name) for part in (none, *parts)])
            for field in fields(none)
        )
    )
