"""Quotations and entities, gold beside predictions: of files, and of collections with gold."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from communique.config import Workspace
from communique.jsonl import DataError
from communique.records import Annotation, Document, Entity, Quote, Span
from communique.run.sides import Annotated, Line, Place, by_collection, check, joined
from communique.score import entities, quotes
from communique.score.entities import Mention
from communique.score.quotes import Said
from communique.score.stretches import union


class _Quote(msgspec.Struct, frozen=True):
    content: Place
    speaker: Place | None = None
    kind: str = "?"


class _Quotes(Line, frozen=True):
    quotes: tuple[_Quote, ...] = ()


class _Entity(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str
    entity: str | None = None


class _Entities(Line, frozen=True):
    entities: tuple[_Entity, ...] = ()


def quote_files(gold: Path, predicted: Path) -> list[quotes.Sides]:
    """The texts of `gold` with their quotations on both sides; without predictions, none.

    Predictions of other texts are left out; so are quotations without a place.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    sides = []
    for place, line, found in joined(gold, predicted, _Quotes):
        if line.text is None:
            raise DataError(f"{place}: no text; gold quotations need the text they stand in")
        both = quotes.Sides(line.id, line.text, _said(line.quotes), _said(found.quotes))
        check(place, line.text, (s for q in (*both.true, *both.predicted) for s in q.content))
        sides.append(both)
    return sides


def entity_files(gold: Path, predicted: Path) -> list[entities.Sides]:
    """The texts of `gold` with their mentions on both sides; without predictions, none.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    sides = []
    for place, line, found in joined(gold, predicted, _Entities):
        both = entities.Sides(
            line.id, line.text, _mentions(line.entities), _mentions(found.entities)
        )
        check(place, line.text, ((m.start, m.end) for m in (*both.true, *both.predicted)))
        sides.append(both)
    return sides


def quote_shelves(workspace: Workspace) -> Iterator[tuple[str, list[quotes.Sides]]]:
    """Gold and silver quotations of each collection that has gold, where the texts are at hand."""
    return by_collection(workspace, "quotes", _quote_sides)


def entity_shelves(workspace: Workspace) -> Iterator[tuple[str, list[entities.Sides]]]:
    """Gold and silver mentions of each collection that has gold."""
    return by_collection(workspace, "entities", _entity_sides)


def _quote_sides(document: Document, gold: Annotated, silver: Annotated) -> quotes.Sides | None:
    """None where the text is withheld and not at hand: ends and speakers are compared by words."""
    if document.text is None:
        return None
    true, found = (recorded_quotes(document.text, each[document.id]) for each in (gold, silver))
    return quotes.Sides(document.id, document.text, true, found, document.text_available)


def _entity_sides(document: Document, gold: Annotated, silver: Annotated) -> entities.Sides:
    true, found = (recorded_mentions(each[document.id]) for each in (gold, silver))
    return entities.Sides(document.id, document.text, true, found, document.text_available)


def recorded_quotes(text: str | None, annotations: Iterable[Annotation]) -> tuple[Said, ...]:
    """The quotations among the annotations of a document, as they are scored.

    Without the text a speaker's words are those of the span, else its digest, which is the same
    for the same words of one text.
    """
    return tuple(
        Said(((each.content.start, each.content.end),), _words(text, each.speaker), each.kind)
        for each in annotations
        if isinstance(each, Quote)
    )


def recorded_mentions(annotations: Iterable[Annotation]) -> tuple[Mention, ...]:
    """The mentions among the annotations of a document, as they are scored."""
    return tuple(
        Mention(each.span.start, each.span.end, each.label, each.entity)
        for each in annotations
        if isinstance(each, Entity)
    )


def _words(text: str | None, span: Span | None) -> str | None:
    if span is None or text is None:
        return (span.text or span.digest) if span else None
    return text[span.start : span.end]


def _said(found: Iterable[_Quote]) -> tuple[Said, ...]:
    return tuple(
        Said(union(each.content.stretches), each.speaker.text if each.speaker else None, each.kind)
        for each in found
        if each.content.stretches
    )


def _mentions(found: Iterable[_Entity]) -> tuple[Mention, ...]:
    return tuple(Mention(each.start, each.end, each.label, each.entity) for each in found)
