"""Fingerprints and the pairs of texts that share them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.passages.fingerprints import (
    GRAM,
    MOST_TEXTS,
    WINDOW,
    Fingerprints,
    fingerprints,
    joined,
    sharing,
)
from communique.passages.marks import quotations
from communique.passages.reading import marked_words
from communique.passages.words import words

PLAIN = st.lists(
    st.sampled_from(["tide", "harbour", "envoy", "gate", "salt", "north"]), max_size=20
)


def pairs(*texts: str, most: int = 50, sample: int = 1) -> list[tuple[int, int]]:
    found = fingerprints(words(texts)).numbered(0)
    met = sharing(found, np.arange(len(texts)), most=most, sample=sample)
    return list(zip(met.one.tolist(), met.other.tolist(), strict=True))


@given(PLAIN, PLAIN, PLAIN, PLAIN)
def test_texts_that_share_twelve_words_share_a_fingerprint(
    a: list[str], b: list[str], c: list[str], d: list[str]
) -> None:
    passage = [f"word{number}" for number in range(GRAM + WINDOW - 1)]

    assert pairs(" ".join([*a, *passage, *b]), " ".join([*c, *passage, *d])) == [(0, 1)]


def test_texts_with_nothing_in_common_are_no_pair() -> None:
    assert pairs(" ".join(map(str, range(30))), " ".join(map(str, range(40, 70)))) == []


def test_eight_words_between_marks_are_always_a_fingerprint() -> None:
    said = "we never signed a word of it today"
    texts = [f"{head} “{said}” {tail}" for head, tail in (("a b c d e f", "g"), ("h", "i j k l m"))]
    found = words(texts)
    quoted = np.zeros(len(found), bool)
    for number, text in enumerate(texts):
        own = slice(found.bounds[number], found.bounds[number + 1])
        quoted[own] = marked_words(found.starts[own], quotations(text)) >= 0

    met = sharing(fingerprints(found, quoted).numbered(0), np.arange(2), most=50)

    assert met.count.tolist() == [1]


def test_what_many_texts_say_is_a_set_phrase() -> None:
    phrase = "the president of the republic received the credentials of the new ambassador today"

    assert len(pairs(*[phrase] * 4)) == 6
    assert pairs(*[phrase] * 4, most=3) == []


def test_only_texts_of_different_groups_that_are_looked_at_are_paired() -> None:
    text = " ".join(map(str, range(20)))
    found = fingerprints(words([text] * 4)).numbered(0)

    met = sharing(found, np.array([7, -1, 3, 7]), most=50)

    assert list(zip(met.one.tolist(), met.other.tolist(), strict=True)) == [(0, 2), (2, 3)]


def test_pairs_are_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(map(str, range(start, start + 60))) for start in range(0, 200, 20)]
    whole = pairs(*texts)

    monkeypatch.setattr("communique.passages.fingerprints._PART", 16)
    monkeypatch.setattr("communique.passages.fingerprints._BLOCK", 8)

    assert whole == pairs(*texts) != []


def test_fingerprints_in_common_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(map(str, range(start, start + 60))) for start in range(0, 200, 20)]
    numbered = fingerprints(words(texts)).numbered(0)
    whole = sharing(numbered, np.arange(len(texts)), most=50).count.tolist()

    monkeypatch.setattr("communique.passages.fingerprints._PART", 16)

    assert whole == sharing(numbered, np.arange(len(texts)), most=50).count.tolist()
    assert max(whole) > 1


@given(st.lists(PLAIN.map(" ".join), max_size=4), st.lists(PLAIN.map(" ".join), max_size=4))
def test_fingerprints_of_parts_are_those_of_the_whole(one: list[str], other: list[str]) -> None:
    whole, parts = fingerprints(words(one + other)), [fingerprints(words(x)) for x in (one, other)]

    assert whole.hashes.tolist() == joined(parts).hashes.tolist()
    assert whole.counts.tolist() == joined(parts).counts.tolist()


def test_more_texts_than_can_be_numbered_are_refused() -> None:
    none = Fingerprints(np.zeros(0, np.uint64), np.zeros(2, np.int64))

    with pytest.raises(ValueError, match="more than 16777216 texts"):
        none.numbered(MOST_TEXTS - 1)
