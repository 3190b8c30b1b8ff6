"""All events of a parsed text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as changed
from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.events.cast import Cast, cast
from communique.annotate.events.found import Found
from communique.annotate.events.modality import ACTUAL, FUTURE, HYPOTHETICAL, Reading, read
from communique.annotate.events.moods import Moods
from communique.annotate.events.roles import roles
from communique.annotate.events.statements import statements
from communique.annotate.events.times import dates
from communique.annotate.events.triggers import triggers
from communique.annotate.events.words import NOUN, Trigger, Words
from communique.languages.naming import Naming
from communique.records import Range

DEPTH = {"ccomp": 0, "conj": 0, "ROOT": 0, "parataxis": 0}
"""What hangs on these is told as directly as what it hangs on; on others, one step less."""


def events(doc: Doc, words: Words, naming: Naming) -> tuple[list[Found], list[Found]]:
    """The events of a text, by place, and the statements that PLOVER would code as events.

    Offsets are those of `doc.text`.
    """
    here = cast(doc, words, naming)
    found = triggers(doc, words, here.labels(), here.kinds)
    here = replace(here, triggers={one.token.i: one.type for one in found})
    return _events(doc, words, here, found), statements(doc, here)


def _events(doc: Doc, words: Words, here: Cast, found: Sequence[Trigger]) -> list[Found]:
    light = {one.light.i: one for one in reversed(found) if one.light is not None}
    known = light | {one.token.i: one for one in found}
    moods = Moods(words.coding)
    readings = [read(one, moods, known) for one in found]
    days = dates(doc, doc._.mentions, found)
    contents = _contents(found, readings)
    made = [
        _found(here, one, reading, days, contents)
        for one, reading in zip(found, readings, strict=True)
    ]
    numbers = {one.token.i: number for number, one in enumerate(found)}
    return [_asked(each, one, numbers, made) for each, one in zip(made, readings, strict=True)]


def _asked(
    event: Found, reading: Reading, numbers: Mapping[int, int], made: Sequence[Found]
) -> Found:
    """What is asked of somebody is for them to do: `urged Peru to release`."""
    above = made[numbers[reading.holder]] if reading.holder is not None else None
    if above is None or above.type != "REQUEST" or not above.recipient:
        return event
    names = {one.name for one in above.actor}
    is_askers = {one.name for one in event.actor} <= names
    return changed(event, actor=above.recipient) if is_askers else event


def _found(
    here: Cast,
    trigger: Trigger,
    reading: Reading,
    days: Mapping[int, str],
    contents: Mapping[int, Sequence[int]],
) -> Found:
    taking = roles(trigger, here)
    last = here.doc[trigger.end - 1]
    return Found(
        type=trigger.type,
        modality=reading.modality,
        trigger=Range(here.doc[trigger.start].idx, last.idx + len(last)),
        token=trigger.token.i,
        mode=trigger.pattern.mode,
        actor=taking.actor,
        recipient=taking.recipient,
        location=taking.location,
        date=days.get(trigger.token.i),
        quote=here.quotation(trigger.token),
        content=tuple(contents.get(trigger.token.i, ())),
        rank=_rank(trigger, reading) + (not taking.actor and not taking.recipient),
    )


def _contents(found: Sequence[Trigger], readings: Sequence[Reading]) -> dict[int, list[int]]:
    """The numbers of the events that each event, by its token, asks for, refuses or promises."""
    contents: dict[int, list[int]] = {}
    for number, reading in enumerate(readings):
        is_open = reading.modality in {FUTURE, HYPOTHETICAL}
        if is_open and reading.holder not in {None, found[number].token.i}:
            contents.setdefault(reading.holder, []).append(number)
    return contents


def _rank(trigger: Trigger, reading: Reading) -> int:
    """How far an event stands from what its sentence chiefly tells."""
    less = 0 if reading.modality in {ACTUAL, FUTURE} else 1
    is_bare = trigger.part == NOUN and trigger.light is None
    held = 2 if reading.holder is not None else 0
    return less + is_bare + held + sum(_steps(trigger.clause))


def _steps(token: Token) -> Iterator[int]:
    while token.head != token:
        if token.pos_ in syntax.VERBAL or token.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
            yield DEPTH.get(token.dep_, 1)
        token = token.head
