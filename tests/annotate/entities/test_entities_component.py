"""The spaCy component, in pipelines that have a recognizer and in those that have none."""

import logging
from importlib.metadata import entry_points

import pytest
import spacy
from recognizing import found, recognized
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.entities.component import NAME, make_entities
from communique.annotate.values import GrammarError
from communique.languages import LanguageError

TEXT = "On Wednesday Governor Orla Venn left Keldra. By dusk the Keldrans missed Venn.\r\n"
NAMED = [("Orla Venn", "PERSON"), ("Keldra", "GPE")]


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe(NAME)
    return pipeline


def dated(nlp: Language, text: str, published: str | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)


def test_the_factory_is_an_entry_point_that_any_pipeline_finds() -> None:
    (factory,) = entry_points(group="spacy_factories", name=NAME)

    assert NAME == "communique_entities"
    assert factory.load() is make_entities


def test_entities_stand_in_the_document_by_their_canonical_names(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert [(span.text, span.label_, span.ent_id_) for span in doc.ents] == [
        ("Wednesday", "DATE", ""),
        ("Orla Venn", "PERSON", "Orla Venn"),
        ("Keldra", "GPE", "Keldra"),
        ("dusk", "TIME", ""),
        ("Keldrans", "NORP", "Keldra"),
        ("Venn", "PERSON", "Orla Venn"),
    ]
    assert doc._.mentions == found(recognized(TEXT))
    assert doc.text == TEXT


def test_what_a_recognizer_found_gives_way_to_the_mentions(nlp: Language) -> None:
    doc = recognized("By dusk President Orla Venn slept.", [("President Orla Venn", "ORG")])

    nlp.get_pipe(NAME)(doc)

    assert [span.text for span in doc.ents] == ["dusk", "Orla Venn"]


def test_a_weekday_is_a_day_where_the_day_of_publication_is_known(nlp: Language) -> None:
    days = [
        dated(nlp, TEXT, published)._.mentions[0].value
        for published in ("2031-05-15", "2031-05-14", None, "a Thursday")
    ]

    assert days == ["2031-05-14", "2031-05-14", None, None]


def test_what_was_found_travels_with_the_document(nlp: Language) -> None:
    doc = nlp(TEXT)

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert again._.mentions == doc._.mentions != []
    assert [(span.text, span.ent_id_) for span in again.ents] == [
        (span.text, span.ent_id_) for span in doc.ents
    ]


def test_a_pipeline_with_the_component_comes_back_from_its_bytes(nlp: Language) -> None:
    again = spacy.blank("en")
    again.add_pipe("sentencizer")
    again.add_pipe(NAME)
    again.from_bytes(nlp.to_bytes())

    assert again(TEXT)._.mentions == nlp(TEXT)._.mentions


def test_a_document_that_the_component_has_not_seen_has_no_mentions() -> None:
    assert recognized(TEXT, NAMED)._.mentions == []


def test_a_recognizer_that_is_missing_is_said_once(
    nlp: Language, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        list(nlp.pipe(["", TEXT, TEXT]))

    assert caplog.messages == [f"{NAME}: no recognizer (ner): names will be missed"]


def test_a_recognizer_that_found_nothing_is_nothing_to_warn_of(
    nlp: Language, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        nlp.get_pipe(NAME)(recognized(TEXT))

    assert caplog.messages == []


def test_a_language_that_has_no_lists_of_names_is_named() -> None:
    nlp = spacy.blank("en")

    with pytest.raises((LanguageError, GrammarError), match="tlh"):
        nlp.add_pipe(NAME, config={"language": "tlh"})
