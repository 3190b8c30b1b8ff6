"""Layers against what is planted: quotations by form, mentions of the cast."""

from communique.records import Range
from communique.score.cast import Cast, Member
from communique.score.entities import Mention
from communique.score.measures import Counted
from communique.score.planted import (
    Attributed,
    Crisis,
    Planted,
    counted_mentions,
    counted_quotes,
)


def member(name: str, kind: str, *aliases: str, state: str | None = None) -> Member:
    return Member(name, kind, aliases, role="", state=state)


CAST = Cast(
    (
        member("Orla Venn", "person", "Minister Venn", "Her Excellency Orla Venn", "the Envoy"),
        member("Keldra", "state", "Trevaunis", "Keldran", "the Republic"),
        member("Keldrans", "people", "Keldran", state="Keldra"),
        member("Trevaunis", "place"),
        member("Sella dam", "place", "Sella"),
        member("Keldra Sea Guard", "body"),
        member("Harbour Folk’s League", "body", "HFL"),
        member("The Comet", "outlet"),
    )
)


def standing(text: str) -> list[str]:
    return [text[each.start : each.end] for each in CAST.standing(text)]


def figures(found: Counted, name: str) -> tuple[int, int]:
    return found.tallies[name].hits, found.tallies[name].true


def test_titles_determiners_and_descriptions_are_no_part_of_a_form() -> None:
    text = "Minister Venn, the Envoy, told The Comet that the Republic and Orla Venn agreed."

    assert standing(text) == ["Venn", "Comet", "Orla Venn"]


def test_forms_stand_as_whole_words_and_marks_may_curl() -> None:
    text = "Keldra’s HFL, Harbour Folk's League, Keldra-bound; Keldranish, Vennel."

    assert standing(text) == ["Keldra", "HFL", "Harbour Folk's League", "Keldra"]


def test_what_the_scheme_leaves_open_counts_for_nothing() -> None:
    assert standing("The Keldra Sea Guard shut the Sella dam at Sella.") == ["Sella"]


def test_a_form_may_be_of_several_members_and_an_adjective_of_a_people_and_its_state() -> None:
    capital, adjective = CAST.standing("Trevaunis sent a Keldran ship.")

    assert capital.form.types == {"GPE", "LOC", "FAC"}
    assert capital.form.names == {"Keldra", "Trevaunis"}
    assert adjective.form.types == {"NORP", "LANGUAGE"}
    assert adjective.form.names == {"Keldra", "Keldrans"}


def test_an_empty_cast_stands_nowhere() -> None:
    assert Cast(()).standing("Keldra") == []


def test_mentions_are_found_with_exact_bounds_then_typed_and_named() -> None:
    text = "Orla Venn left Keldra with a Keldran crew for Trevaunis."
    predicted = [
        Mention(0, 9, "PERSON", "orla venn"),
        Mention(15, 21, "ORG", "Keldra"),
        Mention(29, 36, "NORP", "Zennava"),
        Mention(42, 55, "GPE", "Trevaunis"),
    ]

    found = counted_mentions(Crisis("d", text), predicted, CAST)

    assert figures(found, "found") == (3, 4)
    assert figures(found, "type") == (2, 3)
    assert figures(found, "name") == (2, 3)
    assert figures(found, "found, place or state") == (0, 1)
    assert figures(found, "name, people") == (0, 1)
    assert [(slip.kind, slip.true) for slip in found.slips] == [
        ("type", "GPE"),
        ("name", "Keldra or Keldrans"),
        ("missed", "FAC or GPE or LOC"),
    ]


TEXT = "“We wait,” said Venn. A ship sank, Keldra said. “No,” said a man. “Go,” said Tarn."
WAIT = Planted(Range(1, 9), "Orla Venn", "original")
SANK = Planted(Range(22, 33), "Keldra", "reworded")
NO = Planted(Range(49, 52), "a man (unnamed)", "original")


def quoted(*predicted: Attributed) -> Counted:
    return counted_quotes(Crisis("d", TEXT), (WAIT, SANK, NO), predicted, CAST)


def test_half_of_a_planted_quotation_covered_is_enough() -> None:
    found = quoted(Attributed(((1, 3),)), Attributed(((7, 9),)), Attributed(((22, 26),)))

    assert figures(found, "covered") == (1, 3)
    assert figures(found, "covered, original") == (1, 2)
    assert figures(found, "covered, reworded") == (0, 1)


def test_any_name_of_the_speaker_will_do_and_only_the_cast_counts() -> None:
    found = quoted(
        Attributed(((1, 9),), ("Venn",)),
        Attributed(((22, 33),), ("Zennava",)),
        Attributed(((49, 52),)),
    )

    assert figures(found, "covered") == (3, 3)
    assert figures(found, "speaker") == (1, 2)
    assert [(slip.kind, slip.true, slip.predicted) for slip in found.slips] == [
        ("speaker", "Keldra", "Zennava")
    ]


def test_of_quotations_that_cover_as_much_the_shortest_says_who_speaks() -> None:
    outer, inner = Attributed(((0, 40),), ("Tarn",)), Attributed(((1, 10),), ("Orla Venn",))

    assert figures(quoted(outer, inner), "speaker, original") == (1, 1)


def test_two_speakers_are_wrong_where_one_speaks() -> None:
    assert figures(quoted(Attributed(((1, 9),), ("Venn", "Tarn"))), "speaker") == (0, 1)
