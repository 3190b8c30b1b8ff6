"""The card: what a reader sees first, and that nothing in it changes unnoticed."""

import os
from pathlib import Path

import invented

from communique.publish.release import release

GOLDEN = Path(__file__).parents[1] / "golden/publish/card.md"
FIRST_SCREEN = 1200
"""Characters: some twelve lines of a window."""


def body(*, full: bool = False, layers: bool = True) -> str:
    files = release(invented.corpus(sources=full, layers=layers), full=full)
    return files["README.md"].decode().split("\n---\n", 1)[1]


def test_the_card_of_an_invented_corpus_is_as_the_golden_file_has_it() -> None:
    card = release(invented.corpus(), full=False)["README.md"].decode()
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(card, "utf-8")

    assert GOLDEN.read_text("utf-8") == card


def test_the_first_screen_says_how_many_rows_have_no_text_and_why() -> None:
    first = body()[:FIRST_SCREEN]

    assert "**Documents without text: 1.**" in first
    assert "publishers own" in first


def test_the_first_screen_has_the_line_that_loads_it() -> None:
    assert "load_dataset(" in body()[:FIRST_SCREEN]


def test_configurations_without_rows_are_named_and_not_declared() -> None:
    card = release(invented.corpus(layers=False), full=False)["README.md"].decode()

    assert "config_name: events" not in card
    assert "Without rows in this version" in card
    assert "### `events`: a row is an event" in card


def test_the_card_shows_a_row_that_may_be_shown() -> None:
    shown = body(full=True)
    row = shown[shown.index("```json") :]

    assert '"collection": "exercise"' in row[:200]
    assert "private sentence" not in shown


def test_a_corpus_that_ships_whole_says_so() -> None:
    card = release(invented.with_documents([invented.river()]), full=False)["README.md"].decode()

    assert "all documents, 1, ship in full" in card
    assert "without text:" not in card
