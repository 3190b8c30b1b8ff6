"""An invented dispatch, and the events that the embedded pipeline finds in it.

To accept a change, of rules, words or the pipeline: run this with UPDATE_GOLDEN=1, and read the
difference.
"""

import os
from pathlib import Path

import msgspec
import pytest
from coding_texts import coded
from spacy.tokens import Doc

from communique.annotate.events.found import Found

FOLDER = Path(__file__).parents[2] / "golden" / "events"
GOLDEN = FOLDER / "events.jsonl"
PUBLISHED = "2031-05-14"


class Line(Found, frozen=True, kw_only=True):
    """An event with the words of its trigger: a golden file is for reading."""

    text: str


@pytest.fixture(scope="module")
def dispatch() -> Doc:
    return coded((FOLDER / "dispatch.txt").read_text("utf-8"), PUBLISHED)


def lines(doc: Doc) -> list[Line]:
    return [
        Line(
            text=doc.text[one.trigger.start : one.trigger.end],
            **{name: getattr(one, name) for name in one.__struct_fields__},
        )
        for one in doc._.events
    ]


def accepted() -> list[Line]:
    return [msgspec.json.decode(line, type=Line) for line in GOLDEN.read_bytes().splitlines()]


def test_a_dispatch_has_the_events_that_were_reviewed(dispatch: Doc) -> None:
    made = lines(dispatch)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in made))

    assert accepted() == made


def test_what_was_reviewed_stands_in_the_text(dispatch: Doc) -> None:
    reviewed = accepted()

    assert {line.type for line in reviewed} >= {"SANCTION", "ACCUSE", "CONSULT", "AID", "RETREAT"}
    for line in reviewed:
        assert line.text == dispatch.text[line.trigger.start : line.trigger.end]
        assert all(0 <= number < len(reviewed) for number in line.content)
