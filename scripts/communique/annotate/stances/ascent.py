"""From what is at issue up the sentence: whose attitudes it meets, and how they judge it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.annotate.stances import beside
from communique.annotate.stances.conditions import conjunction
from communique.annotate.stances.judging import Judgement, judgement
from communique.annotate.stances.listed import lead
from communique.annotate.stances.places import (
    ASIDE,
    ATTRIBUTE,
    CLAUSE,
    CONDITION,
    NOMINAL,
    OBJECT,
    above,
    is_verb,
    openings,
)
from communique.annotate.syntax import is_passive
from communique.languages.attitudes import AGAINST, FOR, IF_JUDGED, NO_SIDE, UNLESS_JUDGED, Attitudes, Entry

STEPS = 12
"""Words above what is at issue that are looked at, at most."""

ATTITUDE, VERDICT, SHIFT, DEED, OPEN = "attitude", "verdict", "shift", "deed", "open"
INTENT, SPEAKING, TERM = "intent", "speaking", "term"
"""Somebody will do it; a deed that speaks; it is a condition of what the word says."""


REACHED = frozenset([OBJECT, CLAUSE, "to", "for", "with", "on", "of"])
"""Places of any verb that what is held of it holds of too."""


@dataclass(frozen=True)
class Attitude:
    """How something is judged: `sign`, and by which word (`by`).

    `is_said`: whoever says the clause holds it; else who stands in the place of the holder of
    `by`, who says so (`is_reported`), which its subject is in (`is_state`: is opposed), or which names them (`is_somebody`: a
    critic). `path` are the words from what is judged up to there. `kind` is that of the entry, or
    one of those that have none.
    """

    by: Token
    sign: int
    path: tuple[Token, ...]
    is_said: bool = False
    kind: str = ATTITUDE
    is_somebody: bool = False
    is_state: bool = False
    is_reported: bool = False

    @property
    def clause(self) -> Token:
        """The word whose clause shows it: of what somebody says, what is said."""
        return self.path[-2] if self.is_reported and len(self.path) > 1 else self.by


@dataclass
class Ascent:
    """Where the way up has come to: what stands so far, and whether the clause judges by itself."""

    node: Token
    sign: int
    words: Attitudes
    own: Collection[int]
    is_actor: bool = False
    has_deeds: bool = False
    is_judged: bool = False
    path: list[Token] = field(default_factory=list)
    found: list[Attitude] = field(default_factory=list)

    def meet(
        self, by: Token, kind: str, entry: Entry | None = None, *, is_reported: bool = False
    ) -> None:
        """Keep what has been met."""
        attitude = Attitude(
            by,
            self.sign,
            tuple(self.path),
            kind=kind,
            is_somebody=entry is not None and entry.is_somebody,
            is_state=entry is not None and entry in self.words.adjectives,
            is_reported=is_reported,
        )
        self.found.append(attitude)


def attitudes(
    start: Token,
    sign: int,
    words: Attitudes,
    *,
    own: Collection[int] = (),
    is_actor: bool = False,
    has_deeds: bool = False,
) -> Iterator[Attitude]:
    """The attitudes toward what `start` heads, which counts as `sign`.

    `own` are the tokens that name it: "not" among them turns nothing. With `has_deeds`, what one
    does to another is an attitude too.
    """
    for node, step in openings(start, words.lists["raising"]):
        way = Ascent(node, sign, words, own, is_actor, has_deeds)
        way.path.append(node)
        _begin(way)
        _climb(way, step)
        yield from way.found


def _begin(way: Ascent) -> None:
    """What the word itself shows: a deed that speaks, such as a recall."""
    _settle(way)
    if way.node.dep_ == "pobj" and beside.is_none(way.node, way.words, way.own):
        way.sign = -way.sign
    if way.node.i not in way.own and way.node.lemma_ == "have" and not way.is_actor:
        way.is_judged = True
    if _speaks(way, way.node):
        way.meet(way.node, SPEAKING)


def _speaks(way: Ascent, verb: Token) -> bool:
    """Whether a verb tells a deed that shows an attitude: recalled the envoy, cut ties."""
    return (
        verb.lemma_.lower() in way.words.lists["speaking"]
        and is_verb(verb)
        and not way.is_actor
        and not way.found
        and not way.is_judged
        and not is_passive(verb)
        and not beside.is_negated(verb, way.words, way.own)
    )


def _climb(way: Ascent, step: tuple[Token, str] | None) -> None:
    """Go up as far as the way leads; what the clause judges by itself, its speaker holds."""
    for _ in range(STEPS):
        if step is not None and step[1] == CONDITION:
            if conjunction(way.node) in way.words.lists["supposed"]:
                way.found.clear()
            way.found.append(Attitude(step[0], way.sign, tuple(way.path), kind=TERM))
            return
        if step is None or not _climbed(way, *step):
            break
        step = above(way.node, way.words.lists["raising"])
    if step is None and is_verb(way.node):
        _listed(way)
    if way.is_judged:
        way.found.append(Attitude(way.node, way.sign, tuple(way.path), is_said=True, kind=VERDICT))


def _listed(way: Ascent) -> None:
    """Go on where a point of a list hangs on the words before it."""
    head = lead(way.node)
    met = judgement(head, CLAUSE, way.node, way.words) if head is not None else None
    if head is None or met is None or met.entry is None or met.sign not in {FOR, AGAINST}:
        return
    way.path.append(head)
    way.found.clear()
    way.sign *= met.sign
    way.is_judged = False
    way.meet(head, ATTITUDE, met.entry, is_reported=True)


def _climbed(way: Ascent, head: Token, place: str) -> bool:
    """Go up to `head`; False where nothing leads further."""
    is_target = way.is_actor and len(way.path) == 1
    met = judgement(head, place, way.node, way.words, is_actor=is_target)
    if met is None and not _passes(way, head, place):
        return False
    way.path.append(head)
    if met is not None and not _taken(way, head, place, met):
        return False
    way.node = head
    if met is None or met.entry is None or met.entry.kind in {SHIFT, VERDICT, DEED}:
        _settle(way)
    return True


def _taken(way: Ascent, head: Token, place: str, met: Judgement) -> bool:
    """Take a judgement in; False where the way ends there."""
    sign = met.sign
    if sign == IF_JUDGED and not way.is_judged:
        return False
    if sign in {UNLESS_JUDGED, IF_JUDGED}:
        sign = FOR if way.is_judged else AGAINST
    if met.entry is None:
        way.sign *= sign
        way.is_judged = not met.is_held
        if met.is_held:
            way.meet(head, ATTITUDE)
        return True
    kind = met.entry.kind
    if kind in {SHIFT, VERDICT} or (kind == DEED and not way.has_deeds):
        way.sign *= sign
        way.is_judged |= kind == VERDICT
        if _speaks(way, head):
            way.meet(head, SPEAKING)
        return True
    return _held(way, head, place, met.entry, sign, is_reported=met.sign == IF_JUDGED)


def _held(
    way: Ascent, head: Token, place: str, entry: Entry, sign: int, *, is_reported: bool
) -> bool:
    """An attitude of somebody's: what was only wanted, what was met below it, counts no more."""
    if place == CLAUSE and not entry.is_factive:
        way.found.clear()
    is_negated = beside.is_negated(head, way.words, way.own)
    if is_negated and entry.negated == "lost":
        return False
    if is_negated and entry.negated == "turned":
        sign = -sign
    way.sign *= sign
    way.is_judged = False
    if beside.is_bound(head, way.words):
        way.found.clear()
        way.is_judged = True
    elif not beside.is_possible(head, way.words):
        way.meet(head, entry.kind, entry, is_reported=is_reported)
    return sign != NO_SIDE


def _settle(way: Ascent) -> None:
    """What stands beside a verb on the way: "not" turns it, "must" judges it, "will" means it."""
    node = way.node
    if not is_verb(node):
        return
    if beside.is_negated(node, way.words, way.own):
        way.sign = -way.sign
    if beside.is_bound(node, way.words) or beside.is_order(node):
        way.is_judged = True
        way.found.clear()
    elif beside.is_possible(node, way.words):
        way.found.clear()
    elif (
        not way.is_judged
        and beside.is_meant(node, way.words)
        and conjunction(node) not in way.words.lists["supposed"]
    ):
        way.meet(node, INTENT)


def _passes(way: Ascent, head: Token, place: str) -> bool:
    """Whether what is judged above a word reaches what hangs on it."""
    if place == ASIDE:
        return _is_said_in(way, head)
    if place == ATTRIBUTE:
        return any(child.dep_ == "expl" for child in head.children)
    if way.has_deeds:
        return True
    return place in REACHED if is_verb(head) else head.pos_ in NOMINAL and place == "of"


def _is_said_in(way: Ascent, noun: Token) -> bool:
    """Whether a noun is that of words which say what stands behind it: a motion demanding it."""
    is_words = noun.lemma_.lower() in way.words.lists["documents"]
    return is_words and bool(way.found) and way.found[-1].by == way.node
