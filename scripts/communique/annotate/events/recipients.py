"""To or with whom it is done: where a pattern says, else where the likeliest phrase stands."""

from collections.abc import Collection, Iterable

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.cast import Cast
from communique.annotate.events.found import Participant
from communique.annotate.events.modality import HOLDING
from communique.annotate.events.nearby import right_of
from communique.annotate.events.participants import concerned
from communique.annotate.events.words import NOUN, VERB, Trigger
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
)
INTERNAL = frozenset(["MOBILIZE", "COERCE", "CONCEDE", "AID"])
"""Types whose recipient may be the place they happen in."""
IN = frozenset(["in", "at", "near", "inside", "outside"])
OBJECT, NOBODY = "object", "none"


def recipients(trigger: Trigger, cast: Cast, actors: Collection[str]) -> list[Participant]:
    """Whom an event concerns, those in `actors` left out."""
    for heads in _candidates(trigger, cast):
        found = [one for one in concerned(cast, heads) if one.name not in actors]
        if found:
            return found
    return []


def behind(trigger: Trigger, prepositions: Iterable[str], cast: Cast) -> list[Participant]:
    """Who stands behind the first of these prepositions that somebody stands behind."""
    for one in prepositions:
        for heads in _wanted(trigger, one, cast):
            if found := concerned(cast, heads):
                return found
    return []


def _candidates(trigger: Trigger, cast: Cast) -> Iterable[list[Token]]:
    """The phrases that a recipient may stand in, the likeliest first."""
    token, wanted = trigger.token, listed(trigger.pattern.recipient or "")
    if NOBODY in wanted:
        return
    for one in wanted:
        yield from _wanted(trigger, one, cast)
    if wanted and trigger.pattern.is_mutual and trigger.type != "CONSULT":
        return
    if trigger.part == VERB:
        yield from _objects(token, cast)
        yield _clause_subjects(token)
        yield from (syntax.behind(token, {one}) for one in _prepositions(trigger))
    else:
        yield from _of_noun(trigger)
    yield from _complement(trigger, cast)
    if not any(one.pos_ == "PRON" for one in syntax.undergoers(token)):
        yield _below(trigger, cast)


def _below(trigger: Trigger, cast: Cast) -> list[Token]:
    """The first name in what is said behind a trigger, where no role is plain."""
    for child in trigger.token.rights:
        if child.dep_ not in {"punct", "cc", "conj", "advcl", "ccomp", "parataxis", "relcl"}:
            for one in child.subtree:
                is_place = child.lower_ in IN and one.head == child
                if one.i in cast.at and not (is_place and trigger.type not in INTERNAL):
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
    yield from (syntax.behind(each, {one}) for each in trigger.sites)


def _of_noun(trigger: Trigger) -> Iterable[list[Token]]:
    if trigger.light is not None:
        yield syntax.takers(trigger.light)
    for one in _prepositions(trigger):
        for site in trigger.sites:
            yield syntax.behind(site, {one})


def _clause_subjects(verb: Token) -> list[Token]:
    """Whose deed the clause behind a verb speaks of: `demanded that Keldra leave`."""
    return [
        own
        for child in verb.rights
        if child.dep_ in {"ccomp", "xcomp", "advcl"} and verb.i < child.i
        for own in child.children
        if own.dep_ in syntax.SUBJECTS
    ]
