"""Measures over documents: counts, what they come to, and how far chance could move them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from communique.records import DocId, Offset, Record

RESAMPLES = 1_000
SEED = 0
BOUNDS = (2.5, 97.5)
"""Percentiles of the resampled values between which 95 % of them lie."""

_AROUND = 30
"""Characters of a text shown on either side of an error."""
_WITHIN = 60
"""Characters shown of what it covers."""


class Tally(Record, frozen=True):
    """Hits among what is true, and among what was predicted; None for a mere share of the true."""

    hits: int
    true: int
    predicted: int | None = None

    @property
    def precision(self) -> float | None:
        """Hits of those predicted, 0 where nothing was; None for a share."""
        return None if self.predicted is None else _ratio(self.hits, self.predicted)

    @property
    def recall(self) -> float:
        """Hits of those true; 0 where nothing is."""
        return _ratio(self.hits, self.true)

    @property
    def value(self) -> float:
        """F1, or the share; 0 where there is neither truth nor prediction."""
        other = self.true if self.predicted is None else self.predicted
        return _ratio(2 * self.hits, self.true + other)


class Slip(Record, frozen=True, kw_only=True):
    """Something predicted wrongly or not at all: a line of `--errors`.

    `kind` is missed, spurious, or what differs: type, name, speaker, modality, actor, label, …;
    `true` and `predicted` say in what. These two and `context` are None where the text is withheld.
    """

    doc_id: DocId
    kind: str
    start: Offset
    end: Offset
    true: str | None = None
    predicted: str | None = None
    context: str | None = None


class Counted(Record, frozen=True):
    """What was counted in one document, by the name of the measure, and what went wrong.

    `classes` are the tallies of labels, each a measure too, which a `Mean` may be taken over.
    """

    doc_id: DocId
    tallies: Mapping[str, Tally]
    slips: tuple[Slip, ...] = ()
    classes: Mapping[str, Tally] = {}


class Mean(Record, frozen=True):
    """The unweighted mean of the F1 of classes that are true of something; of all if none given."""

    name: str
    classes: tuple[str, ...] = ()


class Measure(Record, frozen=True, kw_only=True):
    """A measure over all documents; `low` to `high` is the 95 % interval of `value`.

    `value` is F1, or a share or mean; then `precision` and `predicted` are None. Of a mean the
    counts are those of its classes together.
    """

    hits: int
    true: int
    predicted: int | None
    precision: float | None
    recall: float
    value: float
    low: float
    high: float


class Score(Record, frozen=True, kw_only=True):
    """The measures of some documents by name, and what went wrong in them."""

    documents: int
    measures: Mapping[str, Measure]
    slips: tuple[Slip, ...] = ()


def score(documents: Iterable[Counted], means: Sequence[Mean] = ()) -> Score:
    """The measures over all documents, whichever way they are ordered.

    First stand the measures that every document has, in its order, then the others by name, then
    the means over classes, and the classes by name.
    """
    counted = sorted(documents, key=lambda each: each.doc_id)
    names, classes = _names(counted), sorted({name for each in counted for name in each.classes})
    columns = {
        **{name: [each.tallies.get(name) for each in counted] for name in names},
        **{name: [each.classes.get(name) for each in counted] for name in classes},
    }
    counts = np.array([[_row(tally) for tally in column] for column in columns.values()], np.int64)
    drawn = resampled(counts.reshape(len(columns), len(counted), 3).transpose(1, 0, 2))
    single = {
        name: _measure(column, drawn[:, at]) for at, (name, column) in enumerate(columns.items())
    }
    by_class = {name: drawn[:, len(names) + at] for at, name in enumerate(classes)}
    return Score(
        documents=len(counted),
        measures={
            **{name: single[name] for name in names},
            **{each.name: _mean(each, single, by_class) for each in means if by_class},
            **{name: single[name] for name in classes},
        },
        slips=tuple(slip for each in counted for slip in each.slips),
    )


def _mean(
    mean: Mean, single: Mapping[str, Measure], resampled: Mapping[str, np.ndarray]
) -> Measure:
    """A mean over its classes; a resample without truth of a class has the mean of the others."""
    chosen = mean.classes or tuple(resampled)
    classes = {name: single[name] for name in chosen if name in resampled and single[name].true}
    hits = sum(each.hits for each in classes.values())
    true = sum(each.true for each in classes.values())
    low, high = _mean_interval([resampled[name] for name in classes])
    return Measure(
        hits=hits,
        true=true,
        predicted=None,
        precision=None,
        recall=_ratio(hits, true),
        value=sum(each.value for each in classes.values()) / len(classes) if classes else 0.0,
        low=low,
        high=high,
    )


def _names(counted: Sequence[Counted]) -> list[str]:
    every = {name for each in counted for name in each.tallies}
    shared = every.intersection(*(each.tallies for each in counted))
    first = [name for name in (counted[0].tallies if counted else ()) if name in shared]
    return [*first, *sorted(every - shared)]


def context(text: str, start: Offset, end: Offset) -> str:
    """What stands at `[start:end]`, in brackets, with a little of what is around it, in a line."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    whole = text[start:end]
    shown = (
        whole if len(whole) <= _WITHIN else f"{whole[: _WITHIN // 2]} … {whole[-_WITHIN // 2 :]}"
    )
    return " ".join(f"…{before}[{shown}]{after}…".split())


def _row(tally: Tally | None) -> tuple[int, int, int]:
    """Hits, true and predicted; of a share the true ones twice, so that F1 is the share."""
    if tally is None:
        return 0, 0, 0
    return tally.hits, tally.true, tally.true if tally.predicted is None else tally.predicted


def _measure(column: Sequence[Tally | None], resampled: np.ndarray) -> Measure:
    given = [tally for tally in column if tally is not None]
    predicted = [tally.predicted for tally in given if tally.predicted is not None]
    hits, true = sum(tally.hits for tally in given), sum(tally.true for tally in given)
    total = Tally(hits, true, sum(predicted) if predicted else None)
    low, high = _interval(resampled)
    return Measure(
        hits=hits,
        true=true,
        predicted=total.predicted,
        precision=total.precision,
        recall=total.recall,
        value=total.value,
        low=low,
        high=high,
    )


def resampled(counts: np.ndarray) -> np.ndarray:
    """Sums over 1,000 resamples of as many documents as there are.

    The first axis is that of documents, and of resamples in the sums; the others stay.
    """
    chance = np.random.default_rng(SEED)
    number = len(counts)
    draws = (chance.integers(0, max(number, 1), number) for _ in range(RESAMPLES))
    return np.array(
        [np.tensordot(np.bincount(drawn, minlength=number), counts, 1) for drawn in draws]
    )


def _interval(sums: np.ndarray) -> tuple[float, float]:
    """The percentile bootstrap interval; a resample with nothing to count says nothing.

    Efron & Tibshirani, An Introduction to the Bootstrap (1993), §13.3.
    """
    hits, wholes = 2 * sums[:, 0], sums[:, 1] + sums[:, 2]
    if not wholes.any():
        return 0.0, 0.0
    low, high = np.percentile(hits[wholes > 0] / wholes[wholes > 0], BOUNDS)
    return float(low), float(high)


def _mean_interval(classes: Sequence[np.ndarray]) -> tuple[float, float]:
    """As `_interval`, of the mean F1 of classes, each by its sums in every resample."""
    if not classes:
        return 0.0, 0.0
    sums = np.stack(classes, axis=1)
    is_there = sums[:, :, 1] > 0
    wholes = np.maximum(sums[:, :, 1] + sums[:, :, 2], 1)
    values = (2 * sums[:, :, 0] / wholes * is_there).sum(1)
    known = is_there.any(1)
    low, high = np.percentile(values[known] / is_there.sum(1)[known], BOUNDS)
    return float(low), float(high)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
