import random

import pytest

from communique.train.disguise import disguised, in_disguise
from communique.train.named import Mention, Named, spaced

WORDS = (
    *("Gen.", "Mara", "Tolwin", "left", "Orrin", "Airport", "for", "Keldra", ","),
    *("said", "the", "French", ";", "Tolwin", "waved"),
)
MENTIONS = (
    Mention(1, 3, "PERSON"),
    Mention(4, 6, "FAC"),
    Mention(7, 8, "GPE"),
    Mention(11, 12, "NORP"),
    Mention(13, 14, "PERSON"),
)
NAMED = Named(words=WORDS, spaces=spaced(WORDS), mentions=MENTIONS, missing=frozenset({10}))


@pytest.fixture
def chance() -> random.Random:
    return random.Random(11)  # noqa: S311


def test_only_names_are_invented_and_nothing_moves(chance: random.Random) -> None:
    found = in_disguise(NAMED, chance)

    changed = [old for new, old in zip(found.words, WORDS, strict=True) if new != old]
    assert changed == ["Mara", "Tolwin", "Orrin", "Keldra", "French", "Tolwin"]
    assert (found.mentions, found.missing, found.spaces) == (
        MENTIONS,
        frozenset({10}),
        NAMED.spaces,
    )


def test_a_name_that_returns_is_the_same_again(chance: random.Random) -> None:
    found = in_disguise(NAMED, chance).words

    assert found[2] == found[13]


def test_invented_names_look_like_names(chance: random.Random) -> None:
    for _ in range(200):
        found = in_disguise(NAMED, chance).words
        assert all(found[at].isalpha() and found[at].istitle() for at in (1, 2, 4, 7, 11))


def test_some_texts_are_disguised_the_same_ones_with_the_same_seed() -> None:
    whole = [NAMED] * 200

    once, again = (disguised(whole, random.Random(3)) for _ in range(2))  # noqa: S311

    assert once == again
    assert 0 < sum(new != NAMED for new in once) < 100
