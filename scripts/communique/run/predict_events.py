"""Events predicted on anyone's texts, those between given sides first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from communique.annotate.entities.found import Mention
from communique.annotate.events import pronouns
from communique.annotate.events.found import Found, Participant
from communique.annotate.quotes.found import Found as Quotation
from communique.plover import plover
from communique.records import Offset, Range, Record
from communique.run.predict import Text, lines, loaded, written
from communique.score.speakers import is_alike

if TYPE_CHECKING:
    from spacy.tokens import Doc

ACTOR, RECIPIENT = "actor", "recipient"
PRONOUNS = pronouns.PRONOUNS | {"you", "who", "which", "this", "that"}
OTHER = {ACTOR: RECIPIENT, RECIPIENT: ACTOR}


class Named(msgspec.Struct, frozen=True):
    """Somebody that a line names, and where, if it says so."""

    text: str = ""
    start: Offset | None = None
    end: Offset | None = None


class Sides(Text, frozen=True):
    """A text in which `actor` and `recipient` are known, those of them that `given` lists."""

    given: tuple[str, ...] | None = None
    actor: tuple[Named | str, ...] | None = None
    recipient: tuple[Named | str, ...] | None = None


class Trigger(Record, frozen=True):
    """The word that names an event, and where it stands in code points."""

    text: str
    start: Offset
    end: Offset


class Taker(Record, frozen=True, kw_only=True):
    """Who takes part: the words as they stand, else, and for a pronoun, the name.

    `entity` is the canonical name.
    """

    text: str
    entity: str
    start: Offset | None = None
    end: Offset | None = None


class PredictedEvent(Record, frozen=True, kw_only=True):
    """An event; `event_type` is what PLOVER would code of it, or just the type where that is none.

    `content` are the places, in the same list and from 0, of what is asked for, refused,
    threatened or agreed to; `attributed_to` is on whose word alone the event stands.
    `is_statement`: PLOVER codes it, though no word names it; the layer does not have it.
    """

    event_type: tuple[str, ...]
    type: str
    modality: str
    trigger: Trigger
    actor: tuple[Taker, ...]
    recipient: tuple[Taker, ...]
    location: tuple[Taker, ...]
    mode: str | None = None
    date: str | None = None
    attributed_to: str | None = None
    content: tuple[int, ...] = ()
    is_statement: bool = False
    quad: str | None = None
    intensity: float | None = None


class Events(Record, frozen=True):
    """The events predicted for a text, the best first."""

    id: str
    events: tuple[PredictedEvent, ...]


@dataclass(frozen=True)
class Findings:
    """What the components found in a text; `statements` are what no word names but PLOVER codes."""

    events: Sequence[Found]
    quotes: Sequence[Quotation] = ()
    mentions: Sequence[Mention] = ()
    statements: Sequence[Found] = ()

    @property
    def every(self) -> list[Found]:
        """Events, then statements: the numbers of contents are places in it."""
        return [*self.events, *self.statements]


def events(source: Path, out: Path, pipeline: str) -> int:
    """Predict the events of each text of `source`, as `predict.quotes` does its quotations.

    Raises:
        PipelineError: there is no such pipeline.
        DataError: a line of `source` is not as it should be; the message names file and line.
    """
    nlp = loaded(pipeline)
    return written(
        nlp,
        lines(source, Sides),
        out,
        lambda text, doc: predicted(text, found(doc)),
    )


def found(doc: "Doc") -> Findings:
    """What was found in a parsed text."""
    return Findings(doc._.events, doc._.quotes, doc._.mentions, doc._.statements)


def predicted(text: Sides, found: Findings) -> Events:
    """The events of a text: first those between the given sides, then what PLOVER would code.

    Among equals what a sentence chiefly tells comes first, then what stands first.
    """
    every = found.every
    order = sorted(range(len(every)), key=lambda at: _key(text, found, every[at]))
    places = {at: place for place, at in enumerate(order)}
    made = (
        replace(_event(text.text, found, every[at], places), is_statement=at >= len(found.events))
        for at in order
    )
    return Events(text.id, tuple(made))


def _key(text: Sides, found: Findings, event: Found) -> tuple[int, bool, int, Offset]:
    is_uncoded = plover(event) is None
    return _distance(text, found.mentions, event), is_uncoded, event.rank, event.trigger.start


def _distance(text: Sides, mentions: Sequence[Mention], event: Found) -> int:
    """How far an event is from being one between the given sides.

    0: each is in its role, or none is given; 1: one is; 2: one is in the other role; 3: none.
    """
    given = {role: names for role in OTHER if (names := _given(text, role, mentions))}
    sides = _sides(event)
    right = sum(_meet(names, sides[role]) for role, names in given.items())
    if right == len(given):
        return 0
    if right:
        return 1
    return 2 if any(_meet(names, sides[OTHER[role]]) for role, names in given.items()) else 3


def _sides(event: Found) -> dict[str, tuple[Participant, ...]]:
    """Who is on either side; of a mutual event everybody is on both."""
    is_mutual = len(event.actor) > 1 and not event.recipient
    return {ACTOR: event.actor, RECIPIENT: event.actor if is_mutual else event.recipient}


@dataclass(frozen=True)
class _Given:
    """Somebody given: where they stand in the text, and all that they are called."""

    place: Range | None
    names: frozenset[str]


def _given(text: Sides, role: str, mentions: Sequence[Mention]) -> list[_Given]:
    named = {ACTOR: text.actor, RECIPIENT: text.recipient}[role] or ()
    return [_known(one, mentions) for one in named if role in (text.given or ())]


def _known(one: Named | str, mentions: Iterable[Mention]) -> _Given:
    """Somebody given, with the canonical names of what is mentioned where they stand."""
    if isinstance(one, str):
        return _Given(None, frozenset({one}))
    if one.start is None or one.end is None:
        return _Given(None, frozenset({one.text}))
    place = Range(one.start, one.end)
    canonical = {
        each.name for each in mentions if each.name and _overlap(place, Range(each.start, each.end))
    }
    return _Given(place, frozenset({one.text, *canonical}))


def _meet(given: Iterable[_Given], side: Sequence[Participant]) -> bool:
    return any(_is(one, each) for one in given for each in side)


def _is(given: _Given, participant: Participant) -> bool:
    """Whether two are one: they stand in one place, or their names share a word."""
    if given.place and participant.place and _overlap(given.place, participant.place):
        return True
    return any(is_alike(name, participant.name) for name in given.names)


def _overlap(one: Range, other: Range) -> bool:
    return one.start < other.end and other.start < one.end


def _event(text: str, found: Findings, event: Found, places: dict[int, int]) -> PredictedEvent:
    coded = plover(event)
    return PredictedEvent(
        event_type=(coded.type if coded else event.type,),
        type=event.type,
        modality=event.modality,
        trigger=Trigger(_words(text, event.trigger), event.trigger.start, event.trigger.end),
        actor=_takers(text, event.actor),
        recipient=_takers(text, event.recipient),
        location=_takers(text, event.location),
        mode=event.mode,
        date=event.date,
        attributed_to=None if event.quote is None else found.quotes[event.quote].speaker_name,
        content=tuple(sorted(places[at] for at in event.content)),
        quad=coded.quad if coded else None,
        intensity=coded.intensity if coded else None,
    )


def _takers(text: str, side: Iterable[Participant]) -> tuple[Taker, ...]:
    return tuple(_taker(text, each) for each in side)


def _taker(text: str, one: Participant) -> Taker:
    if one.place is None:
        return Taker(text=one.name, entity=one.name)
    words = _words(text, one.place)
    if words.lower() in PRONOUNS and (len(words) == 1 or not words.isupper()):
        words = one.name
    return Taker(text=words, entity=one.name, start=one.place.start, end=one.place.end)


def _words(text: str, place: Range) -> str:
    return text[place.start : place.end]
