"""Edges between documents: what repeats what, with the stretches that both have."""

from communique.passages.reading import Reading, runs
from communique.records import DocId, Duplicate

VERSION = 1
"""Raised whenever the same texts may give other edges."""

SHOWN = 5
"""The least words of a stretch that an edge lists."""

DIGITS = 4
"""Decimals of the scores in files."""

DERIVED = "derived"


def edge(
    pair: tuple[DocId, DocId],
    kind: str,
    scores: tuple[float, float],
    readings: tuple[Reading, Reading],
    cluster: DocId | None,
) -> Duplicate:
    """The edge by which the first of `pair` repeats the second.

    `scores` are similarity and containment, `readings` the words of both in the order of `pair`.
    """
    one, other = readings
    shared = runs(one, other, SHOWN)
    similarity, containment = scores
    return Duplicate(
        doc_id=pair[0],
        of=pair[1],
        kind=kind,
        cluster=cluster,
        similarity=round(similarity, DIGITS),
        containment=round(containment, DIGITS),
        spans=tuple(one.range(run.one, run.length) for run in shared),
        of_spans=tuple(other.range(run.other, run.length) for run in shared),
    )
