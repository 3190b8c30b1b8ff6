"""Events, gold beside predictions: of files, sentences or documents, and of collections."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from communique.config import Workspace
from communique.jsonl import DataError
from communique.records import Annotation, Argument, Document, Event, Range
from communique.run.sides import (
    Annotated,
    Joined,
    Line,
    Place,
    by_collection,
    check,
    joined,
    joined_loosely,
)
from communique.score import coded, events
from communique.score.events import Deed, Participant
from communique.score.measures import Score, score

_ENDS = re.compile("(?<=[.!?…])[\"'\u201d\u2019)\\]]*\\s+|\n+")
_WORD = re.compile(r"\w")


class _Named(msgspec.Struct, frozen=True):
    text: str | None = None
    entity: str | None = None


_Types = str | tuple[str, ...] | None
_Side = tuple[_Named | str, ...] | None


class _Event(msgspec.Struct, frozen=True):
    event_type: _Types = None
    type: str | None = None
    modality: str = "actual"
    trigger: Place | None = None
    actor: _Side = None
    recipient: _Side = None
    location: _Side = None
    date: str | None = None
    is_statement: bool = False


class _Events(Line, frozen=True):
    """A line with all events of a text (`events`), or with the one of a sentence."""

    events: tuple[_Event, ...] | None = None
    event_type: _Types = None
    event_type_orig: str | None = None
    actor: _Side = None
    recipient: _Side = None
    reciprocal: bool = False
    given: tuple[str, ...] | None = None


def event_files(gold: Path, predicted: Path) -> Score:
    """The score of the events of `predicted`: against every event of each text of `gold`, or one.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    lines = joined_loosely(gold, predicted, _Events)
    if any(line.event_type is not None for _, line, _ in lines):
        return score(map(coded.counted, _sentences(lines)), coded.MEANS)
    documents = _documents(joined(gold, predicted, _Events))
    return score(map(events.counted, documents), events.MEANS)


def event_shelves(workspace: Workspace) -> Iterator[tuple[str, list[events.Sides]]]:
    """Gold and silver events of each collection that has gold."""
    return by_collection(workspace, "events", _shelved)


def _sentences(lines: Joined[_Events]) -> Iterator[coded.Sides]:
    merged = coded.merged((line.event_type_orig, _types(line.event_type)) for _, line, _ in lines)
    for place, line, found in lines:
        types = _types(line.event_type)
        if not types:
            raise DataError(f"{place}: no event_type, which other lines have; NONE is one too")
        actor, recipient = _true_sides(line)
        yield coded.Sides(
            doc_id=line.id,
            text=line.text,
            types=types,
            actor=actor,
            recipient=recipient,
            is_reciprocal=line.reciprocal,
            merged=merged,
            predicted=tuple(_guesses(found)),
        )


def _true_sides(line: _Events) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who takes part by gold; nobody where that is given or not said."""
    given = line.given or ()
    if line.reciprocal:
        is_silent = line.actor is None or "actor" in given
        return ((), ()) if is_silent else (_texts(line.actor), _texts(line.recipient))
    return (
        () if "actor" in given else _texts(line.actor),
        () if "recipient" in given else _texts(line.recipient),
    )


def _guesses(line: _Events) -> Iterator[coded.Guess]:
    """The events predicted of a sentence: a list of them, or one of each type with these sides."""
    if line.events is not None:
        for each in line.events:
            types = _types(each.event_type) or _types(each.type)
            yield coded.Guess(types, _texts(each.actor), _texts(each.recipient))
        return
    sides = _texts(line.actor), _texts(line.recipient)
    types = _types(line.event_type)
    yield from (coded.Guess((each,), *sides) for each in types)
    if not types and any(sides):
        yield coded.Guess((), *sides)


def _types(types: _Types) -> tuple[str, ...]:
    return (types,) if isinstance(types, str) else types or ()


def _texts(side: _Side) -> tuple[str, ...]:
    texts = (each if isinstance(each, str) else each.text for each in side or ())
    return tuple(text for text in texts if text)


def _documents(lines: Joined[_Events]) -> Iterator[events.Sides]:
    for place, line, found in lines:
        if line.events is None:
            raise DataError(f"{place}: neither events nor event_type; gold has one of them")
        true, predicted = (_deeds(place, line.text, one.events or ()) for one in (line, found))
        yield events.Sides(
            doc_id=line.id,
            text=line.text,
            sentences=_number_of_sentences(line.text or ""),
            true=true,
            predicted=predicted,
        )


def _deeds(place: str, text: str | None, found: Iterable[_Event]) -> tuple[Deed, ...]:
    """Events that have a trigger; one without stands nowhere, and statements are in no layer."""
    named = (each for each in found if not each.is_statement)
    placed = [(each, each.trigger.stretches) for each in named if each.trigger]
    check(place, text, (stretch for _, stretches in placed for stretch in stretches))
    return tuple(_deed(place, each, stretches) for each, stretches in placed if stretches)


def _deed(place: str, event: _Event, stretches: Sequence[tuple[int, int]]) -> Deed:
    types = _types(event.type) or _types(event.event_type)
    if not types:
        raise DataError(f"{place}: an event has no type, in gold or prediction; give it one")
    return Deed(
        trigger=Range(stretches[0][0], stretches[-1][1]),
        type=types[0],
        modality=event.modality,
        actor=_participants(event.actor),
        recipient=_participants(event.recipient),
        location=_participants(event.location),
        date=event.date,
    )


def _participants(side: _Side) -> tuple[Participant, ...]:
    named = (_Named(each) if isinstance(each, str) else each for each in side or ())
    return tuple(Participant(each.entity or each.text or "", each.text or "") for each in named)


def _number_of_sentences(text: str) -> int:
    """About how many sentences a text has, by marks and line ends."""
    return sum(bool(_WORD.search(piece)) for piece in _ENDS.split(text))


def _shelved(document: Document, gold: Annotated, silver: Annotated) -> events.Sides:
    true, found = (recorded(document.text, each[document.id]) for each in (gold, silver))
    return events.Sides(
        doc_id=document.id,
        text=document.text,
        sentences=len(document.sentences),
        true=true,
        predicted=found,
        is_shown=document.text_available,
    )


def recorded(text: str | None, annotations: Iterable[Annotation]) -> tuple[Deed, ...]:
    """The events among the annotations of a document, as they are scored."""
    return tuple(
        Deed(
            trigger=Range(each.trigger.start, each.trigger.end),
            type=each.type,
            modality=each.modality,
            actor=_arguments(text, each.actor),
            recipient=_arguments(text, each.recipient),
            location=_arguments(text, each.location),
            date=each.date,
        )
        for each in annotations
        if isinstance(each, Event)
    )


def _arguments(text: str | None, side: Iterable[Argument]) -> tuple[Participant, ...]:
    return tuple(
        Participant(each.entity, (text or "")[each.span.start : each.span.end] if each.span else "")
        for each in side
    )
