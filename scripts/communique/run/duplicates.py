"""Blobs to duplicates: sketches, copies, derived texts, and the edges between them.

Memory holds some hundred bytes a text; shingles, signatures, fingerprints and texts are on disk.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from communique.dedup.copies import EXACT, KINDS, Copies, copies, originals, overlapping
from communique.dedup.derived import PASSAGES, kept_words, resemblance
from communique.dedup.edges import DERIVED, edge
from communique.dedup.sketch import Sketches, sketches
from communique.passages.fingerprints import FREQUENT, sharing
from communique.passages.hashing import Places
from communique.passages.marks import quotations
from communique.passages.reading import Reading, reading
from communique.records import Duplicate
from communique.run.spool import Blobs, Spooled, spooled

BATCH = 2048
"""Blobs that are sketched at once."""

READ = 512
"""Readings kept at hand: edges are made in the order of their documents."""

UNKNOWN_DAY = "9999"
"""Later than any ISO date: of two copies the one whose date is known represents both."""


@dataclass(frozen=True)
class Item:
    """A text by its id; `day` is when it was published, as an ISO date, None if not known."""

    id: str
    text: str
    day: str | None = None


@dataclass(frozen=True)
class _Edge:
    copy: int
    of: int
    kind: str
    scores: tuple[float, float]


def duplicates(
    items: Iterable[Item], folder: Path, rank: Places | None = None
) -> Iterator[Duplicate]:
    """The edges between items, sorted by their ids; spools stand in `folder` meanwhile.

    `rank` ranks the items by their ids, if these are no strings by nature.

    Raises:
        OSError: the disk is full.
    """
    with ExitStack() as stack:
        texts = stack.enter_context(Blobs(folder))
        kept: list[tuple[str, str]] = []
        every = stack.enter_context(spooled(folder, _sketched(items, texts, kept)))
        names = [name for name, _ in kept]
        if rank is None:
            rank = np.argsort(np.argsort(np.array(names, dtype=object), kind="stable"))
        order = preferred(every, [day for _, day in kept], rank)
        found = clustered(every, order)

        @lru_cache(READ)
        def read(number: int) -> Reading:
            text = texts[number].decode("utf-8", "surrogatepass")
            return reading(text, quotations(text))

        edges = [*_copied(found), *_derived(found, _apart(every, found), np.argsort(order), read)]
        for each in sorted(edges, key=lambda one: (rank[one.copy], rank[one.of])):
            pair, readings = (each.copy, each.of), (read(each.copy), read(each.of))
            cluster = None if each.kind == DERIVED else names[found.cluster[each.copy]]
            yield edge((names[pair[0]], names[pair[1]]), each.kind, each.scores, readings, cluster)


def preferred(every: Spooled, days: Sequence[str], rank: Places) -> Places:
    """All texts, the oldest first, of one day the longest first, then by the rank of their ids."""
    return np.lexsort((rank, -every.sketches.words, np.array(days, dtype=str)))


def clustered(every: Spooled, order: Places) -> Copies:
    """The copies among texts, given in the order of preference."""
    original = originals(every.sketches, order)
    return copies(every.sketches, order, original, overlapping(every.numbered, original))


def _sketched(
    items: Iterable[Item], texts: Blobs, kept: list[tuple[str, str]]
) -> Iterator[Sketches]:
    """Sketches batch by batch; texts go to the disk, ids and days to `kept`."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        for item in batch:
            texts.append(item.text.encode("utf-8", "surrogatepass"))
            kept.append((item.id, item.day or UNKNOWN_DAY))
        yield sketches([item.text for item in batch])


def _copied(found: Copies) -> Iterator[_Edge]:
    columns = found.copy, found.of, found.kind, found.similarity, found.containment
    for copy, of, kind, similarity, containment in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        yield _Edge(copy, of, KINDS[kind], (similarity, containment))


def _apart(every: Spooled, found: Copies) -> Iterator[tuple[int, int]]:
    """Pairs of originals of different clusters that may share enough passages."""
    groups = found.cluster.copy()
    groups[found.copy[found.kind == EXACT]] = -1
    met = sharing(every.numbered, groups, most=FREQUENT)
    enough = met.count >= PASSAGES
    return zip(met.one[enough].tolist(), met.other[enough].tolist(), strict=True)


def _derived(
    found: Copies,
    pairs: Iterable[tuple[int, int]],
    rank: Places,
    read: Callable[[int], Reading],
) -> Iterator[_Edge]:
    """One edge between two clusters: the pair that shares most, of equals those that rank first."""
    best: dict[tuple[int, ...], tuple[tuple[int, int, int], int, int]] = {}
    for pair in pairs:
        of, copy = sorted(pair, key=lambda text: int(rank[text]))
        if kept := kept_words(read(copy), read(of)):
            clusters = tuple(sorted((int(found.cluster[of]), int(found.cluster[copy]))))
            merit = (-kept, int(rank[of]), int(rank[copy])), copy, of
            best[clusters] = min(best.get(clusters, merit), merit)
    for _, copy, of in best.values():
        yield _Edge(copy, of, DERIVED, resemblance(read(copy), read(of)))
