"""What stands beside a verb or adjective: "not", "must", "will"."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import is_turned, is_verb
from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, first
from communique.languages.attitudes import Attitudes

COMPLEMENTS = frozenset(["acomp", "attr", "oprd"])
FOLLOWING = frozenset(["will", "'ll", "’ll"])
"""What an order that is none has behind it: send one and you will need a second."""
AUXILIARIES = frozenset(["aux", "auxpass"])


def is_negated(word: Token, words: Attitudes, own: Collection[int] = ()) -> bool:
    """Whether a word is denied, or nobody is its subject or object; tokens of `own` do not count."""
    never = words.lists["never"]
    return any(
        (child.i not in own and (child.dep_ == "neg" or child.lower_ in never))
        or _is_nobody(child, words, own)
        for child in _beside(word)
    )


def _is_nobody(child: Token, words: Attitudes, own: Collection[int]) -> bool:
    if child.lower_ == "longer":
        return child.i > 0 and child.nbor(-1).lower_ == "no"
    return child.dep_ in SUBJECTS | OBJECTS | {"attr"} and (
        child.lower_ in words.lists["nobody"]
        or is_none(child, words, own)
    )


def is_none(noun: Token, words: Attitudes, own: Collection[int] = ()) -> bool:
    """Whether a noun is told to be none: no pause, not one day."""
    return any(word.lower_ in words.lists["none"] and word.i not in own for word in noun.lefts)


def _beside(word: Token) -> Iterator[Token]:
    """What stands beside a word, and beside the verb that it completes."""
    yield from word.children
    if word.pos_ in VERBAL or word.head == word:
        return
    if word.dep_ in COMPLEMENTS or (word.dep_ in OBJECTS and word.head.pos_ in VERBAL):
        yield from (child for child in word.head.children if child != word)


def is_bound(word: Token, words: Attitudes) -> bool:
    """Whether it must or should be so."""
    return _has(word, words.lists["modal"]) and not is_turned(word)


def is_possible(word: Token, words: Attitudes) -> bool:
    """Whether it may or might be so."""
    return _has(word, words.lists["possible"]) and not is_negated(word, words)


def is_meant(word: Token, words: Attitudes) -> bool:
    """Whether it will be so: "will", "we are sending", a headline's "Keldra to send"."""
    if _has(word, words.lists["future"]):
        return True
    verb = _leading(word)
    if is_headline(verb):
        return True
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is None:
        return False
    if verb.tag_ == "VBG":
        return own.lower_ in {"i", "we"} and any(c.dep_ == "aux" for c in verb.lefts)
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def is_headline(verb: Token) -> bool:
    """Whether a verb is what a headline says will be done: Keldra to send."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"acl", "relcl"}
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and any(child.lower_ == "to" for child in verb.lefts)
    )


def _has(word: Token, auxiliaries: Collection[str]) -> bool:
    return any(
        child.dep_ == "aux" and child.lower_ in auxiliaries for child in _beside(_leading(word))
    )


def _leading(verb: Token) -> Token:
    """The verb whose auxiliaries a verb shares: its own, or the first that it is joined to."""
    if verb.dep_ != "conj" or not is_verb(verb):
        return verb
    if any(child.dep_ in SUBJECTS | AUXILIARIES for child in verb.lefts):
        return verb
    return first(verb)


def is_order(verb: Token) -> bool:
    """Whether a clause is an order: a bare verb at the head of a sentence, without a subject."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return False
    if any(child.dep_ in SUBJECTS | AUXILIARIES | {"mark"} for child in verb.lefts):
        return False
    if any(child.dep_ == "conj" and _has(child, FOLLOWING) for child in verb.rights):
        return False
    return verb.dep_ != "conj" or is_order(first(verb))
