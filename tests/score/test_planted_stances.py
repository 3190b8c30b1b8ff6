"""Stances against planted ones: distinct, by any name of the holder, and by who speaks for whom."""

from communique.records import Range
from communique.score.cast import Cast, Member
from communique.score.measures import Counted
from communique.score.planted import Crisis
from communique.score.planted_stances import PlantedStance, counted_stances
from communique.score.stances import Held


def member(name: str, kind: str, *aliases: str, role: str = "", state: str | None = None) -> Member:
    return Member(name, kind, aliases, role=role, state=state)


CAST = Cast(
    (
        member("Orla Venn", "person", "Minister Venn", role="foreign minister", state="Keldra"),
        member("Joss Tarn", "person", role="chairman of the Harbour Folk’s League"),
        member("Ada Pell", "person", role="docker", state="Keldra"),
        member("Keldra", "state", "Trevaunis"),
        member("Harbour Folk's League", "body", "HFL"),
    )
)
PLANTED = (
    PlantedStance("Orla Venn", "ferries", "favor"),
    PlantedStance("Keldra", "closure", "against"),
    PlantedStance("Joss Tarn", "talks", "neutral"),
    PlantedStance("A clerk", "talks", "favor"),
)
TEXT = "Let ferries pass, they said."


def held(holder: str, label: str, code: str) -> Held:
    return Held(holder=holder, label=label, code=code, evidence=Range(4, 11))


def stances(*predicted: Held) -> Counted:
    return counted_stances(Crisis("d", TEXT), PLANTED, predicted, CAST)


def figures(found: Counted, *names: str) -> list[tuple[int, int]]:
    return [(found.tallies[name].hits, found.tallies[name].true) for name in names]


def test_any_name_of_the_holder_will_do_and_what_is_said_twice_counts_once() -> None:
    found = stances(
        held("Minister Venn", "favor", "ferries"),
        held("Venn", "favor", "ferries"),
        held("Trevaunis", "against", "closure"),
        held("a clerk", "favor", "talks"),
    )

    assert figures(found, "recall", "precision") == [(3, 4), (3, 3)]
    assert figures(found, "recall, favor", "precision, favor") == [(2, 2), (2, 2)]


def test_a_state_or_body_stands_for_who_speaks_for_it_and_these_for_it_only_in_the_loose() -> None:
    found = stances(
        held("Keldra", "favor", "ferries"),
        held("Orla Venn", "against", "closure"),
        held("HFL", "neutral", "talks"),
    )

    assert figures(found, "recall", "precision") == [(0, 4), (0, 3)]
    assert figures(found, "recall+", "precision+") == [(3, 4), (3, 3)]


def test_two_people_of_a_state_do_not_speak_for_each_other() -> None:
    assert figures(stances(held("Ada Pell", "favor", "ferries")), "precision+") == [(0, 1)]


def test_what_is_missed_not_planted_or_on_the_other_side_is_listed() -> None:
    found = stances(
        held("Keldra", "against", "ferries"),
        held("HFL", "favor", "ferries"),
        held("Keldra", "against", "closure"),
    )

    assert [(slip.kind, slip.true, slip.predicted) for slip in found.slips] == [
        ("label", "Orla Venn, favor ferries", "Keldra, against ferries"),
        ("missed", "Joss Tarn, neutral talks", None),
        ("missed", "A clerk, favor talks", None),
        ("spurious", None, "HFL, favor ferries"),
    ]
    assert found.slips[0].context == "…Let [ferries] pass, they said.…"
    assert found.slips[1].context is None


def test_nothing_predicted_is_no_precision() -> None:
    assert figures(stances(), "recall", "precision") == [(0, 4), (0, 0)]
