"""The names of a text, whom other words refer to, and who is quoted where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from communique.annotate.entities.found import NAMES, Mention
from communique.annotate.events.words import Words
from communique.annotate.quotes.found import Found as Quotation
from communique.annotate.quotes.references import People, people
from communique.languages.coding import listed
from communique.languages.naming import Naming

ACTING = frozenset(["PERSON", "NORP", "ORG", "GPE", "PRODUCT", "FAC", "LOC"])
"""Types of names that can do something: a ministry known by its seat, a ship."""


@dataclass(frozen=True)
class Cast:
    """The names of a text by token, and whom other words for people refer to.

    `kinds` are the types of all entities by token, `triggers` those of events by the token that
    names them.
    """

    doc: Doc
    words: Words
    naming: Naming
    people: People
    at: Mapping[int, Mention]
    kinds: Mapping[int, str]
    quotations: tuple[Quotation, ...]
    triggers: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def times(self) -> frozenset[int]:
        """The tokens of dates and times."""
        return frozenset(at for at, label in self.kinds.items() if label in {"DATE", "TIME"})

    @cached_property
    def agents(self) -> frozenset[str]:
        """Words for people, groups and bodies that can act."""
        return frozenset(listed(self.words.coding.agents))

    @cached_property
    def averse(self) -> frozenset[str]:
        """Verbs whose subject does not do what their object names: who prevents or fears it."""
        coding = self.words.coding
        return frozenset([*listed(coding.prevented), *listed(coding.wished)])

    @cached_property
    def text(self) -> str:
        """The text, which a document puts together anew each time that it is asked for it."""
        return self.doc.text

    @cached_property
    def named(self) -> frozenset[int]:
        """Where triggers begin, in code points."""
        return frozenset(self.doc[at].idx for at in self.triggers)

    @cached_property
    def cues(self) -> frozenset[int]:
        """Where words that report begin, in code points."""
        return frozenset(each.cue.start for each in self.quotations if each.cue)

    @cached_property
    def _quoted(self) -> dict[int, int]:
        """Character to the number of the innermost quotation that it lies in."""
        sized = sorted(
            enumerate(self.quotations), key=lambda one: one[1].content.start - one[1].content.end
        )
        return {
            at: number
            for number, each in sized
            for at in range(each.content.start, each.content.end)
        }

    def quotation(self, token: Token) -> int | None:
        """The number of the innermost quotation that a word stands in."""
        return self._quoted.get(token.idx)

    def labels(self) -> dict[int, str]:
        """The types of names by token, those of events left out: they may name a deed."""
        return {at: one.label for at, one in self.at.items() if one.label not in {"EVENT", "LAW"}}


def cast(doc: Doc, words: Words, naming: Naming) -> Cast:
    """Who there is in a text that `communique_entities` and `communique_quotes` have read."""
    mentions: list[Mention] = doc._.mentions
    return Cast(
        doc=doc,
        words=words,
        naming=naming,
        people=people(doc, mentions, naming),
        at=dict(_by_token(doc, mentions)),
        kinds=dict(_kinds(doc, mentions)),
        quotations=tuple(doc._.quotes),
    )


def _by_token(doc: Doc, mentions: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    for each in mentions:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if each.label in NAMES and each.name and span:
            yield from ((at, each) for at in range(span.start, span.end))


def _kinds(doc: Doc, mentions: Iterable[Mention]) -> Iterator[tuple[int, str]]:
    for each in mentions:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if span:
            yield from ((at, each.label) for at in range(span.start, span.end))
