"""Where a text raises a question at issue: the phrases of a story, in any order and form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from communique.annotate.stances.inventory import Inventory, Phrase
from communique.annotate.stances.way import Target
from communique.annotate.syntax import OBJECTS, VERBAL
from communique.languages.attitudes import Attitudes

GAP = 6
"""Words that may stand between those of a phrase, together."""
DEPTH = 4
"""Steps down the tree from a phrase's head to its other words, at most."""
NEAR = 3
"""The same from a verb that is none of them."""
APART = frozenset(["advcl", "relcl", "ccomp", "parataxis"])
"""How clauses hang on others of which they are no parts."""


@dataclass(frozen=True)
class Raised:
    """An issue, and the words that raise it."""

    code: str
    target: Target
    leaning: int | None = None


@dataclass(frozen=True)
class _Text:
    """A document, with the stem of each token's form and of its lemma."""

    doc: Doc
    stems: Sequence[str]
    lemmas: Sequence[str]

    def has(self, at: int, wanted: frozenset[str]) -> bool:
        return self.stems[at] in wanted or self.lemmas[at] in wanted


def raised(doc: Doc, phrases: Inventory, words: Attitudes) -> list[Raised]:
    """The issues that a text raises, in order; of those that share words the longest counts."""
    if not phrases:
        return []
    forms = [words.stem(token.lower_) for token in doc]
    text = _Text(doc, forms, [words.stem(token.lemma_.lower()) for token in doc])
    every = [one for at in range(len(doc)) for one in _at(text, at, phrases)]
    return sorted(_longest(every), key=lambda one: one.target.head.i)


def _at(text: _Text, at: int, phrases: Inventory) -> Iterator[Raised]:
    found = phrases.get(text.stems[at]) or phrases.get(text.lemmas[at], ())
    for phrase in found:
        tokens = _matched(text, at, phrase)
        head = _head(text.doc, tokens) if tokens else None
        if head is not None:
            own = frozenset(tokens)
            target = Target(head, phrase.sign, own, is_claim=phrase.is_claim)
            yield Raised(phrase.code, target, phrase.leaning)


def _matched(text: _Text, at: int, phrase: Phrase) -> list[int]:
    """The tokens nearest to `at` that have the other stems of a phrase; none if one is missing."""
    reach = len(phrase.stems) + GAP
    around = range(max(0, at - reach), min(len(text.stems), at + reach + 1))
    near = sorted(around, key=lambda one: abs(one - at)) if len(phrase.stems) > 1 else []
    tokens = [at]
    for wanted in phrase.stems[1:]:
        one = next((i for i in near if i not in tokens and text.has(i, wanted)), None)
        if one is None:
            return []
        tokens.append(one)
    return tokens if max(tokens) - min(tokens) < reach else []


def _head(doc: Doc, tokens: Sequence[int]) -> Token | None:
    """The token that all others hang on, or a verb right above; None where there is none."""
    for at in tokens:
        if all(at == other or _hangs(doc[other], at, DEPTH) for other in tokens):
            return _object(doc[at], tokens)
    above = islice(doc[tokens[0]].ancestors, NEAR)
    verb = next((one for one in above if one.pos_ in VERBAL), None)
    if verb is None or not all(_hangs(doc[at], verb.i, NEAR) for at in tokens):
        return None
    if verb.lemma_ == "be":
        return verb
    return next((doc[at] for at in tokens if doc[at].dep_ in OBJECTS | {"pobj"}), verb)


def _object(token: Token, tokens: Sequence[int]) -> Token:
    """What stands behind a preposition, for it; else the token."""
    if token.pos_ != "ADP":
        return token
    return next((child for child in token.rights if child.i in tokens), token)


def _hangs(token: Token, on: int, steps: int) -> bool:
    for _ in range(steps):
        if token.dep_ in APART or token.lower_ == "without":
            return False
        token = token.head
        if token.i == on:
            return True
    return False


def _rank(one: Raised) -> tuple[int, int, int]:
    head = one.target.head
    return -len(one.target.own), sum(1 for _ in head.ancestors), head.i


def _longest(every: Iterable[Raised]) -> Iterator[Raised]:
    """Of those that share words the longest; among equals the one that stands above."""
    taken: set[int] = set()
    for one in sorted(every, key=_rank):
        if taken.isdisjoint(one.target.own):
            taken |= one.target.own
            yield one
