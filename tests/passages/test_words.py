"""Words: what makes a difference between two texts and what does not."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.passages.words import BATCH, batches, words

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
LATIN = st.text("abcABCéÉß '’“”.,-–\n\u00a0\u00ad", max_size=60)


def cut(text: str) -> list[str]:
    found = words([text])
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The Vartas sailed.", ["The", "Vartas", "sailed"]),
        ("don’t stop—now", ["don", "t", "stop", "now"]),
        ("8,000 tonnes", ["8", "000", "tonnes"]),
        ("naïve cafe\u0301s", ["naïve", "cafe\u0301s"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("水門を閉じた Tarn", ["水", "門", "を", "閉", "じ", "た", "Tarn"]),
        ("סגרו את המעבר", ["סגרו", "את", "המעבר"]),
        ("a😀b", ["a", "b"]),
        ("_x_", ["x"]),
        ("भारत के विदेश", ["भारत", "के", "विदेश"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert expected == cut(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The envoy's “last” word", "the ENVOY’S 'last' word"),
        ("Café at Moiré", "Cafe at Moire"),
        ("cafe\u0301", "café"),
        ("two\u00a0 words", "two words"),
        ("co\u00adoperate", "cooperate"),
        ("\ufeffHigh tide", "High tide"),
    ],
)
def test_case_accents_and_typography_make_no_difference(one: str, other: str) -> None:
    assert words([one]).hashes.tolist() == words([other]).hashes.tolist()


def test_a_letter_a_digit_or_the_order_makes_a_difference() -> None:
    found = [words([text]).hashes.tolist() for text in ("ab", "ba", "abc", "ab1", "a b")]

    assert len({tuple(each) for each in found}) == len(found)


@given(st.lists(TEXTS, max_size=5))
def test_words_of_a_batch_are_those_of_each_text(texts: list[str]) -> None:
    together = words(texts)

    for number, text in enumerate(texts):
        own = slice(together.bounds[number], together.bounds[number + 1])
        alone = words([text])
        assert alone.hashes.tolist() == together.hashes[own].tolist()
        assert alone.starts.tolist() == together.starts[own].tolist()
        assert alone.ends.tolist() == together.ends[own].tolist()


@given(TEXTS)
def test_words_lie_in_order_inside_their_text(text: str) -> None:
    found = words([text])

    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()
    assert not len(found) or (found.starts[0] >= 0 and found.ends[-1] <= len(text))


@given(LATIN)
def test_composed_and_decomposed_texts_have_the_same_words(text: str) -> None:
    one, other = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert words([one]).hashes.tolist() == words([other]).hashes.tolist()


def test_a_text_that_utf8_cannot_hold_is_read_all_the_same() -> None:
    assert len(words(["one \ud800 two"])) == 2


@given(st.lists(TEXTS))
def test_batches_hold_every_text_once_in_order(texts: list[str]) -> None:
    assert texts == [text for batch in batches(texts) for text in batch]


def test_a_long_text_stands_alone() -> None:
    long = "x" * (BATCH + 1)

    assert [["a"], [long], ["b"]] == list(batches(["a", long, "b"]))


def test_a_text_longer_than_the_kept_powers_has_the_same_words() -> None:
    short = "the gate of the weir stayed shut "
    many = words([short * 30_000])

    assert many.hashes[:7].tolist() == words([short]).hashes.tolist()
    assert np.array_equal(many.hashes[:7], many.hashes[-7:])
