"""From what is at issue up the sentence: whose attitudes it meets, and how they judge it."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.stances import beside
from communique.annotate.stances.conditions import conjunction
from communique.annotate.stances.judging import judgement
from communique.annotate.stances.listed import lead
from communique.annotate.stances.places import (
    ASIDE,
    ATTRIBUTE,
    CLAUSE,
    CONDITION,
    CONTENT,
    NOMINAL,
    OBJECT,
    SUBJECT,
    above,
    is_verb,
    openings,
)
from communique.annotate.stances.taking import take
from communique.annotate.stances.way import (
    ATTITUDE,
    DEED,
    INTENT,
    SHIFT,
    SPEAKING,
    TERM,
    VERDICT,
    Attitude,
    Target,
    Way,
)
from communique.languages.attitudes import AGAINST, FOR, Attitudes

STEPS = 12
"""Words above what is at issue that are looked at, at most."""
WITHOUT = "without"
REACHED = frozenset([OBJECT, CLAUSE, "to", "for", "with", "on", "of"])
"""Places of any verb that what is held of it holds of too."""


def attitudes(target: Target, words: Attitudes, *, has_deeds: bool = False) -> Iterator[Attitude]:
    """The attitudes toward a target.

    With `has_deeds`, what one does to another is an attitude too.
    """
    for node, step in openings(target.head, words):
        way = Way(target, words, node, target.sign, has_deeds, path=[node])
        _begin(way)
        _climb(way, step)
        yield from way.found


def _begin(way: Way) -> None:
    """What the word itself shows, and what stands beside it."""
    node, target = way.node, way.target
    _settle(way)
    if node.dep_ in {"pobj", "conj"} and beside.is_none(node, way.words, target.own):
        way.sign = -way.sign
    is_had = node.lemma_ == "have" and node.i not in target.own and not target.is_actor
    way.is_judged |= is_had or (target.is_claim and is_verb(node))
    if beside.is_speaking(node, way):
        way.meet(node, SPEAKING)


def _climb(way: Way, step: tuple[Token, str] | None) -> None:
    """Go up as far as the way leads; what the clause judges by itself, its speaker holds."""
    for _ in range(STEPS):
        if step is not None and step[1] in {CONDITION, WITHOUT}:
            return _stop_at_term(way, step[0])
        if step is None or not _climbed(way, *step):
            break
        step = above(way.node, way.words)
    if step is None and is_verb(way.node):
        _go_on_before_list(way)
    if way.is_judged:
        way.found.append(Attitude(way.node, way.sign, tuple(way.path), VERDICT, is_said=True))
    return None


def _stop_at_term(way: Way, head: Token) -> None:
    """Below a condition nothing is told as a fact; what it is a condition of is for `terms`."""
    if conjunction(way.node, way.words) in way.words.lists["supposed"]:
        way.doubt()
    way.found.append(Attitude(head, way.sign, tuple(way.path), TERM))


def _go_on_before_list(way: Way) -> None:
    """Go on where a point of a list hangs on the words before it."""
    head = lead(way.node)
    met = judgement(head, CLAUSE, way.node, way.words) if head is not None else None
    if head is None or met is None or met.entry is None or met.sign not in {FOR, AGAINST}:
        return
    way.path.append(head)
    way.doubt()
    way.sign *= met.sign
    way.is_judged = False
    way.hear(head, ATTITUDE, met.entry)


def _climbed(way: Way, head: Token, place: str) -> bool:
    """Go up to `head`; False where nothing leads further."""
    is_actor = way.target.is_actor and len(way.path) == 1
    met = judgement(head, place, way.node, way.words, is_actor=is_actor)
    if met is None and not _passes(way, head, place):
        way.is_judged &= place != CLAUSE or head.pos_ not in NOMINAL
        return False
    way.path.append(head)
    if met is not None and not take(way, head, place, met):
        return False
    way.node = head
    if met is None or met.entry is None or met.entry.kind in {SHIFT, VERDICT, DEED}:
        _settle(way)
    return True


def _settle(way: Way) -> None:
    """What stands beside a verb on the way: "not" turns it, "must" judges it, "will" means it."""
    node, words = way.node, way.words
    if not is_verb(node):
        return
    if beside.is_negated(node, words, way.target.own):
        way.sign = -way.sign
    if beside.is_bound(node, words) or beside.is_order(node, words):
        way.is_judged = True
        way.doubt()
    elif beside.is_possible(node, words):
        way.doubt()
    elif not way.is_judged and beside.is_meant(node, words) and _is_intent(way, node):
        way.meet(node, INTENT)


def _is_intent(way: Way, verb: Token) -> bool:
    """Whether what will be is told as a fact, and somebody's doing or what is at issue itself."""
    if conjunction(verb, way.words) in way.words.lists["supposed"]:
        return False
    return verb.i in way.target.own or not beside.is_suffered(verb)


def _passes(way: Way, head: Token, place: str) -> bool:
    """Whether what is judged above a word reaches what hangs on it."""
    if place == ASIDE:
        return _is_said_in(way, head)
    if any(child.dep_ == "expl" for child in head.children):
        return place in {ATTRIBUTE, SUBJECT}
    if place == ATTRIBUTE:
        return False
    if place == CONTENT or way.has_deeds:
        return True
    return place in REACHED if is_verb(head) else head.pos_ in NOMINAL and place == "of"


def _is_said_in(way: Way, noun: Token) -> bool:
    """Whether a noun is that of words which say what stands behind it: a motion demanding it."""
    is_words = noun.lemma_.lower() in way.words.lists["documents"]
    return is_words and bool(way.found) and way.found[-1].by == way.node
