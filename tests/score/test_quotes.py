"""Quotations against gold, by hand-worked values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.score.measures import Counted, score
from communique.score.quotes import Said, Sides, counted
from communique.score.speakers import is_alike, is_same
from communique.score.stretches import length, likeness, shared, trimmed, union

TEXT = "“We will wait,” said Orla Venn. Envoys said that boats sank. “Not a day,” he said."
WAIT = Said(((1, 14),), "Orla Venn", "direct")
SANK = Said(((44, 59),), "Envoys", "indirect")
DAY = Said(((62, 72),), "he", "direct")
GOLD = (WAIT, SANK, DAY)


def sides(*predicted: Said, true: tuple[Said, ...] = GOLD) -> Sides:
    return Sides("d", TEXT, true, predicted)


def figures(found: Counted, name: str) -> tuple[int, int, int | None]:
    tally = found.tallies[name]
    return tally.hits, tally.true, tally.predicted


def kinds(found: Counted) -> list[tuple[str, int]]:
    return [(slip.kind, slip.start) for slip in found.slips]


def test_half_of_the_characters_are_enough_to_overlap_and_less_is_not() -> None:
    half, less = Said(((1, 8),), "Venn"), Said(((62, 66),), "he")

    found = counted(sides(half, less))

    assert figures(found, "overlap") == (1, 3, 2)
    assert figures(found, "exact") == (0, 3, 2)
    assert figures(found, "characters") == (11, 38, 11)
    assert kinds(found) == [("missed", 44), ("spurious", 62), ("missed", 62)]


def test_blanks_and_marks_at_the_ends_are_no_difference() -> None:
    assert figures(counted(sides(Said(((0, 13),)))), "exact") == (1, 3, 1)


def test_a_repeated_prediction_is_right_once() -> None:
    found = counted(sides(WAIT, WAIT))

    assert figures(found, "exact") == figures(found, "overlap") == (1, 3, 2)


def test_each_quotation_has_one_partner_the_likest() -> None:
    near, far = Said(((1, 13),), "Venn"), Said(((1, 10),), "nobody else")

    found = counted(sides(far, near))

    assert figures(found, "with speaker") == (1, 3, 2)
    assert kinds(found)[0] == ("spurious", 1)


def test_speakers_count_among_overlaps_that_have_one() -> None:
    nameless = Said(((44, 59),), None, "indirect")
    predicted = (Said(((1, 14),), "Mrs Venn"), Said(((44, 59),), None), Said(((62, 72),), "He"))

    found = counted(sides(*predicted))
    without = counted(sides(*predicted, true=(WAIT, nameless, DAY)))

    assert figures(found, "same speaker") == (1, 3, None)
    assert figures(found, "a word of the speaker") == (2, 3, None)
    assert figures(found, "with speaker") == (2, 3, 3)
    assert figures(without, "same speaker") == (1, 2, None)
    assert figures(without, "with speaker") == (3, 3, 3)
    assert [(slip.true, slip.predicted) for slip in found.slips] == [("Envoys", "nobody")]


def test_kinds_leave_out_other_gold_and_what_touches_it() -> None:
    beside, alone = Said(((40, 46),)), Said(((20, 24),))

    found = counted(sides(WAIT, SANK, beside, alone), frozenset({"direct"}))

    assert figures(found, "overlap") == (1, 2, 2)
    assert kinds(found) == [("spurious", 20), ("missed", 62)]


def test_recall_stands_by_kind() -> None:
    found = counted(sides(WAIT, SANK))

    assert figures(found, "recall, direct") == (1, 2, None)
    assert figures(found, "recall, indirect") == (1, 1, None)


def test_a_withheld_text_is_not_shown() -> None:
    found = counted(Sides("d", TEXT, GOLD, (Said(((1, 14),), "Tarn"),), is_shown=False))

    assert {slip.kind for slip in found.slips} == {"speaker", "missed"}
    assert not any(slip.context or slip.true or slip.predicted for slip in found.slips)


def test_a_quotation_in_pieces_is_one_stretch_with_gaps() -> None:
    pieces = union([(33, 47), (1, 14)])

    assert pieces == ((1, 14), (33, 47))
    assert (length(pieces), shared(pieces, ((10, 40),))) == (27, 11)
    assert likeness(pieces, ((1, 47),)) == 27 / 46
    assert trimmed("“a, b” ", ((0, 2), (4, 7))) == (1, 5)


@pytest.mark.parametrize(
    ("one", "other", "same", "alike"),
    [
        ("the minister", "Minister", True, True),
        ("Venn’s office", "Venn office", True, True),
        ("Orla Venn", "Venn", False, True),
        ("the envoy of the king", "a man of the people", False, False),
        ("he", "she", False, False),
        ("they", "They", True, True),
        ("“”", "", False, False),
    ],
)
def test_speakers_are_compared_by_their_words(
    one: str, other: str, same: bool, alike: bool
) -> None:
    assert (is_same(one, other), is_alike(one, other)) == (same, alike)


@st.composite
def quotations(draw: st.DrawFn) -> tuple[Said, ...]:
    ends = draw(st.lists(st.integers(0, 70), min_size=2, max_size=10, unique=True).map(sorted))
    speakers = st.sampled_from([None, "Venn", "Orla Venn", "he"])
    kind = st.sampled_from(["direct", "indirect"])
    places = zip(ends[::2], ends[1::2], strict=False)
    return tuple(Said((place,), draw(speakers), draw(kind)) for place in places)


@given(quotations())
def test_a_perfect_prediction_scores_1(true: tuple[Said, ...]) -> None:
    found = score([counted(Sides("d", TEXT, true, true))])

    assert {m.value for m in found.measures.values() if m.true} == {1.0}
    assert found.slips == ()


@given(quotations(), quotations(), st.sampled_from([(), ("direct",)]))
def test_hits_are_some_of_what_is_true_and_of_what_was_predicted(
    true: tuple[Said, ...], predicted: tuple[Said, ...], kinds: tuple[str, ...]
) -> None:
    found = counted(Sides("d", TEXT, true, (*predicted, *predicted)), frozenset(kinds))

    for tally in found.tallies.values():
        assert 0 <= tally.hits <= tally.true
        assert tally.predicted is None or tally.hits <= tally.predicted
