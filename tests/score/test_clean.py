import pytest

from communique.config import Workspace
from communique.records import Document, Removed
from communique.run.score import clean_truth
from communique.score.clean import CleanTruth, Count, TrueRemoval, TrueStated, key, score_clean


def document(
    removed: list[tuple[str, str]], text: str = "Body.", title: str | None = None
) -> Document:
    return Document(
        id="d1",
        collection="c",
        source_file="d1.txt",
        raw_sha256="0" * 64,
        encoding="utf-8",
        title=title,
        licence="CC0-1.0",
        text_available=True,
        text=text,
        text_sha256="0" * 64,
        removed=tuple(Removed(0, 1, reason, "rule", line) for line, reason in removed),
    )


def truth(
    removed: list[tuple[str, str]], text: str = "Body.", title: str | None = None
) -> CleanTruth:
    return CleanTruth(
        doc_id="d1",
        text=text,
        stated=TrueStated(title=title, publisher=None, published=None, bylines=(), credits=()),
        removed=tuple(TrueRemoval(line, reason) for line, reason in removed),
    )


def test_lines_count_by_their_words_and_as_often_as_they_stand() -> None:
    found = document([("Share:", "share"), ("Share", "share"), ("A subhead", "related-story")])

    score = score_clean([(found, truth([("share", "share"), ("Ad", "advertisement")]))])

    assert score.removed == Count(hits=1, predicted=3, true=2)
    assert (score.removed.precision, score.removed.recall) == (1 / 3, 1 / 2)
    assert [(e.kind, e.detail) for e in score.errors] == [
        ("missed", "ad"),
        ("wrongly", "share"),
        ("wrongly", "a subhead"),
    ]


def test_a_piece_of_several_true_lines_counts_as_each_of_them() -> None:
    lines = [("Home", "navigation"), ("News", "navigation"), ("Sport", "navigation")]

    score = score_clean([(document([("Home News Sport", "navigation")]), truth(lines))])

    assert score.removed == Count(hits=3, predicted=3, true=3)


def test_pieces_that_make_up_one_true_line_count_as_that_line() -> None:
    found = document([("Home", "navigation"), ("News", "navigation")])

    score = score_clean([(found, truth([("Home | News", "navigation")]))])

    assert score.removed == Count(hits=1, predicted=1, true=1)


def test_a_piece_that_holds_more_than_true_lines_is_wrong_as_a_whole() -> None:
    found = document([("Home The envoy left", "navigation")])

    score = score_clean([(found, truth([("Home", "navigation")]))])

    assert score.removed == Count(hits=0, predicted=1, true=1)


def test_reasons_are_counted_among_lines_removed_rightly() -> None:
    found = document([("Share", "promo"), ("Ad", "advertisement")])

    score = score_clean([(found, truth([("Share", "share"), ("Ad", "advertisement")]))])

    assert score.reasons == Count(hits=1, predicted=2, true=2)


def test_metadata_counts_fields_that_are_exact() -> None:
    score = score_clean([(document([], title="A title"), truth([], title="Another"))])

    assert score.metadata == Count(hits=4, predicted=5, true=5)
    assert score.errors[0].detail == "'A title', not 'Another'"


def test_nothing_removed_and_nothing_true_is_perfect() -> None:
    score = score_clean([(document([]), truth([]))])

    assert (score.removed.precision, score.removed.recall) == (1.0, 1.0)
    assert score.texts == Count(1, 1, 1)


def test_the_first_difference_between_texts_is_named() -> None:
    score = score_clean([(document([], text="One\\n\\nTwo"), truth([], text="One\\n\\nToo"))])

    assert score.errors[-1].kind == "text"


@pytest.mark.parametrize(("line", "words"), [("READ – more…", "read more"), ("• É 5", "é 5")])
def test_the_key_of_a_line_is_its_words(line: str, words: str) -> None:
    assert key(line) == words


def test_every_exercise_document_has_its_planted_truth(checkout: Workspace) -> None:
    ids = [one.doc_id for one in clean_truth(checkout)]

    assert len(ids) == len(set(ids)) == 34
