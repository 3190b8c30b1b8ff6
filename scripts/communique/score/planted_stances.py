"""Stances on issues against those planted in an invented crisis, by who holds them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.records import Record
from communique.score.cast import Cast
from communique.score.entities import bare
from communique.score.measures import Counted, Slip, Tally, context
from communique.score.planted import Crisis
from communique.score.stances import LABELS, Held

LOOSE = "+"
"""What ends the name of a measure that takes a body or state for whoever speaks for it."""


class PlantedStance(Record, frozen=True):
    """A stance that a document shows; `target` is an issue's code."""

    holder: str
    target: str
    polarity: str


@dataclass(frozen=True)
class _Distinct:
    """A stance predicted in a document, once, with the first place that shows it.

    `holders` are the canonical names of whom its holder may be, or its own name.
    """

    holders: frozenset[str]
    held: Held


def counted_stances(
    document: Crisis, planted: Sequence[PlantedStance], predicted: Sequence[Held], cast: Cast
) -> Counted:
    """The `recall` and `precision` of distinct stances (holder, issue, polarity) of a document.

    Any name of the cast's member is the holder's. `recall+` and `precision+` also take a body or
    state for somebody who speaks for it, and these for it. All measures also by polarity; a
    prediction that is true but not planted counts as wrong.
    """
    distinct = _distinct(predicted, cast)
    tallies: dict[str, Tally] = {}
    for how in ("", LOOSE):
        found = [each for each in planted if any(_is(each, one, cast, how) for one in distinct)]
        right = [one for one in distinct if any(_is(each, one, cast, how) for each in planted)]
        sides = ([each.polarity for each in one] for one in (found, planted))
        tallies |= _shares(f"recall{how}", *sides)
        sides = ([each.held.label for each in one] for one in (right, distinct))
        tallies |= _shares(f"precision{how}", *sides)
    return Counted(document.doc_id, tallies, tuple(_slips(document, planted, distinct, cast)))


def _distinct(predicted: Sequence[Held], cast: Cast) -> list[_Distinct]:
    found: dict[tuple[frozenset[str], str | None, str], _Distinct] = {}
    for each in predicted:
        holders = cast.names(each.holder) or frozenset({bare(each.holder)})
        found.setdefault((holders, each.code, each.label), _Distinct(holders, each))
    return list(found.values())


def _is(planted: PlantedStance, one: _Distinct, cast: Cast, how: str) -> bool:
    return planted.polarity == one.held.label and _is_about(planted, one, cast, how)


def _is_about(planted: PlantedStance, one: _Distinct, cast: Cast, how: str) -> bool:
    return planted.target == one.held.code and (
        bool(_names(planted.holder, cast) & one.holders)
        or (how == LOOSE and _speak_for_one(planted.holder, one.holders, cast))
    )


def _names(holder: str, cast: Cast) -> frozenset[str]:
    return cast.names(holder) or frozenset({bare(holder)})


def _speak_for_one(holder: str, others: frozenset[str], cast: Cast) -> bool:
    """Whether one speaks for the other; two people of a state do not."""
    own = _names(holder, cast)
    return bool(cast.spoken_for(own) & others or cast.spoken_for(others) & own)


def _shares(name: str, hits: Sequence[str], whole: Sequence[str]) -> Mapping[str, Tally]:
    groups = {f"{name}, {label}": Tally(hits.count(label), whole.count(label)) for label in LABELS}
    return {name: Tally(len(hits), len(whole)), **groups}


def _slips(
    document: Crisis, planted: Sequence[PlantedStance], distinct: Sequence[_Distinct], cast: Cast
) -> Iterator[Slip]:
    """What is missed or not planted even with who speaks for whom; another label is `label`."""
    for each in planted:
        if not any(_is(each, one, cast, LOOSE) for one in distinct):
            other = next((one for one in distinct if _is_about(each, one, cast, LOOSE)), None)
            kind = "missed" if other is None else "label"
            true = f"{each.holder}, {each.polarity} {each.target}"
            yield _slip(document, kind, true, other.held if other else None)
    for one in distinct:
        if not any(_is_about(each, one, cast, LOOSE) for each in planted):
            yield _slip(document, "spurious", None, one.held)


def _slip(document: Crisis, kind: str, true: str | None, found: Held | None) -> Slip:
    evidence = found.evidence if found else None
    start, end = (evidence.start, evidence.end) if evidence else (0, 0)
    return Slip(
        doc_id=document.doc_id,
        kind=kind,
        start=start,
        end=end,
        true=true,
        predicted=f"{found.holder}, {found.label} {found.code}" if found else None,
        context=context(document.text, start, end) if evidence else None,
    )
