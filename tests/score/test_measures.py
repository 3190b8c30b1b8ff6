"""Measures over documents and their intervals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.score.measures import Counted, Mean, Measure, Tally, context, score


def counted(number: int, **tallies: Tally) -> Counted:
    return Counted(f"d{number:03}", tallies)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    true, predicted = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    return Tally(draw(st.integers(0, min(true, predicted))), true, predicted)


many = st.lists(tallies(), max_size=8).map(
    lambda found: [counted(number, a=each) for number, each in enumerate(found)]
)


def only(documents: list[Counted]) -> Measure:
    return score(documents).measures["a"]


def test_counts_of_all_documents_are_added() -> None:
    measure = only([counted(1, a=Tally(1, 2, 4)), counted(2, a=Tally(2, 2, 4))])

    assert (measure.hits, measure.true, measure.predicted) == (3, 4, 8)
    assert (measure.precision, measure.recall, measure.value) == (3 / 8, 3 / 4, 0.5)


def test_a_share_has_no_precision() -> None:
    measure = only([counted(1, a=Tally(1, 4)), counted(2, a=Tally(1, 4))])

    assert (measure.predicted, measure.precision, measure.value) == (None, None, 0.25)
    assert (measure.low, measure.high) == (0.25, 0.25)


def test_an_interval_is_of_the_percentiles_of_resampled_documents() -> None:
    documents = [counted(number, a=Tally(number % 2, 1)) for number in range(100)]

    measure = only(documents)

    assert measure.value == 0.5
    assert measure.low == pytest.approx(0.40, abs=0.02)
    assert measure.high == pytest.approx(0.60, abs=0.02)


def test_measures_that_all_documents_have_stand_first_and_the_others_by_name() -> None:
    one = counted(1, z=Tally(1, 1), ORG=Tally(1, 1), a=Tally(1, 1))
    other = counted(2, z=Tally(1, 1), GPE=Tally(0, 1), a=Tally(1, 1))

    assert list(score([one, other]).measures) == ["z", "a", "GPE", "ORG"]
    assert score([one, other]).measures["GPE"].true == 1


def test_no_documents_have_no_measures() -> None:
    assert (score([]).documents, score([]).measures) == (0, {})


@settings(max_examples=20)
@given(many)
def test_the_order_of_documents_does_not_matter(documents: list[Counted]) -> None:
    assert score(documents) == score(reversed(documents))


@settings(max_examples=20)
@given(many)
def test_every_figure_lies_between_nothing_and_all(documents: list[Counted]) -> None:
    for measure in score(documents).measures.values():
        assert 0 <= measure.low <= measure.high <= 1
        assert 0 <= measure.value <= 1


@settings(max_examples=20)
@given(tallies(), st.integers(1, 9))
def test_the_interval_of_like_documents_is_their_value(tally: Tally, number: int) -> None:
    measure = only([counted(each, a=tally) for each in range(number)])

    assert measure.low == pytest.approx(measure.value)
    assert measure.high == pytest.approx(measure.value)


def test_what_went_wrong_is_shown_in_a_line_with_a_little_around_it() -> None:
    text = "The boat left.\n\nOrla Venn said 🚢 no."

    assert context(text, 16, 25) == "…The boat left. [Orla Venn] said 🚢 no.…"
    assert context("x" * 200, 50, 150) == f"…{'x' * 30}[{'x' * 30} … {'x' * 30}]{'x' * 30}…"


def classed(number: int, **classes: Tally) -> Counted:
    return Counted(f"d{number:03}", {"first": Tally(1, 2)}, classes=classes)


def test_a_mean_is_of_the_classes_that_are_true_of_something() -> None:
    documents = [
        classed(1, AID=Tally(1, 1, 1), REJECT=Tally(0, 1, 0)),
        classed(2, AID=Tally(1, 1, 3), NONE=Tally(0, 0, 1)),
    ]

    found = score(documents, [Mean("macro"), Mean("some", ("REJECT", "ABSENT"))]).measures

    assert list(found) == ["first", "macro", "some", "AID", "NONE", "REJECT"]
    assert found["macro"].value == pytest.approx((2 / 3 + 0) / 2)
    assert (found["macro"].hits, found["macro"].true, found["macro"].precision) == (2, 3, None)
    assert (found["some"].value, found["NONE"].value) == (0, 0)


def test_without_classes_there_is_no_mean() -> None:
    assert list(score([counted(1, a=Tally(1, 1))], [Mean("macro")]).measures) == ["a"]
    assert score([], [Mean("macro")]).measures == {}


def test_the_interval_of_a_mean_is_over_resampled_documents() -> None:
    documents = [
        classed(number, **{"AB"[number % 2]: Tally(number % 4 // 2, 1, 1)}) for number in range(100)
    ]

    found = score(documents, [Mean("macro")]).measures["macro"]

    assert found.value == 0.5
    assert found.low == pytest.approx(0.40, abs=0.03)
    assert found.high == pytest.approx(0.60, abs=0.03)


@given(st.lists(tallies(), min_size=1, max_size=4))
def test_the_mean_of_one_class_is_its_f1(found: list[Tally]) -> None:
    documents = [classed(number, A=each) for number, each in enumerate(found)]
    measures = score(documents, [Mean("macro")]).measures

    if measures["A"].true:
        assert measures["macro"].value == measures["A"].value
        assert measures["macro"].low <= measures["macro"].high
