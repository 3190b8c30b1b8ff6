"""Predictions on anyone's texts: JSON Lines with id and text in, a line of predictions each out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from communique.annotate.entities.found import Mention
from communique.annotate.pipelines import load, plain
from communique.annotate.quotes.found import Found
from communique.jsonl import DataError, write
from communique.records import Range, Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
"""Texts parsed at once."""

STORY = "story"
"""The extension by which components know a document's story, if any of them asks."""


class Text(msgspec.Struct, frozen=True):
    """A line to predict on; what else it holds, gold for one, is not looked at.

    `published`, an ISO date, is the day that relative dates count from; `story` names the issue
    codes that stances may be about.
    """

    id: str
    text: str
    published: str | None = None
    story: str | None = None


T = TypeVar("T", bound=Text)


class Place(Record, frozen=True):
    """Where something stands in a text, in stretches of code points, and its words."""

    spans: tuple[tuple[int, int], ...]
    text: str


class PredictedQuote(Record, frozen=True):
    """One utterance: pieces of it that its cue parts are spans of one content."""

    kind: str
    content: Place
    cue: Place | None
    speaker: Place | None
    speaker_entity: str | None = None


class Quotes(Record, frozen=True):
    """The quotations predicted for a text."""

    id: str
    quotes: tuple[PredictedQuote, ...]


class PredictedEntity(Record, frozen=True, kw_only=True):
    """A mention: its place in code points, its words, its type; `entity` is its canonical name."""

    start: int
    end: int
    text: str
    label: str
    entity: str | None = None
    value: str | None = None


class Entities(Record, frozen=True):
    """The mentions predicted for a text."""

    id: str
    entities: tuple[PredictedEntity, ...]


def quotes(source: Path, out: Path, pipeline: str, kinds: frozenset[str] = frozenset()) -> int:
    """Predict the quotations of each text of `source`, only those of `kinds` if any are given.

    `out` has a line for each text, in the order of `source`, and changes only when all are done;
    memory does not grow with their number. Gives the number of texts.

    Raises:
        PipelineError: there is no such pipeline.
        DataError: a line of `source` is not as it should be; the message names file and line.
    """
    nlp = loaded(pipeline)
    return written(nlp, texts(source), out, lambda text, doc: predicted(text, doc._.quotes, kinds))


def entities(source: Path, out: Path, pipeline: str) -> int:
    """Predict the entities of each text of `source`, as `quotes` does its quotations.

    Raises:
        PipelineError: there is no such pipeline.
        DataError: a line of `source` is not as it should be; the message names file and line.
    """
    nlp = loaded(pipeline)
    return written(nlp, texts(source), out, lambda text, doc: mentioned(text, doc._.mentions))


def loaded(pipeline: str) -> "Language":
    """The pipeline with the components of every layer.

    Raises:
        PipelineError: there is no such pipeline.
    """
    from communique.annotate.makers import MAKERS  # noqa: PLC0415  (spaCy takes its time)

    return load(pipeline, *(maker.component for maker in MAKERS))


def written(
    nlp: "Language", source: Iterator[T], out: Path, line: Callable[[T, "Doc"], Record]
) -> int:
    """Write what `line` makes of each text and its parse, all or nothing; gives their number."""
    return write(out, _lines(nlp, source, line))


def _lines(
    nlp: "Language", source: Iterator[T], line: Callable[[T, "Doc"], Record]
) -> Iterator[Record]:
    """Batch by batch, each in a memory zone: what a batch taught the vocabulary is forgotten."""
    while batch := list(islice(source, BATCH)):
        with nlp.memory_zone():
            docs = nlp.pipe(_doc(nlp, each) for each in batch)
            lines = [line(each, doc) for each, doc in zip(batch, docs, strict=True)]
        yield from lines


def _doc(nlp: "Language", text: Text) -> "Doc":
    doc = nlp.make_doc(plain(text.text))
    doc._.published = text.published
    if doc.has_extension(STORY):
        doc._.set(STORY, text.story)
    return doc


def mentioned(text: Text, found: Iterable[Mention]) -> Entities:
    """What was found in a text, as the benchmarks write it."""
    return Entities(
        text.id,
        tuple(
            PredictedEntity(
                start=each.start,
                end=each.end,
                text=text.text[each.start : each.end],
                label=each.label,
                entity=each.name,
                value=each.value,
            )
            for each in found
        ),
    )


def predicted(text: Text, found: Iterable[Found], kinds: frozenset[str] = frozenset()) -> Quotes:
    """What was found in a text, the pieces of one utterance together."""
    acts: dict[int, list[Found]] = {}
    for each in found:
        if not kinds or each.kind in kinds:
            acts.setdefault(each.act, []).append(each)
    return Quotes(text.id, tuple(_utterance(text.text, pieces) for pieces in acts.values()))


def _utterance(text: str, pieces: list[Found]) -> PredictedQuote:
    cue = next((piece.cue for piece in pieces if piece.cue), None)
    speaker = next((piece.speaker for piece in pieces if piece.speaker), None)
    return PredictedQuote(
        kind=pieces[0].kind,
        content=_place(text, [piece.content for piece in pieces]),
        cue=_place(text, [cue]) if cue else None,
        speaker=_place(text, [speaker]) if speaker else None,
        speaker_entity=pieces[0].speaker_name,
    )


def _place(text: str, stretches: list[Range]) -> Place:
    words = " ".join(text[one.start : one.end] for one in stretches)
    return Place(tuple((one.start, one.end) for one in stretches), words)


def texts(source: Path) -> Iterator[Text]:
    """The lines of a file; empty ones are passed over.

    Raises:
        DataError: a line is no JSON object with a text `id` and `text`.
    """
    return lines(source, Text)


def lines(source: Path, kind: type[T]) -> Iterator[T]:
    """The lines of a file, as `texts` gives them, with what else a kind of prediction asks for."""
    decoder = msgspec.json.Decoder(kind)
    with source.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _decoded(decoder, line, f"{source}:{number}")


def _decoded(decoder: msgspec.json.Decoder[T], line: bytes, place: str) -> T:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f'{place}: {error}; each line needs {{"id": "…", "text": "…"}}') from error
