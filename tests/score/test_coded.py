"""Events of sentences with one known event, by hand-worked values."""

from hypothesis import given
from hypothesis import strategies as st

from communique import schema
from communique.score.alignment import aligned
from communique.score.coded import MEANS, Guess, Sides, counted, merged
from communique.score.measures import Counted, score


def sentence(*predicted: Guess, types: tuple[str, ...] = ("AID",), **fields: object) -> Sides:
    return Sides(doc_id="s", types=types, predicted=predicted, **fields)  # type: ignore[arg-type]


def figures(found: Counted, name: str) -> tuple[int, int, int | None]:
    tally = {**found.tallies, **found.classes}[name]
    return tally.hits, tally.true, tally.predicted


def test_the_first_type_counts_and_any_of_them_with_how_many_there_are() -> None:
    found = counted(sentence(Guess(("AGREE",)), Guess(("AID",)), Guess(("AGREE",))))

    assert figures(found, "first type") == (0, 1, None)
    assert figures(found, "any type") == (1, 1, None)
    assert figures(found, "types a sentence") == (2, 1, None)
    assert [(slip.kind, slip.true, slip.predicted) for slip in found.slips] == [
        ("type", "AID", "AGREE")
    ]


def test_a_wrong_type_stands_with_its_sentence() -> None:
    (slip,) = counted(sentence(Guess(("AGREE",)), text="Keldra sent 🚢 rice.")).slips

    assert (slip.start, slip.end, slip.context) == (0, 19, "…[Keldra sent 🚢 rice.]…")


def test_a_quad_category_is_right_where_the_type_is_not() -> None:
    assert figures(counted(sentence(Guess(("RETREAT",)))), "quad") == (1, 1, None)
    assert figures(counted(sentence(Guess(("AGREE",)))), "quad") == (0, 1, None)


def test_no_event_is_a_class_of_its_own() -> None:
    silent = counted(sentence())
    right = counted(sentence(types=("NONE",)))

    assert figures(silent, "types a sentence") == (0, 1, None)
    assert (figures(silent, "AID"), figures(silent, "NONE")) == ((0, 1, 0), (0, 0, 1))
    assert (figures(right, "NONE"), figures(right, "quad")) == ((1, 1, 1), (1, 1, None))


def test_of_several_acceptable_types_the_one_that_was_first_is_the_true_one() -> None:
    either = ("SANCTION", "COERCE")

    assert figures(counted(sentence(Guess(("COERCE",)), types=either)), "COERCE") == (1, 1, 1)
    assert figures(counted(sentence(Guess(("AID",)), types=either)), "SANCTION") == (0, 1, 0)


def test_what_cannot_be_told_apart_is_one_class() -> None:
    both = ("CONCEDE", "RETREAT")
    classes = merged([("YIELD", both), ("RETREAT", ("RETREAT",)), (None, ("AID",))])

    assert classes == dict.fromkeys(both, "CONCEDE|RETREAT")
    assert merged([("YIELD", ("CONCEDE",)), ("AID", both)]) == {}
    found = counted(sentence(Guess(("CONCEDE",)), types=("RETREAT",), merged=classes))
    assert figures(found, "first type") == (0, 1, None)
    assert figures(found, "CONCEDE|RETREAT") == (1, 1, 1)


def test_macro_f1_is_the_mean_over_classes_that_are_true_of_a_sentence() -> None:
    right, wrong, other = Guess(("AID",)), Guess(("REJECT",)), Guess(("REJECT",))
    sentences = [
        *(sentence(right), sentence(wrong)),
        *(sentence(other, types=("REJECT",)), sentence(Guess(("AGREE",)), types=("REJECT",))),
    ]

    found = score(map(counted, sentences), MEANS).measures

    # AID: P 1, R 1/2; REJECT: P 1/2, R 1/2; AGREE is true of none
    assert found["macro-F1"].value == (2 / 3 + 1 / 2) / 2
    assert (found["first type"].value, found["AGREE"].predicted) == (0.5, 1)


def test_participants_are_those_of_the_first_event_of_an_acceptable_type() -> None:
    wrong = Guess(("AGREE",), ("Keldra",), ())
    right = Guess(("AID",), ("the Zennavan state", "Tarn"), ("Keldrans",))
    known = {"actor": ("Zennavan State",), "recipient": ("Keldra", "Venn")}

    found = counted(sentence(wrong, right, **known))
    other = counted(sentence(wrong, **known))

    assert figures(found, "actor") == figures(found, "actor, exact") == (1, 1, 2)
    assert figures(found, "recipient") == (0, 2, 1)
    assert figures(other, "actor") == (0, 1, 1)


def test_a_word_in_common_is_enough_but_for_exact() -> None:
    found = counted(sentence(Guess(("AID",), ("Orla Venn",)), actor=("Minister Venn",)))

    assert figures(found, "actor") == (1, 1, 1)
    assert figures(found, "actor, exact") == (0, 1, 1)


def test_of_what_is_reciprocal_both_are_on_both_sides() -> None:
    guess = Guess(("CONSULT",), ("Keldra", "Zennava"))
    sides = {"actor": ("Zennava",), "recipient": ("Keldra",), "is_reciprocal": True}

    found = counted(sentence(guess, types=("CONSULT",), **sides))

    assert figures(found, "actor") == (2, 2, 2)
    assert "recipient" not in found.tallies


def test_who_is_given_or_unknown_is_not_scored() -> None:
    assert not {"actor", "recipient"} & set(counted(sentence(Guess(("AID",), ("Tarn",)))).tallies)


def test_each_is_aligned_once_and_in_turn() -> None:
    assert aligned("aab", "ba", lambda one, other: one == other) == [(0, 1), (2, 0)]


@given(st.lists(st.sampled_from([*schema.labels("event", "type"), "NONE"]), max_size=3))
def test_a_right_guess_is_right_in_every_way(types: list[str]) -> None:
    names = tuple(types) or ("NONE",)
    guesses = [] if names[0] == "NONE" else [Guess(names, ("Keldra",))]

    found = counted(sentence(*guesses, types=names, actor=("Keldra",)))

    assert figures(found, "first type") == figures(found, "any type") == (1, 1, None)
    assert figures(found, "quad") == (1, 1, None)
    assert found.slips == ()
