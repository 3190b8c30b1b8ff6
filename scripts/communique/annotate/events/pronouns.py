"""Whom "he", "it" and "we" refer to in an event."""

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.cast import ACTING, Cast
from communique.annotate.quotes.references import person

HE = frozenset(["he", "she", "him", "her", "his"])
THEY = frozenset(["it", "they", "them", "its", "their"])
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
    """Whom "it" or "they" refers to: the last named body that acts before it, near by."""
    doc = token.doc
    start = max(token.sent.start, 0)
    before = [one for one in cast.people.named if one.end <= token.i and one.label in ACTING]
    for here in (start, doc[start - 1].sent.start if start else 0):
        near = [one for one in before if one.start >= here]
        acting = [one for one in near if doc[one.end - 1].dep_ in syntax.SUBJECTS]
        plain = [one for one in acting or near if one.label != "PERSON"]
        if plain:
            return plain[0].name if acting else plain[-1].name
    return None
