"""Who does it, to or with whom, and where: by the pattern and the syntax of a trigger."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.alike import alike
from communique.annotate.events.cast import Cast
from communique.annotate.events.found import Participant
from communique.annotate.events.locations import locations
from communique.annotate.events.nearby import left_of
from communique.annotate.events.participants import acting, concerned
from communique.annotate.events.recipients import behind, recipients
from communique.annotate.events.words import NOUN, Trigger
from communique.languages.coding import listed

LEVELS = 4
OWN = frozenset(["relcl", "csubj", "nsubj"])
"""Clauses that say themselves who acts in them."""
FINITE = frozenset(["VBD", "VBZ", "VBP"])


@dataclass(frozen=True)
class Roles:
    """Who takes part in an event, and where it takes place."""

    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    location: tuple[Participant, ...] = ()


def roles(trigger: Trigger, cast: Cast) -> Roles:
    """The roles of an event."""
    actors = _actors(trigger, cast)
    others = recipients(trigger, cast, {one.name for one in actors})
    if trigger.pattern.is_mutual:
        actors, others = _mutual(actors, others)
    if trigger.type == "MOBILIZE" and not actors:
        actors, others = others, []
    return Roles(tuple(actors), tuple(others), tuple(locations(trigger, cast)))


def _mutual(
    actors: list[Participant], recipients: list[Participant]
) -> tuple[list[Participant], list[Participant]]:
    """Both sides act."""
    known = {one.name for one in actors}
    return [*actors, *(one for one in recipients if one.name not in known)], []


def _actors(trigger: Trigger, cast: Cast) -> list[Participant]:
    token, pattern = trigger.token, trigger.pattern
    if pattern.actor:
        return behind(trigger, listed(pattern.actor), cast)
    if trigger.part != NOUN:
        return _verb_actors(token, cast) or _willing(trigger, cast) or _above(token, cast)
    own = _noun_actors(token, cast)
    verb = trigger.light or _verb_above(token)
    if own or verb is None or verb.i in cast.triggers or verb.lemma_.lower() in cast.averse:
        return own
    return _verb_actors(verb, cast)


def _verb_above(noun: Token) -> Token | None:
    """The verb whose object a noun is, or that it hangs on behind a preposition."""
    head = syntax.first(noun)
    if head.dep_ in syntax.OBJECTS and head.head.pos_ == "VERB":
        return head.head
    is_near = head.dep_ == "pobj" and head.head.head.pos_ == "VERB"
    return head.head.head if is_near else None


def _verb_actors(verb: Token, cast: Cast) -> list[Participant]:
    """The subject; the phrase before a finite verb that the parser gave none but a date."""
    heads = [one for one in syntax.doers(verb) if one.i not in cast.times]
    is_told = verb.tag_ in FINITE or syntax.is_misread(verb)
    if not heads and is_told and not syntax.is_passive(verb):
        heads = left_of(cast, verb)
    found = acting(cast, [*heads, *alike(verb)])
    return found or [one for head in heads for one in _behind_thing(verb, head, cast)]


def _above(verb: Token, cast: Cast) -> list[Participant]:
    """Whoever acts in the clauses above a verb that has no subject and is no passive."""
    for _ in range(LEVELS):
        if verb.head == verb or verb.dep_ in OWN or syntax.is_passive(verb):
            return []
        verb = verb.head
        if verb.idx in cast.cues:
            return []
        if verb.pos_ == "VERB" and (found := acting(cast, syntax.doers(verb))):
            return found
    return []


def _willing(trigger: Trigger, cast: Cast) -> list[Participant]:
    """The subject of what only looks passive: `is prepared to leave`."""
    is_own = trigger.pattern.takes == "infinitive" and trigger.type in {"AGREE", "REJECT"}
    if not is_own or not syntax.is_passive(trigger.token):
        return []
    head = syntax.subject(trigger.token)
    return acting(cast, syntax.coordinated(head)) if head is not None else []


def _behind_thing(verb: Token, head: Token, cast: Cast) -> list[Participant]:
    """Who acts by a thing: its owner, or whose deed it is (`issued a note demanding that`)."""
    if found := concerned(cast, [head]):
        return found
    is_explained = head.dep_ in syntax.OBJECTS and head.head not in {head, verb}
    return acting(cast, syntax.doers(head.head)) if is_explained else []


def _noun_actors(noun: Token, cast: Cast) -> list[Participant]:
    """The possessor, who stands behind "by" or "between", or an adjective: `an Azgwyri raid`."""
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    for heads in (
        owners,
        syntax.behind(noun, {"by"}),
        syntax.behind(noun, {"between", "among"}),
        [
            one
            for child in noun.lefts
            if child.dep_ in {"amod", "compound", "nmod"}
            for one in syntax.coordinated(child)
        ],
    ):
        if found := (acting(cast, heads) or (concerned(cast, heads) if heads is owners else [])):
            return found
    return []
