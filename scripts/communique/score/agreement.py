"""How well annotators agree on a layer: two of them, or the mean over every two.

The measures are those of the layer's scorer, with each annotator in turn as what is true; what
they come to is counted together, so that it does not matter who is named first. F1 is then what
Hripcsak & Rothschild (2005), doi:10.1197/jamia.M1733, show to be the limit of kappa where nobody
can say how much was rightly left unmarked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from communique.records import DocId, Record
from communique.score import entities, events, quotes, stances
from communique.score.entities import Mention
from communique.score.events import Deed
from communique.score.measures import Counted, Mean, Measure, Slip, Tally, score
from communique.score.quotes import Said
from communique.score.stances import Held
from communique.score.stretches import likeness
from communique.score.units import Reliability, reliability, units

T = TypeVar("T")


@dataclass(frozen=True)
class Shared(Generic[T]):
    """A document that annotators finished, and what each found in a layer, if anything.

    `text` is None where it is not at hand; nothing of it is shown unless `is_shown`.
    """

    doc_id: DocId
    text: str | None
    found: Mapping[str, Sequence[T]]
    is_shown: bool = True

    def is_by(self, who: Iterable[str]) -> bool:
        """Whether all these annotators finished it."""
        return set(who) <= set(self.found)


@dataclass(frozen=True)
class Layer(Generic[T]):
    """How a layer is compared: its scorer, with the measures to be shown, and its values.

    `count` takes the one annotator as true, the other as predicted; `is_one` tells whether two
    records are of one thing, on whose `values` annotators then agree or not.
    """

    name: str
    count: Callable[[Shared[T], str, str], Counted]
    measures: tuple[str, ...]
    is_one: Callable[[T, T], bool]
    values: Mapping[str, Callable[[T], str]]


class Figure(Record, frozen=True, kw_only=True):
    """F1 or a share with its 95 % interval; None where there was nothing to count.

    `counts` are how many each annotator has of what is counted; empty for a mean over pairs.
    """

    counts: tuple[int, ...] = ()
    value: float | None
    low: float | None
    high: float | None


class Agreement(Record, frozen=True, kw_only=True):
    """What annotators agree on in a layer, over `documents` that they share.

    The `figures` of more than two are means over every two of them; `values` are of all.
    `slips` are the differences of two, the first's as true.
    """

    layer: str
    who: tuple[str, ...]
    documents: int
    figures: Mapping[str, Figure]
    values: Mapping[str, Reliability]
    slips: tuple[Slip, ...] = ()


def between(layer: Layer[T], documents: Iterable[Shared[T]], one: str, other: str) -> Agreement:
    """How well two annotators agree over the documents that both finished."""
    both = [each for each in documents if each.is_by((one, other))]
    there = [layer.count(each, one, other) for each in both]
    back = [layer.count(each, other, one) for each in both]
    found = score(_together(layer, *counts) for counts in zip(there, back, strict=True)).measures
    return Agreement(
        layer=layer.name,
        who=(one, other),
        documents=len(both),
        figures={
            name: _figure(found[name], (_number(there, name), _number(back, name)))
            for name in layer.measures
            if name in found
        },
        values=_values(layer, both, (one, other)),
        slips=tuple(slip for each in there for slip in each.slips),
    )


def _number(counted: Iterable[Counted], measure: str) -> int:
    found = (each.tallies.get(measure) for each in counted)
    return sum(tally.true for tally in found if tally)


def among(layer: Layer[T], documents: Iterable[Shared[T]], who: Sequence[str]) -> Agreement:
    """The mean over every two annotators who share documents, and the values of all of them."""
    several = [each for each in documents if len(set(who) & set(each.found)) > 1]
    pairs = list(combinations(who, 2))
    means = [Mean(name, tuple(_named(name, *pair) for pair in pairs)) for name in layer.measures]
    found = score((_by_pair(layer, each, pairs) for each in several), means).measures
    return Agreement(
        layer=layer.name,
        who=tuple(who),
        documents=len(several),
        figures={name: _figure(found[name]) for name in layer.measures if name in found},
        values=_values(layer, several, who),
    )


def _by_pair(layer: Layer[T], document: Shared[T], pairs: Iterable[tuple[str, str]]) -> Counted:
    """The counts of every two annotators of a document, each a class to take the mean over."""
    classes = {
        _named(name, *pair): tally
        for pair in pairs
        if document.is_by(pair)
        for name, tally in _together(
            layer, layer.count(document, *pair), layer.count(document, *reversed(pair))
        ).tallies.items()
    }
    return Counted(document.doc_id, {}, classes=classes)


def _named(measure: str, one: str, other: str) -> str:
    return f"{measure}: {one} and {other}"


def _together(layer: Layer[T], there: Counted, back: Counted) -> Counted:
    """The counts with the one annotator as true and with the other, as one count."""
    shown = [name for name in layer.measures if name in there.tallies]
    return Counted(
        there.doc_id, {name: _sum(there.tallies[name], back.tallies[name]) for name in shown}
    )


def _sum(there: Tally, back: Tally) -> Tally:
    is_share = there.predicted is None or back.predicted is None
    true = there.true + back.true
    return Tally(there.hits + back.hits, true, None if is_share else true)


def _figure(measure: Measure, counts: tuple[int, ...] = ()) -> Figure:
    if not measure.true:
        return Figure(counts=counts, value=None, low=None, high=None)
    return Figure(counts=counts, value=measure.value, low=measure.low, high=measure.high)


def _values(
    layer: Layer[T], documents: Iterable[Shared[T]], who: Sequence[str]
) -> Mapping[str, Reliability]:
    found = [
        units({name: each.found[name] for name in who if name in each.found}, layer.is_one)
        for each in documents
    ]
    return {
        name: reliability(
            [{who: value(one) for who, one in unit.items()} for unit in each] for each in found
        )
        for name, value in layer.values.items()
    }


def _overlap(one: Deed, other: Deed) -> bool:
    a, b = one.trigger, other.trigger
    return a.start < b.end and b.start < a.end


def _entities(document: Shared[Mention], true: str, other: str) -> Counted:
    sides = tuple(document.found[true]), tuple(document.found[other])
    return entities.counted(
        entities.Sides(document.doc_id, document.text, *sides, document.is_shown)
    )


def _quotes(document: Shared[Said], true: str, other: str) -> Counted:
    sides = tuple(document.found[true]), tuple(document.found[other])
    return quotes.counted(quotes.Sides(document.doc_id, document.text, *sides, document.is_shown))


def _events(document: Shared[Deed], true: str, other: str) -> Counted:
    return events.counted(
        events.Sides(
            doc_id=document.doc_id,
            text=document.text,
            sentences=0,
            true=tuple(document.found[true]),
            predicted=tuple(document.found[other]),
            is_shown=document.is_shown,
        )
    )


def _stances(document: Shared[Held], true: str, other: str) -> Counted:
    return stances.counted(
        stances.Sides(
            doc_id=document.doc_id,
            text=document.text,
            true=tuple(document.found[true]),
            predicted=tuple(document.found[other]),
            is_shown=document.is_shown,
        )
    )


ENTITIES = Layer(
    "entities",
    _entities,
    ("span and type", "span", "name"),
    lambda one, other: (one.start, one.end) == (other.start, other.end),
    {"type": lambda one: one.label},
)
QUOTES = Layer(
    "quotes",
    _quotes,
    ("overlap", "exact", "characters", "with speaker", "same speaker"),
    lambda one, other: likeness(one.content, other.content) >= quotes.LEAST,
    {"kind": lambda one: one.kind},
)
EVENTS = Layer(
    "events",
    _events,
    ("trigger", "trigger and type", "actor", "recipient", "location", "date"),
    _overlap,
    {"type": lambda one: one.type, "modality": lambda one: one.modality},
)
STANCES = Layer(
    "stances",
    _stances,
    ("stance", "pair", "evidence"),
    lambda one, other: stances.is_about(one, other) and stances.share_evidence(one, other),
    {"polarity": lambda one: one.label},
)
