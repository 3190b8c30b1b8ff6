"""The stretches of texts that annotators differ on most, over all layers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.offsets import Digester
from communique.records import Digest, DocId, Offset, Record
from communique.score.agreement import Agreement
from communique.score.measures import Slip, context

MOST = 10

ONE_SIDED = frozenset({"missed", "spurious"})
"""What one of two annotators marked alone: which of them is named first makes no difference."""


class Text(Record, frozen=True):
    """A document's text, None if it is not at hand, and whether any of it may be shown."""

    text: str | None
    is_shown: bool


class Disputed(Record, frozen=True, kw_only=True):
    """A stretch on which annotators differ, and how often in what, by layer and kind.

    `sides` are the layers and pairs of annotators that differ there. `context` is None where the
    text may not be shown; `digest` then stands for it, None if the text is not at hand.
    """

    doc_id: DocId
    start: Offset
    end: Offset
    sides: int
    differences: Mapping[str, int]
    digest: Digest | None = None
    context: str | None = None


_Difference = tuple[str, tuple[str, ...], Slip]
"""A layer, two annotators, and what they differ in."""


def disputed(
    agreements: Iterable[Agreement], texts: Mapping[DocId, Text], most: int = MOST
) -> list[Disputed]:
    """The stretches with most layers and pairs of annotators that differ, most differences first.

    Differences that overlap are of one stretch. Among equals the shorter stands first, then the
    earlier.
    """
    found: dict[DocId, list[_Difference]] = {}
    for each in agreements:
        for slip in each.slips:
            found.setdefault(slip.doc_id, []).append((each.layer, each.who, slip))
    stretches = (
        _disputed(texts.get(doc_id, Text(None, is_shown=False)), doc_id, together)
        for doc_id, differences in found.items()
        for together in _overlapping(differences)
    )
    return sorted(stretches, key=_order)[:most]


def _order(stretch: Disputed) -> tuple[int, int, int, DocId, Offset]:
    length = stretch.end - stretch.start
    number = sum(stretch.differences.values())
    return -stretch.sides, -number, length, stretch.doc_id, stretch.start


def _overlapping(differences: Iterable[_Difference]) -> Iterator[list[_Difference]]:
    together: list[_Difference] = []
    end = -1
    for each in sorted(differences, key=lambda each: (each[2].start, each[2].end)):
        if together and each[2].start >= end:
            yield together
            together = []
        together.append(each)
        end = max(each[2].end, end)
    yield together


def _disputed(text: Text, doc_id: DocId, together: Sequence[_Difference]) -> Disputed:
    start = min(slip.start for *_, slip in together)
    end = max(slip.end for *_, slip in together)
    kinds = Counter(f"{layer}: {_kind(slip)}" for layer, _, slip in together)
    known = text.text
    return Disputed(
        doc_id=doc_id,
        start=start,
        end=end,
        sides=len({(layer, who) for layer, who, _ in together}),
        differences=dict(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        digest=Digester(known)(start, end) if known and not text.is_shown else None,
        context=context(known, start, end) if known and text.is_shown else None,
    )


def _kind(slip: Slip) -> str:
    return "by one only" if slip.kind in ONE_SIDED else slip.kind
