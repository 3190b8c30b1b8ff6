"""Krippendorff's alpha by his own worked examples, by NLTK's, and by laws."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communique.score.alpha import alpha, coincidences, labels

# "Computing Krippendorff's Alpha-Reliability" (2011), sections A, B, C: a row an observer, a
# column a unit, `.` where there is no value
BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbccceddd"]
MISSING = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]

Units = list[tuple[str, ...]]


def units(rows: list[str]) -> Units:
    columns = zip(*rows, strict=True)
    return [tuple(value for value in column if value != ".") for column in columns]


@pytest.mark.parametrize(
    ("rows", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)]
)
def test_the_published_examples_come_to_the_published_values(
    rows: list[str], published: float
) -> None:
    assert alpha(units(rows)) == pytest.approx(published, abs=0.0005)


def test_the_published_coincidences_are_the_same() -> None:
    given_units = units(MISSING)

    found = coincidences(given_units, labels(given_units))

    assert labels(given_units) == ["1", "2", "3", "4", "5"]
    assert found.sum() == pytest.approx(40)
    assert found.sum(0).tolist() == pytest.approx([9, 13, 10, 5, 3])
    assert found[0].tolist() == pytest.approx([7, 4 / 3, 1 / 3, 1 / 3, 0])


@pytest.mark.parametrize("rows", [BINARY, NOMINAL, MISSING])
def test_nltk_comes_to_the_same(rows: list[str]) -> None:
    nltk = pytest.importorskip("nltk.metrics.agreement")
    data = [
        (who, unit, value)
        for who, row in enumerate(rows)
        for unit, value in enumerate(row)
        if value != "."
    ]

    assert alpha(units(rows)) == pytest.approx(nltk.AnnotationTask(data=data).alpha())


def test_it_is_undefined_where_nothing_is_pairable_or_nothing_varies() -> None:
    assert alpha([]) is None
    assert alpha([("a",), ("b",), ()]) is None
    assert alpha([("a", "a"), ("a", "a", "a"), ("b",)]) is None
    assert alpha([("a",) * 4, ("a",) * 7, ("a",) * 3]) is None


def test_disagreement_beyond_chance_is_below_0() -> None:
    found = alpha([("a", "b")] * 4)

    assert found == pytest.approx(-0.75)


values = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)
many = st.lists(values, max_size=12)


@given(many, st.randoms())
def test_neither_the_order_of_units_nor_of_annotators_matters(found: Units, chance: object) -> None:
    mixed = [tuple(sorted(unit, reverse=True)) for unit in found]
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert alpha(mixed) == pytest.approx(alpha(found))


@given(many)
def test_other_names_for_the_values_change_nothing(found: Units) -> None:
    renamed = [tuple({"a": "z", "b": "y", "c": "x"}[value] for value in unit) for unit in found]

    assert alpha(renamed) == pytest.approx(alpha(found))


@given(many)
def test_units_with_one_value_change_nothing(found: Units) -> None:
    assert alpha([*found, ("d",), ()]) == alpha(found)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(2, 5)), min_size=2, max_size=12))
def test_perfect_agreement_is_1(found: list[tuple[str, int]]) -> None:
    assume(len({value for value, _ in found}) > 1)

    assert alpha([(value,) * number for value, number in found]) == pytest.approx(1)


@given(many)
def test_it_is_never_above_1(found: Units) -> None:
    value = alpha(found)

    assert value is None or value <= 1 + 1e-9
