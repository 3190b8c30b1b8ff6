"""Re-used passages and quotations of two documents."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from communique.layers import first_id
from communique.offsets import Digester
from communique.passages.reading import Reading, own_runs, quoted_runs
from communique.passages.shared import Run
from communique.records import DocId, Reuse
from communique.reuse.side import Side

VERSION = 1
"""Raised whenever the same documents may give other records."""

LEAST = 8
"""Words in a row that a re-used quotation shares."""

MOST_OF_IT = 0.75
"""The share of what is quoted of a sentence, on one side, that two quotations of one utterance
have in common. Two utterances may begin with the same eight words and go on differently."""

PASSAGE, EDITED = 12, 20
"""Words of the writer's own, outside quotation marks, that make a re-used passage: in a row, or
in all where a few words were changed between them."""

GAP = 8
"""Runs with so few other words between them, on both sides, are one passage, edited."""

QUOTATION, WRITTEN = "quotation", "passage"


def reused(later: Side, earlier: Side, *, days: int) -> list[Reuse]:
    """The quotations and passages that stand in both, as records of the later document.

    A quotation is re-used if eight words in a row stand between quotation marks on both sides,
    and either two such runs do or most of a quoted sentence is the same; if the documents are at
    most `days` apart as far as their dates are known, and the speakers are the same as far as
    they are known. A passage is re-used if twelve words in a row of it stand outside quotation
    marks on both sides, or twenty with a few words changed.
    """
    found = [*_quotations(later, earlier, days), *_passages(later, earlier)]
    return _identified(sorted(found, key=lambda each: (each.span.start, each.span.end, each.kind)))


def is_after(one: tuple[date | None, DocId], other: tuple[date | None, DocId]) -> bool:
    """Whether one document, by its day and id, comes after another; unknown days come last."""
    return (one[0] or date.max, one[1]) > (other[0] or date.max, other[1])


def _quotations(later: Side, earlier: Side, days: int) -> Iterator[Reuse]:
    if not _is_close(later.date, earlier.date, days):
        return
    shared = quoted_runs(later.reading, earlier.reading, LEAST)
    for (here, there), pieces in _quoted(later.reading, earlier.reading, shared).items():
        said = later.speakers[here] & earlier.speakers[there]
        is_known = bool(later.speakers[here] and earlier.speakers[there])
        if (said or not is_known) and _is_one_utterance(later.reading, earlier.reading, pieces):
            yield _record(later, earlier, QUOTATION, pieces, min(said, default=None))


def _quoted(one: Reading, other: Reading, shared: list[Run]) -> dict[tuple[int, int], list[Run]]:
    """For each pair of quotations, one a side, the parts of runs that stand in both."""
    found: dict[tuple[int, int], list[Run]] = {}
    for run in shared:
        start = 0
        inside = [(_at(one, run.one + at), _at(other, run.other + at)) for at in range(run.length)]
        for at in range(1, run.length + 1):
            if at == run.length or inside[at] != inside[start]:
                piece = Run(run.one + start, run.other + start, at - start)
                if piece.length >= LEAST:
                    found.setdefault(inside[start], []).append(piece)
                start = at
    return found


def _at(text: Reading, word: int) -> int:
    return int(text.quotation[word])


def _is_one_utterance(one: Reading, other: Reading, pieces: list[Run]) -> bool:
    shared = sum(piece.length for piece in pieces)
    here = _quoted_words(one, pieces[0].one, pieces[-1].one + pieces[-1].length)
    there = _quoted_words(
        other,
        min(piece.other for piece in pieces),
        max(piece.other + piece.length for piece in pieces),
    )
    return len(pieces) > 1 or shared >= MOST_OF_IT * min(here, there)


def _quoted_words(text: Reading, first: int, end: int) -> int:
    """How many words of the sentences from word `first` to before `end` stand in its quotation."""
    same = text.quotation == text.quotation[first]
    within = (text.sentence >= text.sentence[first]) & (text.sentence <= text.sentence[end - 1])
    return int((same & within).sum())


def _passages(later: Side, earlier: Side) -> Iterator[Reuse]:
    for group in _joined(own_runs(later.reading, earlier.reading, LEAST)):
        lengths = [run.length for run in group]
        if max(lengths) >= PASSAGE or sum(lengths) >= EDITED:
            yield _record(later, earlier, WRITTEN, group, None)


def _joined(shared: list[Run]) -> Iterator[list[Run]]:
    """Runs in the order of one text, those together that follow each other closely in both."""
    group: list[Run] = []
    for run in shared:
        if group and not _follows(group[-1], run):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _follows(run: Run, following: Run) -> bool:
    here = following.one - run.one - run.length
    there = following.other - run.other - run.length
    return 0 <= here <= GAP and 0 <= there <= GAP


def _record(later: Side, earlier: Side, kind: str, pieces: list[Run], speaker: str | None) -> Reuse:
    ends = pieces[-1].one + pieces[-1].length
    first = min(piece.other for piece in pieces)
    last = max(piece.other + piece.length for piece in pieces)
    here = later.reading.range(pieces[0].one, ends - pieces[0].one)
    there = earlier.reading.range(first, last - first)
    return Reuse(
        id="",
        doc_id=later.doc_id,
        of=earlier.doc_id,
        kind=kind,
        span=Digester(later.text).span(here.start, here.end, with_text=later.is_shown),
        of_span=Digester(earlier.text).span(there.start, there.end, with_text=earlier.is_shown),
        words=max(piece.length for piece in pieces),
        speaker_entity=speaker,
    )


def _identified(found: Sequence[Reuse]) -> list[Reuse]:
    """The records with their ids: hashes of both documents, digest and ordinal among equals."""
    seen: dict[str, int] = {}
    named = []
    for each in found:
        ordinal = seen.get(each.span.digest, 0)
        seen[each.span.digest] = ordinal + 1
        pair = f"{each.doc_id} {each.of}"
        named.append(replace(each, id=first_id(pair, "reuse", each.span.digest, ordinal)))
    return named


def _is_close(one: date | None, other: date | None, days: int) -> bool:
    return one is None or other is None or abs((one - other).days) <= days
