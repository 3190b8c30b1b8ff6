"""A document as stances are looked for in it: who is named and who speaks where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.gazetteers import Gazetteer
from communique.annotate.quotes.found import Found as Quote
from communique.annotate.quotes.references import PERSON, Named, People
from communique.languages.attitudes import Attitudes
from communique.languages.naming import Naming

GPE, ORG, NORP = "GPE", "ORG", "NORP"
ACTORS = frozenset([PERSON, GPE, ORG, NORP])
CAPITAL = "capital"
"""The kind of a name, in the gazetteer, that stands for a state when it speaks."""


@dataclass(frozen=True)
class Scene:
    """A parsed document with who is named in it and who speaks where.

    `events` are their numbers by the tokens of their triggers; `inside` has for each token the
    number of the innermost quotation around it, -1 for none.
    """

    doc: Doc
    people: People
    quotes: Sequence[Quote]
    naming: Naming
    words: Attitudes
    gazetteer: Gazetteer
    events: Mapping[int, int]
    inside: Sequence[int]

    @property
    def actors(self) -> Iterator[Named]:
        """The mentions of those who can be for or against, and be that which others are against."""
        return (one for one in self.people.named if one.label in ACTORS)

    def quote(self, token: Token) -> int | None:
        """The number of the innermost quotation around a token."""
        number = self.inside[token.i]
        return number if number >= 0 else None


def inside(doc: Doc, quotes: Sequence[Quote]) -> list[int]:
    """For each token the number of the innermost quotation around it: the inner ones come later."""
    numbers = [-1] * len(doc)
    for number, quote in enumerate(quotes):
        span = doc.char_span(quote.content.start, quote.content.end, alignment_mode="expand")
        if span is not None:
            numbers[span.start : span.end] = [number] * len(span)
    return numbers


def state(scene: Scene, name: str) -> str:
    """The state for which a capital or the seat of a government stands; else the name itself."""
    entry = scene.gazetteer.entry(name)
    if entry is None or (entry.kind != CAPITAL and name.lower() not in scene.words.lists["seats"]):
        return name
    return entry.country or name
