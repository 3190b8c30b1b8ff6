"""What a sentence shows of a given holder's attitude toward a given target."""

import pytest
from holding import read

from communique.annotate.stances.directed import directed
from communique.records import Range

VENN, TARN = "Orla Venn", "Joss Tarn"

PAIRS = {
    "a verb": ("Orla Venn criticised Joss Tarn.", "against"),
    "a verb for": ("Orla Venn praised Joss Tarn.", "favor"),
    "what one does to the other": ("Orla Venn sued Joss Tarn.", "against"),
    "what belongs to the target": ("Orla Venn mocked Joss Tarn's plan.", "against"),
    "what belongs to the holder": ("Orla Venn's lawyers attacked Joss Tarn.", "against"),
    "the passive": ("Joss Tarn was praised by Orla Venn.", "favor"),
    "a noun": ("Orla Venn's criticism of Joss Tarn went on.", "against"),
    "a complement": ("Orla Venn called Joss Tarn a liar.", "against"),
    "what is said of the target": ("“Joss Tarn is a coward,” Orla Venn said.", "against"),
    "a clause behind the target": ("Joss Tarn, whom Orla Venn thanked, left.", "favor"),
    "nothing": ("Orla Venn met Joss Tarn.", "neutral"),
    "who is only urged": ("Orla Venn urged Joss Tarn to wait.", "neutral"),
    "denied": ("Orla Venn did not criticise Joss Tarn.", "neutral"),
}


def place(text: str, name: str) -> Range:
    return Range(text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize("name", PAIRS)
def test_the_attitude_of_one_toward_the_other(name: str) -> None:
    text, expected = PAIRS[name]

    assert directed(read(text, None), place(text, VENN), place(text, TARN)) == expected


def test_it_has_a_direction() -> None:
    text = "Orla Venn criticised Joss Tarn."

    assert directed(read(text, None), place(text, TARN), place(text, VENN)) == "neutral"


def test_without_a_holder_it_is_anybody_s() -> None:
    text = "Critics denounced Joss Tarn."

    assert directed(read(text, None), None, place(text, TARN)) == "against"


def test_a_place_that_no_token_covers_is_nobody() -> None:
    text = "Orla Venn criticised Joss Tarn."

    assert directed(read(text, None), Range(9, 9), place(text, TARN)) == "neutral"
