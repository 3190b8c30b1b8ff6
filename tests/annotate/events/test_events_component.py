"""The component in a pipeline, its records, and what it does where something is missing."""

import logging

import msgspec
import pytest
import spacy
from coding_texts import coded, pipeline, shown
from spacy.tokens import Doc

from annotate.drafts import draft
from communique.annotate.events.component import NAME
from communique.annotate.events.layer import events
from communique.annotate.quotes.layer import quotes
from communique.languages import LanguageError
from communique.languages.coding import Coding, coding
from communique.records import Event
from communique.schema import labels, modes


def records(text: str) -> list[Event]:
    document = draft(text)
    doc = coded(text)
    return list(events(document, doc._.events, list(quotes(document, doc._.quotes, "a")), "a"))


def test_events_survive_being_written_and_read() -> None:
    doc = coded("Norway condemned Peru.")

    again = Doc(doc.vocab).from_bytes(doc.to_bytes())

    assert again._.events == doc._.events != []
    assert [span.label_ for span in doc.spans["events"]] == ["ACCUSE"]


def test_without_a_parser_there_are_no_events_and_it_is_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)

    with caplog.at_level(logging.WARNING):
        found = [doc._.events for doc in nlp.pipe(["Norway condemned Peru.", "Peru left."])]

    assert found == [[], []]
    assert [record.message for record in caplog.records if NAME in record.message] == [
        "communique_events: no parser or parts of speech: no events will be found"
    ]


def test_a_list_of_a_thousand_names_is_read() -> None:
    names = ", ".join(f"Peru{number}" for number in range(1500))

    assert coded(f"Keldra attacked {names}.")._.events != []


def test_capitals_of_a_title_are_no_names() -> None:
    (found,) = coded("Secret Ferry Manifest Threatens Fragile River Truce")._.events[:1] or (None,)

    names = {one.name for one in (*found.actor, *found.recipient)} if found else set()
    assert not names & {"Secret Ferry Manifest", "Fragile River"}


def test_a_text_without_words_has_none() -> None:
    assert coded("")._.events == []


def test_what_somebody_tells_is_attributed_by_name_else_to_the_quotation() -> None:
    named = records("Orla Venn said that Norway had attacked Peru.")
    nameless = records("Officials said that Norway had attacked Peru.")

    assert [each.attributed_to for each in named] == ["Orla Venn"]
    assert nameless[0].attributed_to is not None
    assert nameless[0].attributed_to.startswith("quo-")


def test_contents_are_named_by_id() -> None:
    asked, released = records("Norway urged Peru to release the hostages.")

    assert asked.content == (released.id,)
    assert (asked.type, released.type) == ("REQUEST", "RETREAT")


def test_statements_stand_apart_from_events() -> None:
    doc = coded("Russia said on Tuesday that Sudan must return the helicopter.")

    assert [each.type for each in doc._.events] == ["RETREAT"]
    (stated,) = doc._.statements
    assert (stated.type, stated.actor[0].name, stated.recipient[0].name) == (
        "REQUEST",
        "Russia",
        "Sudan",
    )


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Peru said it will not attend the summit.", "REJECT"),
        ("Peru said it will withdraw its troops unless Chile pays.", "THREATEN"),
        ("Peru said it would meet the envoy if Chile paid.", "AGREE"),
    ],
)
def test_refusals_threats_and_offers_are_statements(text: str, type_: str) -> None:
    assert [each.type for each in coded(text)._.statements] == [type_]


def test_what_a_word_names_itself_is_no_statement() -> None:
    assert coded("They agreed that Peru should pay.")._.statements == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norway condemned Peru on Monday.", "2031-05-12"),
        ("Norway condemned Peru on Monday evening.", "2031-05-12"),
        ("Norway condemned Peru this morning.", "2031-05-14"),
        ("The minister said on Monday that Norway had attacked Peru.", None),
        ("Norway condemned Peru on Monday and expelled an envoy.", "2031-05-12"),
    ],
)
def test_a_date_is_that_of_the_deed_it_stands_at(text: str, day: str | None) -> None:
    assert coded(text, "2031-05-14")._.events[-1].date == day


def test_a_day_is_not_known_where_publication_is_not() -> None:
    assert coded("Norway condemned Peru this morning.")._.events[0].date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Peru quarrelled for years before both governments agreed to a deal.",
            "AGREE actual agreed: Norway + Peru > -",
        ),
        ("The two sides met.", "CONSULT actual met: sides > -"),
    ],
)
def test_both_sides_are_the_states_named_last(text: str, expected: str) -> None:
    assert expected in shown(text)


def test_the_words_of_english_are_as_they_should_be() -> None:
    words = coding("en")
    types = set(labels("event", "type")) | {"NONE"}
    for pattern in (*words.verbs, *words.nouns, *words.adjectives):
        assert pattern.type in types, pattern.words
        assert pattern.lemmas, pattern
        if pattern.mode is not None:
            assert pattern.mode in modes()[pattern.type], pattern.words
        assert pattern.takes in {None, "infinitive", "that", "gerund"}, pattern.words


def test_no_pattern_stands_twice() -> None:
    words = coding("en")
    for patterns in (words.verbs, words.nouns, words.adjectives):
        keys = [
            (lemma, each.object, each.subject, each.prep, each.takes)
            for each in patterns
            for lemma in each.lemmas
        ]
        twice = {key for key in keys if keys.count(key) > 1} if len(keys) != len(set(keys)) else ()
        assert not twice


def test_a_class_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    words = coding("en")
    wrong = msgspec.structs.replace(
        words, verbs=(msgspec.structs.replace(words.verbs[0], object="@nowhere"),)
    )
    monkeypatch.setattr("communique.languages.coding.data", lambda _name, _kind: wrong)

    with pytest.raises(LanguageError, match="asks for a class 'nowhere' that is not there"):
        coding("en")


def test_a_pattern_that_takes_what_nothing_does_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = coding("en")
    wrong = msgspec.structs.replace(
        words, verbs=(msgspec.structs.replace(words.verbs[0], takes="infinitve"),)
    )
    monkeypatch.setattr("communique.languages.coding.data", lambda _name, _kind: wrong)

    with pytest.raises(LanguageError, match="takes 'infinitve'; it can take an infinitive"):
        coding("en")


def test_a_language_without_patterns_is_an_error() -> None:
    with pytest.raises(LanguageError, match=r"add languages/xx\.events\.toml"):
        coding("xx")


def test_the_component_is_found_by_name() -> None:
    assert NAME in pipeline().pipe_names
    assert isinstance(coding("en"), Coding)
