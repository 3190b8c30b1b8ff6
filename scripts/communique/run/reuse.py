"""Documents to re-used passages: fingerprints on disk, pairs that share some, their passages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path

import msgspec
import numpy as np

from communique.passages.fingerprints import (
    FREQUENT,
    Fingerprints,
    fingerprints,
    joined,
    sharing,
)
from communique.passages.hashing import Hashes
from communique.passages.marks import quotations
from communique.passages.reading import marked_words
from communique.passages.words import batches, words
from communique.records import DocId, Document, Quote, Record, Reuse
from communique.reuse.reused import is_after, reused
from communique.reuse.side import Side, day, side
from communique.run.spool import Blobs, Spool

BATCH = 2048
"""Documents whose fingerprints are taken at once."""

READ = 512
"""Documents kept at hand: pairs come in the order of their later documents."""


class Spoken(Record, frozen=True):
    """A document with what is known of its quotations.

    `cluster` names the copies that it belongs to: what copies share is no re-use. What an exact
    copy holds its original does: nothing is looked for in it. `is_shown` says whether its text
    may be shown.
    """

    document: Document
    quotes: tuple[Quote, ...]
    cluster: DocId
    is_exact: bool
    is_shown: bool


@dataclass(frozen=True)
class _Known:
    """What is kept of a document in memory."""

    doc_id: DocId
    day: date | None
    cluster: DocId
    is_exact: bool


def passages(spoken: Iterable[Spoken], folder: Path, *, days: int) -> Iterator[Reuse]:
    """What documents of different clusters share, sorted by the later document, place and id.

    Raises:
        OSError: the disk is full.
    """
    with Blobs(folder) as blobs, Spool(folder, np.uint64) as prints:
        known = list(_kept(spoken, blobs, prints))

        @lru_cache(READ)
        def read(number: int) -> Side:
            each = msgspec.json.decode(blobs[number], type=Spoken)
            return side(each.document, each.quotes, is_shown=each.is_shown)

        pairs = sorted(_apart(known, prints.rows()), key=lambda pair: known[pair[0]].doc_id)
        for _, group in groupby(pairs, key=lambda pair: pair[0]):
            shared = [
                each
                for later, earlier in group
                for each in reused(read(later), read(earlier), days=days)
            ]
            yield from sorted(shared, key=lambda each: (each.span.start, each.span.end, each.id))


def _kept(spoken: Iterable[Spoken], blobs: Blobs, prints: Spool) -> Iterator[_Known]:
    """Documents and their fingerprints to the disk, batch by batch."""
    rest, count = iter(spoken), 0
    while batch := list(islice(rest, BATCH)):
        found = _fingerprints([each.document.text or "" for each in batch])
        prints.append(found.numbered(count))
        count += len(batch)
        for each in batch:
            blobs.append(msgspec.json.encode(each))
            yield _Known(each.document.id, day(each.document), each.cluster, each.is_exact)


def _fingerprints(texts: Sequence[str]) -> Fingerprints:
    parts = []
    for batch in batches(texts):
        found = words(batch)
        quoted = np.zeros(len(found), bool)
        for text, start, end in zip(batch, found.bounds, found.bounds[1:], strict=False):
            quoted[start:end] = marked_words(found.starts[start:end], quotations(text)) >= 0
        parts.append(fingerprints(found, quoted))
    return joined(parts)


def _apart(known: Sequence[_Known], numbered: Hashes) -> Iterator[tuple[int, int]]:
    """Pairs of different clusters that share a fingerprint, the later document first."""
    numbers: dict[DocId, int] = {}
    groups = [
        -1 if each.is_exact else numbers.setdefault(each.cluster, len(numbers)) for each in known
    ]
    met = sharing(numbered, np.array(groups, np.int64), most=FREQUENT)
    for one, other in zip(met.one.tolist(), met.other.tolist(), strict=True):
        here, there = known[one], known[other]
        is_later = is_after((here.day, here.doc_id), (there.day, there.doc_id))
        yield (one, other) if is_later else (other, one)
