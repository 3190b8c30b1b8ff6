"""Gold beside predictions: files of anyone's own, and layers that have gold beside their silver."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.jsonl import DataError
from communique.layers import GOLD, SILVER, Shelf
from communique.records import Annotation, DocId, Document, Entity, Quote, Span
from communique.run.documents import documents
from communique.score import entities, quotes
from communique.score.entities import Mention
from communique.score.quotes import Said
from communique.score.stretches import union

Q = TypeVar("Q", quotes.Sides, entities.Sides)


class _Line(msgspec.Struct, frozen=True):
    """A line of a file: what else it holds is not looked at. Gold has texts, predictions may."""

    id: str
    text: str | None = None


L = TypeVar("L", bound=_Line)


class _Place(msgspec.Struct, frozen=True):
    """Stretches, or one; `text` is its words."""

    spans: tuple[tuple[int, int], ...] = ()
    start: int | None = None
    end: int | None = None
    text: str = ""

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where it stands; empty if nowhere."""
        if self.spans or self.start is None or self.end is None:
            return self.spans
        return ((self.start, self.end),)


class _Quote(msgspec.Struct, frozen=True):
    content: _Place
    speaker: _Place | None = None
    kind: str = "?"


class _Quotes(_Line, frozen=True):
    quotes: tuple[_Quote, ...] = ()


class _Entity(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str
    entity: str | None = None


class _Entities(_Line, frozen=True):
    entities: tuple[_Entity, ...] = ()


def quote_files(gold: Path, predicted: Path) -> list[quotes.Sides]:
    """The texts of `gold` with their quotations on both sides; without predictions, none.

    Predictions of other texts are left out; so are quotations without a place.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    sides = []
    for place, line, found in _joined(gold, predicted, _Quotes):
        if line.text is None:
            raise DataError(f"{place}: no text; gold quotations need the text they stand in")
        both = quotes.Sides(line.id, line.text, _said(line.quotes), _said(found.quotes))
        _check(place, line.text, (s for q in (*both.true, *both.predicted) for s in q.content))
        sides.append(both)
    return sides


def entity_files(gold: Path, predicted: Path) -> list[entities.Sides]:
    """The texts of `gold` with their mentions on both sides; without predictions, none.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    sides = []
    for place, line, found in _joined(gold, predicted, _Entities):
        both = entities.Sides(
            line.id, line.text, _mentions(line.entities), _mentions(found.entities)
        )
        _check(place, line.text, ((m.start, m.end) for m in (*both.true, *both.predicted)))
        sides.append(both)
    return sides


def quote_shelves(workspace: Workspace) -> Iterator[tuple[str, list[quotes.Sides]]]:
    """Gold and silver quotations of each collection that has gold, where the texts are at hand."""
    return _by_collection(workspace, "quotes", _quote_sides)


def entity_shelves(workspace: Workspace) -> Iterator[tuple[str, list[entities.Sides]]]:
    """Gold and silver mentions of each collection that has gold."""
    return _by_collection(workspace, "entities", _entity_sides)


_Annotated = defaultdict[DocId, list[Annotation]]


def _by_collection(
    workspace: Workspace,
    layer: str,
    sides: Callable[[Document, _Annotated, _Annotated], Q | None],
) -> Iterator[tuple[str, list[Q]]]:
    gold, silver = (
        _by_document(layers.read(workspace.annotations, Shelf(layer, status)))
        for status in (GOLD, SILVER)
    )
    if not gold or not silver:
        return
    found: dict[str, list[Q]] = {}
    for document in _known(workspace):
        if document.id in gold and (both := sides(document, gold, silver)):
            found.setdefault(document.collection, []).append(both)
    yield from sorted(found.items())


def _quote_sides(document: Document, gold: _Annotated, silver: _Annotated) -> quotes.Sides | None:
    """None where the text is withheld and not at hand: ends and speakers are compared by words."""
    if document.text is None:
        return None
    true, found = (_recorded_quotes(document.text, each[document.id]) for each in (gold, silver))
    return quotes.Sides(document.id, document.text, true, found, document.text_available)


def _entity_sides(document: Document, gold: _Annotated, silver: _Annotated) -> entities.Sides:
    true, found = (_recorded_mentions(each[document.id]) for each in (gold, silver))
    return entities.Sides(document.id, document.text, true, found, document.text_available)


def _recorded_quotes(text: str, annotations: Iterable[Annotation]) -> tuple[Said, ...]:
    return tuple(
        Said(((each.content.start, each.content.end),), _words(text, each.speaker), each.kind)
        for each in annotations
        if isinstance(each, Quote)
    )


def _recorded_mentions(annotations: Iterable[Annotation]) -> tuple[Mention, ...]:
    return tuple(
        Mention(each.span.start, each.span.end, each.label, each.entity)
        for each in annotations
        if isinstance(each, Entity)
    )


def _words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def _by_document(annotations: Iterable[Annotation]) -> _Annotated:
    found: defaultdict[DocId, list[Annotation]] = defaultdict(list)
    for each in annotations:
        found[each.doc_id].append(each)
    return found


def _known(workspace: Workspace) -> Iterable[Document]:
    """Every document, of the last run with its text, else as the index has it."""
    index = jsonl.read(workspace.index, Document) if workspace.index.exists() else ()
    known = {each.id: each for each in index} | {each.id: each for each in documents(workspace)}
    return known.values()


def _said(found: Iterable[_Quote]) -> tuple[Said, ...]:
    return tuple(
        Said(union(each.content.stretches), each.speaker.text if each.speaker else None, each.kind)
        for each in found
        if each.content.stretches
    )


def _mentions(found: Iterable[_Entity]) -> tuple[Mention, ...]:
    return tuple(Mention(each.start, each.end, each.label, each.entity) for each in found)


def _check(place: str, text: str | None, stretches: Iterable[tuple[int, int]]) -> None:
    """Say so where somebody's stretch is none of the text, gold's or a prediction's."""
    for start, end in stretches:
        if not 0 <= start < end or (text is not None and end > len(text)):
            size = "its text" if text is None else f"its text of {len(text)} code points"
            raise DataError(
                f"{place}: [{start}:{end}], in gold or prediction, is no stretch of {size}; "
                "offsets count code points from 0, the end exclusive"
            )


def _joined(gold: Path, predicted: Path, kind: type[L]) -> Iterator[tuple[str, L, L]]:
    """Each line of gold with its place and the prediction of the same id, or an empty one."""
    found = {line.id: line for _, line in _lines(predicted, kind)}
    lines = list(_lines(gold, kind))
    if lines and found and not any(line.id in found for _, line in lines):
        raise DataError(f"{predicted}: no id of {gold} is in it; are they of the same texts?")
    for place, line in lines:
        other = found.get(line.id, kind(id=line.id))
        if None not in (line.text, other.text) and line.text != other.text:
            raise DataError(f"{place}: {line.id!r} has another text in {predicted}")
        yield place, line, other


def _lines(path: Path, kind: type[L]) -> Iterator[tuple[str, L]]:
    """The lines of a file with their places; no id twice, empty lines passed over."""
    decoder = msgspec.json.Decoder(kind)
    seen: set[str] = set()
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}:{number}", (each := _decoded(decoder, line, f"{path}:{number}"))
                if each.id in seen:
                    raise DataError(f"{path}:{number}: {each.id!r} stands twice; give it one line")
                seen.add(each.id)


def _decoded(decoder: msgspec.json.Decoder[L], line: bytes, place: str) -> L:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{place}: {error}; `communique score --help` has the format") from error
