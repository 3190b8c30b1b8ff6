"""Phrases beside a word by parts of speech alone, where the parser saw none or a date."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.annotate.events.cast import Cast

WITHIN = frozenset(["POS", "PRP$", "HYPH", "VBN", "VBG"])
"""Tags of what else stands before a noun in its phrase."""
NOMINAL = frozenset(["ADJ", "NOUN", "PROPN", "NUM"])


def run(doc: Doc, head: Token) -> Iterator[Token]:
    """The words of a noun phrase before its head, from behind, by parts of speech alone."""
    for at in range(head.i - 1, head.sent.start - 1, -1):
        token = doc[at]
        beside = (doc[at - 1].ent_type_, doc[at + 1].ent_type_) if at else ("", "")
        is_joint = token.pos_ == "CCONJ" and all(beside)
        if not (is_joint or token.pos_ in NOMINAL or token.tag_ in WITHIN):
            return
        yield token


def left_of(cast: Cast, verb: Token) -> list[Token]:
    """The head of the phrase before a verb whose subject the parser did not see."""
    for at in range(verb.i - 1, verb.sent.start - 1, -1):
        token = cast.doc[at]
        if at in cast.times or token.pos_ in {"ADV", "AUX", "PART"} or token.lower_ == "on":
            continue
        return [token] if token.pos_ in {"NOUN", "PROPN", "PRON"} or at in cast.at else []
    return []


def right_of(cast: Cast, verb: Token) -> list[Token]:
    """The head of the phrase behind a verb and a date that the parser took for its object."""
    at = verb.i + 1
    while at < verb.sent.end and at in cast.times:
        at += 1
    last = None
    for token in cast.doc[at : verb.sent.end]:
        if token.pos_ not in NOMINAL | {"DET", "PRON"} and token.tag_ not in {"POS", "HYPH"}:
            break
        last = token
    return [last] if last is not None and at > verb.i + 1 else []
