"""What holds for the annotations of every layer, for the entity registry, splits and stories."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from communique.issues import Issue
from communique.layers import GOLD, INDIVIDUAL, SILVER, Shelf, shelf_of, spans
from communique.records import Annotation, RegisteredEntity
from communique.rules.rule import At, Finding, Level, bracketed, rule
from communique.rules.subject import ANNOTATIONS, SplitRow, Subject
from communique.rules.text.references import entity_ids
from communique.schema import Story

SPLITS = ("train", "validation", "test")


@rule(Level.LABELS, "record", Annotation)
def status_misfit(at: At[Annotation], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """An annotation's status is that of the folder it stands in."""
    shelf = _shelf(at.file)
    if shelf and at.record.status != shelf.status:
        message = f"{at.record.id} has status {at.record.status} and stands under {shelf.status}"
        yield at.issue("status-misfit", message, f"move it, or make it {shelf.status}")


@rule(Level.LABELS, "record", Annotation)
def agent_misfit(at: At[Annotation], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """An individual annotation's agent is the annotator whose folder it stands in."""
    shelf = _shelf(at.file)
    if shelf and shelf.status == INDIVIDUAL and at.record.agent != shelf.who:
        message = f"{at.record.id} is by {at.record.agent!r} and stands under {shelf.who!r}"
        yield at.issue("agent-misfit", message, "move it to the folder of its annotator")


@rule(Level.LABELS, "record", Annotation)
def silver_by_hand(at: At[Annotation], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Silver is what a model made: its basis is machine."""
    if at.record.status == SILVER and at.record.basis != "machine":
        message = f"{at.record.id} is silver, on the basis {at.record.basis!r}"
        hint = f"what a person decided is {INDIVIDUAL} or {GOLD}"
        yield at.issue("silver-by-hand", message, hint)


@rule(Level.LABELS, "record", Annotation)
def span_edge_space(at: At[Annotation], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """No span begins or ends with white space."""
    for role, span in spans(at.record):
        covered = at.covered(span)
        if covered is None:
            yield at.unverifiable("span-edge-space")
        elif covered != covered.strip():
            message = f"{role} {bracketed(at.record.doc_id, span)} begins or ends with white space"
            yield at.issue("span-edge-space", message, "narrow the span")


@rule(Level.LABELS, "record", Annotation)
def entity_name_differs(at: At[Annotation], subject: Subject) -> Iterator[Issue]:
    """An entity with an id of the registry has the canonical name registered there."""
    for name, entity_id in entity_ids(at.record):
        registered = subject.registered.get(entity_id)
        if registered and registered != name:
            message = f"{at.record.id} calls {entity_id} {name!r}; its name is {registered!r}"
            yield at.issue("entity-name-differs", message, "use the canonical name")


@rule(Level.LABELS, "shard", RegisteredEntity)
def name_repeated(shard: Sequence[At[RegisteredEntity]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A canonical name is registered once in a collection."""
    seen: dict[tuple[str, str | None], int] = {}
    for at in shard:
        key = (at.record.name, at.record.collection)
        if key in seen:
            message = f"{at.record.name!r} is registered in line {seen[key]} already"
            yield at.issue("name-repeated", message, "merge the two, or tell their names apart")
        seen.setdefault(key, at.line)


@rule(Level.LABELS, "record", SplitRow)
def split_unknown(at: At[SplitRow], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A split is train, validation or test."""
    if at.record.split not in SPLITS:
        message = f"{at.record.story} is in {at.record.split!r}"
        yield at.issue("split-unknown", message, f"splits are {', '.join(SPLITS)}")


@rule(Level.LABELS, "shard", SplitRow)
def story_repeated(shard: Sequence[At[SplitRow]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A story stands in one split: its documents cannot be parted."""
    seen: dict[str, int] = {}
    for at in shard:
        if at.record.story in seen:
            message = f"{at.record.story} stands in line {seen[at.record.story]} already"
            yield at.issue("story-repeated", message, "leave one of the two")
        seen.setdefault(at.record.story, at.line)


@rule(Level.LABELS, "record", Story)
def story_codes(at: At[Story], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A story's file has its name; its codes differ, and the last is `other`."""
    story, name = at.record, PurePosixPath(at.file).stem
    codes = [issue.code for issue in story.issues]
    if story.story != name:
        yield at.issue("story-codes", f"the file of {story.story} is called {name}", "rename it")
    if len(set(codes)) != len(codes) or codes[-1:] != ["other"]:
        message = f"the codes of {story.story} repeat, or do not end in `other`"
        yield at.issue("story-codes", message, "each code once, `other` last")


@lru_cache
def _shelf(file: str) -> Shelf | None:
    return shelf_of(PurePosixPath(file).relative_to(ANNOTATIONS))
