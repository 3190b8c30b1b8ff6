"""An invented dispatch, and the stances that the embedded pipeline finds in it.

To accept a change, of rules or of the pipeline: run this with UPDATE_GOLDEN=1, and read the
difference.
"""

import os
from pathlib import Path

import msgspec
import pytest
from holding import read
from spacy.tokens import Doc

from communique.annotate.stances.found import ISSUE, Found

FOLDER = Path(__file__).parents[2] / "golden" / "stances"
GOLDEN = FOLDER / "stances.jsonl"
CODES = {"bridge_closure", "crew_release", "pause", "truce", "escalation", "relations", "theft"}


class Line(Found, frozen=True, kw_only=True):
    """A stance with the words of its evidence: a golden file is for reading."""

    text: str


@pytest.fixture(scope="module")
def dispatch() -> Doc:
    return read((FOLDER / "dispatch.txt").read_text("utf-8"))


def lines(doc: Doc) -> list[Line]:
    return [
        Line(text=doc.text[one.evidence.start : one.evidence.end], **msgspec.structs.asdict(one))
        for one in doc._.stances
    ]


def accepted() -> list[Line]:
    return [msgspec.json.decode(line, type=Line) for line in GOLDEN.read_bytes().splitlines()]


def test_a_dispatch_has_the_stances_that_were_reviewed(dispatch: Doc) -> None:
    made = lines(dispatch)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in made))

    assert accepted() == made


def test_what_was_reviewed_stands_in_the_text(dispatch: Doc) -> None:
    for line in accepted():
        assert line.text == dispatch.text[line.evidence.start : line.evidence.end]
        assert (line.target in CODES) == (line.target_kind == ISSUE)
