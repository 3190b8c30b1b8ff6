"""What counts as a copy, of what, and who represents it."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.dedup.copies import components
from communique.dedup.sketch import joined, sketches
from communique.records import Duplicate
from communique.run.duplicates import Item, duplicates
from dedup.invented import edited, report, sentences


def edges(*texts: str | Item) -> list[Duplicate]:
    named = (
        Item(f"d{at}", text) if isinstance(text, str) else text for at, text in enumerate(texts)
    )
    with TemporaryDirectory() as folder:
        return list(duplicates(named, Path(folder)))


def kinds(*texts: str | Item) -> list[tuple[str, str, str]]:
    return [(edge.doc_id, edge.kind, edge.of) for edge in edges(*texts)]


def test_two_reports_are_no_copies() -> None:
    assert edges(report(1), report(2), report(3)) == []


@pytest.mark.parametrize(
    "copy",
    [
        report(1),
        report(1).upper(),
        report(1).replace(". ", ".\u00a0").replace("or", "\u00f3r"),
        f"“{report(1)}”",
    ],
)
def test_the_same_words_in_the_same_order_are_an_exact_copy(copy: str) -> None:
    assert kinds(report(1), copy) == [("d1", "exact", "d0")]


def test_the_same_words_in_another_order_are_a_near_copy() -> None:
    moved = sentences(1)
    moved = [*moved[15:], *moved[:15]]

    assert kinds(report(1), " ".join(moved)) == [("d1", "near", "d0")]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.2])
def test_an_edited_copy_is_near(share: float) -> None:
    assert kinds(report(1), edited(report(1), share)) == [("d1", "near", "d0")]


def test_a_text_edited_throughout_is_no_copy() -> None:
    assert edges(report(1), edited(report(1), 0.6)) == []


@pytest.mark.parametrize("length", [1, 8, 18])
def test_a_brief_cut_from_a_report_is_contained_however_short(length: int) -> None:
    cut = edges(report(1), " ".join(sentences(1)[5 : 5 + length]))

    if length == 1:
        assert cut == []  # one sentence is a passage, and no copy
    else:
        assert [(each.doc_id, each.kind, each.of) for each in cut] == [("d1", "contained", "d0")]
        assert cut[0].containment == 1.0


def test_a_brief_is_found_in_a_report_fifty_times_as_long() -> None:
    brief = " ".join(sentences(1, 500)[100:110])

    assert kinds(report(1, 500), brief) == [("d1", "contained", "d0")]


def test_a_copy_with_much_around_it_contains_the_original() -> None:
    wrapped = f"{report(8, 40)} {report(1)} {report(9, 40)}"

    assert kinds(report(1), wrapped) == [("d0", "contained", "d1")]


def test_a_text_that_keeps_two_passages_of_another_is_derived_and_in_no_cluster() -> None:
    one = sentences(1)
    other = [*sentences(2, 10), *one[3:5], *sentences(3, 10), *one[9:11], *sentences(4, 8)]

    (edge,) = edges(report(1), " ".join(other))

    assert (edge.doc_id, edge.kind, edge.of, edge.cluster) == ("d1", "derived", "d0", None)


def test_shared_quotations_make_nothing_derived() -> None:
    said = [f"“{each}” he said." for each in sentences(1, 4)]
    one = [*sentences(2, 10), *said[:2], *sentences(3, 10), *said[2:]]
    other = [*said[:2], *sentences(4, 12), *said[2:], *sentences(5, 9)]

    assert edges(" ".join(one), " ".join(other)) == []


def test_one_shared_paragraph_makes_nothing_derived() -> None:
    one, other = sentences(1), sentences(2)

    assert edges(" ".join(one), " ".join([*other, *one[3:6]])) == []


def test_two_clusters_have_one_derived_edge_at_most() -> None:
    one = sentences(1)
    other = [*sentences(2, 12), *one[3:6], *sentences(3, 12), *one[9:12]]
    texts = [report(1), edited(report(1), 0.01), " ".join(other), edited(" ".join(other), 0.01)]

    assert [kind for _, kind, _ in kinds(*texts)].count("derived") == 1


def test_the_oldest_represents_its_copies() -> None:
    items = [Item("b", report(1), "2031-04-09"), Item("a", report(1), "2031-04-10")]

    assert kinds(*items, Item("c", report(1))) == [("a", "exact", "b"), ("c", "exact", "b")]


def test_of_one_day_the_longest_represents_and_then_the_first_by_id() -> None:
    longer = f"{report(1)} The tide was late."

    found = edges(Item("a", report(1)), Item("b", longer), Item("c", longer))

    assert [(each.doc_id, each.of) for each in found] == [("a", "b"), ("c", "b")]
    assert {each.cluster for each in found} == {"b"}


def test_what_is_contained_represents_nobody_though_it_is_older() -> None:
    brief = Item("a", " ".join(sentences(1)[:12]), "2031-04-08")

    (edge,) = edges(brief, Item("b", report(1), "2031-04-09"))

    assert (edge.doc_id, edge.of, edge.cluster) == ("a", "b", "b")


def test_every_copy_has_one_edge_towards_its_representative() -> None:
    whole = sentences(1, 40)
    parts = (whole[:19], whole[12:31], whole[6:25])
    items = [
        Item(name, " ".join(part), day) for name, part, day in zip("abc", parts, "123", strict=True)
    ]

    found = edges(*items)

    assert [each.doc_id for each in found] == ["b", "c"]
    assert {each.cluster for each in found} == {"a"}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(4, 25)), max_size=12))
def test_who_has_no_edge_represents_a_cluster(cuts: list[tuple[int, int, int]]) -> None:
    items = [
        Item(f"{at:02}", " ".join(sentences(seed, 40)[start : start + length]))
        for at, (seed, start, length) in enumerate(cuts)
    ]

    found = [each for each in edges(*items) if each.cluster]

    copies = [each.doc_id for each in found]
    assert len(copies) == len(set(copies))
    assert {each.cluster for each in found}.isdisjoint(copies)
    assert {each.of for each in found} <= {*copies, *(each.cluster for each in found)}


def test_two_reports_that_hold_the_same_brief_are_not_joined_by_it() -> None:
    brief = " ".join(sentences(5, 6))
    one, other = (
        f"{report(1, 20)} {brief} {report(2, 20)}",
        f"{report(3, 20)} {brief} {report(4, 20)}",
    )

    assert [(kind, of) for _, kind, of in kinds(brief, one, other)] in (
        [("contained", "d1")],
        [("contained", "d2")],
    )


def test_short_lines_that_look_alike_are_no_copies() -> None:
    assert edges("Prices rise in Tarn today", "Prices rise in Tarn today again") == []


def test_a_chain_of_copies_is_one_cluster() -> None:
    chain = [report(1)]
    for step in range(5):
        chain.append(edited(chain[-1], 0.12, step))

    found = edges(*chain)

    assert {each.cluster for each in found} == {"d0"}
    assert {each.doc_id for each in found} == {f"d{at}" for at in range(1, 6)}


def test_spans_are_the_shared_stretches_of_both_texts() -> None:
    one = report(1)
    other = f"A new lead was written in a hurry. {one} And a credit."

    (edge,) = edges(Item("a", one, "2031"), Item("b", other, "2032"))

    ((here,), (there,)) = edge.spans, edge.of_spans
    assert other[here.start : here.end] == one[there.start : there.end] == one.rstrip(".")


def test_texts_in_other_scripts_are_compared_too() -> None:
    chance = random.Random(5)  # noqa: S311
    for letters in (
        "水火木金土日月山川田人大小中上下左右東西",
        "אבגדהוזחטיכלמנסעפצקרשת",
        "абвгдежзиклмнопрстуфх",
    ):
        blank = "" if letters[0] == "水" else " "
        found = ["".join(chance.choices(letters, k=5)) for _ in range(600)]
        one, other, cut = found[:300], found[300:], [*found[:140], *found[145:300]]

        assert kinds(*map(blank.join, (one, other, cut))) == [("d2", "near", "d0")]


def test_empty_texts_and_texts_without_words_repeat_nothing() -> None:
    assert edges("", "", "***", "***", "\u200b") == []


def test_texts_of_one_or_two_words_are_copies_only_if_they_are_the_same() -> None:
    assert kinds("Yes", "yes!", "Yes, minister", "No") == [("d1", "exact", "d0")]


def test_no_texts_have_no_edges() -> None:
    assert edges() == []


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(chance: random.Random) -> None:
    items = [
        Item(f"{seed}-{copy}", edited(report(seed), copy / 20, copy))
        for seed in range(3)
        for copy in range(4)
    ]
    items += [Item("brief", " ".join(sentences(2)[3:14])), Item("twin", report(1))]
    expected = edges(*items)

    chance.shuffle(items)

    assert expected == edges(*items)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 9).map(report), max_size=8), st.integers(0, 8))
def test_sketches_of_shards_are_those_of_the_whole(texts: list[str], cut: int) -> None:
    whole, parts = sketches(texts), joined([sketches(texts[:cut]), sketches(texts[cut:])])

    for name in ("digests", "words", "sizes", "shingles", "signatures"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist(), name
    assert whole.fingerprints.hashes.tolist() == parts.fingerprints.hashes.tolist()
    assert whole.fingerprints.counts.tolist() == parts.fingerprints.counts.tolist()


@given(st.data(), st.integers(1, 30))
def test_components_are_those_of_the_graph(data: st.DataObject, size: int) -> None:
    node = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=40))
    rank = np.array(data.draw(st.permutations(range(size))), np.int64)
    least = {at: int(rank[at]) for at in range(size)}
    for _ in range(size):
        for one, other in pairs:
            least[one] = least[other] = min(least[one], least[other])

    ends = [np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1)]

    assert [least[at] for at in range(size)] == components(*ends, rank).tolist()


def test_a_chain_of_a_hundred_thousand_nodes_is_one_component() -> None:
    nodes = np.arange(100_000)

    assert not components(nodes[:-1], nodes[1:], nodes[::-1].copy()).any()
