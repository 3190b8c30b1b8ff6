"""Scores of duplicates and re-use against planted truth.

Planted are copies (which document repeats which, and how), utterances that several documents
report, word for word, shortened or re-worded, and pairs of utterances that only look alike.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from communique.records import DocId, Duplicate, Range, Record, Reuse
from communique.score.clean import Count

EIGHT = 8
"""Words in a row by which a quotation can be known again without its speaker."""

_WORD = re.compile(r"[^\W_]+")

Link = tuple[DocId, DocId]


class TrueCopy(Record, frozen=True):
    """`doc_id` repeats `of`."""

    doc_id: DocId
    of: DocId
    kind: str


class Said(Record, frozen=True):
    """An utterance as a document reports it, and where."""

    utterance: str
    doc_id: DocId
    text: str
    place: Range


class PairTruth(Record, frozen=True):
    """What is planted in the documents of a crisis; `apart` are pairs of utterances."""

    copies: tuple[TrueCopy, ...]
    said: tuple[Said, ...]
    apart: tuple[tuple[str, str], ...]


class PairScore(Record, frozen=True, kw_only=True):
    """The scores of the documents of a crisis.

    `copies` counts edges of the right kind between the right documents, `directed` those that
    also run the right way; `reused` counts reports of one utterance in two documents that share
    eight words in a row, `reported` all, re-worded ones too; `merged` lists what is kept apart in
    truth and joined by a quotation.
    """

    copies: Count
    directed: Count
    reused: Count
    reported: Count
    merged: tuple[str, ...]
    errors: tuple[str, ...]


def score_pairs(
    duplicates: Iterable[Duplicate], reuse: Iterable[Reuse], truth: PairTruth
) -> PairScore:
    """How well what was found among the documents of a crisis agrees with what is planted."""
    edges = list(duplicates)
    found = {(frozenset((each.doc_id, each.of)), each.kind) for each in edges}
    wanted = {(frozenset((each.doc_id, each.of)), each.kind) for each in truth.copies}
    ways = {(each.doc_id, each.of, each.kind) for each in edges}
    true_ways = {(each.doc_id, each.of, each.kind) for each in truth.copies}
    known = _Known(edges, list(reuse))
    pairs = list(_pairs(truth.said))
    wordy = [pair for pair in pairs if _run(pair[0].text, pair[1].text) >= EIGHT]
    missed = [pair for pair in wordy if not known.joins(*pair)]
    return PairScore(
        copies=Count(len(found & wanted), len(found), len(wanted)),
        directed=Count(len(ways & true_ways), len(ways), len(true_ways)),
        reused=Count(len(wordy) - len(missed), len(wordy), len(wordy)),
        reported=Count(sum(known.joins(*pair) for pair in pairs), len(pairs), len(pairs)),
        merged=tuple(sorted(known.merged(truth))),
        errors=(
            *sorted(f"copy missed: {_named(pair)}" for pair in wanted - found),
            *sorted(f"copy wrong: {_named(pair)}" for pair in found - wanted),
            *(
                f"re-use missed: {one.doc_id} and {other.doc_id}: {one.utterance}"
                for one, other in missed
            ),
        ),
    )


class _Known:
    """What was found, as questions are asked of it."""

    def __init__(self, edges: list[Duplicate], reuse: list[Reuse]) -> None:
        self.copies = {frozenset((each.doc_id, each.of)) for each in edges if each.cluster}
        self.reuse = reuse

    def joins(self, one: Said, other: Said) -> bool:
        """Whether two reports are joined: by a record of re-use, or as their texts are copies."""
        return frozenset((one.doc_id, other.doc_id)) in self.copies or any(
            _covers(each, one, other) or _covers(each, other, one) for each in self.reuse
        )

    def merged(self, truth: PairTruth) -> Iterator[str]:
        """Utterances that are kept apart and joined by a quotation."""
        for first, second in truth.apart:
            for one in (each for each in truth.said if each.utterance == first):
                for other in (each for each in truth.said if each.utterance == second):
                    if any(
                        each.kind == "quotation"
                        and (_covers(each, one, other) or _covers(each, other, one))
                        for each in self.reuse
                    ):
                        yield f"{first} in {one.doc_id} and {second} in {other.doc_id}"


def _pairs(said: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """Reports of one utterance by two documents, the two that share most words in a row."""
    by_utterance: dict[str, dict[DocId, list[Said]]] = {}
    for each in said:
        by_utterance.setdefault(each.utterance, {}).setdefault(each.doc_id, []).append(each)
    for documents in by_utterance.values():
        for here, there in combinations(documents.values(), 2):
            yield max(
                ((one, other) for one in here for other in there),
                key=lambda pair: _run(pair[0].text, pair[1].text),
            )


def _covers(record: Reuse, later: Said, earlier: Said) -> bool:
    return (
        (record.doc_id, record.of) == (later.doc_id, earlier.doc_id)
        and _overlap(Range(record.span.start, record.span.end), later.place)
        and _overlap(Range(record.of_span.start, record.of_span.end), earlier.place)
    )


def _overlap(one: Range, other: Range) -> bool:
    return one.start < other.end and other.start < one.end


def _run(one: str, other: str) -> int:
    """How many words in a row two texts share."""
    here, there = _words(one), _words(other)
    lengths: Mapping[int, int] = {}
    best = 0
    for word in here:
        lengths = {at: lengths.get(at - 1, 0) + 1 for at, own in enumerate(there) if own == word}
        best = max([best, *lengths.values()])
    return best


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _named(pair: tuple[frozenset[DocId], str]) -> str:
    return f"{pair[1]}: {' and '.join(sorted(pair[0]))}"
