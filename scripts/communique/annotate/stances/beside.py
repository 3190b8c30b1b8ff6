"""What stands beside a verb or adjective: "not", "must", "will"."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL
from communique.languages.attitudes import Attitudes

COMPLEMENTS = frozenset(["acomp", "attr", "oprd"])


def is_negated(word: Token, words: Attitudes, own: Collection[int] = ()) -> bool:
    """Whether a word is denied, or nobody is its subject or object; tokens of `own` do not count."""
    never = words.lists["never"]
    return any(
        child.i not in own
        and (child.dep_ == "neg" or child.lower_ in never or _is_nobody(child, words))
        for child in _beside(word)
    )


def _is_nobody(child: Token, words: Attitudes) -> bool:
    if child.lower_ == "longer":
        return child.i > 0 and child.nbor(-1).lower_ == "no"
    return child.dep_ in SUBJECTS | OBJECTS and (
        child.lower_ in words.lists["nobody"]
        or any(word.lower_ in {"no", "neither"} for word in child.lefts if word.dep_ == "det")
    )


def _beside(word: Token) -> Iterator[Token]:
    """What stands beside a word, and beside the verb that it completes."""
    yield from word.children
    if word.pos_ in VERBAL or word.head is word:
        return
    if word.dep_ in COMPLEMENTS or (word.dep_ in OBJECTS and word.head.pos_ in VERBAL):
        yield from (child for child in word.head.children if child is not word)


def is_bound(word: Token, words: Attitudes) -> bool:
    """Whether it must or should be so."""
    return _has(word, words.lists["modal"])


def is_possible(word: Token, words: Attitudes) -> bool:
    """Whether it may or might be so."""
    return _has(word, words.lists["possible"])


def is_meant(word: Token, words: Attitudes) -> bool:
    """Whether it will be so."""
    return _has(word, words.lists["future"])


def _has(word: Token, auxiliaries: Collection[str]) -> bool:
    return any(
        child.dep_ == "aux" and child.lower_ in auxiliaries for child in _beside(word)
    )


def is_order(verb: Token) -> bool:
    """Whether a clause is an order: a bare verb at the head of a sentence, without a subject."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return False
    if any(child.dep_ in SUBJECTS | {"aux", "auxpass", "mark"} for child in verb.lefts):
        return False
    return verb.dep_ != "conj" or is_order(verb.head)
