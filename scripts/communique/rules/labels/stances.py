"""Stances: who is for or against what (guidelines, §4)."""

from collections.abc import Iterator, Sequence

from communique.issues import Issue
from communique.records import Stance
from communique.rules.rule import At, Level, place, rule
from communique.rules.subject import Subject


@rule(Level.LABELS, "record", Stance)
def target_unknown(at: At[Stance], subject: Subject) -> Iterator[Issue]:
    """A target of kind issue is a code of the document's story."""
    if at.record.target_kind != "issue" or at.document is None:
        return
    codes, story = _codes(at, subject), at.document.story
    if at.record.target not in codes:
        message = f"{at.record.target!r} is no issue code of the story {story!r}"
        listed = ", ".join(sorted(codes)) or f"none: schema/stories/{story}.json is not there"
        yield at.issue("target-unknown", message, f"its codes: {listed}")


@rule(Level.LABELS, "record", Stance)
def target_misfit(at: At[Stance], subject: Subject) -> Iterator[Issue]:
    """A target of kind entity is an actor's name and no issue code; only it has an id."""
    record = at.record
    if record.target_kind == "entity" and record.target in _codes(at, subject):
        message = f"stance {place(record)} has the issue code {record.target!r} as an entity"
        yield at.issue("target-misfit", message, "make `target_kind` issue")
    if record.target_kind == "issue" and record.target_id is not None:
        message = f"stance {place(record)} is on an issue and has `target_id` {record.target_id!r}"
        yield at.issue(
            "target-misfit", message, "leave `target_id` out, or make the target an entity"
        )


@rule(Level.LABELS, "record", Stance)
def condition_unmarked(at: At[Stance], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A stance with a stated condition is conditional."""
    if at.record.condition is not None and not at.record.conditional:
        message = f"stance {place(at.record)} states a condition and is not conditional"
        yield at.issue("condition-unmarked", message, "set `conditional` to true")


@rule(Level.LABELS, "document", Stance)
def stance_repeated(group: Sequence[At[Stance]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """One piece of evidence shows a stance once."""
    seen: dict[tuple[object, ...], int] = {}
    for at in group:
        record, span = at.record, at.record.evidence
        stance = (record.holder, record.target, record.polarity, record.conditional)
        key = (*stance, span.start, span.end)
        if key in seen:
            message = f"stance {place(record)} repeats that of line {seen[key]}"
            yield at.issue("stance-repeated", message, "keep one of the two")
        seen.setdefault(key, at.line)


def _codes(at: At[Stance], subject: Subject) -> frozenset[str]:
    story = subject.stories.get(at.document.story or "") if at.document else None
    return story.codes if story else frozenset()
