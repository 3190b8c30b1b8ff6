"""What is true beside what was predicted: files joined on `id`, and collections that have gold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.jsonl import DataError
from communique.layers import GOLD, SILVER, Shelf
from communique.records import Annotation, DocId, Document
from communique.run.documents import documents

S = TypeVar("S")


class Line(msgspec.Struct, frozen=True):
    """A line of a file: what else it holds is not looked at. Gold has texts, predictions may."""

    id: str
    text: str | None = None


L = TypeVar("L", bound=Line)


class Place(msgspec.Struct, frozen=True):
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


Annotated = defaultdict[DocId, list[Annotation]]
"""The annotations of a layer by document."""


def by_collection(
    workspace: Workspace,
    layer: str,
    sides: Callable[[Document, Annotated, Annotated], S | None],
) -> Iterator[tuple[str, list[S]]]:
    """The documents that have gold, by collection, each with what `sides` makes of it.

    `sides` takes a document, gold and silver, and gives None where it cannot be compared.
    """
    gold, silver = (
        by_document(layers.read(workspace.annotations, Shelf(layer, status)))
        for status in (GOLD, SILVER)
    )
    if not gold or not silver:
        return
    found: dict[str, list[S]] = {}
    for document in known(workspace):
        if document.id in gold and (both := sides(document, gold, silver)):
            found.setdefault(document.collection, []).append(both)
    yield from sorted(found.items())


def by_document(annotations: Iterable[Annotation]) -> Annotated:
    """The annotations of each document; none of one that has none."""
    found: defaultdict[DocId, list[Annotation]] = defaultdict(list)
    for each in annotations:
        found[each.doc_id].append(each)
    return found


def known(workspace: Workspace) -> Iterable[Document]:
    """Every document, of the last run with its text, else as the index has it.

    Raises:
        UnfinishedError: nothing was cleaned, or the last run did not come to its end.
    """
    index = jsonl.read(workspace.index, Document) if workspace.index.exists() else ()
    found = {each.id: each for each in index} | {each.id: each for each in documents(workspace)}
    return found.values()


def check(place: str, text: str | None, stretches: Iterable[tuple[int, int]]) -> None:
    """Say so where somebody's stretch is none of the text, gold's or a prediction's."""
    for start, end in stretches:
        if not 0 <= start < end or (text is not None and end > len(text)):
            size = "its text" if text is None else f"its text of {len(text)} code points"
            raise DataError(
                f"{place}: [{start}:{end}], in gold or prediction, is no stretch of {size}; "
                "offsets count code points from 0, the end exclusive"
            )


Joined = list[tuple[str, L, L]]
"""Each line of gold with its place and the prediction of the same id, or an empty one."""


def joined(gold: Path, predicted: Path, kind: type[L]) -> Joined[L]:
    """The lines of gold beside those predicted; no id stands twice in either file.

    Raises:
        DataError: a line is not as it should be, or no text has predictions; the message names
            file and line.
    """
    for path in (gold, predicted):
        _demand_unique(_lines(path, kind))
    return joined_loosely(gold, predicted, kind)


def joined_loosely(gold: Path, predicted: Path, kind: type[L]) -> Joined[L]:
    """As `joined`, but an id may stand twice: of its predictions the last counts for each.

    Others' gold of single sentences is like that, and the benchmarks take it so.
    """
    lines = list(_lines(gold, kind))
    found = {line.id: line for _, line in _lines(predicted, kind)}
    if lines and found and not any(line.id in found for _, line in lines):
        raise DataError(f"{predicted}: no id of {gold} is in it; are they of the same texts?")
    pairs = [(place, line, found.get(line.id, kind(id=line.id))) for place, line in lines]
    for place, line, other in pairs:
        if None not in (line.text, other.text) and line.text != other.text:
            raise DataError(f"{place}: {line.id!r} has another text in {predicted}")
    return pairs


def _demand_unique(lines: Iterable[tuple[str, Line]]) -> None:
    seen: set[str] = set()
    for place, line in lines:
        if line.id in seen:
            raise DataError(f"{place}: {line.id!r} stands twice; give it one line")
        seen.add(line.id)


def _lines(path: Path, kind: type[L]) -> Iterator[tuple[str, L]]:
    """The lines of a file with their places; empty ones are passed over."""
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}:{number}", _decoded(decoder, line, f"{path}:{number}")


def _decoded(decoder: msgspec.json.Decoder[L], line: bytes, place: str) -> L:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{place}: {error}; `communique score --help` has the format") from error
