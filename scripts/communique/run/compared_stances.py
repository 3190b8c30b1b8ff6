"""Stances, gold beside predictions: of files, documents or given pairs, and of collections."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from communique.config import Workspace
from communique.jsonl import DataError
from communique.records import Annotation, Document, Range, Stance
from communique.run.sides import Annotated, Line, Place, by_collection, check, joined
from communique.score import stances
from communique.score.measures import Score, score
from communique.score.stances import Held, Pair

ISSUE = "issue"


class _Name(msgspec.Struct, frozen=True):
    text: str | None = None


_Named = _Name | str | None


class _Stance(msgspec.Struct, frozen=True):
    label: str
    holder: _Named = None
    target: _Named = None
    target_id: str | None = None
    evidence: Place | None = None


class _Stances(Line, frozen=True):
    """A line with all stances of a text (`stances`), or with the label of a given one."""

    stances: tuple[_Stance, ...] | None = None
    label: str | None = None
    target: Place | str | None = None


def stance_files(gold: Path, predicted: Path) -> Score:
    """The score of the stances of `predicted`: against every one of each text of `gold`, or one.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    lines = joined(gold, predicted, _Stances)
    if any(line.label is not None for _, line, _ in lines):
        return score(
            (stances.labelled(_pair(place, line, found)) for place, line, found in lines),
            stances.MEANS,
        )
    return score(stances.counted(_sides(place, line, found)) for place, line, found in lines)


def stance_shelves(workspace: Workspace) -> Iterator[tuple[str, list[stances.Sides]]]:
    """Gold and silver stances of each collection that has gold."""
    return by_collection(workspace, "stances", _shelved)


def _pair(place: str, line: _Stances, found: _Stances) -> Pair:
    if line.label is None:
        raise DataError(f"{place}: no label, which other lines of gold have; give it one")
    target = _stretch(place, line.text, line.target if isinstance(line.target, Place) else None)
    return Pair(line.id, line.label, found.label or stances.UNSAID, line.text, target)


def _sides(place: str, line: _Stances, found: _Stances) -> stances.Sides:
    if line.stances is None:
        raise DataError(f"{place}: neither stances nor label; gold has one of them")
    true, predicted = (_held(place, line.text, one.stances or ()) for one in (line, found))
    return stances.Sides(doc_id=line.id, text=line.text, true=true, predicted=predicted)


def _held(place: str, text: str | None, found: Iterable[_Stance]) -> tuple[Held, ...]:
    return tuple(
        Held(
            holder=_text(each.holder),
            label=each.label,
            target=_text(each.target),
            code=each.target_id,
            evidence=_stretch(place, text, each.evidence),
        )
        for each in found
    )


def _text(named: _Named) -> str:
    return (named.text if isinstance(named, _Name) else named) or ""


def _stretch(place: str, text: str | None, stands: Place | None) -> Range | None:
    """From the first to the last of its stretches; None if it has none."""
    stretches = stands.stretches if stands else ()
    check(place, text, stretches)
    return Range(stretches[0][0], stretches[-1][1]) if stretches else None


def _shelved(document: Document, gold: Annotated, silver: Annotated) -> stances.Sides:
    true, found = (recorded(each[document.id]) for each in (gold, silver))
    return stances.Sides(
        doc_id=document.id,
        text=document.text,
        true=true,
        predicted=found,
        is_shown=document.text_available,
    )


def recorded(annotations: Iterable[Annotation]) -> tuple[Held, ...]:
    """The stances among the annotations of a document, as they are scored."""
    return tuple(
        Held(
            holder=each.holder,
            label=each.polarity,
            target="" if each.target_kind == ISSUE else each.target,
            code=each.target if each.target_kind == ISSUE else None,
            evidence=Range(each.evidence.start, each.evidence.end),
        )
        for each in annotations
        if isinstance(each, Stance)
    )
