"""The spaCy component, in pipelines that have a parser and in those that have none."""

import json
import logging
from pathlib import Path

import msgspec
import pytest
import spacy
from parses import blank, found, parsed
from spacy.tokens import Doc

from communique.annotate.pipelines import PipelineError, load
from communique.annotate.quotes.component import NAME

GOLDEN = Path(__file__).parents[2] / "golden" / "quotes"
TEXT = "“We will wait,” said Orla Venn.\n\nShe knew the “quiet zone”."


def test_any_pipeline_takes_the_component_by_its_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique_quotes")

    doc = nlp(TEXT)

    assert [(span.text, span.label_) for span in doc.spans["quotes"]] == [
        ("We will wait,", "direct")
    ]
    assert doc._.quotes == found(blank(TEXT))


def test_what_was_found_travels_with_the_document() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    doc = nlp(TEXT)

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert again._.quotes == doc._.quotes != []
    assert [span.text for span in again.spans["quotes"]] == ["We will wait,"]


def test_a_document_that_the_component_has_not_seen_has_no_quotations() -> None:
    assert blank(TEXT)._.quotes == []


def test_what_a_pipeline_lacks_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)

    with caplog.at_level(logging.WARNING):
        list(nlp.pipe([TEXT, TEXT]))

    assert len(caplog.messages) == 1
    assert "no parser, tagger" in caplog.messages[0]


def test_a_full_parse_is_nothing_to_warn_of(caplog: pytest.LogCaptureFixture) -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe(NAME)
    doc = parsed("Venn|NNP|nsubj|1 said|VBD|ROOT|1 it|PRP|nsubj|3 sank|VBD|ccomp|1 .|.|punct|1")

    with caplog.at_level(logging.WARNING):
        assert [one.kind for one in component(doc)._.quotes] == ["indirect"]

    assert caplog.messages == []


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(PipelineError, match="'en_nowhere'"):
        load("en_nowhere", NAME)


def test_a_pipeline_is_loaded_from_its_folder_with_the_component_at_its_end(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")

    assert load(str(tmp_path / "bare"), NAME).pipe_names == [NAME]


def test_a_dispatch_has_the_quotations_that_were_reviewed() -> None:
    doc = _dispatch()
    lines = (GOLDEN / "quotations.jsonl").read_text("utf-8").splitlines()

    assert [json.loads(line) for line in lines] == [msgspec.to_builtins(one) for one in found(doc)]


def _dispatch() -> Doc:
    """The invented dispatch, with a parse as a trained pipeline gave it: no pipeline is needed."""
    lines = (GOLDEN / "dispatch.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    doc = Doc(
        blank("").vocab,
        words=[json.loads(f'"{row[0]}"') for row in rows],
        spaces=[row[1] == "_" for row in rows],
        tags=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        heads=[int(row[5]) for row in rows],
    )
    assert doc.text == (GOLDEN / "dispatch.txt").read_text("utf-8")
    return doc
