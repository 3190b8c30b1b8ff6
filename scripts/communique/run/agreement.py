"""Which annotators finished which documents, and how well they agree on them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique import layers
from communique.config import Workspace
from communique.layers import INDIVIDUAL, Shelf
from communique.records import Annotation, Digest, DocId, Document, Reading
from communique.run import compared, compared_events, compared_stances
from communique.run.sides import Annotated, known
from communique.score import agreement
from communique.score.agreement import Agreement, Layer, Shared, T
from communique.score.disputed import Text

LEAST = 2
"""Annotators who can agree."""

Recorded = Callable[[str | None, Iterable[Annotation]], Sequence[T]]
"""The records of a layer as they are scored, given the text, if that is at hand."""


class AnnotatorError(ValueError):
    """There is no such annotator, or nobody to agree with; the message says what to do."""


@dataclass(frozen=True)
class Read:
    """One text of a document and the annotators who finished it, by name."""

    doc_id: DocId
    text: Text
    who: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """What annotators share: their codes, and the texts that two of them finished at least."""

    workspace: Workspace
    who: tuple[str, ...]
    shared: tuple[Read, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every two annotators who finished the same text of some document."""
        every = combinations(self.who, 2)
        return [pair for pair in every if any(set(pair) <= set(each.who) for each in self.shared)]

    @property
    def texts(self) -> Mapping[DocId, Text]:
        """The shared documents' texts; none of one that some read in another version."""
        number = Counter(each.doc_id for each in self.shared)
        return {each.doc_id: each.text for each in self.shared if number[each.doc_id] == 1}

    def agreements(self, layer: str) -> Iterator[Agreement]:
        """The agreement of every two annotators on a layer, then that of all if more than two.

        Raises:
            DataError: a line is no record of the layer; the message names file and line.
        """
        return _MEASURED[layer](self)


def work(workspace: Workspace, chosen: Sequence[str] = ()) -> Work:
    """What some annotators share, or all of them.

    Raises:
        AnnotatorError: one is unknown, or no two of them finished the same document.
        UnfinishedError: nothing was cleaned.
    """
    read = [each for each in layers.readings(workspace.annotations) if each.status == INDIVIDUAL]
    who = _chosen({each.agent for each in read}, chosen)
    found = Work(workspace, who, tuple(_shared(workspace, read, who)))
    if not found.pairs:
        raise AnnotatorError(
            f"no document was finished by two of {', '.join(who)}; give two annotators the same "
            "documents, then measure how they agree"
        )
    return found


def _chosen(known_: set[str], chosen: Sequence[str]) -> tuple[str, ...]:
    if unknown := [who for who in chosen if who not in known_]:
        there = ", ".join(sorted(known_)) or "nobody who finished a document yet"
        raise AnnotatorError(f"no annotator {unknown[0]!r}; there is {there}")
    who = tuple(dict.fromkeys(chosen)) or tuple(sorted(known_))
    if len(who) < LEAST:
        raise AnnotatorError(
            f"{who[0] if who else 'nobody'} alone finished documents; agreement takes two "
            f"annotators who finished the same ones (annotations/{layers.READINGS} says who did)"
        )
    return who


def _shared(workspace: Workspace, read: Iterable[Reading], who: Sequence[str]) -> Iterator[Read]:
    """Texts that several finished: whoever read another text of a document read another one."""
    by_text: defaultdict[tuple[DocId, Digest], set[str]] = defaultdict(set)
    for each in read:
        by_text[each.doc_id, each.text_sha256].add(each.agent)
    documents = {each.id: each for each in known(workspace)}
    for (doc_id, sha256), readers in sorted(by_text.items()):
        own = tuple(name for name in who if name in readers)
        if len(own) >= LEAST:
            yield Read(doc_id, _text(documents.get(doc_id), sha256), own)


def _text(document: Document | None, sha256: Digest) -> Text:
    """The text that was read; none if the document has another one by now."""
    if document is None or document.text_sha256 != sha256:
        return Text(None, is_shown=False)
    return Text(document.text, document.text_available)


def _measured(work: Work, layer: Layer[T], recorded: Recorded[T]) -> Iterator[Agreement]:
    documents = list(_found(work, layer.name, recorded))
    yield from (agreement.between(layer, documents, *pair) for pair in work.pairs)
    if len(work.who) > LEAST:
        yield agreement.among(layer, documents, work.who)


def _found(work: Work, layer: str, recorded: Recorded[T]) -> Iterator[Shared[T]]:
    by_who = {who: _by_document(work.workspace, layer, who) for who in work.who}
    for each in work.shared:
        found = {who: recorded(each.text.text, by_who[who][each.doc_id]) for who in each.who}
        yield Shared(each.doc_id, each.text.text, found, each.text.is_shown)


def _by_document(workspace: Workspace, layer: str, who: str) -> Annotated:
    found: Annotated = defaultdict(list)
    for each in layers.read(workspace.annotations, Shelf(layer, INDIVIDUAL, who)):
        found[each.doc_id].append(each)
    return found


def with_answers(
    document: Document,
    answers: Mapping[str, Iterable[Annotation]],
    own: Mapping[str, Iterable[Annotation]],
) -> dict[str, Agreement]:
    """How one annotator's work on a document agrees with known answers, layer by layer."""
    sides = {"answers": answers, "own": own}
    return {
        "entities": _alone(
            document, agreement.ENTITIES, sides, lambda _, all_: compared.recorded_mentions(all_)
        ),
        "quotes": _alone(document, agreement.QUOTES, sides, compared.recorded_quotes),
        "events": _alone(document, agreement.EVENTS, sides, compared_events.recorded),
        "stances": _alone(
            document, agreement.STANCES, sides, lambda _, all_: compared_stances.recorded(all_)
        ),
    }


def _alone(
    document: Document,
    layer: Layer[T],
    sides: Mapping[str, Mapping[str, Iterable[Annotation]]],
    recorded: Recorded[T],
) -> Agreement:
    found = {who: recorded(document.text, own.get(layer.name, ())) for who, own in sides.items()}
    return agreement.between(layer, [Shared(document.id, document.text, found)], *sides)


_MEASURED: Mapping[str, Callable[[Work], Iterator[Agreement]]] = {
    "entities": lambda work: _measured(
        work, agreement.ENTITIES, lambda _, own: compared.recorded_mentions(own)
    ),
    "quotes": lambda work: _measured(work, agreement.QUOTES, compared.recorded_quotes),
    "events": lambda work: _measured(work, agreement.EVENTS, compared_events.recorded),
    "stances": lambda work: _measured(
        work, agreement.STANCES, lambda _, own: compared_stances.recorded(own)
    ),
}
