"""Whether a deed is told as a fact, expected, merely possible, or denied."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.triggers import NOUN, Trigger
from communique.languages.coding import Coding, listed

ACTUAL, FUTURE, HYPOTHETICAL, NEGATED = "actual", "future", "hypothetical", "negated"
WILL = frozenset(["will", "shall", "'ll", "’ll", "wo"])
MAY = frozenset(["would", "could", "may", "might", "should", "must", "can", "'d", "’d", "ca"])
NOT = frozenset(["not", "n't", "n’t", "never", "no", "nor", "neither", "hardly"])
ASKING = frozenset(["REQUEST", "REJECT", "THREATEN"])
"""Events whose content may or may not come about."""
HOLDING = ASKING | {"AGREE", "CONCEDE"}
"""Events that have a content: other events."""
LINKS = frozenset(
    ["xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "obj", "pobj", "prep", "conj", "nsubjpass"]
)
STEPS = 8
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


@dataclass(frozen=True)
class Moods:
    """The words of a language that set modality, as sets."""

    coding: Coding

    @cached_property
    def future(self) -> frozenset[str]:
        """Words of plans and promises."""
        return frozenset(listed(self.coding.future))

    @cached_property
    def wished(self) -> frozenset[str]:
        """Words of wishes, fears and possibility."""
        return frozenset(listed(self.coding.wished))

    @cached_property
    def prevented(self) -> frozenset[str]:
        """Words of keeping something from happening."""
        return frozenset(listed(self.coding.prevented))

    @cached_property
    def denied(self) -> frozenset[str]:
        """Words that say something did not happen."""
        return frozenset(listed(self.coding.denied))

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Words that open a condition."""
        return frozenset(listed(self.coding.conditions))


@dataclass(frozen=True)
class Reading:
    """How an event is told, and the trigger of the event whose content it is, if of any."""

    modality: str
    holder: int | None = None


def read(trigger: Trigger, moods: Moods, known: Mapping[int, Trigger]) -> Reading:
    """The modality of an event; `known` are all triggers by token."""
    own = _own(trigger, moods)
    above = _above(trigger, moods, known)
    return Reading(own or above.modality, above.holder)


def _own(trigger: Trigger, moods: Moods) -> str | None:
    """What the words at the event itself say; None if nothing."""
    token = trigger.clause
    if is_negated(token) or (trigger.light and is_negated(trigger.token)):
        return NEGATED
    if trigger.part == NOUN and (said := _adjective(trigger.token, moods)):
        return said
    return _auxiliary(token, moods)


def is_negated(token: Token) -> bool:
    """Whether "not", "no" or "without" denies a word."""
    if any(child.dep_ == "neg" or child.lower_ in NOT for child in token.children):
        return True
    return token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without"


def _adjective(noun: Token, moods: Moods) -> str | None:
    for child in noun.lefts:
        lemma = child.lemma_.lower()
        if child.dep_ == "amod" and {lemma, child.lower_} & moods.future:
            return FUTURE
        if child.dep_ == "amod" and {lemma, child.lower_} & moods.wished:
            return HYPOTHETICAL
    return None


def _auxiliary(token: Token, moods: Moods) -> str | None:
    if token.pos_ not in syntax.VERBAL and token.dep_ != "ROOT":
        return None
    words = _auxiliaries(token)
    if any(child.lower_ in moods.conditions for child in token.lefts if child.dep_ == "mark"):
        return HYPOTHETICAL
    if words & MAY:
        return HYPOTHETICAL
    return FUTURE if words & WILL else None


def _auxiliaries(token: Token) -> set[str]:
    """The auxiliaries of a verb, or of the one that it is coordinated with and shares them."""
    own = {child.lower_ for child in token.lefts if child.dep_ in {"aux", "auxpass"}}
    has_subject = any(child.dep_ in syntax.SUBJECTS for child in token.lefts)
    if token.dep_ == "conj" and not own and not has_subject and token.tag_ in {"VB", "VBN"}:
        return _auxiliaries(token.head)
    return own


def _above(trigger: Trigger, moods: Moods, known: Mapping[int, Trigger]) -> Reading:
    """What the words say that an event hangs on, up to the next statement of its own."""
    for below, above in _chain(trigger.clause):
        if (holder := _holder(below, above, known)) is not None:
            return Reading(HYPOTHETICAL if holder.type in ASKING else FUTURE, holder.token.i)
        if (said := _word(below, above, moods) or _shared(below, above, moods)) is not None:
            return Reading(said)
        if below.tag_ in FINITE and below.dep_ in {"ccomp", "advcl"}:
            break
    return Reading(FUTURE if _is_purpose(trigger.clause) else ACTUAL)


def _chain(token: Token) -> Iterator[tuple[Token, Token]]:
    """The words that a word hangs on, each with the one below; coordination is passed over."""
    for _ in range(STEPS):
        if token.dep_ not in LINKS or token.head == token:
            return
        below, token = token, token.head
        if below.dep_ != "conj":
            yield below, token


def _shared(below: Token, above: Token, moods: Moods) -> str | None:
    """What the auxiliaries and the denial of a verb say of its infinitives and gerunds."""
    if above.pos_ not in syntax.VERBAL or below.dep_ in {"advcl", "dobj", "pobj", "prep"}:
        return None
    if is_negated(above) and below.dep_ == "xcomp":
        return NEGATED
    return _auxiliary(above, moods)


def _holder(below: Token, above: Token, known: Mapping[int, Trigger]) -> Trigger | None:
    """The event above whose content what stands below is: an object, a clause, behind "for"."""
    found = known.get(above.i) or next(
        (one for one in known.values() if one.light is not None and one.light.i == above.i), None
    )
    if found is None or found.type not in HOLDING:
        return None
    if below.dep_ == "prep" and below.lower_ not in {"for", "to", "on", "of", "against", "about"}:
        return None
    return None if below.dep_ == "advcl" and not _is_to(below) else found


def _word(below: Token, above: Token, moods: Moods) -> str | None:
    """What a word says of what hangs on it."""
    lemma = above.lemma_.lower()
    if below.dep_ == "advcl" and not _is_to(below):
        return None
    for words, said in (
        (moods.prevented, HYPOTHETICAL),
        (moods.wished, HYPOTHETICAL),
        (moods.future, FUTURE),
        (moods.denied, NEGATED),
    ):
        if lemma in words or above.lower_ in words:
            return said
    return None


def _is_to(token: Token) -> bool:
    return any(child.lower_ == "to" for child in token.lefts)


def _is_purpose(token: Token) -> bool:
    """Whether a verb is an infinitive that says what something is done for."""
    return token.dep_ in {"advcl", "acl"} and token.tag_ == "VB" and _is_to(token)
