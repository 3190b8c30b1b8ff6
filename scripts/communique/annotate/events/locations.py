"""Where an event takes place."""

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.cast import Cast
from communique.annotate.events.found import Participant
from communique.annotate.events.participants import places
from communique.annotate.events.words import VERB, Trigger

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
        "through",
        "into",
        "over",
        "throughout",
        "between",
    ]
)
NARROW = frozenset(["in", "at", "near"])
ON = frozenset(["on", "to"])
SITES = frozenset(["LOC", "FAC"])
"""Places that do nothing themselves: straits, bridges, islands."""


def locations(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Where it takes place: behind "in" and the like; straits and buildings that it is done to."""
    for site in trigger.sites:
        if found := places(cast, syntax.behind(site, WHERE)):
            return found
        if found := places(cast, syntax.behind(site, ON), SITES):
            return found
    heads = (
        syntax.undergoers(trigger.token)
        if trigger.part == VERB
        else syntax.behind(trigger.token, {"of"})
    )
    if trigger.type == "CONSULT" and trigger.pattern.mode == "visit":
        return places(cast, [*heads, *syntax.behind(trigger.token, {"to"})])
    return places(cast, heads, SITES) or places(cast, _deeper(trigger, cast))


def _deeper(trigger: Trigger, cast: Cast) -> list[Token]:
    """Places behind "in" that a parser hung on whoever takes part: `met the envoy in Geneva`."""
    for site in trigger.sites:
        for child in site.rights:
            if child.dep_ in {"prep", "dobj", "agent"} and child.i not in cast.triggers:
                inside = [one for one in child.subtree if one.lower_ in NARROW and one != child]
                found = [each for one in inside for each in syntax.behind(one.head, {one.lower_})]
                if found:
                    return found
    return []
