"""Under which condition an attitude holds, and what a threat or a refusal is made for."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import opener
from communique.annotate.syntax import VERBAL
from communique.languages.attitudes import Attitudes
from communique.records import Range


def conditions(path: Iterable[Token], words: Attitudes) -> Iterator[Token]:
    """The heads of the clauses that say under which condition what a path of words tells holds."""
    passed = {token.i for token in path}
    for token in path:
        if token.pos_ not in VERBAL | {"ADJ"}:
            continue
        for child in token.children:
            if child.i not in passed and is_condition(child, words):
                yield child


def is_condition(clause: Token, words: Attitudes) -> bool:
    """Whether a clause or phrase says under which condition something holds."""
    if clause.dep_ == "prep":
        return clause.lower_ in {"until", "pending", "without"} and clause.lower_ == "until"
    if clause.dep_ not in {"advcl", "prep", "acl", "ccomp", "dep", "xcomp"}:
        return False
    word = opener(clause)
    if word is not None:
        return (
            word.lower_ in words.lists["conditions"] or _phrase(word) in words.lists["conditions"]
        )
    return any(child.dep_ == "aux" and child.text == "Should" for child in clause.lefts)


def _phrase(word: Token) -> str:
    """A conjunction of several words: as long as, only if."""
    start = word.i
    before = [token.lower_ for token in word.doc[max(0, start - 2) : start]]
    if before[-1:] == ["only"]:
        return f"only {word.lower_}"
    return " ".join([*before, word.lower_])


def stretch(head: Token) -> Range:
    """Where a clause stands, in code points, without the stop behind it."""
    tokens = [*head.subtree]
    while tokens[-1].is_punct and len(tokens) > 1:
        tokens.pop()
    first, last = tokens[0], tokens[-1]
    return Range(first.idx, last.idx + len(last))
