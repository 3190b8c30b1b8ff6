"""What a word hangs on, and in which place: object, subject, clause, a preposition."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, first, is_passive
from communique.languages.attitudes import Attitudes

OBJECT, SUBJECT, CLAUSE, ACTOR = "object", "subject", "clause", "actor"
OWNER, MODIFIER, ATTRIBUTE = "owner", "modifier", "attribute"
ASIDE, CONDITION, CONTENT = "aside", "condition", "content"
"""Of clauses beside what they hang on; under which it holds; of what a thing includes."""

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
    "agent": "by",
}
PROVISOS = frozenset(["advcl", "conj", "prep", "dep", "parataxis"])
"""How a verb hangs on that opens a condition."""
PREPOSITIONAL = frozenset(["pobj", "pcomp"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
VERBS_OWN = frozenset(["nsubj", "nsubjpass", "dobj", "obj"])
Step = tuple[Token, str]
"""A word, and the place of another on it."""


def is_verb(token: Token) -> bool:
    """Whether a word is a verb, or has what verbs alone have, whatever it is tagged."""
    if token.pos_ in VERBAL:
        return True
    return token.pos_ in {"NOUN", "ADJ"} and any(
        child.dep_ in VERBS_OWN for child in token.children
    )


def openings(start: Token, words: Attitudes) -> Iterator[tuple[Token, Step | None]]:
    """Where the ways up from a word begin, each with its first step.

    Beside its own: that of the pronoun in a clause behind it (whom Venn called), a participle.
    """
    step = above(start, words)
    yield start, step
    yield from ((start, other) for other in _shared(start, step))
    for child in start.rights:
        if child.dep_ == "relcl":
            yield from (
                (word, above(word, words))
                for word in child.children
                if word.tag_ in {"WP", "WDT"} and word.dep_ != "pobj"
            )
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield start, (child, OBJECT)


def _shared(start: Token, step: Step | None) -> Iterator[Step]:
    """The places of a subject with the verbs that share it: is a measure and must remain."""
    if step is None or first(start).dep_ not in SUBJECTS:
        return
    for verb in step[0].rights:
        has_own = any(child.dep_ in SUBJECTS for child in verb.lefts)
        if verb.dep_ == "conj" and is_verb(verb) and not has_own:
            yield verb, OBJECT if is_passive(verb) else SUBJECT


def above(token: Token, words: Attitudes) -> Step | None:
    """What a word hangs on and its place there; None for the head of a sentence.

    The subject of a verb that raises it (needs to end) stands with what that takes.
    """
    token = first(token)
    while token.dep_ == "appos" and token.head != token:
        token = first(token.head)
    if token.head == token:
        return None
    if token.dep_ in SUBJECTS:
        return _subject(token.head, words)
    if token.dep_ in PREPOSITIONAL:
        return _behind(token.head)
    return _step(token, words)


def _step(token: Token, words: Attitudes) -> Step:
    """What a word that is no subject hangs on, over what opens a clause: provided, as long."""
    head, label = token.head, token.dep_
    if label in OBJECTS or (label in {"compound", "amod"} and head.tag_ == "VBN"):
        return head, OBJECT
    place = _place(token, label, words)
    if place == CLAUSE and is_proviso(head, words):
        return head.head, CONDITION
    return (head.head if place == CONDITION and head.pos_ == "ADV" else head), place


def is_proviso(word: Token, words: Attitudes) -> bool:
    """Whether a word opens a condition as a verb: provided that."""
    return word.lower_ in words.lists["provisos"] and word.dep_ in PROVISOS


def _place(token: Token, label: str, words: Attitudes) -> str:
    if label in {"advcl", "acl"} or (label == "ccomp" and is_turned(token, words)):
        return _adverbial(token, words)
    if label == "relcl" and _is_content(token, words):
        return CONTENT
    return SIMPLE.get(label, ASIDE)


def _is_content(clause: Token, words: Attitudes) -> bool:
    """Whether what holds of a noun holds of the clause behind it: anything that leads to it."""
    is_part = words.lists_verb("including", clause.lower_, clause.lemma_)
    return is_part or clause.head.lower_ in words.lists["anything"]


def _subject(verb: Token, words: Attitudes) -> Step:
    if verb.lemma_ in words.lists["raising"]:
        for child in verb.rights:
            if child.dep_ == "xcomp" and child.pos_ in VERBAL:
                return _subject(child, words)
    is_acted_on = is_passive(verb) and verb.dep_ not in {"acl", "amod"}
    return verb, OBJECT if is_acted_on else SUBJECT


def _behind(preposition: Token) -> Step | None:
    """What a preposition hangs on: over a second one, as in "out of"."""
    head = preposition.head
    if head == preposition:
        return None
    if head.dep_ == "prep" and head.pos_ == "ADP":
        return _behind(head)
    if preposition.dep_ == "agent":
        return head, "by"
    return head, preposition.lower_


def _adverbial(clause: Token, words: Attitudes) -> str:
    """How a clause hangs on: an infinitive is taken, a gerund stands behind its preposition."""
    word = opener(clause)
    if word is None:
        is_taken = clause.tag_ == "VB"
        return CONDITION if is_turned(clause, words) else CLAUSE if is_taken else ASIDE
    if word.lower_ == "that":
        return CLAUSE
    return word.lower_ if word.lower_ in words.lists["behind"] else CONDITION


def opener(clause: Token) -> Token | None:
    """The word that opens a clause: unless, until, that; None for infinitives."""
    for child in clause.lefts:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return child
    edge = clause.left_edge
    return edge if edge.tag_ == "WRB" else None


def is_turned(clause: Token, words: Attitudes) -> bool:
    """Whether a clause is a condition by its order: should it go on."""
    one = next(clause.lefts, None)
    return one is not None and one.dep_ == "aux" and one.lower_ in words.lists["inverted"]
