"""Annotations follow their text: every stretch that is still there is found where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.anchors import Anchors
from communique.records import Range

TEXTS = st.lists(
    st.sampled_from(["Tarn", "met", "🕊️", "شادي", "Q\u0303ana", ",", "\n\n", "«stay»"]), max_size=30
).map(" ".join)
OLD = "Tarn 🕊️ met Oss at dawn. “We stay,” Oss said."


@given(TEXTS)
def test_in_the_same_text_everything_stays(text: str) -> None:
    anchors = Anchors(text, text)

    assert all(anchors.moved(n, n + 1) == Range(n, n + 1) for n in range(len(text)))


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_shared_reads_the_same_on_both_sides(one: str, other: str, third: str) -> None:
    old, new = f"{one} {other}", f"{third} {other}"

    for found in Anchors(old, new).segments:
        was = old[found.raw_start : found.raw_start + found.length]
        assert new[found.clean_start : found.clean_start + found.length] == was


@given(TEXTS, TEXTS)
def test_a_stretch_stays_in_the_new_text(old: str, new: str) -> None:
    anchors = Anchors(old, new)
    found = [anchors.moved(n, m) for n in range(len(old)) for m in range(n + 1, len(old) + 1)]

    assert all(one is None or 0 <= one.start < one.end <= len(new) for one in found)


@pytest.mark.parametrize(
    ("covered", "new", "stands", "unchanged"),
    [
        ("Oss", f"A headline.\n\n{OLD}", "Oss", True),
        ("met Oss", OLD.replace("Oss at", "the Oss at"), "met the Oss", False),
        ("We stay,", OLD.replace("We stay", "We will stay"), "We will stay,", False),
        ("at dawn", OLD.replace(" at dawn", ""), None, False),
    ],
)
def test_a_stretch_follows_its_words(
    covered: str, new: str, stands: str | None, unchanged: bool
) -> None:
    start = OLD.index(covered)
    anchors = Anchors(OLD, new)

    found = anchors.moved(start, start + len(covered))

    assert (None if found is None else new[found.start : found.end]) == stands
    assert anchors.is_unchanged(start, start + len(covered)) == unchanged
