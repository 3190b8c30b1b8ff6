"""What is planted in the exercise's crises beside the silver layers of the last `annotate`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import SILVER, Shelf
from communique.offsets import Digester
from communique.records import Annotation, DocId, Entity, Quote, Range
from communique.run.compared_stances import recorded
from communique.run.documents import UnfinishedError, documents
from communique.score.cast import Cast, Member
from communique.score.entities import Mention
from communique.score.measures import Score, score
from communique.score.planted import (
    Attributed,
    Crisis,
    Planted,
    counted_mentions,
    counted_quotes,
)
from communique.score.planted_stances import PlantedStance, counted_stances

_Silver = Mapping[DocId, Sequence[Annotation]]


class _Quotation(msgspec.Struct, frozen=True):
    name: str
    speaker: str
    text: str
    form: str


class _Stance(msgspec.Struct, frozen=True):
    name: str
    holder: str
    target: str
    polarity: str


def planted_quotes(workspace: Workspace) -> Iterator[tuple[str, Score]]:
    """Crisis by crisis, silver quotations against planted ones.

    Raises:
        UnfinishedError: nothing was annotated, or of other texts than there are now.
    """
    silver = _silver(workspace, "quotes")
    for crisis, cast, texts in _crises(workspace):
        planted = _planted(_truth(workspace, crisis) / "quotations.jsonl", texts)
        counted = (
            counted_quotes(
                Crisis(doc_id, text),
                planted[doc_id],
                _attributed(_current(silver, doc_id, text)),
                cast,
            )
            for doc_id, text in texts.items()
        )
        yield crisis, score(counted)


def planted_mentions(workspace: Workspace) -> Iterator[tuple[str, Score]]:
    """Crisis by crisis, silver mentions against those of the cast.

    Raises:
        UnfinishedError: nothing was annotated, or of other texts than there are now.
    """
    silver = _silver(workspace, "entities")
    for crisis, cast, texts in _crises(workspace):
        counted = (
            counted_mentions(Crisis(doc_id, text), _mentions(_current(silver, doc_id, text)), cast)
            for doc_id, text in texts.items()
        )
        yield crisis, score(counted)


def planted_stances(workspace: Workspace) -> Iterator[tuple[str, Score]]:
    """Crisis by crisis, silver stances on issues against planted ones, where any are.

    Raises:
        UnfinishedError: nothing was annotated, or of other texts than there are now.
    """
    silver = _silver(workspace, "stances")
    for crisis, cast, texts in _crises(workspace):
        planted = _held(_truth(workspace, crisis) / "stances.jsonl")
        counted = (
            counted_stances(
                Crisis(doc_id, texts[doc_id]),
                stances,
                [each for each in recorded(_current(silver, doc_id, texts[doc_id])) if each.code],
                cast,
            )
            for doc_id, stances in planted.items()
            if doc_id in texts
        )
        yield crisis, score(counted)


def _held(path: Path) -> Mapping[DocId, Sequence[PlantedStance]]:
    """The stances planted in each document of a crisis, each once."""
    planted: defaultdict[DocId, list[PlantedStance]] = defaultdict(list)
    crisis = path.parent.parent.name
    for line in path.read_bytes().splitlines():
        each = msgspec.json.decode(line, type=_Stance)
        stance = PlantedStance(each.holder, each.target, each.polarity)
        if stance not in planted[f"{crisis}-{each.name}"]:
            planted[f"{crisis}-{each.name}"].append(stance)
    return planted


def _truth(workspace: Workspace, crisis: str) -> Path:
    return workspace.corpus / "exercise" / crisis / "truth"


def _crises(workspace: Workspace) -> Iterator[tuple[str, Cast, dict[DocId, str]]]:
    """Each crisis with its cast and the texts of its documents."""
    stories: defaultdict[str, dict[DocId, str]] = defaultdict(dict)
    for each in documents(workspace):
        stories[each.story or ""][each.id] = each.text or ""
    for path in sorted(workspace.corpus.glob("exercise/*/truth/cast.jsonl")):
        crisis = path.parent.parent.name
        yield crisis, Cast(tuple(jsonl.read(path, Member))), stories[crisis]


def _planted(path: Path, texts: Mapping[DocId, str]) -> Mapping[DocId, Sequence[Planted]]:
    """What is planted in each text; what cleaning lost is for `score clean` to show."""
    planted: defaultdict[DocId, list[Planted]] = defaultdict(list)
    crisis = path.parent.parent.name
    for line in path.read_bytes().splitlines():
        each = msgspec.json.decode(line, type=_Quotation)
        doc_id = f"{crisis}-{each.name}"
        start = texts.get(doc_id, "").find(each.text)
        if start >= 0:
            place = Range(start, start + len(each.text))
            planted[doc_id].append(Planted(place, each.speaker, each.form))
    return planted


def _silver(workspace: Workspace, layer: str) -> _Silver:
    folder = workspace.build / "annotations"
    if not layers.shards(folder, Shelf(layer, SILVER)):
        raise UnfinishedError(
            f"{folder / layer / SILVER} holds no silver {layer}; `communique annotate` makes them"
        )
    silver: defaultdict[DocId, list[Annotation]] = defaultdict(list)
    for each in layers.read(folder, Shelf(layer, SILVER)):
        silver[each.doc_id].append(each)
    return silver


def _current(silver: _Silver, doc_id: DocId, text: str) -> Sequence[Annotation]:
    """The annotations of a document.

    Raises:
        UnfinishedError: one is of another text.
    """
    digester = Digester(text)
    for each in silver[doc_id]:
        span = layers.anchor(each)
        if span.end > len(text) or digester(span.start, span.end) != span.digest:
            raise UnfinishedError(
                f"{doc_id} was cleaned anew since it was annotated; run `communique annotate`"
            )
    return silver[doc_id]


def _attributed(annotations: Sequence[Annotation]) -> list[Attributed]:
    return [
        Attributed(((each.content.start, each.content.end),), each.speaker_entity)
        for each in annotations
        if isinstance(each, Quote)
    ]


def _mentions(annotations: Sequence[Annotation]) -> list[Mention]:
    return [
        Mention(each.span.start, each.span.end, each.label, each.entity)
        for each in annotations
        if isinstance(each, Entity)
    ]
