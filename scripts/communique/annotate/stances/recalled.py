"""Where a word stands for an issue that was raised before it: rejected the idea, wants them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from communique.annotate.stances.issues import Raised
from communique.annotate.stances.places import NOMINAL
from communique.annotate.stances.way import Target
from communique.annotate.syntax import OBJECTS
from communique.languages.attitudes import Attitudes

REACH = 45
"""Tokens between a word and what it stands for, at most."""
TAKEN = OBJECTS | {"pobj", "nsubjpass"}


def recalled(doc: Doc, raised: Sequence[Raised], words: Attitudes) -> Iterator[Raised]:
    """The issues that pronouns and words like "the idea" stand for: the last that a noun raised."""
    known = [one for one in raised if one.target.head.pos_ in NOMINAL]
    heads = [one.target.head.i for one in known]
    own = {at for one in raised for at in one.target.own}
    for token in doc if known else ():
        if token.i not in own and _stands_for_another(token, words):
            at = bisect_left(heads, token.i) - 1
            if at >= 0 and 0 < token.i - heads[at] < REACH and _is_other(token, heads[at]):
                yield Raised(known[at].code, _again(token, known[at].target))


def _again(token: Token, before: Target) -> Target:
    return Target(token, before.sign, frozenset([token.i]), is_claim=before.is_claim)


def _stands_for_another(token: Token, words: Attitudes) -> bool:
    if token.dep_ not in TAKEN or token.tag_ in {"WDT", "WP"}:
        return False
    if token.lower_ in words.lists["thereof"]:
        return token.dep_ in OBJECTS
    return token.lower_ in words.lists["ideas"] and _is_bare(token, words)


def _is_bare(noun: Token, words: Attitudes) -> bool:
    """Whether nothing but an article stands beside a noun: the idea, that proposal."""
    beside = [child for child in noun.children if not child.is_punct]
    return [child.lower_ in words.lists["articles"] for child in beside] == [True]


def _is_other(token: Token, head: int) -> bool:
    """Whether a word is taken by another clause than the one that raises the issue."""
    doc = token.doc
    sentences = sum(1 for each in doc[head + 1 : token.i + 1] if each.is_sent_start)
    return token.head.i > head and doc[head].head != token.head and sentences <= 1
