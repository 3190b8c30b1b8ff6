"""Stances against gold, by hand-worked values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import Range
from communique.score.measures import Counted, score
from communique.score.stances import LABELS, MEANS, Held, Pair, Sides, counted, labelled

TEXT = "Venn backs a pause. Tarn distrusts Zennava, and does not rule out talks."


def held(holder: str, label: str, what: str, *evidence: int) -> Held:
    """A stance toward a code, or toward a name, which has a capital."""
    is_name = what[:1].isupper()
    return Held(
        holder=holder,
        label=label,
        target=what if is_name else "",
        code=None if is_name else what,
        evidence=Range(*evidence) if evidence else None,
    )


PAUSE = held("Orla Venn", "favor", "pause", 5, 18)
TRUST = held("Tarn", "against", "Zennava", 20, 42)
TALKS = held("Tarn", "neutral", "talks", 48, 71)


def sides(*predicted: Held, true: tuple[Held, ...] = (PAUSE, TRUST, TALKS)) -> Sides:
    return Sides(doc_id="d", text=TEXT, true=true, predicted=predicted)


def figures(found: Counted, name: str) -> tuple[int, int, int | None]:
    tally = {**found.tallies, **found.classes}[name]
    return tally.hits, tally.true, tally.predicted


def test_holders_share_a_word_and_targets_a_code_or_a_word() -> None:
    found = counted(
        sides(
            held("Venn", "favor", "pause", 0, 6),
            held("Tarn", "favor", "The state of Zennava", 20, 30),
            held("he", "neutral", "talks"),
        )
    )

    assert figures(found, "pair") == (2, 3, 3)
    assert figures(found, "stance") == (1, 3, 3)
    assert figures(found, "label") == (1, 2, None)
    assert figures(found, "evidence") == (1, 1, None)
    assert (figures(found, "favor"), figures(found, "against")) == ((1, 1, 2), (0, 1, 0))


def test_a_code_is_no_name_and_no_other_code() -> None:
    found = counted(sides(held("Venn", "favor", "Pause"), held("Venn", "favor", "truce")))

    assert figures(found, "pair") == (0, 3, 2)


def test_the_one_with_the_right_label_is_taken_first_then_the_first() -> None:
    against, favor = held("Venn", "against", "pause"), held("Venn", "favor", "pause")

    assert figures(counted(sides(against, favor)), "stance") == (1, 3, 2)
    again = counted(sides(against, against, true=(PAUSE, PAUSE, PAUSE)))
    assert (figures(again, "pair"), figures(again, "stance")) == ((2, 3, 2), (0, 3, 2))


def test_evidence_that_meets_only_at_its_end_does_not_overlap() -> None:
    assert figures(counted(sides(held("Venn", "favor", "pause", 0, 5))), "evidence") == (0, 1, None)


def test_what_went_wrong_is_listed_by_where_it_stands() -> None:
    found = counted(sides(held("Tarn", "favor", "talks", 50, 60), held("Venn", "favor", "Tarn")))

    assert [(each.kind, each.start, each.true, each.predicted) for each in found.slips] == [
        ("spurious", 0, None, "Venn, favor Tarn"),
        ("missed", 5, "Orla Venn, favor pause", None),
        ("missed", 20, "Tarn, against Zennava", None),
        ("label", 48, "Tarn, neutral talks", "Tarn, favor talks"),
    ]
    assert found.slips[0].context is None
    assert found.slips[1].context == "…Venn [backs a pause]. Tarn distrusts Zennava, and …"


def test_of_a_withheld_text_neither_words_nor_names_are_shown() -> None:
    found = counted(Sides(doc_id="d", text=TEXT, true=(PAUSE,), predicted=(TRUST,), is_shown=False))

    assert [slip.kind for slip in found.slips] == ["missed", "spurious"]
    assert not any(slip.context or slip.true or slip.predicted for slip in found.slips)


def test_given_stances_are_scored_by_their_labels() -> None:
    pairs = [
        *(Pair("a", "favor", "favor"), Pair("b", "favor", "against")),
        *(Pair("c", "against", "favor"), Pair("d", "neutral")),
    ]
    found = score(map(labelled, pairs), MEANS)

    assert found.measures["label"].value == 0.5
    # favor: P 1/2, R 1/2; against: 0; neutral: 1, for nothing predicted is neutral
    assert found.measures["macro-F1"].value == pytest.approx(0.5)
    assert found.measures["favor and against"].value == pytest.approx(0.25)
    assert [(slip.doc_id, slip.true, slip.predicted) for slip in found.slips] == [
        ("b", "favor", "against"),
        ("c", "against", "favor"),
    ]


def test_a_wrong_label_stands_with_its_target() -> None:
    (slip,) = labelled(Pair("a", "against", "favor", TEXT, Range(35, 42))).slips

    assert (slip.start, slip.end) == (35, 42)
    assert slip.context == "…backs a pause. Tarn distrusts [Zennava], and does not rule out talks.…"


many = st.lists(
    st.builds(
        held, st.sampled_from(["Venn", "Tarn"]), st.sampled_from(LABELS), st.sampled_from("abZ")
    ),
    max_size=5,
).map(tuple)


@given(many)
def test_a_perfect_prediction_scores_1(true: tuple[Held, ...]) -> None:
    found = score([counted(sides(*true, true=true))])

    assert {m.value for n, m in found.measures.items() if m.true and n != "evidence"} <= {1.0}
    assert found.slips == ()


@given(many, many)
def test_hits_are_some_of_what_is_true_and_of_what_was_predicted(
    true: tuple[Held, ...], predicted: tuple[Held, ...]
) -> None:
    found = counted(sides(*predicted, true=true))

    for tally in {**found.tallies, **found.classes}.values():
        assert 0 <= tally.hits <= tally.true
        assert tally.predicted is None or tally.hits <= tally.predicted
