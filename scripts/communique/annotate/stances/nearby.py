"""What the words between two actors show of an attitude, whatever the parse says of them."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.annotate.stances import beside
from communique.annotate.stances.judging import entries
from communique.annotate.stances.places import ACTOR, NOMINAL, OBJECT, is_verb
from communique.annotate.stances.way import ATTITUDE, DEED
from communique.languages.attitudes import AGAINST, FOR, Attitudes, Entry
from communique.records import Range

BETWEEN = 15
"""Tokens between two actors, at most."""
BEFORE = 9
"""Tokens between a word that judges and the one whom it judges, at most."""
BY = 3
"""Tokens behind a participle that "by" stands in."""


def nearby(doc: Doc, holder: Range, target: Range, words: Attitudes) -> int:
    """The sign of the last word between that judges the target; 0 where there is none.

    Where the target stands first, only a participle with "by" does.
    """
    is_turned = target.start < holder.start
    first, last = (target.end, holder.start) if is_turned else (holder.end, target.start)
    if last - first > BETWEEN:
        return 0
    signs = [
        sign
        for token in doc[first:last]
        if (is_turned or last - token.i <= BEFORE)
        and (sign := _sign(token, words, is_turned=is_turned))
    ]
    return signs[-1] if signs else 0


def _sign(token: Token, words: Attitudes, *, is_turned: bool) -> int:
    for entry in _fitting(token, words):
        sign = _on_object(token, entry, is_turned=is_turned)
        if sign is not None:
            is_clear = sign in {FOR, AGAINST} and not beside.is_negated(token, words)
            return sign if is_clear else 0
    return 0


def _fitting(token: Token, words: Attitudes) -> Iterator[Entry]:
    """The entries of attitudes and deeds whose further words stand beside a token."""
    for rest, entry in entries(token, words):
        if entry.kind in {ATTITUDE, DEED} and (
            not rest or any(child.lower_ == rest[0] for child in token.children)
        ):
            yield entry


def _on_object(token: Token, entry: Entry, *, is_turned: bool) -> int | None:
    """The sign of a verb's object; of what stands behind a noun's or adjective's preposition."""
    if is_verb(token):
        fits = is_turned == _has_agent(token)
        return entry.signs.get(ACTOR, entry.signs.get(OBJECT)) if fits else None
    if is_turned or token.pos_ not in NOMINAL | {"ADJ"}:
        return None
    signs = [entry.signs.get(child.lower_) for child in token.rights if child.dep_ == "prep"]
    return next((sign for sign in signs if sign is not None), None)


def _has_agent(verb: Token) -> bool:
    after = verb.doc[verb.i + 1 : verb.i + 1 + BY]
    return verb.tag_ == "VBN" and any(token.lower_ == "by" for token in after)
