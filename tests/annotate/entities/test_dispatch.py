"""An invented dispatch, and the mentions that the embedded pipeline finds in it.

To accept a change, of rules or of the pipeline: run this with UPDATE_GOLDEN=1, and read the
difference.
"""

import os
from pathlib import Path

import msgspec
import pytest
from spacy.tokens import Doc

from communique.annotate.entities.component import NAME
from communique.annotate.entities.found import NAMES, Mention
from communique.annotate.pipelines import load, plain

FOLDER = Path(__file__).parents[2] / "golden" / "entities"
GOLDEN = FOLDER / "mentions.jsonl"
PUBLISHED = "2031-05-14"


class Line(Mention, frozen=True, kw_only=True):
    """A mention with the words that it covers: a golden file is for reading."""

    text: str


@pytest.fixture(scope="module")
def dispatch() -> Doc:
    nlp = load("communique_en", NAME)
    doc = nlp.make_doc(plain((FOLDER / "dispatch.txt").read_text("utf-8")))
    doc._.published = PUBLISHED
    return nlp(doc)


def lines(doc: Doc) -> list[Line]:
    return [
        Line(text=doc.text[one.start : one.end], **msgspec.structs.asdict(one))
        for one in doc._.mentions
    ]


def accepted() -> list[Line]:
    return [msgspec.json.decode(line, type=Line) for line in GOLDEN.read_bytes().splitlines()]


def test_a_dispatch_has_the_mentions_that_were_reviewed(dispatch: Doc) -> None:
    made = lines(dispatch)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in made))

    assert accepted() == made


def test_what_was_reviewed_stands_in_the_text(dispatch: Doc) -> None:
    for line in accepted():
        assert line.text == dispatch.text[line.start : line.end]
        assert (line.label in NAMES) == bool(line.name)
