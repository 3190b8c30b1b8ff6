"""Stances predicted on anyone's texts: all of them, or the one toward a given target."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.annotate.stances.found import ISSUE, Found
from communique.jsonl import DataError
from communique.records import Offset, Range, Record
from communique.run.predict import Text, lines, loaded, written

if TYPE_CHECKING:
    from spacy.tokens import Doc

    Directed = Callable[[Doc, Range | None, Range], str]
    """What stance a holder, or whoever it is, takes toward a target, by where both stand."""


class Side(msgspec.Struct, frozen=True):
    """A holder or a target that a line gives; without a place it says nothing."""

    start: Offset | None = None
    end: Offset | None = None


class Sides(Text, frozen=True):
    """A text in which the target of a stance is given, and perhaps the holder too."""

    holder: Side | None = None
    target: Side | None = None


class Stretch(Record, frozen=True):
    """Words of a text, and where they stand in code points."""

    text: str
    start: Offset
    end: Offset


class Name(Record, frozen=True):
    """A canonical name."""

    text: str


class PredictedStance(Record, frozen=True, kw_only=True):
    """A stance; an issue stands as `target_id`, an entity as `target`."""

    holder: Name
    target: Name | None = None
    target_id: str | None = None
    label: str
    evidence: Stretch
    conditional: bool
    inferred: bool
    condition: Stretch | None = None


class Stances(Record, frozen=True):
    """The stances predicted for a text."""

    id: str
    stances: tuple[PredictedStance, ...]


class Label(Record, frozen=True):
    """The stance predicted for a given target."""

    id: str
    label: str


def stances(source: Path, out: Path, pipeline: str) -> int:
    """Predict the stances of each text of `source`, as `predict.quotes` does its quotations.

    Where a line has a target with its place, only the label of the stance toward that one.

    Raises:
        PipelineError: there is no such pipeline.
        DataError: a line of `source` is not as it should be; the message names file and
            line, or the id.
    """
    nlp, directed = loaded(pipeline), _directed()
    return written(nlp, lines(source, Sides), out, lambda text, doc: line(text, doc, directed))


def line(text: Sides, doc: "Doc", directed: "Directed") -> Stances | Label:
    """What is predicted of a text: the label of the given pair, else every stance.

    Raises:
        DataError: holder or target stands outside the text.
    """
    target = _place(text, text.target)
    if target is None:
        return predicted(text, doc._.stances)
    return Label(text.id, directed(doc, _place(text, text.holder), target))


def _place(text: Sides, side: Side | None) -> Range | None:
    if side is None or side.start is None or side.end is None:
        return None
    if not 0 <= side.start < side.end <= len(text.text):
        raise DataError(
            f"{text.id!r}: [{side.start}:{side.end}] is no stretch of its text of "
            f"{len(text.text)} code points; give holder and target as they stand in it"
        )
    return Range(side.start, side.end)


def predicted(text: Text, found: Iterable[Found]) -> Stances:
    """The stances found in a text, as the benchmarks write them."""
    return Stances(text.id, tuple(_stance(text.text, each) for each in found))


def _stance(text: str, found: Found) -> PredictedStance:
    is_issue = found.target_kind == ISSUE
    return PredictedStance(
        holder=Name(found.holder),
        target=None if is_issue else Name(found.target),
        target_id=found.target if is_issue else None,
        label=found.polarity,
        evidence=_stretch(text, found.evidence),
        conditional=found.conditional,
        inferred=found.inferred,
        condition=_stretch(text, found.condition) if found.condition else None,
    )


def _stretch(text: str, place: Range) -> Stretch:
    return Stretch(text[place.start : place.end], place.start, place.end)


def _directed() -> "Directed":
    from communique.annotate.stances.directed import directed  # noqa: PLC0415  (it takes its time)

    return directed
