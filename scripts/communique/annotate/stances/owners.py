"""The words for those who hold an attitude: who does what a verb tells, whose a noun is."""

from spacy.tokens import Token

from communique.annotate.stances.places import is_verb
from communique.annotate.stances.way import Attitude
from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, coordinated, doers, first, subject
from communique.languages.attitudes import Attitudes

BELONGING = frozenset(["poss", "compound", "amod", "nmod", "appos"])
"""How the name of one hangs on what belongs to it: its army."""
COMPLEMENTS = frozenset(["attr", "oprd"])
COPULAS = frozenset(["be", "remain", "become"])


def holders(attitude: Attitude, words: Attitudes) -> list[Token]:
    """The words for those who hold an attitude that is not its speaker's."""
    by = attitude.by
    if attitude.is_somebody:
        return _somebody(by)
    if attitude.is_state and by.pos_ in VERBAL:
        return _coordinated(subject(by))
    if is_verb(by):
        return doers(by) or _active(by) or _misread(by)
    if by.pos_ == "ADJ":
        head = by.head if by.dep_ in {"acomp", "attr", "oprd", "conj", "xcomp"} else by
        return _coordinated(subject(head)) if head.pos_ in VERBAL else []
    return _owners(by) or _named_before(by) or _bearers(by, words)


def _coordinated(head: Token | None) -> list[Token]:
    return list(coordinated(head)) if head is not None else []


def _owners(noun: Token) -> list[Token]:
    """Whose a noun is: its possessor's, whom it is of or by."""
    for child in noun.lefts:
        if child.dep_ == "poss" or child.dep_ in SUBJECTS:
            return list(coordinated(child))
        if child.dep_ == "amod" and child.pos_ == "VERB":  # misread: Venn voiced concern
            return [one for one in child.lefts if one.dep_ in SUBJECTS]
    for child in noun.rights:
        is_of = child.dep_ == "prep" and child.lower_ in {"by", "from", "of", "among"}
        if is_of or child.dep_ == "agent":
            found = [one for inner in child.children for one in coordinated(inner)]
            return [one for one in found if one.dep_ in {"pobj", "conj"}]
    return []


def _named_before(noun: Token) -> list[Token]:
    """The name before a noun: the Keldran demand."""
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_:
            return [child]
    return []


def _bearers(noun: Token, words: Attitudes) -> list[Token]:
    """Who expresses or has what a noun names: its verb's subject."""
    top = first(noun)
    head = top.head
    if top.dep_ in OBJECTS and head.pos_ in VERBAL:
        return doers(head) if words.lists_verb("light", head.lower_, head.lemma_) else []
    if top.dep_ in COMPLEMENTS and head.lemma_ in COPULAS:
        return _coordinated(subject(head))
    if top.dep_ == "appos":
        return [top.head]
    if top.dep_ == "pobj" and head.lower_ in {"in", "with"} and head.head.pos_ in VERBAL:
        return doers(head.head)
    return []


def _somebody(noun: Token) -> list[Token]:
    """Whom a noun is said of: a critic of the deal."""
    top = first(noun)
    named = [noun, *(child for child in noun.rights if child.dep_ == "appos")]
    if top.dep_ in BELONGING:
        named.append(top.head)
    if top.dep_ in COMPLEMENTS and top.head.pos_ in VERBAL:
        named += _coordinated(subject(top.head))
    if top.dep_ == "pobj" and top.head.lower_ == "as" and top.head.head.pos_ in VERBAL:
        named += doers(top.head.head)
    return named


def _active(verb: Token) -> list[Token]:
    """Who does what a verb tells that is joined to a passive: was shocked and called for."""
    return _coordinated(subject(verb)) if verb.tag_ == "VBD" and verb.dep_ == "conj" else []


def _misread(verb: Token) -> list[Token]:
    """The noun of which a parser took a sentence's verb for a participle: the envoy called for."""
    is_loose = verb.dep_ in {"acl", "relcl"} and verb.head.dep_ == "ROOT"
    has_agent = any(child.dep_ == "agent" for child in verb.children)
    return list(coordinated(verb.head)) if is_loose and not has_agent else []
