"""What several annotators say of the same thing: units, alpha over them, tables of confusion."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

import numpy as np

from communique.records import Record
from communique.score.alpha import PAIRABLE, Unit, alphas, coincidences, defined, labels
from communique.score.measures import BOUNDS, resampled

T = TypeVar("T")


class Reliability(Record, frozen=True, kw_only=True):
    """How well annotators agree on one value, such as the type, of what they both marked.

    `units` have a value of two annotators at least; `same` is the share of them with one value
    alone. `low` to `high` is the 95 % interval of `alpha`; all three are None where it is
    undefined. `confusion` counts, by the first annotator's value and then the second's, the units
    of every two.
    """

    units: int
    same: float | None
    alpha: float | None
    low: float | None
    high: float | None
    confusion: Mapping[str, Mapping[str, int]]


def units(
    found: Mapping[str, Sequence[T]], is_one: Callable[[T, T], bool]
) -> list[Mapping[str, T]]:
    """What annotators marked, by what it is: the annotators of each unit with their record.

    Records of two annotators that are one thing are of one unit, and so is what is one with
    either. An annotator with several records in a unit says nothing clear there and is left out.
    Annotators keep their order.
    """
    records = [(who, record) for who in found for record in found[who]]
    group = list(range(len(records)))
    for one, other in combinations(range(len(records)), 2):
        (who, first), (whose, second) = records[one], records[other]
        if who != whose and group[one] != group[other] and is_one(first, second):
            old, new = sorted((group[one], group[other]), reverse=True)
            group = [new if each == old else each for each in group]
    return [
        _single([records[at] for at, each in enumerate(group) if each == name])
        for name in sorted(set(group))
    ]


def _single(records: Sequence[tuple[str, T]]) -> Mapping[str, T]:
    number = Counter(who for who, _ in records)
    return {who: record for who, record in records if number[who] == 1}


def reliability(documents: Iterable[Sequence[Mapping[str, str]]]) -> Reliability:
    """How well annotators agree on a value, given the units of each document.

    A unit has the value of each annotator who gave one, in their order. The interval is over
    documents, of resamples in which alpha is defined.
    """
    given = list(documents)
    pairable = [unit for each in given for unit in each if len(unit) >= PAIRABLE]
    same = sum(len(set(unit.values())) == 1 for unit in pairable)
    value, low, high = _alpha([[tuple(unit.values()) for unit in each] for each in given])
    return Reliability(
        units=len(pairable),
        same=same / len(pairable) if pairable else None,
        alpha=value,
        low=low,
        high=high,
        confusion=_confusion(pairable),
    )


def _alpha(
    documents: Sequence[Sequence[Unit]],
) -> tuple[float | None, float | None, float | None]:
    values = labels(unit for each in documents for unit in each)
    if not values:
        return None, None, None
    counts = np.array([coincidences(each, values) for each in documents])
    drawn = alphas(resampled(counts))
    value = defined(alphas(counts.sum(axis=0)[np.newaxis])[0])
    known = drawn[~np.isnan(drawn)]
    if value is None or not known.size:
        return value, None, None
    low, high = np.percentile(known, BOUNDS)
    return value, float(low), float(high)


def _confusion(units: Iterable[Mapping[str, str]]) -> Mapping[str, Mapping[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for unit in units:
        for one, other in combinations(unit, 2):
            row = table.setdefault(unit[one], {})
            row[unit[other]] = row.get(unit[other], 0) + 1
    return {name: dict(sorted(row.items())) for name, row in sorted(table.items())}
