"""Scores of duplicates and re-use."""

from dataclasses import dataclass

from communique.records import Duplicate, Range, Reuse, Span
from communique.score.clean import Count
from communique.score.pairs import PairTruth, Said, TrueCopy, score_pairs

NINE = "we will not close the strait to any ship"


@dataclass(frozen=True)
class Planted:
    doc_id: str
    text: str = NINE
    utterance: str = "u1"
    start: int = 10

    def said(self) -> Said:
        place = Range(self.start, self.start + len(self.text))
        return Said(self.utterance, self.doc_id, self.text, place)


def edge(doc_id: str, of: str, kind: str = "near") -> Duplicate:
    cluster = None if kind == "derived" else of
    return Duplicate(
        doc_id=doc_id, of=of, kind=kind, cluster=cluster, similarity=0.5, containment=0.5
    )


def reuse(doc_id: str, of: str, at: int = 10, kind: str = "quotation") -> Reuse:
    span = Span(at, at + 20, "0" * 32)
    return Reuse(id="reu", doc_id=doc_id, of=of, kind=kind, span=span, of_span=span, words=9)


def truth(*planted: Planted, copies: tuple[TrueCopy, ...] = (), apart: bool = False) -> PairTruth:
    pairs = (("u1", "u2"),) if apart else ()
    return PairTruth(copies, tuple(each.said() for each in planted), pairs)


def test_copies_count_by_pair_and_kind_and_by_their_way() -> None:
    wanted = truth(copies=(TrueCopy("b", "a", "near"), TrueCopy("d", "c", "exact")))

    score = score_pairs([edge("a", "b"), edge("d", "c"), edge("e", "c")], [], wanted)

    assert score.copies == Count(1, 3, 2)
    assert score.directed == Count(0, 3, 2)
    assert score.errors == (
        "copy missed: exact: c and d",
        "copy wrong: near: c and d",
        "copy wrong: near: c and e",
    )


def test_an_utterance_is_found_where_both_spans_meet_its_reports() -> None:
    wanted = truth(Planted("a"), Planted("b"))

    assert score_pairs([], [reuse("b", "a")], wanted).reused == Count(1, 1, 1)
    assert score_pairs([], [reuse("a", "b")], wanted).reused == Count(1, 1, 1)
    assert score_pairs([], [reuse("b", "a", at=100)], wanted).reused == Count(0, 1, 1)
    assert score_pairs([], [reuse("b", "c")], wanted).reused == Count(0, 1, 1)


def test_an_utterance_in_copies_counts_as_found_but_not_in_derived_texts() -> None:
    wanted = truth(Planted("a"), Planted("b"))

    assert score_pairs([edge("b", "a")], [], wanted).reused == Count(1, 1, 1)
    assert score_pairs([edge("b", "a", "derived")], [], wanted).reused == Count(0, 1, 1)


def test_a_reworded_report_counts_among_all_reported_only() -> None:
    score = score_pairs([], [], truth(Planted("a"), Planted("b", "the strait stays open to ships")))

    assert (score.reused.true, score.reported.true) == (0, 1)


def test_of_several_reports_in_a_document_the_closest_counts() -> None:
    wanted = truth(Planted("a"), Planted("b", "not close"), Planted("b", start=200))

    assert score_pairs([], [reuse("b", "a")], wanted).reused.true == 1


def test_utterances_kept_apart_are_merged_by_a_quotation_over_both() -> None:
    wanted = truth(Planted("a"), Planted("b", utterance="u2"), apart=True)

    assert score_pairs([], [reuse("b", "a")], wanted).merged == ("u1 in a and u2 in b",)
    assert score_pairs([], [reuse("b", "a", kind="passage")], wanted).merged == ()
    assert score_pairs([], [reuse("b", "a", at=90)], wanted).merged == ()
