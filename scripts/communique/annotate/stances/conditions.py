"""Under which condition an attitude holds."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import is_turned, is_verb, opener
from communique.languages.attitudes import Attitudes
from communique.records import Range

HANGING = frozenset(["advcl", "acl", "ccomp", "dep", "xcomp"])


def conditions(path: Iterable[Token], words: Attitudes) -> Iterator[Token]:
    """The heads of the clauses that say under which condition what a path of words tells holds."""
    passed = {token.i for token in path}
    for token in path:
        if token.pos_ == "ADJ" or is_verb(token):
            yield from (
                child
                for child in token.children
                if child.i not in passed and is_condition(child, words)
            )


def is_condition(clause: Token, words: Attitudes) -> bool:
    """Whether a clause or phrase says under which condition something holds."""
    if clause.dep_ == "prep":
        return clause.lower_ in words.lists["terms"]
    return clause.dep_ in HANGING and conjunction(clause) in words.lists["conditions"]


def conjunction(clause: Token) -> str:
    """The conjunction that opens a clause, whole; "if" where its order says so, else empty."""
    word = opener(clause)
    if word is None:
        return "if" if is_turned(clause) else ""
    before = [token.lower_ for token in word.doc[max(0, word.i - 2) : word.i]]
    if word.lower_ == "as" and before and before[0] in {"as", "so"}:
        return " ".join([*before, "as"])
    return f"only {word.lower_}" if before[-1:] == ["only"] else word.lower_


def stretch(head: Token) -> Range:
    """Where a clause stands, in code points, without the stop behind it."""
    tokens = [*head.subtree]
    while tokens[-1].is_punct and len(tokens) > 1:
        tokens.pop()
    return Range(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
