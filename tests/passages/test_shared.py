"""Common runs of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.passages.shared import Run, common_runs
from communique.passages.words import words

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=40)


def runs(one: str, other: str, least: int = 3) -> list[tuple[int, int, int]]:
    found = common_runs(words([one]).hashes, words([other]).hashes, least)
    return [(run.one, run.other, run.length) for run in found]


def test_a_run_is_as_long_as_both_texts_agree() -> None:
    assert runs("x a b c d y", "z z a b c d") == [(1, 2, 4)]


def test_moved_passages_are_found_wherever_they_stand() -> None:
    assert runs("a b c . d e f", "d e f . a b c") == [(0, 3, 3), (3, 0, 3)]


def test_the_longer_of_two_places_is_taken() -> None:
    assert runs("a b c d e", "a b c x y a b c d e") == [(0, 5, 5)]


def test_what_is_left_of_an_overlapped_run_counts_if_it_is_long_enough() -> None:
    assert runs("a b c d e f g h", "a b c d e x d e f g h") == [(0, 0, 5), (5, 8, 3)]
    assert runs("a b c d e f g", "a b c d e x d e f g") == [(0, 0, 5)]


def test_texts_without_enough_words_share_nothing() -> None:
    assert runs("", "") == runs("a b", "a b") == []


@given(WORDS, WORDS, st.integers(1, 4))
def test_runs_are_equal_words_in_both_texts_and_none_twice(
    one: list[str], other: list[str], least: int
) -> None:
    found = common_runs(words([" ".join(one)]).hashes, words([" ".join(other)]).hashes, least)

    here: list[int] = []
    there: list[int] = []
    for run in found:
        assert run.length >= least
        assert one[run.one : run.one + run.length] == other[run.other : run.other + run.length]
        here += range(run.one, run.one + run.length)
        there += range(run.other, run.other + run.length)
    assert len(set(here)) == len(here)
    assert len(set(there)) == len(there)


@given(WORDS.filter(lambda each: len(each) >= 4))
def test_a_text_shares_itself(text: list[str]) -> None:
    hashes = words([" ".join(text)]).hashes

    assert sum(run.length for run in common_runs(hashes, hashes, 4)) == len(text)


def test_the_same_sentence_a_hundred_thousand_times_ends() -> None:
    sentence = words(["the gate stayed shut all night "]).hashes
    one, other = np.tile(sentence, 100_000), np.tile(sentence, 50_000)

    assert common_runs(one, other, 5) == [Run(0, 0, len(other))]
