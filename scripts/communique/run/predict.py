"""Predictions on anyone's texts: JSON Lines with id and text in, a line of predictions each out."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.annotate.pipelines import load, plain
from communique.annotate.quotes.found import Found
from communique.jsonl import DataError, write
from communique.records import Range, Record

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 32
"""Texts parsed at once."""


class Text(msgspec.Struct, frozen=True):
    """A line to predict on; what else it holds, gold for one, is not looked at."""

    id: str
    text: str


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


def quotes(source: Path, out: Path, pipeline: str, kinds: frozenset[str] = frozenset()) -> int:
    """Predict the quotations of each text of `source`, only those of `kinds` if any are given.

    `out` has a line for each text, in the order of `source`, and changes only when all are done;
    memory does not grow with their number. Gives the number of texts.

    Raises:
        PipelineError: there is no such pipeline.
        DataError: a line of `source` is not as it should be; the message names file and line.
    """
    from communique.annotate.quotes.component import NAME  # noqa: PLC0415  (spaCy takes its time)

    return write(out, _predictions(load(pipeline, NAME), texts(source), kinds))


def _predictions(
    nlp: "Language", source: Iterator[Text], kinds: frozenset[str]
) -> Iterator[Quotes]:
    """Batch by batch, each in a memory zone: what a batch taught the vocabulary is forgotten."""
    while batch := list(islice(source, BATCH)):
        with nlp.memory_zone():
            docs = nlp.pipe(plain(each.text) for each in batch)
            lines = [
                predicted(each, doc._.quotes, kinds) for each, doc in zip(batch, docs, strict=True)
            ]
        yield from lines


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
    decoder = msgspec.json.Decoder(Text)
    with source.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _decoded(decoder, line, f"{source}:{number}")


def _decoded(decoder: msgspec.json.Decoder[Text], line: bytes, place: str) -> Text:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f'{place}: {error}; each line needs {{"id": "…", "text": "…"}}') from error
