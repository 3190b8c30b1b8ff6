"""What a threat, refusal or offer is made for: the stance that its condition lets conclude."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from communique.annotate.stances.ascent import WITHOUT, attitudes
from communique.annotate.stances.conditions import conjunction
from communique.annotate.stances.judging import entries
from communique.annotate.stances.verdicts import lacking
from communique.annotate.stances.way import ATTITUDE, INTENT, VERDICT, Attitude, Target
from communique.languages.attitudes import AGAINST, FOR, NO_SIDE, Attitudes

COMPLEMENTS = frozenset(["acomp", "xcomp", "oprd"])


def wanted(term: Attitude, words: Attitudes) -> Iterator[Attitude]:
    """The attitudes toward a condition of those for whom what hangs on it is a commitment."""
    word = conjunction(term.path[-1], words) or WITHOUT
    if word == WITHOUT and lacking(_copula(term.by), words) is not None:
        yield replace(term, by=_copula(term.by), kind=VERDICT, is_said=True)
        return
    for held in (*attitudes(Target(term.by), words), *_own(term.by, words)):
        sign = _sign(word, held, words)
        if sign != NO_SIDE:
            yield replace(held, sign=sign * term.sign, path=(*term.path, *held.path))


def _copula(word: Token) -> Token:
    """The verb that an adjective or noun completes; else the word."""
    return word.head if word.dep_ in {"acomp", "attr"} else word


def _own(verb: Token, words: Attitudes) -> Iterator[Attitude]:
    """The attitude that a verb itself shows: refused until."""
    said = [child for child in verb.rights if child.pos_ == "ADJ" and child.dep_ in COMPLEMENTS]
    for word in (verb, *said):
        yield from _by_entry(word, words)


def _by_entry(word: Token, words: Attitudes) -> Iterator[Attitude]:
    beside = {child.lower_ for child in word.children}
    for rest, entry in entries(word, words):
        sign = entry.signs.get("clause", entry.signs.get("object"))
        if beside.issuperset(rest) and entry.kind == ATTITUDE and sign in {FOR, AGAINST, NO_SIDE}:
            yield Attitude(word, sign, (word,))
            return


def _sign(word: str, held: Attitude, words: Attitudes) -> int:
    """How who commits to something stands to its condition.

    What one waits for is wanted; what a refusal lasts as long as is not. What a promise hangs on is
    wanted; what somebody would answer is not.
    """
    lists = words.lists
    if word in lists["wanted"]:
        return FOR
    if word == WITHOUT:
        return FOR if held.sign == AGAINST else NO_SIDE
    if word in lists["lasting"]:
        return AGAINST if held.sign == AGAINST else NO_SIDE
    if word not in lists["asked"]:
        return NO_SIDE
    is_promise = held.kind != INTENT or words.lists_verb("giving", held.by.lower_, held.by.lemma_)
    return FOR if held.sign == FOR and is_promise else AGAINST
