"""Layers against what is planted in an invented crisis: quotations, and mentions of its cast."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.records import DocId, Range, Record
from communique.score.cast import Cast, Standing
from communique.score.entities import Mention, bare
from communique.score.measures import Counted, Slip, Tally, context
from communique.score.stretches import Stretches, length, shared, union

LEAST = 0.5
"""The share of a planted quotation that predicted ones have to cover."""


class Planted(Record, frozen=True):
    """A planted quotation: where it stands, who speaks, and how it renders the utterance."""

    place: Range
    speaker: str
    form: str


class Attributed(Record, frozen=True):
    """A predicted quotation and the canonical names of who speaks."""

    content: Stretches
    speakers: tuple[str, ...] = ()


class Crisis(Record, frozen=True):
    """A document of a crisis and its text."""

    doc_id: DocId
    text: str


def counted_quotes(
    document: Crisis, planted: Sequence[Planted], predicted: Sequence[Attributed], cast: Cast
) -> Counted:
    """How many planted quotations are `covered`, and how many of these have the right `speaker`.

    Whatever else was predicted counts for nothing. Speakers are compared where the true one is of
    the cast; any of its names will do. Both measures also by form.
    """
    covered = [each for each in planted if _is_covered(each, predicted)]
    named = [each for each in covered if cast.names(each.speaker)]
    right = [each for each in named if _is_right(each, predicted, cast)]
    slips = [
        *(_quote_slip(document, "missed", each) for each in planted if each not in covered),
        *(
            _quote_slip(document, "speaker", each, _speakers(each, predicted))
            for each in named
            if each not in right
        ),
    ]
    return Counted(
        document.doc_id,
        {
            **_shares("covered", (each.form for each in covered), (e.form for e in planted)),
            **_shares("speaker", (each.form for each in right), (each.form for each in named)),
        },
        tuple(sorted(slips, key=lambda slip: slip.start)),
    )


def counted_mentions(document: Crisis, predicted: Iterable[Mention], cast: Cast) -> Counted:
    """How many mentions of the cast are `found` with their bounds, and of these how many rightly.

    `type` and `name` are shares of those found. All measures also by kind of member.
    """
    by_span = {(each.start, each.end): each for each in predicted}
    standing = cast.standing(document.text)
    found = [(each, by_span.get((each.start, each.end))) for each in standing]
    there = [(each, mention) for each, mention in found if mention is not None]
    return Counted(
        document.doc_id,
        {
            **_shares("found", (_kind(each) for each, _ in there), map(_kind, standing)),
            **_shares(
                "type",
                (_kind(each) for each, mention in there if mention.label in each.form.types),
                (_kind(each) for each, _ in there),
            ),
            **_shares(
                "name",
                (_kind(each) for each, mention in there if _has_name(mention, each)),
                (_kind(each) for each, _ in there),
            ),
        },
        tuple(slip for pair in found for slip in _mention_slips(document, *pair)),
    )


def _shares(name: str, hits: Iterable[str], true: Iterable[str]) -> Mapping[str, Tally]:
    """The share of hits, over all and by the group that each belongs to."""
    hit, whole = Counter(hits), Counter(true)
    groups = {f"{name}, {group}": Tally(hit[group], whole[group]) for group in sorted(whole)}
    return {name: Tally(hit.total(), whole.total()), **groups}


def _is_covered(planted: Planted, predicted: Iterable[Attributed]) -> bool:
    place = _stretches(planted)
    contents = union(stretch for each in predicted for stretch in each.content)
    return shared(place, contents) >= LEAST * length(place)


def _is_right(planted: Planted, predicted: Sequence[Attributed], cast: Cast) -> bool:
    speakers = _speakers(planted, predicted)
    return bool(speakers) and all(planted.speaker in cast.names(each) for each in speakers)


def _speakers(planted: Planted, predicted: Sequence[Attributed]) -> tuple[str, ...]:
    """Who speaks in the prediction that covers most; of several the shortest, an inner one."""
    place = _stretches(planted)
    return max(
        predicted, key=lambda each: (shared(place, each.content), -length(each.content))
    ).speakers


def _stretches(planted: Planted) -> Stretches:
    return ((planted.place.start, planted.place.end),)


def _quote_slip(
    document: Crisis, kind: str, planted: Planted, speakers: tuple[str, ...] = ()
) -> Slip:
    start, end = planted.place.start, planted.place.end
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=start,
        end=end,
        true=planted.speaker,
        predicted=" and ".join(speakers) or "nobody" if kind == "speaker" else None,
        context=context(document.text, start, end),
    )


def _kind(standing: Standing) -> str:
    kinds = standing.form.kinds
    return "people" if "people" in kinds else " or ".join(sorted(kinds))


def _has_name(mention: Mention, standing: Standing) -> bool:
    return bare(mention.entity or "") in {bare(name) for name in standing.form.names}


def _mention_slips(document: Crisis, standing: Standing, mention: Mention | None) -> Iterator[Slip]:
    types = " or ".join(sorted(standing.form.types))
    if mention is None:
        yield _mention_slip(document, standing, "missed", types, None)
        return
    if mention.label not in standing.form.types:
        yield _mention_slip(document, standing, "type", types, mention.label)
    if not _has_name(mention, standing):
        names = " or ".join(sorted(standing.form.names))
        yield _mention_slip(document, standing, "name", names, mention.entity)


def _mention_slip(
    document: Crisis, standing: Standing, kind: str, true: str, predicted: str | None
) -> Slip:
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=standing.start,
        end=standing.end,
        true=true,
        predicted=predicted,
        context=context(document.text, standing.start, standing.end),
    )
