"""Generated numbers are counted from the corpus, and stand where the markers say."""

from pathlib import Path

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.publish.corpus import ReleaseError
from communique.publish.numbers import filled, numbers

ROOT = Path(__file__).parents[2]


def test_documents_words_and_sentences_are_counted() -> None:
    assert numbers(invented.corpus())["totals"] == (
        "2 documents with text (31 words, 4 sentences) and 1 without"
    )


def test_documents_are_counted_by_collection_story_and_split() -> None:
    lines = numbers(invented.corpus())["documents"].splitlines()

    assert lines[2:] == [
        "| articles | held-talks | test | 1 | 0 | withheld | 2 |",
        "| exercise | tarn-weir | train | 1 | 1 | 15 | 2 |",
        "| exercise | bridge | validation | 1 | 1 | 16 | 2 |",
    ]


def test_removed_segments_are_counted_by_reason_and_collection() -> None:
    lines = numbers(invented.corpus())["removed"].splitlines()

    assert lines[0] == "| reason | articles | exercise |"
    assert lines[2] == "| newsletter | 1 | 2 |"


def test_annotations_are_counted_by_layer_status_basis_and_collection() -> None:
    lines = numbers(invented.corpus())["layers"].splitlines()

    assert "| events | silver | machine | exercise | 2 |" in lines
    assert "| events | silver | machine | articles | 1 |" in lines


def test_what_there_is_none_of_is_said() -> None:
    assert numbers(invented.corpus(layers=False))["layers"] == "none in this version"


def test_numbers_are_the_same_with_and_without_the_withheld_sources() -> None:
    assert numbers(invented.corpus(sources=True)) == numbers(invented.corpus(sources=False))


def test_text_between_markers_is_replaced_and_all_else_kept() -> None:
    page = "a <!-- numbers:n -->old\nold<!-- /numbers --> b <!-- other -->"

    assert filled(page, {"n": "7"}) == "a <!-- numbers:n -->7<!-- /numbers --> b <!-- other -->"


def test_a_table_stands_on_lines_of_its_own() -> None:
    page = "<!-- numbers:n --><!-- /numbers -->"

    assert filled(page, {"n": "| a |\n| b |"}) == (
        "<!-- numbers:n -->\n| a |\n| b |\n<!-- /numbers -->"
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="<")), st.text(), st.text())
def test_filling_a_page_twice_changes_nothing_more(number: str, before: str, after: str) -> None:
    before, after = before.replace("<", ""), after.replace("<", "")
    page = f"{before}<!-- numbers:n --><!-- /numbers -->{after}"
    once = filled(page, {"n": number})

    assert filled(once, {"n": number}) == once


def test_an_unknown_name_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ReleaseError, match="no number is called 'nought'; there are n"):
        filled("<!-- numbers:nought -->1<!-- /numbers -->", {"n": "7"})


def test_a_marker_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(ReleaseError, match="not closed"):
        filled("<!-- numbers:n -->1", {"n": "7"})


def test_a_marker_that_is_closed_only_by_the_next_ones_end_is_an_error() -> None:
    with pytest.raises(ReleaseError, match="not closed"):
        filled("<!-- numbers:n -->1 <!-- numbers:n -->1<!-- /numbers -->", {"n": "7"})


@pytest.mark.parametrize("page", ["DATASHEET.md", "README.md"])
def test_the_pages_of_the_repository_use_known_numbers(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")

    assert filled(text, numbers(invented.corpus())).count("<!-- numbers:") == text.count(
        "<!-- numbers:"
    )
