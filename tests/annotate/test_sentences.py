import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.sentences import sentence_splitter, sentences
from communique.languages import Language


def split(text: str, english: Language) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, sentence_splitter(english))]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. envoy met Gen. Tarn on Friday.|He left at 8 p.m. for the coast.",
        "U.S. forces left.|The U.S. They stayed away.",
        "“We will not wait.”|She left.",
        "“We will not wait,” she said.|“Not a day.”|Nobody spoke.",
        "“Who asked?” he said.|“I did!” she cried.",
        "It ended (for now.)|Then it began again.",
        "Mr. Halvenis and Dr. J. R. Tamblis signed on Jan. 5.|The pact holds.",
        "He paid $3.5 million on No. 12 Salt St. in Trevaunis.|It was dear.",
        "They talked to…respond.|A future—a very different one—waits.",
        "The town of St. Ives waited…|and waited.",
        "First paragraph without a stop\n\n|Second one.",
        "“I said, ‘don’t.'”|He smiled.",
        "Talks failed!?|Nobody knew why.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, english: Language) -> None:
    whole = text.replace("|and", " and") if "…|and" in text else text
    expected = [part.strip() for part in whole.split("|")]

    assert split(whole.replace("|", " "), english) == expected


@given(st.text(alphabet='ab U.S."“”‘’!?…,\n😀ש ', max_size=60))
def test_sentences_are_ordered_stripped_and_lose_no_character(english: Language, text: str) -> None:
    found = list(sentences(text, sentence_splitter(english)))

    at = 0
    for sentence in found:
        assert sentence.start >= at
        assert text[at : sentence.start].strip() == ""
        covered = text[sentence.start : sentence.end]
        assert covered == covered.strip() != ""
        assert "\n" not in covered
        at = sentence.end
    assert text[at:].strip() == ""
