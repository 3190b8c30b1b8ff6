"""N-grams, winnowing, and pairs of equal neighbours."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from communique.passages.hashing import slice_hashes
from communique.passages.ngrams import neighbours, ngrams, winnowed
from communique.passages.words import words

HASHES = st.lists(st.lists(st.integers(1, 30), max_size=12), max_size=5)


def arrays(lists: list[list[int]]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    flat = np.array([value for each in lists for value in each], np.uint64)
    return flat, np.concatenate(([0], np.cumsum([len(each) for each in lists], dtype=np.int64)))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.data())
def test_equal_slices_and_only_they_have_equal_hashes(
    values: list[int], data: st.DataObject
) -> None:
    ends = st.integers(1, len(values))
    pairs = [(data.draw(st.integers(0, end - 1)), end) for end in data.draw(st.lists(ends))]
    starts, stops = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))

    found = slice_hashes(np.array(values, np.uint64), starts, stops)

    slices = [tuple(values[start:end]) for start, end in pairs]
    assert len(set(slices)) == len(set(found.tolist()))
    assert len(set(zip(slices, found.tolist(), strict=True))) == len(set(slices))


def test_ngrams_do_not_reach_over_the_end_of_a_text() -> None:
    hashes, bounds = ngrams(words(["a b c d", "a b", "", "b c d"]), 3)

    assert bounds.tolist() == [0, 2, 2, 2, 3]
    assert hashes[1] == hashes[2] != hashes[0]


@given(HASHES, st.integers(1, 6))
def test_winnowing_chooses_the_least_of_each_window(lists: list[list[int]], window: int) -> None:
    expected = []
    for own in lists:
        chosen = [False] * len(own)
        for start in range(max(1, len(own) - window + 1)) if own else ():
            least = min(own[start : start + window])
            for at in range(start, min(start + window, len(own))):
                chosen[at] |= own[at] == least
        expected += chosen

    assert expected == winnowed(*arrays(lists), window).tolist()


@given(st.lists(st.integers(0, 4)), st.integers(1, 5), st.none() | st.integers(1, 4))
def test_neighbours_are_equal_and_within_reach(
    values: list[int], reach: int, most: int | None
) -> None:
    keys = sorted(values)
    found = {
        (int(one), int(other))
        for some in neighbours(np.array(keys, np.uint64), reach, most)
        for one, other in zip(*some, strict=True)
    }

    assert found == {
        (one, other)
        for one in range(len(keys))
        for other in range(one + 1, min(one + reach, len(keys) - 1) + 1)
        if keys[one] == keys[other] and (most is None or keys.count(keys[one]) <= most)
    }
