"""Texts with named entities: what every data set is read into, and spaCy's documents of them."""

import random
from collections.abc import Iterable

from msgspec.structs import replace
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from communique.records import Record

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
HEADLINE_SHARE = 0.04
"""Share of the training texts whose words get capitals, as headlines have them."""


class Mention(Record, frozen=True):
    """The words `start` to `end` (exclusive) of a text, with a label."""

    start: int
    end: int
    label: str


class Named(Record, frozen=True, kw_only=True):
    """A text in words; `missing` are words of which nobody can say whether they are names.

    `spaces` says after which words a blank stands.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    mentions: tuple[Mention, ...]
    missing: frozenset[int] = frozenset()


def doc(named: Named, vocab: Vocab) -> Doc:
    """The document; words that are missing are neither names nor none."""
    made = Doc(vocab, words=list(named.words), spaces=list(named.spaces))
    covered = {at for mention in named.mentions for at in range(mention.start, mention.end)}
    made.set_ents(
        [Span(made, mention.start, mention.end, mention.label) for mention in named.mentions],
        missing=[Span(made, at, at + 1) for at in sorted(named.missing - covered)],
        default="outside",
    )
    return made


def spaced(words: Iterable[str]) -> tuple[bool, ...]:
    """Blanks between `words` of a data set that does not say where they are.

    No mark that closes has one before it, no opening bracket one behind it. The recognizer does
    not look at blanks, so quotation marks need no better rule.
    """
    following = [*words][1:]
    first = [*words][:1]
    pairs = zip([*first, *following], [*following, ""], strict=False)
    return tuple(not _is_glued(left, right) for left, right in pairs)


def _is_glued(left: str, right: str) -> bool:
    return right in {"", ".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "'"} or left in "(["


def joined(parts: Iterable[Named]) -> Named:
    """Texts one after the other as one."""
    words: list[str] = []
    spaces: list[bool] = []
    mentions: list[Mention] = []
    missing: set[int] = set()
    for part in parts:
        at = len(words)
        words.extend(part.words)
        spaces.extend(part.spaces)
        mentions.extend(Mention(m.start + at, m.end + at, m.label) for m in part.mentions)
        missing.update(place + at for place in part.missing)
    return Named(
        words=tuple(words),
        spaces=tuple(spaces),
        mentions=tuple(mentions),
        missing=frozenset(missing),
    )


def grouped(parts: Iterable[Named], words: int) -> list[Named]:
    """Texts one after the other, joined until they have about `words` words."""
    groups: list[list[Named]] = [[]]
    size = 0
    for part in parts:
        if size >= words:
            groups.append([])
            size = 0
        groups[-1].append(part)
        size += len(part.words)
    return [joined(group) for group in groups if group]


def headlined(texts: Iterable[Named], chance: random.Random) -> list[Named]:
    """The texts, a few of them with capitals on every word."""
    return [in_capitals(text) if chance.random() < HEADLINE_SHARE else text for text in texts]


def in_capitals(named: Named) -> Named:
    """`named` with a capital on every word."""
    return replace(named, words=tuple(word[:1].upper() + word[1:] for word in named.words))
