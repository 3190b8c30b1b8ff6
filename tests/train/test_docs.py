from collections.abc import Callable

import pytest
from msgspec.structs import replace
from spacy.vocab import Vocab

from communique.train.conllu import Sentence, Word
from communique.train.docs import doc, features

Parse = Callable[[str], tuple[Word, ...]]
FIRST = """
    Talks NOUN NNS 2 nsubj
    failed VERB VBD 0 root SpaceAfter=No
    . PUNCT . 2 punct
"""
SECOND = """
    שלום INTJ UH 0 root SpaceAfter=No
    ! PUNCT . 1 punct
"""


@pytest.fixture
def chunk(parse: Parse) -> tuple[Sentence, ...]:
    first = Sentence(words=parse(FIRST))
    return (first, Sentence(words=parse(SECOND), opens_paragraph=True))


def test_a_document_has_the_text_of_its_sentences(chunk: tuple[Sentence, ...]) -> None:
    assert doc(chunk, Vocab()).text == "Talks failed. \n\nשלום! "


def test_a_document_has_its_sentences_and_trees(chunk: tuple[Sentence, ...]) -> None:
    made = doc(chunk, Vocab())

    assert [sentence.text for sentence in made.sents] == ["Talks failed. \n\n", "שלום!"]
    assert [(t.text, t.dep_, t.head.text) for t in made if t.pos_ != "PUNCT"] == [
        ("Talks", "nsubj", "failed"),
        ("failed", "ROOT", "failed"),
        ("\n\n", "dep", "."),
        ("שלום", "ROOT", "שלום"),
    ]


def test_a_word_without_a_lemma_is_its_own(chunk: tuple[Sentence, ...]) -> None:
    first = chunk[0].words[0]
    sentence = Sentence(words=(replace(first, lemma="_", head=0),))

    assert [token.lemma_ for token in doc((sentence,), Vocab())] == ["Talks"]


@pytest.mark.parametrize(
    ("feats", "expected"),
    [("_", ""), ("Number=Sing|Typo=Yes", "Number=Sing"), ("ExtPos=ADP", "")],
)
def test_features_say_what_form_a_word_is(feats: str, expected: str) -> None:
    assert features(feats) == expected
