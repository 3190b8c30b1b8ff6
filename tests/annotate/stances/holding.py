"""Stances found in invented texts by the pipeline that comes with the package."""

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.entities.component import NAME as ENTITIES
from communique.annotate.events.component import NAME as EVENTS
from communique.annotate.pipelines import load, plain
from communique.annotate.quotes.component import NAME as QUOTES
from communique.annotate.stances.component import NAME

STORIES = Path(__file__).parent / "stories"
STORY = "lowen-bridge"


@cache
def pipeline() -> Language:
    """The embedded pipeline, with the inventories of these tests."""
    nlp = load("communique_en", ENTITIES, QUOTES, EVENTS)
    nlp.add_pipe(NAME, config={"stories": str(STORIES)})
    return nlp


def read(text: str, story: str | None = STORY) -> Doc:
    nlp = pipeline()
    doc = nlp.make_doc(plain(text))
    doc._.story = story
    return nlp(doc)


def held(text: str, story: str | None = STORY) -> list[tuple[str, str, str]]:
    """Who is for or against what."""
    return [(one.holder, one.polarity, one.target) for one in read(text, story)._.stances]


def cut(doc: Doc, number: int = 0) -> tuple[str, str | None]:
    """The evidence and the condition of a stance."""
    one = doc._.stances[number]
    condition = one.condition
    evidence = doc.text[one.evidence.start : one.evidence.end]
    return evidence, doc.text[condition.start : condition.end] if condition else None
