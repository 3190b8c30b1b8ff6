"""Named entities of GUM (Zeldes, 2017, https://doi.org/10.1007/s10579-016-9343-x).

GUM marks every noun phrase that stands for something, named or not. A phrase is named if its head
is a proper noun with a capital; the name is what has capitals around that head.
"""

import re
from collections.abc import Iterator, Sequence

from communique.train.conllu import Sentence, Word
from communique.train.named import Mention, Named
from communique.train.names import OTHER, PLACE

LABELS = {"person": "PERSON", "organization": "ORG", "place": PLACE, "event": "EVENT"}
BRACKET = re.compile(
    r"\((?P<id>\d+)-(?P<kind>[^-()]+)(?P<rest>[^()]*)(?P<closed>\))?|(?P<end>\d+)\)"
)
LINKS = frozenset(["of", "the", "for", "and", "-", "'s", "’s", "&"])
PROPER = frozenset(["NNP", "NNPS"])
GROWS = frozenset(["ADJ", "NOUN", "NUM", "PROPN"])


def texts(sentences: Sequence[Sentence]) -> list[Named]:
    """The sentences with their names."""
    return [named(sentence) for sentence in sentences]


def named(sentence: Sentence) -> Named:
    """A sentence with its names; of the phrases around one head the shortest decides."""
    words = sentence.words
    heads: dict[int, Mention] = {}
    for phrase in sorted(phrases(words), key=lambda m: m.start - m.end):
        heads[head_of(words, phrase)] = phrase
    found = (name(words, phrase, head) for head, phrase in heads.items() if _is_named(words[head]))
    return Named(
        words=tuple(word.form for word in words),
        spaces=tuple(word.is_spaced for word in words),
        mentions=tuple(dict.fromkeys(found)),
    )


def phrases(words: Sequence[Word]) -> Iterator[Mention]:
    """The marked phrases, by the brackets in the last column; one that never closes is left out."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for at, word in enumerate(words):
        for bracket in BRACKET.finditer(_entity(word)):
            if bracket["end"]:
                for start, kind in opened.get(bracket["end"], [])[-1:]:
                    opened[bracket["end"]].pop()
                    yield Mention(start, at + 1, kind)
            elif bracket["closed"]:
                yield Mention(at, at + 1, bracket["kind"])
            else:
                opened.setdefault(bracket["id"], []).append((at, bracket["kind"]))


def _entity(word: Word) -> str:
    pairs = (pair.partition("=") for pair in word.misc.split("|"))
    return next((value for key, _, value in pairs if key == "Entity"), "")


def head_of(words: Sequence[Word], phrase: Mention) -> int:
    """The first word of a phrase whose head lies outside it."""
    inside = range(phrase.start, phrase.end)
    return next((at for at in inside if words[at].head - 1 not in inside), phrase.start)


def name(words: Sequence[Word], phrase: Mention, head: int) -> Mention:
    """The name within a phrase: it grows from the head, and ends in capitals on both sides."""
    label = LABELS.get(phrase.label, OTHER)
    start, end = head, head + 1
    while start > phrase.start and _grows(words[start - 1], label):
        start -= 1
    while end < phrase.end and _grows(words[end], label):
        end += 1
    while start < head and not _is_capital(words[start]):
        start += 1
    while end - 1 > head and not _is_capital(words[end - 1]):
        end -= 1
    return Mention(start, end, label)


def _is_named(word: Word) -> bool:
    return word.upos == "PROPN" and _is_capital(word)


def _is_capital(word: Word) -> bool:
    return word.form[:1].isupper() or word.form[:1].isdigit()


def _grows(word: Word, label: str) -> bool:
    if word.upos == "PROPN" or word.xpos in PROPER:
        return True
    if label == "PERSON":
        return False
    is_capital_word = word.upos in GROWS and _is_capital(word)
    return is_capital_word or word.form.lower() in LINKS
