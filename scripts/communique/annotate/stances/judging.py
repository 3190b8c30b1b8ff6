"""How a word judges what stands in one of its places."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.stances import beside
from communique.annotate.stances.places import ACTOR, CLAUSE, OBJECT, is_verb, opener
from communique.annotate.stances.verdicts import complement, copula, said_of
from communique.annotate.stances.way import ATTITUDE, VERDICT
from communique.annotate.syntax import OBJECTS, VERBAL, is_passive
from communique.languages.attitudes import (
    ADJECTIVE,
    AGAINST,
    COMPLEMENT,
    FOR,
    NEEDED,
    NO_SIDE,
    NOUN,
    PREPOSITION,
    VERB,
    Attitudes,
    Beside,
    Entry,
)

PLAIN = frozenset([FOR, AGAINST, NO_SIDE])
"""Signs that can be multiplied: they do not hang on what the clause says."""

GIVEN = OBJECTS | {"xcomp", "oprd"}
"""How what somebody gives or expresses hangs on the verb, as parsers see it."""
KINDS = {"VERB": VERB, "AUX": VERB, "NOUN": NOUN, "PROPN": NOUN, "ADJ": ADJECTIVE}


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
        return _plain(copula(head, place, node, words)) or _sided(place, words)
    if place == OBJECT and head.lemma_ in {"have", "call"}:
        due = _due(head, node, words)
        if due is not None:
            return due
    if place == CLAUSE and node.pos_ != "ADJ" and not is_verb(node):
        return _called(head, node, words)
    return (
        _expressed(head, place, node, words)
        or _by_entries(head, place, node, words, is_actor=is_actor)
        or _plain(said_of(head, place, words))
        or _through_object(head, place, node, words)
        or _sided(place, words)
    )


def _called(head: Token, node: Token, words: Attitudes) -> Judgement | None:
    """What is said of the subject of a clause without a verb: called it a crime."""
    if any(entry.signs.get(OBJECT) == COMPLEMENT for _, entry in entries(head, words)):
        said = complement(head, node, words)
        return Judgement(said, is_held=True) if said is not None else None
    return None


def _plain(sign: int | None) -> Judgement | None:
    return None if sign is None else Judgement(sign)


def _by_entries(
    head: Token, place: str, node: Token, words: Attitudes, *, is_actor: bool
) -> Judgement | None:
    for rest, entry in entries(head, words):
        taken = _taken(head, place, rest)
        if taken is None or not _fits(entry, head, place, node, words):
            continue
        sign = _sign(entry, taken, is_actor=is_actor)
        met = _read(entry, sign, head, node, words) if sign is not None else None
        if met is not None:
            return met
    return None


def _read(entry: Entry, sign: int, head: Token, node: Token, words: Attitudes) -> Judgement | None:
    """What the sign of an entry comes to here; None where it comes to nothing."""
    if sign == COMPLEMENT:
        said = complement(head, node, words)
        return Judgement(said, is_held=True) if said is not None else None
    if entry.kind != VERDICT or sign != FOR:
        return Judgement(sign, entry)
    if _is_merely(head, words):
        return Judgement(AGAINST, entry)
    return None if _is_partial(head) else Judgement(sign, entry)


def entries(head: Token, words: Attitudes) -> tuple[Beside, ...]:
    """The entries of a word, by its form or lemma; a noun with a subject or object is a verb.

    A participle that is also an adjective is one where it tells a state: is opposed.
    """
    kind = KINDS.get(head.pos_)
    if kind is None:
        return ()
    if head.tag_ == "VBN" and kind == VERB and is_passive(head):
        state = _listed(words.entries[ADJECTIVE], head)
        if state:
            return state
    return _listed(words.entries[VERB if is_verb(head) else kind], head)


def _listed(known: Mapping[str, tuple[Beside, ...]], head: Token) -> tuple[Beside, ...]:
    return known.get(head.lower_) or known.get(head.lemma_.lower(), ())


def _taken(head: Token, place: str, rest: tuple[str, ...]) -> str | None:
    """The place as an entry calls it, whose further words are `rest`; None if one is not there."""
    if not rest:
        return place
    if rest == (place,):
        return OBJECT
    if not any(child.lower_ == rest[0] for child in head.children):
        return None
    if len(rest) > 1:
        return OBJECT if rest[-1] == place else None
    return place


def _sign(entry: Entry, place: str, *, is_actor: bool) -> int | None:
    if place == OBJECT and is_actor and ACTOR in entry.signs:
        return entry.signs[ACTOR]
    return entry.signs.get(place)


def _fits(entry: Entry, head: Token, place: str, node: Token, words: Attitudes) -> bool:
    """Whether an entry may judge: what is left open (whether) only those that take no side."""
    word = opener(node) if place == CLAUSE else None
    opening = word.lower_ if word is not None else ""
    if entry.negated != NEEDED:
        return opening not in words.lists["open"]
    is_open = place != CLAUSE or opening in words.lists["whether"]
    return is_open and _is_withheld(head, words)


def _is_withheld(head: Token, words: Attitudes) -> bool:
    """Whether somebody does not say, or declines to say."""
    above = head.head
    declines = words.lists_verb("declining", above.lower_, above.lemma_)
    return (head.dep_ == "xcomp" and declines) or beside.is_negated(head, words)


def _is_partial(verb: Token) -> bool:
    """Whether a verdict is on what helps somebody in particular: it need not be praise."""
    return any(child.dep_ in OBJECTS and child.pos_ == "PROPN" for child in verb.rights)


def _is_merely(verb: Token, words: Attitudes) -> bool:
    """Whether "only" stands beside a verb: it would only help those who."""
    return any(child.lower_ in words.lists["merely"] for child in verb.lefts)


def _due(head: Token, noun: Token, words: Attitudes) -> Judgement | None:
    """What should be, such as a right that somebody has; what is called because it is wanted."""
    if head.lemma_ == "call":
        is_meeting = noun.lemma_ in words.lists["meetings"]
        return Judgement(FOR, is_held=True) if is_meeting else None
    found = words.entries[NOUN].get(noun.lower_, ())
    return Judgement(FOR) if any(entry.kind == VERDICT for _, entry in found) else None


def _expressed(head: Token, place: str, node: Token, words: Attitudes) -> Judgement | None:
    """What a noun says that a verb gives or expresses: voiced support for it, gave it a welcome."""
    if head.pos_ not in VERBAL or not words.lists_verb("light", head.lower_, head.lemma_):
        return None
    for child in head.rights:
        if child.dep_ not in GIVEN or child == node:
            continue
        for rest, entry in entries(child, words):
            sign = _whole(entry) if place == OBJECT else entry.signs.get(place)
            if not rest and entry.kind == ATTITUDE and sign is not None:
                return Judgement(sign, entry)
    return None


def _through_object(head: Token, place: str, node: Token, words: Attitudes) -> Judgement | None:
    """What a verb says of what its object is for: rejected demands of theirs for a truce."""
    if head.pos_ not in VERBAL:
        return None
    for child in head.rights:
        if child.dep_ in OBJECTS and child != node:
            inner = [e.signs.get(place) for rest, e in entries(child, words) if not rest]
            plain = [sign for sign in inner if sign in PLAIN]
            outer = _by_entries(head, OBJECT, child, words, is_actor=False)
            if plain and outer is not None and outer.entry is not None and outer.sign in PLAIN:
                return Judgement(plain[0] * outer.sign, outer.entry)
    return None


def _whole(entry: Entry) -> int:
    """The side that a noun takes, whatever it takes it of."""
    return max(entry.signs.values(), key=abs)


def _sided(place: str, words: Attitudes) -> Judgement | None:
    """What the preposition says that a word stands behind: against it."""
    for _, entry in words.entries[PREPOSITION].get(place, ()):
        return Judgement(entry.signs[OBJECT], entry)
    return None
