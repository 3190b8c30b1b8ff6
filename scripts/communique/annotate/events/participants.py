"""Who takes part in an event: names, and people and groups without one, behind a phrase's head."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.entities.found import Mention
from communique.annotate.events.cast import ACTING, Cast
from communique.annotate.events.found import Participant
from communique.annotate.events.nearby import run
from communique.annotate.events.pronouns import PRONOUNS, referred
from communique.annotate.events.words import lemmas
from communique.annotate.quotes.references import referent
from communique.languages.coding import listed
from communique.records import Range

PLACES = frozenset(["GPE", "LOC", "FAC"])
OF = ("by", "from", "of", "between", "with", "against", "in", "for", "on", "to")
"""Prepositions behind which a phrase's owner may stand, the likeliest first."""
DEPTH = 3
PAIR = 2
LONGEST = 3
"""Words of a name that no recognizer knew, at most."""
PLACING = frozenset(["in", "at", "near", "from"])
"""Prepositions before a city that is no side of anything."""


def acting(cast: Cast, heads: Iterable[Token]) -> list[Participant]:
    """Whom these phrases stand for; things give none."""
    found = [one for head in heads for one in _acting(cast, head)]
    return list({one.name: one for one in reversed(found)}.values())[::-1]


def concerned(cast: Cast, heads: Iterable[Token]) -> list[Participant]:
    """Whom these phrases stand for, or whose the things are that they stand for."""
    found = [one for head in heads for one in (_acting(cast, head) or _owners(cast, head, DEPTH))]
    return list({one.name: one for one in reversed(found)}.values())[::-1]


def places(
    cast: Cast, heads: Iterable[Token], labels: frozenset[str] = PLACES
) -> list[Participant]:
    """The places among these phrases."""
    found = [
        Participant(one.name or "", Range(one.start, one.end))
        for head in heads
        if (one := cast.at.get(head.i)) is not None and one.label in labels
    ]
    return list({one.name: one for one in reversed(found)}.values())[::-1]


def _acting(cast: Cast, head: Token) -> list[Participant]:
    if (one := cast.at.get(head.i)) is not None:
        return [_named(one)] if one.label in ACTING else []
    if head.pos_ == "PRON" or head.lower_ in PRONOUNS:
        return _pronoun(cast, head)
    if head.lemma_.lower() in cast.words.cushions:
        inner = [one for each in syntax.behind(head, {"of"}) for one in _acting(cast, each)]
        if inner:
            return inner
    if any(lemma in cast.agents for lemma in lemmas(head, "noun")):
        return _described(cast, head)
    return _unknown(cast, head)


def _named(one: Mention) -> Participant:
    return Participant(one.name or "", Range(one.start, one.end))


def _described(cast: Cast, head: Token) -> list[Participant]:
    """People without a name: the one person who holds the office, whose they are, else a word."""
    if (both := _both(cast, head)) is not None:
        return both
    if apposed := _apposed(cast, head):
        return apposed
    stretch = Range(head.left_edge.i, head.i + 1)
    name = referent(cast.doc, stretch, cast.people, cast.naming)
    if name is not None and not _has_owner(cast, head):
        return [Participant(name, _place(head))]
    behind = [*syntax.behind(head, {"of", "from"}), *_next_behind(head)]
    owners = _modifiers(cast, head) or [one for each in behind for one in _name_of(cast, each)]
    return owners or [Participant(head.lower_, _place(head))]


def _next_behind(head: Token) -> Iterator[Token]:
    """The word behind "of" or "from" right after a head, wherever the parser hung it."""
    if head.i + 1 < len(head.doc) and head.doc[head.i + 1].lower_ in {"of", "from"}:
        yield from syntax.behind(head.doc[head.i + 1].head, {head.doc[head.i + 1].lower_})


def _apposed(cast: Cast, head: Token) -> list[Participant]:
    """The names that explain an office: `President Orla Venn`, `the minister, Orla Venn`."""
    after = cast.at.get(head.i + 1)
    if after is not None and after.label == "PERSON":
        return [_named(after)]
    return [
        _named(cast.at[child.i])
        for child in head.children
        if child.dep_ == "appos" and child.i in cast.at and cast.at[child.i].label in ACTING
    ]


def _both(cast: Cast, head: Token) -> list[Participant] | None:
    """The two states named last, for "both sides"; None where a phrase speaks of no two."""
    coding = cast.words.coding
    counts = {child.lower_ for child in head.lefts}
    if head.lemma_.lower() not in listed(coding.sides) or not counts & {*listed(coding.both)}:
        return None
    before = (one for one in cast.people.named if one.end <= head.i)
    named = [
        one
        for one in before
        if one.label in {"GPE", "NORP"} and cast.doc[one.end - 1].head.lower_ not in PLACING
    ]
    last = list(dict.fromkeys(one.name for one in reversed(named)))[:PAIR]
    return [Participant(name, _place(head)) for name in last[::-1]] if len(last) == PAIR else None


def _unknown(cast: Cast, head: Token) -> list[Participant]:
    """A name that no recognizer knew, by its words: capitals that open no sentence."""
    is_capital = head.pos_ == "PROPN" and head.text[:1].isupper()
    start = head.i
    while start > head.sent.start and cast.doc[start - 1].pos_ == "PROPN":
        start -= 1
    words = cast.doc[start : head.i + 1]
    is_name = is_capital and len(words) <= LONGEST and not _is_title(head)
    if not is_name or (len(words) == 1 and head.is_sent_start) or head.i in cast.times:
        return []
    return [Participant(words.text, Range(words.start_char, words.end_char))]


def _is_title(head: Token) -> bool:
    """Whether a word stands in a line of capitals, where they tell no names."""
    words = [token for token in head.sent if token.is_alpha]
    return 2 * sum(token.text[0].isupper() for token in words) > len(words)


def _has_owner(cast: Cast, head: Token) -> bool:
    return any(child.dep_ == "poss" and child.i in cast.at for child in head.lefts)


def _modifiers(cast: Cast, head: Token) -> list[Participant]:
    """Names before a head, in the run of words up to it: `Israeli and Egyptian army officials`."""
    found: list[Participant] = []
    for token in run(cast.doc, head):
        found += [one for one in _name_of(cast, token) if one not in found]
    return found[::-1]


def _name_of(cast: Cast, token: Token) -> list[Participant]:
    one = cast.at.get(token.i)
    if one is not None and one.label in ACTING:
        return [_named(one)]
    if token.dep_ == "poss" and token.pos_ == "PRON":
        return _pronoun(cast, token)
    return []


def _owners(cast: Cast, head: Token, depth: int) -> list[Participant]:
    """Whose a thing is: `Keldra's offer`, `the attack by Zennava`, `the people of Marrak`."""
    found = _modifiers(cast, head)
    if found or depth == 0:
        return found
    for child in head.lefts:
        if child.dep_ == "poss" and (
            found := _acting(cast, child) or _owners(cast, child, depth - 1)
        ):
            return found
    for preposition in OF:
        for each in syntax.behind(head, {preposition}):
            found += _acting(cast, each) or _owners(cast, each, depth - 1)
        if found:
            return found
    return []


def _pronoun(cast: Cast, token: Token) -> list[Participant]:
    name = referred(cast, token)
    return [Participant(name, _place(token))] if name else []


def _place(token: Token) -> Range:
    return Range(token.idx, token.idx + len(token))
