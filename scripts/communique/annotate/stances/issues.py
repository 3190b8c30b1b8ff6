"""Where a text raises a question at issue: the phrases of a story, in any order and form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from communique.annotate.syntax import OBJECTS, VERBAL
from communique.languages.attitudes import AGAINST, FOR
from communique.schema import Story, stories

SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "and",
        "its",
        "their",
        "his",
        "her",
        "our",
        "is",
        "are",
        "be",
        "been",
        "was",
        "were",
    ]
)
"""Words of a phrase that need not stand in the text."""
GAP = 6
"""Words that may stand between those of a phrase, together."""
DEPTH = 4
"""Steps down the tree from a phrase's head to its other words, at most."""
NEAR = 2
"""The same from a verb that is none of them."""
ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST = 3
"""Letters that a stem has at least."""


@dataclass(frozen=True)
class Phrase:
    """A cue, each word as the stems that may stand for it; what being for it says of the code."""

    code: str
    stems: tuple[frozenset[str], ...]
    sign: int


Inventory = Mapping[str, tuple[Phrase, ...]]
"""Phrases by the stems of the word that they are looked for by, those of most words first."""


@dataclass(frozen=True)
class Raised:
    """An issue and the tokens that raise it; `head` is the one that the others hang on."""

    code: str
    sign: int
    head: Token
    tokens: frozenset[int]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, so that its forms are alike: freed, free; letting, let."""
    word = word.lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    doubled = len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "aeouls"
    return word[:-1] if doubled else word


@cache
def inventory(name: str) -> Inventory:
    """The phrases of the story `name`; none where no story is called so."""
    story = stories().get(name)
    return compiled(story) if story is not None else {}


def compiled(story: Story) -> Inventory:
    """The phrases of a story."""
    found: dict[str, list[Phrase]] = {}
    for phrase in _phrases(story):
        for one in phrase.stems[0]:
            found.setdefault(one, []).append(phrase)
    return {
        key: tuple(sorted(several, key=lambda one: -len(one.stems)))
        for key, several in found.items()
    }


def _phrases(story: Story) -> Iterator[Phrase]:
    for issue in story.issues:
        for sign, cues in ((FOR, issue.cues), (AGAINST, issue.against)):
            for cue in cues:
                stems = _stems(cue)
                if stems:
                    yield Phrase(issue.code, stems, sign)


def _stems(cue: str) -> tuple[frozenset[str], ...]:
    """The words of a cue that count, those with the fewest alternatives and most letters first."""
    plain = cue.lower().replace("’s", "").replace("'s", "").replace("-", " ").split()
    words = [frozenset(stem(one) for one in word.split("/")) for word in plain if word not in SMALL]
    return tuple(sorted(words, key=lambda word: (len(word), -max(map(len, word)))))


def raised(doc: Doc, phrases: Inventory) -> list[Raised]:
    """The issues that a text raises, in order; of those that share words the longest counts."""
    if not phrases:
        return []
    stems = [stem(token.lower_) for token in doc]
    every = [one for at, key in enumerate(stems) for one in _at(doc, at, key, stems, phrases)]
    return sorted(_longest(every), key=lambda one: one.head.i)


def _at(doc: Doc, at: int, key: str, stems: Sequence[str], phrases: Inventory) -> Iterator[Raised]:
    found = phrases.get(key, ())
    lemma = stem(doc[at].lemma_) if not found else key
    for phrase in found or (phrases.get(lemma, ()) if lemma != key else ()):
        tokens = _matched(doc, at, phrase, stems)
        head = _head(doc, tokens) if tokens else None
        if head is not None:
            yield Raised(phrase.code, phrase.sign, head, frozenset(tokens))


def _matched(doc: Doc, at: int, phrase: Phrase, stems: Sequence[str]) -> list[int]:
    """The tokens nearest to `at` that have the other stems of a phrase; none if one is missing."""
    reach = len(phrase.stems) + GAP
    near = sorted(
        range(max(0, at - reach), min(len(stems), at + reach + 1)), key=lambda one: abs(one - at)
    )
    tokens = [at]
    for wanted in phrase.stems[1:]:
        one = next(
            (
                i
                for i in near
                if i not in tokens and (stems[i] in wanted or stem(doc[i].lemma_) in wanted)
            ),
            None,
        )
        if one is None:
            return []
        tokens.append(one)
    return tokens if max(tokens) - min(tokens) < reach else []


def _head(doc: Doc, tokens: Sequence[int]) -> Token | None:
    """The token that all others hang on, or a verb right above; None where there is none."""
    for at in tokens:
        if all(at == other or _hangs(doc[other], at, DEPTH) for other in tokens):
            return _object(doc[at], tokens)
    verb = doc[tokens[0]].head
    if verb.pos_ not in VERBAL or not all(_hangs(doc[at], verb.i, NEAR) for at in tokens):
        return None
    return next((doc[at] for at in tokens if doc[at].dep_ in OBJECTS), verb)


def _object(token: Token, tokens: Sequence[int]) -> Token:
    """What stands behind a preposition, for it; else the token."""
    if token.pos_ != "ADP":
        return token
    return next((child for child in token.rights if child.i in tokens), token)


def _hangs(token: Token, on: int, steps: int) -> bool:
    for _ in range(steps):
        token = token.head
        if token.i == on:
            return True
    return False


def _longest(every: Iterable[Raised]) -> Iterator[Raised]:
    taken: set[int] = set()
    for one in sorted(every, key=lambda each: (-len(each.tokens), each.head.i)):
        if taken.isdisjoint(one.tokens):
            taken |= one.tokens
            yield one
