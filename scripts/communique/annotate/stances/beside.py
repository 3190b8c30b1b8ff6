"""What stands beside a verb or adjective: "not", "must", "will"."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import is_turned, is_verb
from communique.annotate.stances.way import Way
from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, first, is_passive
from communique.languages.attitudes import Attitudes

COMPLEMENTS = frozenset(["acomp", "attr", "oprd"])
AUXILIARIES = frozenset(["aux", "auxpass"])
NAMING = SUBJECTS | OBJECTS | {"attr"}


def is_negated(word: Token, words: Attitudes, own: Collection[int] = ()) -> bool:
    """Whether a word is denied, or nobody is its subject or object; "not" in `own` is none."""
    return any(
        (child.i not in own and _is_not(child, words)) or _is_nobody(child, words, own)
        for child in _beside(word)
    )


def _is_not(word: Token, words: Attitudes) -> bool:
    """Whether a word denies; the "not" of "not only" does not."""
    if word.dep_ != "neg" and word.lower_ not in words.lists["never"]:
        return False
    after = word.doc[word.i + 1 : word.i + 2]
    return not (len(after) and after[0].lower_ in words.lists["merely"])


def _is_nobody(child: Token, words: Attitudes, own: Collection[int]) -> bool:
    if child.lower_ == "longer":
        return child.i > 0 and child.nbor(-1).lower_ == "no"
    if child.dep_ not in NAMING:
        return False
    return child.lower_ in words.lists["nobody"] or is_none(child, words, own)


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
    return _has(word, words.lists["modal"]) and not is_turned(word, words)


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
    doer = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if doer is None:
        return False
    if verb.tag_ == "VBG":
        is_own = doer.lower_ in words.lists["ourselves"]
        return is_own and any(child.dep_ == "aux" for child in verb.lefts)
    return verb.tag_ == "VB" and _has_to(verb)


def is_suffered(verb: Token) -> bool:
    """Whether a verb tells what is done by nobody in particular: will be met with anger."""
    return is_passive(verb) and not any(child.dep_ == "agent" for child in verb.children)


def is_headline(verb: Token) -> bool:
    """Whether a verb is what a headline says will be done: Keldra to send."""
    head = verb.head
    is_told = verb.tag_ == "VB" and verb.dep_ in {"acl", "relcl"} and _has_to(verb)
    return is_told and head.dep_ == "ROOT" and head.pos_ == "PROPN"


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in verb.lefts)


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


def is_order(verb: Token, words: Attitudes) -> bool:
    """Whether a clause is an order: a bare verb at the head of a sentence, without a subject.

    One that says what then will be is none: send one and you will need a second.
    """
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return False
    if any(child.dep_ in SUBJECTS | AUXILIARIES | {"mark"} for child in verb.lefts):
        return False
    if any(child.dep_ == "conj" and _has(child, words.lists["future"]) for child in verb.rights):
        return False
    return verb.dep_ != "conj" or is_order(first(verb), words)


def is_speaking(verb: Token, way: Way) -> bool:
    """Whether a verb tells, as a fact, a deed that shows an attitude: recalled the envoy."""
    lists = ["speaking", "severing"] if verb.i in way.target.own else ["speaking"]
    if not any(way.words.lists_verb(name, verb.lower_, verb.lemma_) for name in lists):
        return False
    if not is_verb(verb):
        return False
    if way.target.is_actor or way.found or way.is_judged:
        return False
    return not is_passive(verb) and not is_negated(verb, way.words, way.target.own)
