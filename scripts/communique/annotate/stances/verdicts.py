"""What adjectives and nouns say of a thing: is unacceptable, called it a crime, vital that."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import CLAUSE, NOMINAL, SUBJECT
from communique.annotate.syntax import VERBAL
from communique.languages.attitudes import AGAINST, Attitudes

SAID_OF = frozenset(["acomp", "attr", "oprd", "xcomp", "ccomp"])
COMPLEMENTS = SAID_OF | {"pobj", "dobj", "amod"}


def copula(head: Token, place: str, node: Token, words: Attitudes) -> int | None:
    """What is said of a subject or clause by what "be" stands with; None if nothing is."""
    if place not in {SUBJECT, CLAUSE} or lacking(head, words) is not None:
        return None
    return _first(
        weight(child, words) for child in head.rights if child != node and child.dep_ in SAID_OF
    )


def lacking(head: Token, words: Attitudes) -> Token | None:
    """The preposition of what nothing good is without: peace is impossible without a state."""
    said = [child for child in head.rights if child.dep_ in SAID_OF]
    if not any(weight(word, words) == AGAINST for word in said):
        return None
    beside = [child for one in (head, *said) for child in one.rights if child.dep_ == "prep"]
    return next((child for child in beside if child.lower_ in words.lists["lacking"]), None)


def complement(head: Token, node: Token, words: Attitudes) -> int | None:
    """What is said of an object: called it a crime, described it as unjust; None if nothing is."""
    beside = [child for child in head.rights if child != node]
    beside += node.rights if node.pos_ in NOMINAL else ()  # misread: called the raid “unjust”
    return _first(
        weight(word, words) for child in beside for word in _said(child) if word.dep_ in COMPLEMENTS
    )


def _said(child: Token) -> Iterator[Token]:
    if child.dep_ == "prep" and child.lower_ == "as":
        yield from child.children
    else:
        yield child


def said_of(head: Token, place: str, words: Attitudes) -> int | None:
    """What an adjective or noun says of the clause it takes: vital that it ends; None if none."""
    if place not in {CLAUSE, "for"} or head.pos_ in VERBAL:
        return None
    if head.dep_ not in {"acomp", "attr", "oprd", "dobj"}:
        return None
    return weight(head, words)


def weight(word: Token, words: Attitudes) -> int | None:
    """How an adjective or noun judges, by itself or by what stands before it; None if neither."""
    signs = words.judging.signs
    sign = _first(signs.get(one.lemma_.lower(), signs.get(one.lower_)) for one in _modified(word))
    denied = any(child.dep_ == "det" and child.lower_ == "no" for child in word.lefts)
    return -sign if sign is not None and denied else sign


def _modified(word: Token) -> Iterator[Token]:
    yield word
    if word.pos_ in NOMINAL:
        yield from (child for child in word.lefts if child.dep_ in {"amod", "compound"})


def _first(signs: Iterator[int | None]) -> int | None:
    return next((sign for sign in signs if sign is not None), None)
