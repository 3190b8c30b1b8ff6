import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from communique.languages.naming import naming
from communique.train.lists import countries, nationalities
from communique.train.named import (
    LABELS,
    Mention,
    Named,
    doc,
    grouped,
    headlined,
    in_capitals,
    joined,
    spaced,
)
from communique.train.names import OTHER, PLACE, UNSURE, place_label, settled


def text(words: str, *mentions: tuple[int, int, str], missing: tuple[int, ...] = ()) -> Named:
    split = tuple(words.split())
    return Named(
        words=split,
        spaces=spaced(split),
        mentions=tuple(Mention(*each) for each in mentions),
        missing=frozenset(missing),
    )


def shown(named: Named) -> list[str]:
    return [f"{' '.join(named.words[m.start : m.end])}/{m.label}" for m in named.mentions]


@pytest.mark.parametrize(
    ("words", "mention", "expected"),
    [
        ("the Harbour League 's", (0, 4, "ORG"), ["Harbour League/ORG"]),
        ("Foreign Minister Mara Tolwin", (0, 4, "PERSON"), ["Mara Tolwin/PERSON"]),
        ("Gen. Quell", (0, 2, "PERSON"), ["Quell/PERSON"]),
        ("Director of the Office", (0, 4, "PERSON"), []),
        ("Alexander Pope", (0, 2, "PERSON"), ["Alexander Pope/PERSON"]),
        ("French", (0, 1, PLACE), ["French/NORP"]),
        ("the United States", (0, 3, "ORG"), ["United States/GPE"]),
        ("Keldra", (0, 1, PLACE), ["Keldra/GPE"]),
        ("Lake Orrin", (0, 2, PLACE), ["Lake Orrin/LOC"]),
        ("Gulf of Orrin", (0, 3, PLACE), ["Gulf of Orrin/LOC"]),
        ("the Middle East", (0, 3, PLACE), ["Middle East/LOC"]),
        ("Tolwin Airport", (0, 2, PLACE), ["Tolwin Airport/FAC"]),
        ("University of Marrak", (0, 3, PLACE), ["University of Marrak/FAC"]),
        ("War of the Nets", (0, 4, OTHER), ["War of the Nets/EVENT"]),
        ("The Herring Song", (0, 3, OTHER), []),
        ("Kurds", (0, 1, UNSURE), ["Kurds/NORP"]),
    ],
)
def test_a_name_is_trimmed_and_gets_its_kind(
    words: str, mention: tuple[int, int, str], expected: list[str]
) -> None:
    assert shown(settled(text(words, mention))) == expected


def test_what_nobody_can_decide_is_missing() -> None:
    found = settled(text("Blue Heron sank", (0, 2, UNSURE)))

    assert (found.mentions, found.missing) == ((), frozenset({0, 1}))


def test_a_title_alone_is_neither_a_name_nor_none() -> None:
    found = settled(text("Prime Minister spoke", (0, 2, "PERSON")))

    assert (found.mentions, found.missing) == ((), frozenset({0, 1}))


def test_nationalities_are_filled_in_where_no_name_stands() -> None:
    found = settled(text("South Korean and French News", (3, 5, "ORG")))

    assert shown(found) == ["South Korean/NORP", "French News/ORG"]


def test_of_names_that_overlap_the_longest_stays() -> None:
    found = settled(text("Bay of Orrin", (2, 3, PLACE), (0, 3, PLACE)))

    assert shown(found) == ["Bay of Orrin/LOC"]


words_or_names = st.sampled_from(["the", "Gen.", "French", "Tolwin", "'s", "Airport", "of", "😀"])
labels = st.sampled_from([*LABELS, PLACE, OTHER, UNSURE])


@st.composite
def texts(draw: st.DrawFn) -> Named:
    words = draw(st.lists(words_or_names, min_size=1, max_size=8))
    starts = draw(st.lists(st.integers(0, len(words) - 1), max_size=4))
    ends = [draw(st.integers(start + 1, len(words))) for start in starts]
    mentions = [(s, e, draw(labels)) for s, e in zip(starts, ends, strict=True)]
    return text(" ".join(words), *mentions)


@given(texts())
def test_settled_names_are_in_order_apart_and_of_our_kinds(named: Named) -> None:
    found = settled(named).mentions

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {mention.label for mention in found} <= set(LABELS)
    assert all(mention.start < mention.end for mention in found)


@given(texts())
def test_a_document_says_of_each_word_name_none_or_missing(named: Named) -> None:
    final = settled(named)
    made = doc(final, Vocab())

    assert [(s.start, s.end, s.label_) for s in made.ents] == [
        (m.start, m.end, m.label) for m in final.mentions
    ]
    covered = {at for m in final.mentions for at in range(m.start, m.end)}
    assert {t.i for t in made if t.ent_iob == 0} == final.missing - covered


def test_place_names_are_gpe_where_nothing_tells() -> None:
    assert place_label("Trevaunis") == "GPE"


def test_texts_are_joined_with_their_names() -> None:
    one, two = text("Quell left", (0, 1, "PERSON"), missing=(1,)), text("To Orrin", (1, 2, "GPE"))

    found = joined([one, two])

    assert shown(found) == ["Quell/PERSON", "Orrin/GPE"]
    assert found.missing == frozenset({1})


def test_groups_hold_every_word_in_order() -> None:
    found = grouped([text("a b"), text("c"), text("d e f"), text("g")], 3)

    assert [" ".join(each.words) for each in found] == ["a b c", "d e f", "g"]


def test_blanks_stand_where_prose_has_them() -> None:
    words = ("Quell", "(", "who", "left", ")", "'s", "gone", ".")

    spelled = "".join(w + " " * s for w, s in zip(words, spaced(words), strict=True))
    assert spelled == "Quell (who left)'s gone."


def test_headlines_have_capitals_and_the_same_names() -> None:
    found = in_capitals(text("envoy leaves Orrin", (2, 3, "GPE")))

    assert found.words == ("Envoy", "Leaves", "Orrin")
    assert shown(found) == ["Orrin/GPE"]


def test_few_texts_become_headlines_the_same_ones_with_the_same_seed() -> None:
    whole = [text("talks failed")] * 400

    once, again = (headlined(whole, random.Random(3)) for _ in range(2))  # noqa: S311

    assert once == again
    assert 0 < sum(new != old for new, old in zip(once, whole, strict=True)) < 50


def test_the_lists_are_clean() -> None:
    assert countries().isdisjoint(nationalities())
    assert all(word == word.strip() != "" for word in countries() | nationalities())
    assert all(word == word.lower() for word in naming("en").titles | naming("en").events)
