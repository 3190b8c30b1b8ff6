"""Events: who did what to whom (guidelines, §3)."""

from collections.abc import Iterator, Sequence
from datetime import date

from communique.issues import Issue
from communique.layers import ROLES, SILVER
from communique.layers import argument_order as key_of
from communique.records import Document, Event
from communique.rules.rule import At, Finding, Level, place, rule
from communique.rules.subject import Subject
from communique.schema import modes

ASKED_FOR = ("REQUEST", "REJECT", "THREATEN", "AGREE")
NOT_YET = ("hypothetical", "future")
NO_TRIGGERS = frozenset({"casualties", "fatalities", "death toll", "say", "says", "said", "saying"})
"""Result nouns and the verb of saying: no event by the guidelines, whatever stands around them."""


@rule(Level.LABELS, "record", Event)
def mode_misfit(at: At[Event], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A mode is one of its event type's."""
    fitting = modes().get(at.record.type, {})
    if at.record.mode is not None and at.record.mode not in fitting:
        message = f"{at.record.type} {place(at.record)} has mode {at.record.mode!r}"
        listed = ", ".join(fitting) or "none"
        hint = f"modes of {at.record.type}: {listed} (schema/modes.json)"
        yield at.issue("mode-misfit", message, hint)


@rule(Level.LABELS, "record", Event)
def mode_beyond_silver(at: At[Event], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Modes are silver only: annotators do not decide on them."""
    if at.record.mode is not None and at.record.status != SILVER:
        message = f"{at.record.status} event {place(at.record)} has a mode"
        yield at.issue("mode-beyond-silver", message, "leave `mode` out")


@rule(Level.LABELS, "document", Event)
def trigger_shared(group: Sequence[At[Event]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A trigger names one event."""
    seen: dict[tuple[int, int], int] = {}
    for at in group:
        key = (at.record.trigger.start, at.record.trigger.end)
        if key in seen:
            message = f"{place(at.record)} is the trigger of line {seen[key]} already"
            yield at.issue("trigger-shared", message, "one event per trigger: keep one of the two")
        seen.setdefault(key, at.line)


@rule(Level.LABELS, "record", Event)
def trigger_no_event(at: At[Event], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """Result nouns and a verb of saying alone are no triggers."""
    covered = at.covered(at.record.trigger)
    if covered is None:
        yield at.unverifiable("trigger-no-event")
    elif covered.lower() in NO_TRIGGERS:
        message = f"trigger {place(at.record)} names a result or an act of saying"
        yield at.issue("trigger-no-event", message, "mark the deed, or the quotation, instead")


@rule(Level.LABELS, "document", Event)
def content_as_fact(group: Sequence[At[Event]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """What is asked for, refused, threatened or agreed to is hypothetical or future."""
    modality = {at.record.id: at.record.modality for at in group}
    for at in group:
        for reference in at.record.content if at.record.type in ASKED_FOR else ():
            if modality.get(reference, NOT_YET[0]) not in NOT_YET:
                message = (
                    f"content of {at.record.type} {place(at.record)}, {reference}, "
                    f"is {modality[reference]}"
                )
                yield at.issue("content-as-fact", message, f"make it {' or '.join(NOT_YET)}")


@rule(Level.LABELS, "record", Event)
def argument_order(at: At[Event], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Participants stand once in a role and in the order of the text; contents go by id."""
    found = {role: list(map(key_of, getattr(at.record, role))) for role in ROLES}
    wrong = [role for role, keys in found.items() if keys != sorted(set(keys))]
    content = list(at.record.content)
    for role in [*wrong, *(["content"] if content != sorted(set(content)) else [])]:
        message = f"{role} of {place(at.record)} repeats one or is out of order"
        hint = "sort by start, end and name, those without a span last; contents by id"
        yield at.issue("argument-order", message, hint)


@rule(Level.LABELS, "record", Event, Document)
def date_impossible(at: At[Event | Document], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A date is one of the calendar."""
    for day in _dates(at.record):
        if not _is_possible(day):
            message = f"{at.record.id} has the date {day}, which no calendar has"
            yield at.issue("date-impossible", message, "an ISO day, month or year")


def _dates(record: Event | Document) -> list[str]:
    if isinstance(record, Event):
        return [record.date] if record.date else []
    return [day for day in (record.published, record.published_inferred) if day]


def _is_possible(day: str) -> bool:
    whole = day + "-01-01"[len(day) - 4 :] if len(day) < len("0000-00-00") else day
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True
