"""Whom pronouns refer to: he and she to persons, it and they to bodies and states."""

from spacy.tokens import Token

from communique.annotate.quotes.references import PERSON, person
from communique.annotate.stances.scene import ACTORS, Scene
from communique.annotate.syntax import SUBJECTS, first

BODIES = ACTORS - {PERSON}
NEAR = 30
"""Tokens before "she" that the last person who acts, by an office, may be named in."""
REACH = 60
"""Tokens before "it" that the one whom it refers to may be named in."""


def he(scene: Scene, token: Token) -> str | None:
    """He or she: in a reported clause its speaker, if that is a person."""
    number = scene.quote(token)
    said = scene.quotes[number].speaker_name if number is not None else None
    if said and number is not None and scene.quotes[number].kind != "direct":
        labels = {one.label for one in scene.people.named if one.name == said}
        if PERSON in labels and scene.people.may_be(said, token.lower_):
            return said
    return _explained(scene, token) or person(scene.doc, token.i, scene.people)


def _explained(scene: Scene, token: Token) -> str | None:
    """The last person before whose office acts: the prime minister, Orla Venn, left. She ..."""
    for one in reversed(scene.people.named):
        if token.i - NEAR < one.end <= token.i and one.label == PERSON:
            head = scene.doc[one.end - 1]
            is_explained = head.dep_ == "appos" and head.head.dep_ in SUBJECTS
            fits = scene.people.may_be(one.name, token.lower_)
            if fits and (is_explained or head.dep_ in SUBJECTS):
                return one.name if is_explained else None
    return None


def body(scene: Scene, token: Token) -> str | None:
    """It or they: the last body or state that acts before it."""
    acting = [
        one
        for one in scene.people.named
        if token.i - REACH < one.end <= token.i
        and one.label in BODIES
        and _acts(scene.doc[one.end - 1])
    ]
    return acting[-1].name if acting else None


def _acts(token: Token) -> bool:
    token = first(token)
    while token.dep_ in {"compound", "poss", "amod"}:
        token = token.head
    return token.dep_ in SUBJECTS or token.dep_ == "agent"
