"""Who else does what somebody does: `along with Chile`, `as did Chile and Brazil`."""

from spacy.tokens import Doc, Token

from communique.annotate import syntax

BESIDE = frozenset(["along", "together"])
ECHO = frozenset(["as", "so"])
HELPING = frozenset(["do", "have", "be"])


def alike(verb: Token) -> list[Token]:
    """The heads of whoever else does what a verb says."""
    beside = [
        one
        for child in verb.children
        if child.lower_ in BESIDE
        for one in syntax.behind(child, {"with"})
    ]
    doc, end = verb.doc, verb.sent.end - 2
    echoes = (
        at + 1
        for at in range(verb.i + 1, end)
        if doc[at].lower_ in ECHO and doc[at + 1].lemma_.lower() in HELPING
    )
    at = next((at for at in echoes if _is_below(doc[at], verb)), None)
    return beside if at is None else [*beside, *_names_behind(doc, at + 1, verb.sent.end)]


def _is_below(token: Token, verb: Token) -> bool:
    """Whether the first verb that a word hangs on, others of little meaning apart, is `verb`."""
    while token.head != token:
        token = token.head
        if token.pos_ == "VERB" and token.lemma_.lower() not in HELPING:
            return token == verb
    return token == verb


def _names_behind(doc: Doc, start: int, end: int) -> list[Token]:
    """The last words of names in a row."""
    last = start
    while last < end and (doc[last].pos_ in {"PROPN", "DET", "CCONJ"} or doc[last].ent_type_):
        last += 1
    return [doc[at] for at in range(start, last) if doc[at].ent_type_ and _is_last(doc, at)]


def _is_last(doc: Doc, at: int) -> bool:
    return at + 1 == len(doc) or doc[at + 1].ent_iob_ != "I"
