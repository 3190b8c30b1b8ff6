"""A process that `bench annotate` measures: a pipeline over texts, component by component.

python -m communique.bench.piped PIPELINE TEXTS.jsonl REPORT.json [COMPONENT …]

COMPONENTs of this package are added at the end, in their order; without any the pipeline is bare.
"""

import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique import jsonl
from communique.annotate.pipelines import load, plain
from communique.records import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

QUOTES = "communique_quotes"  # not imported from its component: `--help` need not wait for spaCy
OURS = ("communique_entities", QUOTES, "communique_events", "communique_stances")
STORY = "story"
"""The extension by which components know a text's story, if any of them asks."""
BATCH = 32
"""Texts that pass through a component at once, in a memory zone, as in `predict`."""


class Text(Record, frozen=True):
    """A text to annotate, and its story, whose questions stances are about."""

    id: str
    text: str
    story: str | None = None


class Report(Record, frozen=True):
    """What a run did: texts, words (tokens but blanks), CPU seconds of each component, in order."""

    texts: int
    words: int
    components: dict[str, float]


def main() -> None:
    """Run the pipeline over the texts, and write the report."""
    name, texts, report, *ours = sys.argv[1:]
    done = run(pipeline(name, ours), jsonl.read(Path(texts), Text))
    Path(report).write_bytes(msgspec.json.encode(done))


def pipeline(name: str, ours: list[str]) -> "Language":
    """The pipeline `name` with just these components of this package.

    Raises:
        PipelineError: there is no such pipeline.
    """
    nlp = load(name, QUOTES)
    for each in OURS:
        if each in nlp.pipe_names:
            nlp.remove_pipe(each)
    for each in ours:
        if nlp.has_factory(each):  # a component that is not yet written costs nothing
            nlp.add_pipe(each)
    return nlp


def run(nlp: "Language", texts: Iterator[Text]) -> Report:
    """Annotate texts batch by batch, taking the time of each component."""
    spent = dict.fromkeys(("tokenizer", *nlp.pipe_names), 0.0)
    number = words = 0
    while batch := list(islice(texts, BATCH)):
        with nlp.memory_zone():
            docs = _annotated(nlp, batch, spent)
            words += sum(not token.is_space for doc in docs for token in doc)
            number += len(docs)
            del docs
    return Report(number, words, spent)


def _annotated(nlp: "Language", batch: list[Text], spent: dict[str, float]) -> "list[Doc]":
    start = time.process_time()
    docs = [_doc(nlp, each) for each in batch]
    spent["tokenizer"] += _since(start)
    for name, component in nlp.pipeline:
        start = time.process_time()
        pipe = getattr(component, "pipe", None)
        docs = list(pipe(docs, batch_size=BATCH)) if pipe else [component(doc) for doc in docs]
        spent[name] += _since(start)
    return docs


def _doc(nlp: "Language", text: Text) -> "Doc":
    doc = nlp.make_doc(plain(text.text))
    if doc.has_extension(STORY):
        doc._.set(STORY, text.story)
    return doc


def _since(start: float) -> float:
    return time.process_time() - start


if __name__ == "__main__":
    main()
