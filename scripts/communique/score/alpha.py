"""Krippendorff's alpha for nominal values: any number of annotators, values may be missing.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C,
https://repository.upenn.edu/asc_papers/43; his Content Analysis (4th edition, 2019), chapter 12.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

Unit = Sequence[str]
"""The values that annotators gave one unit, in any order; who gave none is left out."""

PAIRABLE = 2
"""Values that a unit needs to say anything about agreement."""

ROUNDING = 1e-9
"""A smaller share of expected disagreement is none: values that are thirds do not add up."""


def labels(units: Iterable[Unit]) -> list[str]:
    """The values of all pairable units, by name."""
    return sorted({value for unit in units if len(unit) >= PAIRABLE for value in unit})


def coincidences(units: Iterable[Unit], values: Sequence[str]) -> np.ndarray:
    """How often each two values stand in one unit, all units together (a square over `values`).

    A unit of m values has m (m - 1) ordered pairs, each counted 1 / (m - 1): every value counts
    once. Units with fewer than two values are left out.
    """
    place = {value: at for at, value in enumerate(values)}
    matrix = np.zeros((len(values), len(values)))
    for unit in units:
        counts = Counter(unit)
        for one in counts if len(unit) >= PAIRABLE else ():
            for other, number in counts.items():
                pairs = counts[one] * (number - (one == other))
                matrix[place[one], place[other]] += pairs / (len(unit) - 1)
    return matrix


def alphas(matrices: np.ndarray) -> np.ndarray:
    """Alpha of each matrix of coincidences along the first axis; NaN where it is undefined.

    1 - D_o / D_e = 1 - (n - 1) (n - Σ o_cc) / (n² - Σ n_c²), with o_cc the coincidences of a
    value with itself, n_c those of a value with any, n all of them.
    """
    totals = matrices.sum(axis=2)
    number = totals.sum(axis=1)
    observed = number - np.trace(matrices, axis1=1, axis2=2)
    expected = number**2 - (totals**2).sum(axis=1)
    is_varied = expected > ROUNDING * np.maximum(number, 1) ** 2
    ratio = (number - 1) * observed / np.where(is_varied, expected, 1)
    return np.where(is_varied, 1 - ratio, np.nan)


def alpha(units: Iterable[Unit]) -> float | None:
    """Alpha of some units: 1 is perfect agreement, 0 what chance would give, less is worse.

    None where it is undefined: no unit has two values, or all values are the same, so that
    nothing tells agreement from habit.
    """
    given = list(units)
    return defined(alphas(coincidences(given, labels(given))[np.newaxis])[0])


def defined(value: float) -> float | None:
    """A value, or None for NaN."""
    return None if np.isnan(value) else float(value)
