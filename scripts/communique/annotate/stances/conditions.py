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
        if token.pos_ in {"ADJ", "NOUN"} or is_verb(token):
            yield from (
                child
                for child in token.children
                if child.i not in passed and is_condition(child, words)
            )


def is_condition(clause: Token, words: Attitudes) -> bool:
    """Whether a clause or phrase says under which condition something holds."""
    if clause.dep_ == "prep":
        return clause.lower_ in words.lists["terms"]
    if clause.dep_ == "relcl":
        is_content = words.lists_verb("including", clause.lower_, clause.lemma_)
        return is_content and any(child.dep_ == "neg" for child in clause.lefts)
    word = conjunction(clause, words) if clause.dep_ in HANGING else ""
    is_aside = clause.tag_ == "VBG" and word in words.lists["lasting"]  # while urging
    return word in words.lists["conditions"] and not is_aside


def conjunction(clause: Token, words: Attitudes) -> str:
    """The conjunction that opens a clause, whole; "if" where its order says so, else empty."""
    word = opener(clause)
    if word is None:
        return "if" if is_turned(clause, words) else ""
    before = [token.lower_ for token in word.doc[max(0, word.i - 2) : word.i]]
    whole = " ".join([*before, word.lower_])
    paired = " ".join([*before[-1:], word.lower_])
    known = words.lists["conditions"] | words.lists["wanted"]
    return next((phrase for phrase in (whole, paired) if phrase in known), word.lower_)


def stretch(head: Token) -> Range:
    """Where a clause stands, in code points, without the stop behind it."""
    tokens = [*head.subtree]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    return Range(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
