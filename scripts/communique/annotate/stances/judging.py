"""How a word judges what stands in one of its places."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.stances import beside
from communique.annotate.stances.places import ACTOR, CLAUSE, NOMINAL, OBJECT, SUBJECT, is_verb, opener
from communique.annotate.syntax import OBJECTS, VERBAL, is_passive
from communique.languages.attitudes import (
    ADJECTIVE,
    COMPLEMENT,
    FOR,
    NOUN,
    PREPOSITION,
    VERB,
    Attitudes,
    Beside,
    Entry,
)

KINDS = {"VERB": VERB, "AUX": VERB, "NOUN": NOUN, "PROPN": NOUN, "ADJ": ADJECTIVE}
VERDICT = "verdict"
NEEDED = "needed"
"""What "not" is to an entry that counts with it alone."""
SAID_OF = frozenset(["acomp", "attr", "oprd", "xcomp", "ccomp"])


@dataclass(frozen=True)
class Judgement:
    """A sign, by an entry; where there is none, by a word that judges what it is said of.

    `is_held`: the subject of the verb says so (called it a crime), not whoever says the clause.
    """

    sign: int
    entry: Entry | None = None
    is_held: bool = False


def judgement(
    head: Token, place: str, node: Token, words: Attitudes, *, is_actor: bool = False
) -> Judgement | None:
    """How `head` judges `node`, which stands in a place of it; None if it does not.

    `is_actor`: it is an actor who stands there.
    """
    if head.lemma_ == "be":
        return _copula(head, place, node, words)
    if place == CLAUSE and node.pos_ != "ADJ" and not is_verb(node):
        return None
    for rest, entry in entries(head, words):
        taken = _taken(head, place, rest)
        if entry.negated == NEEDED and not _is_withheld(head, place, node, words):
            continue
        sign = _sign(entry, taken, is_actor=is_actor) if taken else None
        if sign == COMPLEMENT:
            sign = _complement(head, node, words)
            if sign is not None:
                return Judgement(sign, is_held=True)
        elif sign is not None and not (entry.kind == VERDICT and _is_partial(head, sign)):
            return Judgement(sign, entry)
    return (
        _said_of(head, place, words) or _expressed(head, place, node, words) or _sided(place, words)
    )


def _expressed(head: Token, place: str, node: Token, words: Attitudes) -> Judgement | None:
    """What a noun says that a verb gives or expresses: voiced support for it, gave it a welcome."""
    if head.pos_ not in VERBAL or head.lemma_.lower() not in words.lists["light"]:
        return None
    for child in head.rights:
        if child.dep_ not in OBJECTS or child == node:
            continue
        for rest, entry in entries(child, words):
            sign = max(entry.signs.values()) if place == OBJECT else entry.signs.get(place)
            if not rest and entry.kind == "attitude" and sign is not None:
                return Judgement(sign or min(entry.signs.values()), entry)
    return None


def _is_partial(verb: Token, sign: int) -> bool:
    """Whether a verdict is on what helps somebody in particular: it need not be praise."""
    return sign == FOR and any(
        child.dep_ in OBJECTS and child.pos_ == "PROPN" for child in verb.rights
    )


def _sided(place: str, words: Attitudes) -> Judgement | None:
    """What the preposition says that a word stands behind: against it."""
    for _, entry in words.entries[PREPOSITION].get(place, ()):
        return Judgement(entry.signs[OBJECT], entry)
    return None


def entries(head: Token, words: Attitudes) -> tuple[Beside, ...]:
    """The entries of a word, by its form or lemma; a noun with a subject or object is a verb."""
    kind = KINDS.get(head.pos_)
    if kind is None:
        return ()
    entries = words.entries
    if head.tag_ == "VBN" and kind == VERB and is_passive(head):
        state = _listed(entries[ADJECTIVE], head)
        if state:
            return state
    if kind != VERB and is_verb(head):
        return _listed(entries[VERB], head)
    return _listed(entries[kind], head)


def _is_withheld(head: Token, place: str, node: Token, words: Attitudes) -> bool:
    """Whether somebody does not say whether, or declines to say: nobody takes a side."""
    word = opener(node) if place == CLAUSE else None
    if place == CLAUSE and (word is None or word.lower_ not in words.lists["whether"]):
        return False
    declines = head.dep_ == "xcomp" and head.head.lemma_ in words.lists["declining"]
    return declines or beside.is_negated(head, words)


def _listed(entries: "dict[str, tuple[Beside, ...]]", head: Token) -> tuple[Beside, ...]:
    return entries.get(head.lower_) or entries.get(head.lemma_.lower(), ())


def _taken(head: Token, place: str, rest: tuple[str, ...]) -> str | None:
    """The place as an entry calls it, whose further words are `rest`; None if one is not there."""
    if not rest:
        return place
    if rest == (place,):
        return OBJECT
    if not any(child.lower_ == rest[0] for child in head.children):
        return None
    return OBJECT if len(rest) > 1 and rest[1] == place else place


def _sign(entry: Entry, place: str, *, is_actor: bool) -> int | None:
    if place == OBJECT and is_actor and ACTOR in entry.signs:
        return entry.signs[ACTOR]
    return entry.signs.get(place)


def _copula(head: Token, place: str, node: Token, words: Attitudes) -> Judgement | None:
    """What is said of a subject or clause: is unacceptable, is a crime."""
    if place not in {SUBJECT, CLAUSE}:
        return None
    for child in head.rights:
        if child != node and child.dep_ in SAID_OF:
            sign = weight(child, words)
            if sign is not None:
                return Judgement(sign)
    return None


def _complement(head: Token, node: Token, words: Attitudes) -> int | None:
    """What is said of an object: called it a crime, described it as unjust."""
    for child in head.rights:
        if child == node:
            continue
        said = child.children if child.dep_ == "prep" and child.lower_ == "as" else (child,)
        for word in said:
            sign = weight(word, words) if word.dep_ in SAID_OF | {"pobj", "dobj", "amod"} else None
            if sign is not None:
                return sign
    return None


def _said_of(head: Token, place: str, words: Attitudes) -> Judgement | None:
    """An adjective or noun that takes the clause itself: vital that it ends."""
    if place not in {CLAUSE, "for"} or head.pos_ in VERBAL:
        return None
    if head.dep_ not in {"acomp", "attr", "oprd", "dobj"}:
        return None
    sign = weight(head, words)
    return None if sign is None else Judgement(sign)


def weight(word: Token, words: Attitudes) -> int | None:
    """How an adjective or noun judges, by itself or by what stands before it; None if neither."""
    signs = words.judging.signs
    for one in _modified(word):
        sign = signs.get(one.lemma_.lower(), signs.get(one.lower_))
        if sign is not None:
            denied = any(child.dep_ == "det" and child.lower_ == "no" for child in word.lefts)
            return -sign if denied else sign
    return None


def _modified(word: Token) -> Iterator[Token]:
    yield word
    if word.pos_ in NOMINAL:
        yield from (child for child in word.lefts if child.dep_ in {"amod", "compound"})
