"""Lists of demands: what stands on lines of their own behind a colon hangs on what is before it."""

import re

from spacy.tokens import Token

MARKS = re.compile(r"[-–—•*·]|\(?(?:\d{1,2}|[a-z])[.)]?")
FARTHEST = 400
"""Tokens between a point of a list and the colon before the list, at most."""


def lead(verb: Token) -> Token | None:
    """The word that a list hangs on, for the infinitive at the head of one of its points."""
    if verb.tag_ != "VB" or not any(child.lower_ == "to" for child in verb.lefts):
        return None
    start = _line_start(verb)
    if not MARKS.fullmatch(verb.doc[start].text):
        return None
    colon = _colon(verb, start)
    return colon.sent.root if colon is not None and colon.head == colon else colon and colon.head


def _line_start(token: Token) -> int:
    """The first token of a line that is no blank."""
    at = token.i
    while at > 0 and "\n" not in token.doc[at - 1].text:
        at -= 1
    return at


def _colon(token: Token, start: int) -> Token | None:
    """The colon at the end of the last line before `start` that is no point of the list."""
    doc = token.doc
    at = start
    while at > 0 and start - at < FARTHEST:
        end = at - 1
        while end >= 0 and doc[end].is_space:
            end -= 1
        if end < 0:
            return None
        if doc[end].text == ":":
            return doc[end]
        at = _line_start(doc[end])
        if not MARKS.fullmatch(doc[at].text):
            return None
    return None
