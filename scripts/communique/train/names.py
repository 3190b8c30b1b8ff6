"""One idea of a name for all data sets: where it begins and ends, and what kind it is.

Readers give mentions with the labels below beside those of the recognizer; `settled` decides.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec.structs import replace

from communique.languages.naming import naming
from communique.train.lists import countries, nationalities
from communique.train.named import Mention, Named

PLACE = "PLACE"
"""A place of an unknown kind: becomes GPE, LOC or FAC."""
OTHER = "OTHER"
"""A name of another kind: NORP or EVENT where a list says so, else no name of ours."""
UNSURE = "UNSURE"
"""Like `OTHER`, but nobody can say: where no list knows it, its words are missing."""
ARTICLES = frozenset(["the", "a", "an"])
POSSESSIVES = frozenset(["'s", "’s", "'", "’", "´s"])


def settled(named: Named) -> Named:
    """`named` with mentions that do not overlap and carry the recognizer's labels."""
    kept: list[Mention] = []
    missing = set(named.missing)
    taken: set[int] = set()
    for mention in sorted(named.mentions, key=lambda m: (m.start - m.end, m.start)):
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            found = settled_mention(mention, named.words)
            kept.extend([found] if found else [])
            missing.update(places if not found and mention.label in {UNSURE, "PERSON"} else ())
    free = _nationalities_in(named.words, taken | missing)
    mentions = tuple(sorted([*kept, *free], key=lambda m: m.start))
    return replace(named, mentions=mentions, missing=frozenset(missing))


def settled_mention(mention: Mention, text: tuple[str, ...]) -> Mention | None:
    """The mention, trimmed and with its final label; None where it is no name of ours."""
    if mention.label in {OTHER, UNSURE}:
        label = _other_label(_phrase(mention, text))
        return Mention(mention.start, mention.end, label) if label else None
    trimmed = _trimmed(mention, text)
    if trimmed.start >= trimmed.end:
        return None
    return Mention(trimmed.start, trimmed.end, _label(_phrase(trimmed, text), trimmed.label))


def _phrase(mention: Mention, text: tuple[str, ...]) -> str:
    return " ".join(text[mention.start : mention.end]).replace(" - ", "-")


def _other_label(phrase: str) -> str | None:
    """The label of a name of another kind, if a list knows one."""
    if phrase in nationalities():
        return "NORP"
    return "EVENT" if _heads(phrase) & naming("en").events else None


def _label(phrase: str, label: str) -> str:
    if phrase in nationalities():
        return "NORP"
    if label in {"ORG", PLACE} and phrase in countries():
        return "GPE"
    return place_label(phrase) if label == PLACE else label


def place_label(phrase: str) -> str:
    """GPE, LOC or FAC, by lists and by the word that heads a name; GPE where nothing tells."""
    if phrase in countries():
        return "GPE"
    if phrase.lower() in naming("en").regions:
        return "LOC"
    if _heads(phrase) & naming("en").built:
        return "FAC"
    return "LOC" if _heads(phrase) & naming("en").natural else "GPE"


def _heads(phrase: str) -> set[str]:
    """The words that may head a name: the last, the first, and the one before `of`."""
    lower = phrase.lower().split()
    before_of = {left for left, right in pairwise(lower) if right == "of"}
    one_word_names = {lower[0]} if len(lower) > 1 else set()
    return {lower[-1]} | one_word_names | before_of


def _trimmed(mention: Mention, text: tuple[str, ...]) -> Mention:
    start, end = mention.start, mention.end
    while start < end and text[start].lower() in ARTICLES:
        start += 1
    while end > start and text[end - 1].lower() in POSSESSIVES:
        end -= 1
    if mention.label == "PERSON":
        start = _after_titles(start, end, text)
    return Mention(start, end, mention.label)


def _after_titles(start: int, end: int, text: tuple[str, ...]) -> int:
    """Where a person's name begins; `end` if titles are all there is.

    A title that nothing precedes but a name is a name: Alexander Pope. What a title is of
    ("Director of the Office") is no name of a person.
    """
    first = max([at + 1 for at in range(start, end - 1) if is_title(text[at])], default=start)
    is_all_titles = all(is_title(text[at]) for at in range(first, end))
    is_what_it_is_of = first > start and text[first].lower() in {"of", "for"}
    return end if is_all_titles or is_what_it_is_of else first


def is_title(word: str) -> bool:
    """Whether a word is part of a title: a name begins after it."""
    return word.lower().removesuffix(".") in naming("en").titles


def _nationalities_in(text: tuple[str, ...], taken: Iterable[int]) -> Iterator[Mention]:
    """Nationality words outside `taken`, for data sets that do not mark them."""
    closed = set(taken)
    at = 0
    while at < len(text):
        length = next((n for n in (3, 2, 1) if _is_nationality(text, at, n, closed)), 0)
        if length:
            yield Mention(at, at + length, "NORP")
        at += max(1, length)


def _is_nationality(text: tuple[str, ...], at: int, length: int, closed: set[int]) -> bool:
    if at + length > len(text) or not closed.isdisjoint(range(at, at + length)):
        return False
    return " ".join(text[at : at + length]) in nationalities()
