import pytest
import spacy
from spacy.tokens import Doc, Span

from communique.train import scores
from communique.train.scores import Tally

VOCAB = spacy.blank("en").vocab


def doc(pos: list[str], heads: list[int], starts: list[bool]) -> Doc:
    words = ["Talks", "failed", "\n", "Why"]
    return Doc(VOCAB, words=words, pos=pos, heads=heads, deps=["x"] * 4, sent_starts=starts)


GOLD = doc(["NOUN", "VERB", "SPACE", "ADV"], [1, 1, 1, 3], [True, False, False, True])
FOUND = doc(["NOUN", "NOUN", "NOUN", "ADV"], [1, 1, 0, 1], [True, False, False, False])


def test_tags_are_counted_without_white_space() -> None:
    assert scores.tally([(GOLD, FOUND)], scores.tags) == Tally(2, 3, 3)


def test_heads_are_counted_by_where_they_begin() -> None:
    assert scores.tally([(GOLD, FOUND)], scores.heads) == Tally(2, 3, 3)


def test_sentences_must_begin_and_end_right() -> None:
    assert scores.tally([(GOLD, FOUND)], scores.sentences) == Tally(0, 1, 2)
    assert scores.tally([(GOLD, GOLD)], scores.sentences) == Tally(2, 2, 2)


def test_another_tokenizer_is_scored_by_places_in_the_text() -> None:
    one = Doc(VOCAB, words=["ten-day", "truce"], pos=["ADJ", "NOUN"])
    other = Doc(
        VOCAB, words=["ten", "-", "day", "truce"], spaces=[0, 0, 1, 1], pos=["X"] * 3 + ["NOUN"]
    )

    assert scores.tally([(one, other)], scores.tags) == Tally(1, 4, 2)


def test_only_the_names_asked_for_count() -> None:
    gold, found = (Doc(VOCAB, words=["Quell", "in", "Orrin"]) for _ in range(2))
    gold.ents = [Span(gold, 0, 1, "PERSON"), Span(gold, 2, 3, "GPE")]
    found.ents = [Span(found, 0, 1, "PERSON"), Span(found, 2, 3, "ORG")]

    assert scores.name_tally([(gold, found)], ["PERSON", "GPE"]) == Tally(1, 1, 2)


def test_a_name_where_nobody_can_say_counts_neither_for_nor_against() -> None:
    gold, found = (Doc(VOCAB, words=["Quell", "in", "Orrin"]) for _ in range(2))
    gold.set_ents([Span(gold, 0, 1, "PERSON")], missing=[Span(gold, 2, 3)], default="outside")
    found.ents = [Span(found, 0, 1, "PERSON"), Span(found, 2, 3, "GPE")]

    assert scores.name_tally([(gold, found)], ["PERSON", "GPE"]) == Tally(1, 1, 1)


@pytest.mark.parametrize(
    ("tally", "expected"), [(Tally(1, 2, 4), (0.5, 0.25, 1 / 3)), (Tally(0, 0, 0), (1, 1, 1))]
)
def test_precision_recall_and_f(tally: Tally, expected: tuple[float, float, float]) -> None:
    assert (tally.precision, tally.recall, tally.f) == expected
