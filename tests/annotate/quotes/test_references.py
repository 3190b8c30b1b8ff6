"""Whom speakers are, where the text around says it: with the pipeline that the package has."""

import pytest
from spacy.language import Language

from communique.annotate.entities.component import NAME as ENTITIES
from communique.annotate.pipelines import load
from communique.annotate.quotes.component import NAME as QUOTES
from communique.annotate.quotes.references import People

Speakers = list[tuple[str, str | None]]

PRONOUNS: dict[str, tuple[str, Speakers]] = {
    "a pronoun is the one person named": (
        "Nobody spoke to Governor Orla Venn. She said the talks had failed.",
        [("She", "Orla Venn")],
    ),
    "of several the one who acts": (
        "Governor Orla Venn met Judge Joss Tarn in Luth. She said the talks had failed.",
        [("She", "Orla Venn")],
    ),
    "of several who act the last": (
        (
            "Governor Orla Venn arrived at noon. Judge Joss Tarn arrived at dusk. "
            "He said the talks had failed."
        ),
        [("He", "Joss Tarn")],
    ),
    "of several who do not act nobody": (
        "Nobody spoke to Governor Orla Venn or to Judge Joss Tarn. She said the talks had failed.",
        [("She", None)],
    ),
    "he is not the woman who acts": (
        "Ms. Orla Venn met Mr. Joss Tarn in Luth. He said the talks had failed.",
        [("He", "Joss Tarn")],
    ),
    "she is not the man who acts": (
        "Mr. Joss Tarn met Ms. Orla Venn in Luth. She said the talks had failed.",
        [("She", "Orla Venn")],
    ),
    "he is no woman": (
        "Ms. Orla Venn walked in. “Nobody is to blame,” he said.",
        [("he", None)],
    ),
    "somebody named in the paragraph before": (
        "“Nobody is to blame,” said Ms. Orla Venn. It rained.\r\n\r\n“Not even us,” she added.",
        [("Orla Venn", "Orla Venn"), ("she", "Orla Venn")],
    ),
    "somebody named two paragraphs before": (
        "Governor Orla Venn walked in.\n\nIt rained 🌧️.\n\n“Nobody is to blame,” she said.",
        [("she", "Orla Venn")],
    ),
    "nobody who was named long before": (
        (
            "Governor Orla Venn walked in.\n\nIt rained.\n\nIt rained again.\n\n"
            "“Nobody is to blame,” she said."
        ),
        [("she", None)],
    ),
}

OFFICES: dict[str, tuple[str, Speakers]] = {
    "the minister is the one minister": (
        (
            "Minister Orla Venn met Joss Tarn, the envoy of Keldra. "
            "The minister said that nobody was to blame."
        ),
        [("The minister", "Orla Venn")],
    ),
    "of two ministers nobody": (
        (
            "Minister Orla Venn met Minister Joss Tarn in Luth. "
            "The minister said that nobody was to blame."
        ),
        [("The minister", None)],
    ),
    "an office of two words": (
        (
            "Foreign Minister Orla Venn opened the talks in Luth.\n\n"
            "The foreign minister said that nobody was to blame."
        ),
        [("The foreign minister", "Orla Venn")],
    ),
    "offices behind their names": (
        (
            "Orla Venn, the envoy, met Joss Tarn, the mayor. "
            "The mayor said that nobody was to blame, and the envoy said that it was late."
        ),
        [("The mayor", "Joss Tarn"), ("the envoy", "Orla Venn")],
    ),
    "offices before their names": (
        (
            "The president, Orla Venn, spoke to reporters. A spokesman, Joss Tarn, was silent. "
            "The spokesman said that it was late, and the president said that nobody was to blame."
        ),
        [("The spokesman", "Joss Tarn"), ("the president", "Orla Venn")],
    ),
    "another state's office is not the one": (
        (
            "Ambassador Orla Venn arrived in Luth on Monday. "
            "Keldra's ambassador said that nobody was to blame."
        ),
        [("Keldra's ambassador", None)],
    ),
    "nor is another officer": (
        (
            "Governor Orla Venn walked in. Its governor said that nobody was to blame. "
            "Another governor said that it was late."
        ),
        [("Its governor", "Orla Venn"), ("Another governor", None)],
    ),
    "the chairman, a name, said": (
        (
            "The chairman, Orla Venn, said that nobody was to blame. "
            "Later the chairman added that it was late."
        ),
        [("Orla Venn", "Orla Venn"), ("the chairman", "Orla Venn")],
    ),
    "said the chairman, a name": (
        "“Nobody is to blame,” said the chairman, Orla Venn.",
        [("the chairman", "Orla Venn")],
    ),
    "people without a name are nobody": (
        "Governor Orla Venn walked in. Officials said that nobody was to blame.",
        [("Officials", None)],
    ),
}

NAMES: dict[str, tuple[str, Speakers]] = {
    "who is the name before it": (
        "They waited for Governor Orla Venn, who said that nobody was to blame.",
        [("who", "Orla Venn")],
    ),
    "which is the body before it": (
        "They waited for the Ostrel Canal Board (OCB), which said that nobody was to blame.",
        [("which", "Ostrel Canal Board")],
    ),
    "a surname is the full name": (
        "Governor Orla Venn walked in. “Nobody is to blame,” Venn said.",
        [("Venn", "Orla Venn")],
    ),
    "a full name that comes later counts too": (
        "“Nobody is to blame,” Ms. Venn said. She met Governor Orla Venn's brother.",
        [("Venn", "Orla Venn")],
    ),
    "an acronym is the body": (
        "The Ostrel Canal Board (OCB) met in Luth. The OCB said that nobody was to blame.",
        [("OCB", "Ostrel Canal Board")],
    ),
    "a body's kind is the body": (
        "The Ostrel Canal Board said that nobody was to blame. “We wait,” the Board said.",
        [("Ostrel Canal Board", "Ostrel Canal Board"), ("Board", "Ostrel Canal Board")],
    ),
}

CASES = PRONOUNS | OFFICES | NAMES


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("communique_en", ENTITIES, QUOTES)


def speakers(nlp: Language, text: str) -> Speakers:
    """Of each quotation that has one the speaker as it stands, and whom it refers to."""
    return [
        (text[one.speaker.start : one.speaker.end], one.speaker_name)
        for one in nlp(text)._.quotes
        if one.speaker is not None
    ]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_speaker_is_whom_the_text_says(nlp: Language, text: str, expected: Speakers) -> None:
    assert expected == speakers(nlp, text)


def test_without_entities_a_pronoun_is_whoever_spoke_before_and_an_office_nobody() -> None:
    text = "“We wait,” said Orla Venn. “Always,” she said. “Why?” the minister asked."

    assert speakers(load("communique_en", QUOTES), text) == [
        ("Orla Venn", "Orla Venn"),
        ("she", "Orla Venn"),
        ("the minister", None),
    ]


def test_a_strike_that_began_reports_nothing(nlp: Language) -> None:
    text = (
        "Zennava hoped for a “truce,” as its envoy Joss Tarn was to sail to Luth on his only trip"
        " after the strike began in May."
    )
    doc = nlp(text)

    cues = [q.cue and text[q.cue.start : q.cue.end] for q in doc._.quotes]
    assert cues == ["hoped"]


def test_her_refers_to_whom_she_would() -> None:
    known = People(named=(), at={}, offices={}, genders={"Orla Venn": "she", "Joss Tarn": "he"})

    assert [known.may_be("Orla Venn", pronoun) for pronoun in ("she", "her", "he", "his")] == [
        *(True, True, False, False)
    ]
