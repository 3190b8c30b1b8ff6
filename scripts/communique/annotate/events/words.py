"""Triggers, and the patterns of a language by the word that they begin with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from communique.annotate import syntax
from communique.languages.coding import Coding, Pattern, listed

VERB, NOUN, ADJECTIVE = "verb", "noun", "adjective"


@dataclass(frozen=True)
class Trigger:
    """A word that names an event, by which pattern; it goes from `start` to `end`, in tokens.

    Particles that follow at once are part of it, and what a hyphen joins to it.

    `light` is the verb that a noun is said with (`held talks`), as which the event has its time,
    its modality and those who take part.
    """

    token: Token
    start: int
    end: int
    pattern: Pattern
    part: str
    light: Token | None = None

    @property
    def type(self) -> str:
        """The type of the event."""
        return self.pattern.type

    @property
    def sites(self) -> list[Token]:
        """The words that a preposition of the event may hang on: its own, its verb, its object."""
        sites = [self.token] if self.light is None else [self.token, self.light]
        if self.part == VERB:
            sites += syntax.undergoers(self.token)
        if self.part == ADJECTIVE and self.token.head != self.token:
            sites.append(self.token.head)
        return sites

    @property
    def clause(self) -> Token:
        """The word whose auxiliaries and adverbs are those of the event."""
        return self.light or self.token


@dataclass(frozen=True)
class Words:
    """The patterns by first word, and lists of words as sets."""

    coding: Coding

    @cached_property
    def by_word(self) -> Mapping[str, Mapping[str, tuple[tuple[Pattern, tuple[str, ...]], ...]]]:
        """For verbs, nouns and adjectives: the first word of a pattern to it and its particles."""
        parts = {
            VERB: self.coding.verbs,
            NOUN: self.coding.nouns,
            ADJECTIVE: self.coding.adjectives,
        }
        return {part: _indexed(patterns) for part, patterns in parts.items()}

    @cached_property
    def light(self) -> frozenset[tuple[str, ...]]:
        """Verbs that say no more than that something took place."""
        return frozenset(tuple(word.split()) for word in listed(self.coding.light))

    @cached_property
    def cushions(self) -> frozenset[str]:
        """Nouns that count or gather others: `a group of`."""
        return frozenset(listed(self.coding.cushions))


def _indexed(
    patterns: Iterable[Pattern],
) -> Mapping[str, tuple[tuple[Pattern, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[Pattern, tuple[str, ...]]]] = {}
    for pattern in patterns:
        for first, *rest in pattern.lemmas:
            found.setdefault(first, []).append((pattern, tuple(rest)))
    return {word: tuple(sorted(several, key=weight)) for word, several in found.items()}


def weight(one: tuple[Pattern, tuple[str, ...]]) -> int:
    """The more conditions and particles, the earlier."""
    pattern, particles = one
    return -(pattern.weight + len(particles))


def lemmas(token: Token, part: str) -> Iterator[str]:
    """The lemma of a token, then what it may be if the lemmatizer is wrong."""
    lemma, word = token.lemma_.lower(), token.lower_
    yield lemma
    if word != lemma:
        yield word
    if part == VERB:
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word.removesuffix(ending)
                yield from (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)
    elif part == NOUN and word.endswith("s"):
        yield word.removesuffix("s")
        if word.endswith("ies"):
            yield f"{word.removesuffix('ies')}y"
