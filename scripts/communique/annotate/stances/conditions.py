"""Under which condition an attitude holds."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.annotate.stances.places import is_proviso, is_turned, is_verb, opener
from communique.languages.attitudes import Attitudes
from communique.records import Range

HANGING = frozenset(["advcl", "acl", "ccomp", "dep", "xcomp"])


def conditions(path: Iterable[Token], words: Attitudes) -> Iterator[Token]:
    """The heads of the clauses that say under which condition what a path of words tells holds."""
    passed = {token.i for token in path}
    for token in _whole(path):
        if token.pos_ in {"ADJ", "NOUN"} or is_verb(token):
            beside = [one for child in token.children for one in _clauses(child)]
            yield from (one for one in beside if one.i not in passed and is_condition(one, words))


def _whole(path: Iterable[Token]) -> Iterator[Token]:
    """A path, and the verbs that adjectives on it complete: stands ready to, provided that."""
    for token in path:
        yield token
        if token.pos_ == "ADJ" and token.dep_ in {"acomp", "xcomp", "oprd"}:
            yield token.head


def _clauses(child: Token) -> Iterator[Token]:
    """What hangs on a word, and on an adverb beside it: as long as."""
    yield child
    if child.dep_ == "advmod":
        yield from child.rights


def is_condition(clause: Token, words: Attitudes) -> bool:
    """Whether a clause or phrase says under which condition something holds."""
    if clause.dep_ == "prep":
        return clause.lower_ in words.lists["terms"]
    if clause.dep_ == "relcl":
        is_content = words.lists_verb("including", clause.lower_, clause.lemma_)
        return is_content and any(child.dep_ == "neg" for child in clause.lefts)
    if is_proviso(clause, words):
        return True
    word = conjunction(clause, words) if clause.dep_ in HANGING else ""
    is_aside = clause.tag_ == "VBG" and word in words.lists["lasting"]  # while urging
    return word in words.lists["conditions"] and not is_aside


def conjunction(clause: Token, words: Attitudes) -> str:
    """The conjunction that opens a clause, whole; "if" where its order says so, else empty."""
    if is_proviso(clause.head, words):
        return clause.head.lower_
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
    is_paired = head.head.pos_ == "ADV" and head.dep_ == "advcl"  # as long as it lasts
    tokens = [*(head.head if is_paired else head).subtree]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    return Range(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
