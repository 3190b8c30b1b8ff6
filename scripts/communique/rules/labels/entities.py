"""Entities: names, times and numbers (guidelines, §1)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.issues import Issue
from communique.records import Entity
from communique.rules.rule import At, Finding, Level, place, rule
from communique.rules.subject import Subject
from communique.schema import parallel

DETERMINER = re.compile(r"the\s", re.IGNORECASE)
POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)


@cache
def classes() -> dict[str, str]:
    """For each label whether it is of a `name`, a `time` or a `number`."""
    return dict(parallel("entity", "label", "x-class"))


@rule(Level.LABELS, "document", Entity)
def entities_overlap(group: Sequence[At[Entity]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Entities are flat: no two of a document overlap."""
    ordered = sorted(group, key=lambda at: (at.record.span.start, at.record.span.end))
    last: At[Entity] | None = None
    for at in ordered:
        if last and at.record.span.start < last.record.span.end:
            message = f"{place(at.record)} overlaps {place(last.record)} of line {last.line}"
            hint = "take the longest name; a country inside a title or body stands alone"
            yield at.issue("entities-overlap", message, hint)
        if last is None or at.record.span.end > last.record.span.end:
            last = at


@rule(Level.LABELS, "record", Entity)
def leading_determiner(at: At[Entity], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A name leaves out the determiner before it, unless its canonical name begins with one.

    Times and numbers keep theirs (“a while ago”); so do titles of works.
    """
    record = at.record
    if classes()[record.label] != "name" or record.label == "WORK_OF_ART":
        return
    covered = at.covered(record.span)
    if covered is None:
        yield at.unverifiable("leading-determiner")
    elif DETERMINER.match(covered) and not DETERMINER.match(record.entity or ""):
        message = f"{place(record)} begins with a determiner"
        yield at.issue("leading-determiner", message, "begin the span after it")


@rule(Level.LABELS, "record", Entity)
def trailing_possessive(at: At[Entity], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A mention leaves out the possessive after it, unless its canonical name ends so."""
    record = at.record
    covered = at.covered(record.span)
    if covered is None:
        yield at.unverifiable("trailing-possessive")
    elif POSSESSIVE.search(covered) and not POSSESSIVE.search(record.entity or ""):
        message = f"{place(record)} ends with a possessive"
        yield at.issue("trailing-possessive", message, "end the span before the apostrophe")


@rule(Level.LABELS, "record", Entity)
def entity_missing(at: At[Entity], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A name refers to an entity, named canonically."""
    if classes()[at.record.label] == "name" and at.record.entity is None:
        message = f"{at.record.label} {place(at.record)} refers to no entity"
        hint = "give its canonical name; the name as it stands if nothing else is known"
        yield at.issue("entity-missing", message, hint)


@rule(Level.LABELS, "record", Entity)
def entity_of_number(at: At[Entity], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Times and numbers refer to no entity."""
    record = at.record
    if classes()[record.label] != "name" and (record.entity or record.entity_id):
        message = f"{record.label} {place(record)} refers to {record.entity or record.entity_id!r}"
        hint = "leave `entity` and `entity_id` out; a normalised value goes into `value`"
        yield at.issue("entity-of-number", message, hint)
