"""Who does it, to or with whom, and where: by the pattern and the syntax of a trigger."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.found import Participant
from communique.annotate.events.modality import HOLDING
from communique.annotate.events.participants import (
    Cast,
    acting,
    concerned,
    left_of,
    places,
    right_of,
)
from communique.annotate.events.triggers import ADJECTIVE, NOUN, VERB, Trigger
from communique.languages.coding import listed

TO = (
    "against",
    "with",
    "to",
    "on",
    "at",
    "upon",
    "toward",
    "towards",
    "from",
    "over",
    "for",
    "into",
    "of",
    "in",
)
"""Prepositions behind which the one that a deed concerns may stand, the likeliest first."""
NOUN_TO = (
    "against",
    "on",
    "upon",
    "at",
    "with",
    "to",
    "toward",
    "towards",
    "of",
    "for",
    "from",
    "over",
    "in",
)
WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "off",
        "across",
        "around",
        "within",
        "along",
        "through",
        "into",
        "over",
        "throughout",
        "outside",
        "between",
    ]
)
INTERNAL = frozenset(["MOBILIZE", "COERCE", "CONCEDE", "AID"])
"""Types whose recipient may be the place they happen in."""
FINITE = frozenset(["VBD", "VBZ", "VBP"])
NARROW = frozenset(["in", "at", "near"])
ON = frozenset(["on", "to", "over"])
SITES = frozenset(["LOC", "FAC"])
"""Places that do nothing themselves: straits, bridges, islands."""
OBJECT, NOBODY = "object", "none"


@dataclass(frozen=True)
class Roles:
    """Who takes part in an event, and where it takes place."""

    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    location: tuple[Participant, ...] = ()


def roles(trigger: Trigger, cast: Cast) -> Roles:
    """The roles of an event."""
    actors = _actors(trigger, cast)
    recipients = _recipients(trigger, cast, {one.name for one in actors})
    if trigger.pattern.is_mutual:
        actors, recipients = _mutual(actors, recipients)
    return Roles(tuple(actors), tuple(recipients), tuple(_locations(trigger, cast)))


def _mutual(
    actors: list[Participant], recipients: list[Participant]
) -> tuple[list[Participant], list[Participant]]:
    """Both sides act."""
    known = {one.name for one in actors}
    return [*actors, *(one for one in recipients if one.name not in known)], []


def _actors(trigger: Trigger, cast: Cast) -> list[Participant]:
    token, pattern = trigger.token, trigger.pattern
    if pattern.actor:
        return _behind(trigger, listed(pattern.actor), cast)
    if trigger.part != NOUN:
        return _verb_actors(token, cast) or _willing(trigger, cast)
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
    if not heads and verb.tag_ in FINITE and not syntax.is_passive(verb):
        heads = left_of(cast, verb)
    return acting(cast, heads) or [one for head in heads for one in _behind_thing(verb, head, cast)]


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
    is_explained = verb.dep_ in {"acl", "relcl"} and head.dep_ in syntax.OBJECTS
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


def _recipients(trigger: Trigger, cast: Cast, actors: Collection[str]) -> list[Participant]:
    for heads in _candidates(trigger, cast):
        found = [one for one in concerned(cast, heads) if one.name not in actors]
        if found:
            return found
    return []


def _candidates(trigger: Trigger, cast: Cast) -> Iterable[list[Token]]:
    """The phrases that a recipient may stand in, the likeliest first."""
    token, wanted = trigger.token, listed(trigger.pattern.recipient or "")
    if NOBODY in wanted:
        return
    for one in wanted:
        yield from _wanted(trigger, one, cast)
    if trigger.part == VERB:
        yield from _objects(token, cast)
        yield _clause_subjects(token)
        yield from (syntax.behind(token, {one}) for one in _prepositions(trigger))
    else:
        yield from _of_noun(trigger)
    yield from _complement(trigger, cast)
    yield _below(trigger, cast)


def _below(trigger: Trigger, cast: Cast) -> list[Token]:
    """The first name in what is said behind a trigger, where no role is plain."""
    for child in trigger.token.rights:
        if child.dep_ not in {"punct", "cc", "conj", "advcl", "ccomp", "parataxis", "relcl"}:
            for one in child.subtree:
                if one.i in cast.at:
                    return [one]
    return []


def _objects(verb: Token, cast: Cast) -> Iterable[list[Token]]:
    """The indirect object, the object, and what stands behind a date taken for either."""
    taken = [*syntax.takers(verb), *syntax.undergoers(verb)]
    yield syntax.takers(verb)
    yield [one for one in syntax.undergoers(verb) if one.i not in cast.times]
    if all(one.i in cast.times for one in taken):
        yield right_of(cast, verb)


def _complement(trigger: Trigger, cast: Cast) -> Iterable[list[Token]]:
    """Whom the deed that is promised, refused or threatened would concern."""
    if trigger.type not in HOLDING:
        return
    for child in trigger.token.rights:
        if child.dep_ in {"xcomp", "advcl", "acl"} and child.tag_ == "VB":
            yield from _objects(child, cast)
            yield from (syntax.behind(child, {one}) for one in (*TO, "in"))
            yield from (
                syntax.behind(each, {one})
                for each in syntax.undergoers(child)
                for one in (*TO, "in")
            )


def _prepositions(trigger: Trigger) -> Iterable[str]:
    """Where a recipient may stand; "in" a country for what is done to it."""
    own = NOUN_TO if trigger.part == NOUN else TO
    if trigger.type == "REQUEST":
        return [one for one in own if one != "for"]
    return (*own, "in") if trigger.type in INTERNAL else own


def _wanted(trigger: Trigger, one: str, cast: Cast) -> Iterable[list[Token]]:
    if one == OBJECT:
        yield from _objects(trigger.token, cast)
        return
    yield from (syntax.behind(each, {one}) for each in _sites(trigger))


def _of_noun(trigger: Trigger) -> Iterable[list[Token]]:
    if trigger.light is not None:
        yield syntax.takers(trigger.light)
    for one in _prepositions(trigger):
        for site in _sites(trigger):
            yield syntax.behind(site, {one})


def _sites(trigger: Trigger) -> list[Token]:
    """The words that a preposition of an event may hang on: its own, its verb, its object."""
    sites = [trigger.token]
    if trigger.light is not None:
        sites.append(trigger.light)
    if trigger.part == VERB:
        sites += syntax.undergoers(trigger.token)
    if trigger.part == ADJECTIVE and trigger.token.head != trigger.token:
        sites.append(trigger.token.head)
    return sites


def _clause_subjects(verb: Token) -> list[Token]:
    """Whose deed the clause behind a verb speaks of: `demanded that Keldra leave`."""
    return [
        own
        for child in verb.rights
        if child.dep_ in {"ccomp", "xcomp", "advcl"} and verb.i < child.i
        for own in child.children
        if own.dep_ in syntax.SUBJECTS
    ]


def _behind(trigger: Trigger, prepositions: Iterable[str], cast: Cast) -> list[Participant]:
    for one in prepositions:
        for heads in _wanted(trigger, one, cast):
            if found := concerned(cast, heads):
                return found
    return []


def _locations(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Where it takes place: behind "in" and the like; straits and buildings that it is done to."""
    for site in _sites(trigger):
        if found := places(cast, syntax.behind(site, WHERE)):
            return found
        if found := places(cast, syntax.behind(site, ON), SITES):
            return found
    heads = syntax.undergoers(trigger.token) if trigger.part == VERB else _noun_objects(trigger)
    if trigger.type == "CONSULT" and trigger.pattern.mode == "visit":
        return places(cast, [*heads, *syntax.behind(trigger.token, {"to"})])
    return places(cast, heads, SITES) or places(cast, _deeper(trigger, cast))


def _deeper(trigger: Trigger, cast: Cast) -> list[Token]:
    """Places behind "in" that a parser hung on whoever takes part: `met the envoy in Geneva`."""
    for site in _sites(trigger):
        for child in site.rights:
            if child.dep_ in {"prep", "dobj", "agent"} and child.i not in cast.triggers:
                inside = [one for one in child.subtree if one.lower_ in NARROW and one != child]
                found = [each for one in inside for each in syntax.behind(one.head, {one.lower_})]
                if found:
                    return found
    return []


def _noun_objects(trigger: Trigger) -> list[Token]:
    return syntax.behind(trigger.token, {"of"})
