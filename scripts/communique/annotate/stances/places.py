"""What a word hangs on, and in which place: object, subject, clause, a preposition."""

from collections.abc import Container, Iterator

from spacy.tokens import Token

from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, first, is_passive

OBJECT, SUBJECT, CLAUSE, ACTOR = "object", "subject", "clause", "actor"
OWNER, MODIFIER, ATTRIBUTE, CONDITION = "owner", "modifier", "attribute", "condition"
ASIDE, PURPOSE = "aside", "purpose"
"""The places of clauses that stand beside what they hang on: while, after; to prevent."""

SIMPLE = {
    "dative": OBJECT,
    "iobj": OBJECT,
    "ccomp": CLAUSE,
    "xcomp": CLAUSE,
    "csubj": SUBJECT,
    "attr": ATTRIBUTE,
    "acomp": ATTRIBUTE,
    "oprd": ATTRIBUTE,
    "poss": OWNER,
    "amod": MODIFIER,
    "compound": MODIFIER,
    "nmod": MODIFIER,
    "nummod": MODIFIER,
    "relcl": ASIDE,
    "agent": "by",
}
BEHIND = frozenset(
    [
        "about",
        "against",
        "at",
        "by",
        "despite",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "to",
    ]
)
"""Prepositions that clauses stand behind too: from attacking, on who may go."""
TURNED = frozenset(["should", "were", "had"])
VERBS_OWN = frozenset(["nsubj", "nsubjpass", "dobj", "obj"])
PREPOSITIONAL = frozenset(["pobj", "pcomp"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])


def is_verb(token: Token) -> bool:
    """Whether a word is a verb, or has what verbs alone have, whatever it is tagged."""
    if token.pos_ in VERBAL:
        return True
    return token.pos_ in {"NOUN", "ADJ"} and any(
        child.dep_ in VERBS_OWN for child in token.children
    )


def openings(
    start: Token, raising: Container[str] = ()
) -> Iterator[tuple[Token, tuple[Token, str] | None]]:
    """Where the ways up from a word begin, each with its first step.

    Beside its own: that of the pronoun in a clause behind it (whom Venn called), a participle.
    """
    yield start, above(start, raising)
    for child in start.rights:
        if child.dep_ == "relcl":
            for word in child.children:
                if word.tag_ in {"WP", "WDT"} and word.dep_ != "pobj":
                    yield word, above(word, raising)
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield start, (child, OBJECT)


def above(token: Token, raising: Container[str] = ()) -> tuple[Token, str] | None:
    """What a word hangs on and its place there; None for the head of a sentence.

    The subject of a verb of `raising` (needs to end) stands with what that takes.
    """
    token = first(token)
    while token.dep_ == "appos" and token.head != token:
        token = first(token.head)
    head, label = token.head, token.dep_
    if head == token:
        return None
    if label in SUBJECTS:
        return _subject(head, raising)
    if label in OBJECTS:
        return head, OBJECT
    if label in PREPOSITIONAL:
        return _behind(head)
    if label in {"advcl", "acl"} or (label == "ccomp" and is_turned(token)):
        return head, _adverbial(token)
    return head, SIMPLE.get(label, ASIDE)


def _subject(verb: Token, raising: Container[str]) -> tuple[Token, str]:
    if verb.lemma_ in raising:
        for child in verb.rights:
            if child.dep_ == "xcomp" and child.pos_ in VERBAL:
                return _subject(child, raising)
    is_acted_on = is_passive(verb) and verb.dep_ not in {"acl", "amod"}
    return verb, OBJECT if is_acted_on else SUBJECT


def _behind(preposition: Token) -> tuple[Token, str] | None:
    """What a preposition hangs on: over a second one, as in "out of"."""
    head = preposition.head
    if head == preposition:
        return None
    if head.dep_ == "prep" and head.pos_ == "ADP":
        return _behind(head)
    if preposition.dep_ == "agent":
        return head, "by"
    return first(head), preposition.lower_


def _adverbial(clause: Token) -> str:
    """How a clause hangs on: an infinitive is taken, a gerund stands behind its preposition."""
    word = opener(clause)
    if word is not None:
        return word.lower_ if word.lower_ in BEHIND else CONDITION
    if is_turned(clause):
        return CONDITION
    return CLAUSE if clause.tag_ == "VB" else ASIDE


def opener(clause: Token) -> Token | None:
    """The word that opens a clause: unless, until, that; None for infinitives."""
    for child in clause.lefts:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return child
    edge = clause.left_edge
    return edge if edge.tag_ == "WRB" else None


def is_turned(clause: Token) -> bool:
    """Whether a clause is a condition by its order: should it go on."""
    first_one = next(clause.lefts, None)
    return first_one is not None and first_one.dep_ == "aux" and first_one.lower_ in TURNED
