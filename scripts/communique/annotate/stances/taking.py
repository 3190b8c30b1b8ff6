"""What a judgement makes of the way up: a turn, a verdict, an attitude of somebody."""

from spacy.tokens import Token

from communique.annotate.stances import beside
from communique.annotate.stances.judging import Judgement
from communique.annotate.stances.places import CLAUSE
from communique.annotate.stances.way import ATTITUDE, DEED, SHIFT, SPEAKING, VERDICT, Way
from communique.languages.attitudes import (
    AGAINST,
    FOR,
    IF_JUDGED,
    LOST,
    NO_SIDE,
    TURNED,
    UNLESS_JUDGED,
    Entry,
)


def take(way: Way, head: Token, place: str, met: Judgement) -> bool:
    """Take a judgement in; False where the way ends there."""
    is_nothing = head.lower_ in way.words.lists["nobody"]  # had nothing against it
    if is_nothing or (met.sign == IF_JUDGED and not way.is_judged):
        return False
    sign = _sign(way, head, met)
    if met.entry is None:
        _say(way, head, sign, is_held=met.is_held)
        return True
    kind = met.entry.kind
    if kind in {SHIFT, VERDICT} or (kind == DEED and not way.has_deeds):
        _shift(way, head, kind, sign)
        return True
    _hold(way, head, place, met, sign)
    return sign != NO_SIDE and not (met.entry.negated == LOST and _is_negated(way, head))


def _sign(way: Way, head: Token, met: Judgement) -> int:
    """The sign of a judgement: of a claim, whoever does not deny it is for it."""
    is_shift = met.entry is not None and met.entry.kind == SHIFT
    if way.target.is_claim and not is_shift and met.sign not in {NO_SIDE, IF_JUDGED}:
        denies = way.words.lists_verb("denying", head.lower_, head.lemma_)
        return AGAINST if denies else FOR
    if met.sign in {UNLESS_JUDGED, IF_JUDGED}:
        return FOR if way.is_judged else AGAINST
    return met.sign


def _say(way: Way, head: Token, sign: int, *, is_held: bool) -> None:
    """What is said of the target itself, by the subject of the verb or whoever says the clause."""
    way.sign *= sign
    way.is_judged = not is_held
    if is_held and not _is_negated(way, head):
        way.meet(head, ATTITUDE)


def _shift(way: Way, head: Token, kind: str, sign: int) -> None:
    if kind == SHIFT and sign == AGAINST and _is_beside(way):
        return
    way.sign *= sign
    way.is_judged |= kind == VERDICT
    if beside.is_speaking(head, way):
        way.meet(head, SPEAKING)


def _is_beside(way: Way) -> bool:
    """Whether a word is more likely wanted beside an end than ended: a halt and the delivery."""
    node = way.node
    return node.dep_ == "conj" and node.lemma_.lower() in way.words.lists["doings"]


def _hold(way: Way, head: Token, place: str, met: Judgement, sign: int) -> None:
    """An attitude of somebody's: what was only wanted, what was met below it, counts no more."""
    entry: Entry | None = met.entry
    if entry is None:
        return
    if place == CLAUSE and not entry.is_factive:
        way.doubt()
    is_negated = _is_negated(way, head)
    if is_negated and entry.negated == LOST:
        return
    way.sign *= -sign if is_negated and entry.negated == TURNED else sign
    way.is_judged = beside.is_bound(head, way.words)
    if way.is_judged:
        way.doubt()
    elif not beside.is_possible(head, way.words):
        keep = way.hear if met.sign == IF_JUDGED else way.meet
        keep(head, entry.kind, entry)


def _is_negated(way: Way, head: Token) -> bool:
    return beside.is_negated(head, way.words, way.target.own)
