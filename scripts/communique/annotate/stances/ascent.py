"""From what is at issue up the sentence: whose attitudes it meets, and how they judge it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.annotate.stances.places import (
    ACTOR,
    ATTRIBUTE,
    CLAUSE,
    NOMINAL,
    OBJECT,
    SUBJECT,
    above,
)
from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL
from communique.languages.attitudes import (
    COMPLEMENT,
    FOR,
    NO_SIDE,
    UNLESS_JUDGED,
    Attitudes,
    Entry,
)

STEPS = 12
"""Words above what is at issue that are looked at, at most."""

ATTITUDE, VERDICT, SHIFT, DEED, OPEN = "attitude", "verdict", "shift", "deed", "open"
NEGATED = frozenset(["neg", "preconj"])


@dataclass(frozen=True)
class Attitude:
    """How something is judged: `sign`, and by which word (`by`).

    `is_said`: whoever says the clause holds it; else who stands in the place of the holder of
    `by`. `path` are the words from what is judged up to there.
    """

    by: Token
    sign: int
    path: tuple[Token, ...]
    is_said: bool = False
    is_open: bool = False
    kind: str = ATTITUDE


@dataclass
class Ascent:
    """Where the way up has come to: what stands so far, and whether the clause judges by itself."""

    node: Token
    sign: int
    words: Attitudes
    is_actor: bool = False
    is_deed_told: bool = False
    judged: bool = False
    path: list[Token] = field(default_factory=list)
    found: list[Attitude] = field(default_factory=list)


def attitudes(
    start: Token, sign: int, words: Attitudes, *, is_actor: bool = False, deeds: bool = False
) -> list[Attitude]:
    """The attitudes toward what `start` heads, which counts as `sign`.

    With `deeds`, what one does to another is an attitude too.
    """
    way = Ascent(start, sign, words, is_actor, deeds)
    way.path.append(start)
    _settle(way)
    for _ in range(STEPS):
        step = above(way.node, words.lists["raising"])
        if step is None or not _climbed(way, *step):
            break
    if way.judged:
        way.found.append(Attitude(way.node, way.sign, tuple(way.path), is_said=True))
    return way.found


def _climbed(way: Ascent, head: Token, place: str) -> bool:
    """Go up to `head`; False where nothing leads further."""
    met = judgement(head, place, way)
    if met is None:
        if not _passes(head, place, way):
            return False
    elif not _judged(way, head, place, *met):
        return False
    way.node = head
    way.path.append(head)
    if met is None or met[0] is None or met[0].kind not in {ATTITUDE, DEED}:
        _settle(way)
    return True


def judgement(head: Token, place: str, way: Ascent) -> tuple[Entry | None, int] | None:
    """By which entry `head` judges what stands in a place of it, and how; None if it does not."""
    if head.lemma_ == "be" or head.pos_ == "AUX":
        return _copula(head, place, way)
    kind = "VERB" if head.pos_ in VERBAL else "NOUN" if head.pos_ in NOMINAL else head.pos_
    for rest, entry in way.words.entries.get(kind, {}).get(head.lemma_.lower(), ()):
        taken = _taken(head, place, rest)
        if taken is None:
            continue
        sign = _sign(entry, taken, way)
        if sign is not None:
            return entry, sign
    return _said_of(head, place, way)


def _taken(head: Token, place: str, rest: tuple[str, ...]) -> str | None:
    """The place as an entry calls it, whose further words are `rest`; None if one is not there."""
    if not rest:
        return place
    if rest == (place,):
        return OBJECT
    if not any(child.lower_ == rest[0] for child in head.children):
        return None
    return OBJECT if len(rest) > 1 and rest[1] == place else place


def _sign(entry: Entry, place: str, way: Ascent) -> int | None:
    if place == OBJECT and way.is_actor and way.node in {way.path[0]} and ACTOR in entry.signs:
        return entry.signs[ACTOR]
    return entry.signs.get(place)


def _copula(head: Token, place: str, way: Ascent) -> tuple[Entry | None, int] | None:
    """What is said of a subject or clause: is unacceptable, is a crime."""
    if place not in {SUBJECT, CLAUSE}:
        return None
    for child in head.rights:
        if child.dep_ in {"acomp", "attr", "oprd", "xcomp"} and child is not way.node:
            sign = weight(child, way.words)
            if sign is not None:
                return None, sign
        if child.dep_ == "prep" and child.lower_ == "over" and place == SUBJECT:
            return None, -FOR
    return None


def _said_of(head: Token, place: str, way: Ascent) -> tuple[Entry | None, int] | None:
    """An adjective or noun that takes the clause itself: vital that it ends."""
    if place in {CLAUSE, "for"} and head.dep_ in {"acomp", "attr", "oprd", "dobj"}:
        sign = weight(head, way.words)
        if sign is not None:
            return None, sign
    return None


def weight(word: Token, words: Attitudes) -> int | None:
    """How an adjective or noun judges, by itself or by what stands before it."""
    signs = words.judging.signs
    for one in (word, *(child for child in word.lefts if child.dep_ in {"amod", "compound"})):
        sign = signs.get(one.lemma_.lower(), signs.get(one.lower_))
        if sign is not None:
            denied = any(child.dep_ == "det" and child.lower_ == "no" for child in word.lefts)
            return -sign if denied else sign
    return None


def _judged(way: Ascent, head: Token, place: str, entry: Entry | None, sign: int) -> bool:
    """Take a judgement in; False where the way ends there."""
    if entry is None:
        way.sign *= sign
        way.judged = True
        return True
    if sign == COMPLEMENT:
        return _by_complement(way, head)
    if sign == UNLESS_JUDGED:
        sign = FOR if way.judged else -FOR
    if entry.kind == SHIFT or (entry.kind == DEED and not way.is_deed_told):
        way.sign *= sign
        return True
    if entry.kind == VERDICT:
        way.sign *= sign
        way.judged = True
        return True
    return _held(way, head, place, entry, sign)


def _by_complement(way: Ascent, head: Token) -> bool:
    """Called it a crime, described it as unjust."""
    for child in head.rights:
        if child is way.node:
            continue
        words = [child] if child.dep_ != "prep" else list(child.children)
        for one in words:
            sign = weight(one, way.words)
            if sign is not None and (child.dep_ != "prep" or child.lower_ == "as"):
                way.sign *= sign
                way.found.append(Attitude(head, way.sign, (*way.path, head)))
                way.judged = False
                return True
    return False


def _held(way: Ascent, head: Token, place: str, entry: Entry, sign: int) -> bool:
    """An attitude of somebody's: what was met below counts no more, if it was only wanted."""
    if place == CLAUSE and not entry.is_factive or sign == NO_SIDE:
        way.found.clear()
    sign = way.sign * sign
    if is_negated(head, way.words):
        if entry.negated == "lost":
            return False
        sign = -sign
    way.sign = sign or way.sign
    way.judged = False
    if _is_possible(head, way.words):
        way.judged = _is_bound(head, way.words)
        return sign != NO_SIDE
    way.found.append(
        Attitude(head, sign, (*way.path, head), is_open=entry.kind == OPEN, kind=entry.kind)
    )
    return sign != NO_SIDE


def _settle(way: Ascent) -> None:
    """What stands beside a verb on the way: "not" turns it, "must" judges it."""
    if way.node.pos_ not in VERBAL:
        return
    if is_negated(way.node, way.words):
        way.sign = -way.sign
    if _is_bound(way.node, way.words) or _is_wish(way.node):
        way.judged = True
        way.found.clear()
    elif _is_possible(way.node, way.words):
        way.found.clear()


def is_negated(word: Token, words: Attitudes) -> bool:
    """Whether "not", "never" or "no longer" stands beside a word, or nobody is its subject."""
    for child in _beside(word):
        if child.dep_ in NEGATED or child.lower_ in words.lists["never"]:
            return True
        if child.dep_ in SUBJECTS | OBJECTS and (
            child.lower_ in words.lists["nobody"]
            or any(det.lower_ == "no" and det.dep_ == "det" for det in child.lefts)
        ):
            return True
    return any(one.lower_ == "longer" and one.nbor(-1).lower_ == "no" for one in word.children)


def _beside(word: Token) -> Iterator[Token]:
    """What stands beside a word, and beside the verb that an adjective or noun completes."""
    yield from word.children
    if word.pos_ not in VERBAL and word.dep_ in {"acomp", "attr", "oprd"}:
        yield from word.head.children
    elif word.pos_ not in VERBAL and word.dep_ in OBJECTS:
        yield from (child for child in word.head.children if child.dep_ in NEGATED)


def _is_bound(word: Token, words: Attitudes) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in words.lists["modal"] for c in _beside(word))


def _is_possible(word: Token, words: Attitudes) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in words.lists["possible"] | words.lists["modal"]
        for c in _beside(word)
    )


def _is_wish(verb: Token) -> bool:
    """Whether a clause is an order: a bare verb at the head of a sentence, without a subject."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"ROOT", "ccomp", "conj"}
        and not any(child.dep_ in SUBJECTS | {"aux"} for child in verb.lefts)
        and (verb.dep_ != "conj" or _is_wish(verb.head))
    )


PASSED = frozenset(["prep", "of"])


def _passes(head: Token, place: str, way: Ascent) -> bool:
    """Whether what is judged above a word reaches what hangs on it."""
    if head.pos_ in NOMINAL:
        return place == "of"
    if place == ATTRIBUTE:
        return False
    return False
