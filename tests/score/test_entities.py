"""Mentions against gold, by hand-worked values."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from communique.score.entities import Mention, Sides, counted
from communique.score.measures import Counted, score

TEXT = "Keldra and the Vennels met Orla Venn in Rosvaris on Monday."
KELDRA = Mention(0, 6, "GPE", "Keldra")
VENNELS = Mention(15, 22, "LOC", "The Vennel Islands")
VENN = Mention(27, 36, "PERSON", "Orla Venn")
MONDAY = Mention(52, 58, "DATE")
GOLD = (KELDRA, VENNELS, VENN, MONDAY)


def sides(*predicted: Mention, true: tuple[Mention, ...] = GOLD) -> Sides:
    return Sides("d", TEXT, true, predicted)


def figures(found: Counted, name: str) -> tuple[int, int, int | None]:
    tally = found.tallies[name]
    return tally.hits, tally.true, tally.predicted


def test_spans_and_types_are_counted_over_all_and_by_label() -> None:
    found = counted(sides(KELDRA, Mention(15, 22, "GPE"), Mention(32, 36, "PERSON"), MONDAY))

    assert figures(found, "span and type") == (2, 4, 4)
    assert figures(found, "span") == (3, 4, 4)
    assert figures(found, "GPE") == (1, 1, 2)
    assert figures(found, "LOC") == (0, 1, 0)
    assert figures(found, "PERSON") == (0, 1, 1)
    assert [(slip.kind, slip.start) for slip in found.slips] == [
        ("type", 15),
        ("name", 15),
        ("missed", 27),
        ("spurious", 32),
    ]


def test_names_count_on_right_spans_where_gold_has_one() -> None:
    found = counted(
        sides(
            Mention(0, 6, "ORG", "KELDRA"),
            Mention(15, 22, "LOC", "Vennel Islands"),
            Mention(27, 36, "PERSON", "Venn"),
            Mention(52, 58, "DATE", "Monday"),
        )
    )

    assert figures(found, "name") == (2, 3, None)
    assert [(slip.kind, slip.true, slip.predicted) for slip in found.slips] == [
        ("type", "GPE", "ORG"),
        ("name", "Orla Venn", "Venn"),
    ]


def test_mentions_of_one_span_are_matched_by_type_first() -> None:
    true = (Mention(0, 6, "ORG"), Mention(0, 6, "GPE"))

    found = counted(sides(Mention(0, 6, "GPE"), true=true))

    assert figures(found, "span and type") == (1, 2, 1)
    assert [slip.kind for slip in found.slips] == ["missed"]


def test_a_withheld_text_and_its_names_are_not_shown() -> None:
    predicted = (Mention(0, 6, "ORG", "Zennava"),)

    found = counted(Sides("d", TEXT, (KELDRA,), predicted, is_shown=False))

    assert [(slip.kind, slip.true, slip.predicted, slip.context) for slip in found.slips] == [
        ("type", "GPE", "ORG", None),
        ("name", None, None, None),
    ]


mentions = st.builds(
    lambda start, size, label, entity: Mention(start, start + size, label, entity),
    st.integers(0, 20),
    st.integers(1, 3),
    st.sampled_from(["ORG", "GPE", "DATE"]),
    st.sampled_from([None, "Keldra", "the Keldra", "Venn"]),
)
documents = st.lists(mentions, max_size=8).map(tuple)


@given(documents)
def test_a_perfect_prediction_scores_1(true: tuple[Mention, ...]) -> None:
    measures = score([counted(Sides("d", None, true, true))]).measures

    spans = [m.value for name, m in measures.items() if name != "name" and m.true]
    assert set(spans) <= {1.0}


@given(documents, documents)
def test_hits_are_some_of_what_is_true_and_of_what_was_predicted(
    true: tuple[Mention, ...], predicted: tuple[Mention, ...]
) -> None:
    found = counted(Sides("d", TEXT, true, predicted))

    for tally in found.tallies.values():
        assert 0 <= tally.hits <= tally.true
        assert tally.predicted is None or tally.hits <= tally.predicted


@given(documents, documents, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(
    true: tuple[Mention, ...], predicted: tuple[Mention, ...], chance: Random
) -> None:
    shuffled = tuple(chance.sample(predicted, len(predicted)))

    one, other = (
        counted(Sides("d", None, true, predicted)),
        counted(Sides("d", None, true, shuffled)),
    )
    for name in ("span and type", "span"):
        assert one.tallies[name] == other.tallies[name]
