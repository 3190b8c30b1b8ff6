"""Whom "he", "it" and "we" refer to in an event."""

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.cast import ACTING, Cast
from communique.annotate.quotes.references import person

HE = frozenset(["he", "she", "him", "her", "his"])
THEY = frozenset(["it", "they", "them", "its", "their"])
IT = frozenset(["it", "its"])
WE = frozenset(["i", "we", "us", "me", "our", "my", "ours"])
PRONOUNS = HE | THEY | WE


def referred(cast: Cast, token: Token) -> str | None:
    """Whom a pronoun refers to: who speaks, the person or the body that acted last."""
    word = token.lower_
    if word in WE:
        number = cast.quotation(token)
        return None if number is None else cast.quotations[number].speaker_name
    if word in HE:
        return person(cast.doc, token.i, cast.people)
    return _body(cast, token) if word in THEY else None


def _body(cast: Cast, token: Token) -> str | None:
    """Whom "it" or "they" refers to: the body that acts first in its sentence, or before.

    "It" may be one that does not act; "they" of another sentence are more likely people.
    """
    doc, start = token.doc, token.sent.start
    before = [one for one in cast.people.named if one.end <= token.i and one.label in ACTING]
    for here in (start, doc[start - 1].sent.start if start else 0):
        near = [one for one in before if one.start >= here and one.label != "PERSON"]
        acting = [one for one in near if doc[one.end - 1].dep_ in syntax.SUBJECTS]
        if acting:
            return acting[0].name
        if near and (here == start or token.lower_ in IT):
            return near[-1].name
    return None
