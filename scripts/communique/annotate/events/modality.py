"""Whether a deed is told as a fact, expected, merely possible, or denied."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate import syntax
from communique.annotate.events.moods import Moods
from communique.annotate.events.words import NOUN, Trigger

ACTUAL, FUTURE, HYPOTHETICAL, NEGATED = "actual", "future", "hypothetical", "negated"
WILL = frozenset(["will", "shall", "'ll", "’ll", "wo"])
MAY = frozenset(["would", "could", "may", "might", "should", "must", "can", "'d", "’d", "ca"])
NOT = frozenset(["not", "n't", "n’t", "never", "no", "nor", "neither", "hardly"])
NOBODY = frozenset(["nobody", "none", "neither", "no-one"])
VERBAL = frozenset(["REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT", "SUPPORT"])
"""Deeds of words: who rejects an offer rejects one that was made."""
PREPOSITIONS = frozenset(
    ["for", "to", "on", "of", "against", "about", "from", "into", "with", "over", "at", "without"]
)
"""Those behind which a deed may hang on a wish or a request; "under a deal" hangs on nothing."""
ASKING = frozenset(["REQUEST", "REJECT", "THREATEN"])
"""Events whose content may or may not come about."""
HOLDING = ASKING | {"AGREE", "CONCEDE"}
"""Events that have a content: other events."""
LINKS = frozenset(
    ["xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "obj", "pobj", "prep", "conj", "nsubjpass"]
)
TALKED_ABOUT = frozenset(["RETREAT", "CONCEDE", "AGREE", "AID", "COOPERATE"])
"""Deeds that parties talk about for long before they do them, if they do."""
STEPS = 8
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
PAST = frozenset(["VBD", "VBZ", "VBP"])
"""Forms that no infinitive is joined with by "and": there the parser is wrong."""
BE = frozenset(["be", "am", "is", "are", "was", "were"])


@dataclass(frozen=True)
class Reading:
    """How an event is told, and the trigger of the event whose content it is, if of any."""

    modality: str
    holder: int | None = None


def read(trigger: Trigger, moods: Moods, known: Mapping[int, Trigger]) -> Reading:
    """The modality of an event; `known` are all triggers, by their tokens and light verbs."""
    own = _own(trigger, moods)
    above = _above(trigger, moods, known)
    return Reading(own or above.modality, above.holder)


def _own(trigger: Trigger, moods: Moods) -> str | None:
    """What the words at the event itself say; None if nothing."""
    token = trigger.clause
    own = range(trigger.start, trigger.end)
    if is_negated(token, own) or (trigger.light and is_negated(trigger.token)):
        return NEGATED
    if trigger.part == NOUN and (said := _adjective(trigger.token, moods)):
        return said
    return _auxiliary(token, moods)


def is_negated(token: Token, own: Collection[int] = ()) -> bool:
    """Whether "not", "no" or "without" denies a word; tokens of `own` do not count."""
    if any(_denies(child) for child in token.children if child.i not in own):
        return True
    if any(child.dep_ in syntax.SUBJECTS and _is_nobody(child) for child in token.lefts):
        return True
    return token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without"


def _denies(child: Token) -> bool:
    is_no_longer = child.lower_ == "longer" and any(one.lower_ == "no" for one in child.lefts)
    return child.dep_ == "neg" or child.lower_ in NOT or is_no_longer


def _is_nobody(subject: Token) -> bool:
    """Whether a subject denies its verb: `nobody`, `no ship`, `not everyone`."""
    if subject.lower_ in NOBODY:
        return True
    return any(child.lower_ in {"no", "not", "neither"} for child in subject.lefts)


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
    first = next(token.lefts, None)
    if first is not None and first.dep_ == "mark" and first.lower_ in moods.conditions:
        return HYPOTHETICAL
    if _is_order(token) or (words & MAY and not _is_would_be(token, words)):
        return HYPOTHETICAL
    is_to_be = "to" in words and words & BE
    return FUTURE if words & (WILL | MAY) or is_to_be else None


def _is_order(token: Token) -> bool:
    """Whether a verb is an order or a point of a list: `Free them`, `to free them`."""
    if token.dep_ != "ROOT" or token.tag_ != "VB":
        return False
    before = {child.dep_ for child in token.lefts} - {"punct", "advmod", "dep"}
    return before <= {"aux"} and all(c.lower_ == "to" for c in token.lefts if c.dep_ == "aux")


def _is_would_be(token: Token, words: set[str]) -> bool:
    """Whether "would" only puts "will" into the past: `said that it would leave`."""
    is_reported = token.dep_ == "ccomp" and token.head.tag_ in {"VBD", "VBN"}
    has_condition = any(child.dep_ == "advcl" for child in token.rights)
    return words & MAY <= {"would", "'d", "’d"} and is_reported and not has_condition


def _auxiliaries(token: Token) -> set[str]:
    """The auxiliaries of a verb, or of the one that it is coordinated with and shares them."""
    while True:
        own = {child.lower_ for child in token.lefts if child.dep_ in {"aux", "auxpass"}}
        has_subject = any(child.dep_ in syntax.SUBJECTS for child in token.lefts)
        is_shared = token.dep_ == "conj" and token.tag_ in {"VB", "VBN"}
        if own or has_subject or not is_shared:
            return own
        token = token.head


def _above(trigger: Trigger, moods: Moods, known: Mapping[int, Trigger]) -> Reading:
    """What the words say that an event hangs on, up to the next statement of its own."""
    for below, above in _chain(trigger.clause):
        holder = _holder(below, above, known)
        if holder is not None and (holder.type == "REJECT" and trigger.type in VERBAL):
            return Reading(ACTUAL)
        if holder is not None:
            return Reading(_held(holder, moods), holder.token.i)
        if (said := _shared(below, above, moods) or _word(below, above, moods)) is not None:
            return Reading(said)
        if below.tag_ in FINITE and below.dep_ in {"ccomp", "advcl"}:
            break
    if _is_purpose(trigger):
        return Reading(FUTURE)
    return Reading(HYPOTHETICAL if _is_idea(trigger, moods) else ACTUAL)


def _held(holder: Trigger, moods: Moods) -> str:
    """How the content of an event is told: what was promised is to come, what is offered may."""
    words = {holder.token.lemma_.lower(), holder.token.lower_}
    return HYPOTHETICAL if holder.type in ASKING or words & moods.offered else FUTURE


def _is_idea(trigger: Trigger, moods: Moods) -> bool:
    """Whether a retreat or the like is talked about rather than told: `talks on a truce`."""
    noun = trigger.token
    if trigger.part != NOUN or trigger.light is not None or trigger.type not in TALKED_ABOUT:
        return False
    if noun.dep_ == "pobj" and {noun.head.head.lemma_.lower(), noun.head.head.lower_} & moods.ideas:
        return True
    is_known = any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ not in {"a", "an", "any"})
        for child in noun.lefts
    )
    happens = noun.dep_ in syntax.SUBJECTS and noun.head.tag_ in PAST
    return not is_known and trigger.pattern.mode == "ceasefire" and not happens


def _chain(token: Token) -> Iterator[tuple[Token, Token]]:
    """The words that a word hangs on, each with the one below; coordination is passed over."""
    for _ in range(STEPS):
        if token.dep_ not in LINKS or token.head == token:
            return
        below, token = token, token.head
        if below.dep_ == "prep" and below.lower_ not in PREPOSITIONS:
            return
        if below.dep_ == "conj" and below.tag_ in PAST and token.tag_ == "VB":
            return
        if below.dep_ != "conj":
            yield below, token


def _shared(below: Token, above: Token, moods: Moods) -> str | None:
    """What the auxiliaries and the denial of a verb say of its infinitives and gerunds."""
    if above.pos_ not in syntax.VERBAL or below.dep_ in {"advcl", "dobj", "pobj", "prep"}:
        return None
    if below.dep_ != "xcomp":
        return _auxiliary(above, moods)
    return NEGATED if is_negated(above) else _auxiliary(above, moods)


def _holder(below: Token, above: Token, known: Mapping[int, Trigger]) -> Trigger | None:
    """The event above whose content what stands below is: an object, a clause, behind "for"."""
    found = known.get(above.i)
    if found is None or found.type not in HOLDING:
        return None
    if below.dep_ == "prep" and below.lower_ not in {"for", "to", "on", "of", "against", "about"}:
        return None
    return None if below.dep_ == "advcl" and not _is_to(below) else found


def _word(below: Token, above: Token, moods: Moods) -> str | None:
    """What a word says of what hangs on it."""
    if below.dep_ == "advcl" and not _is_to(below):
        return None
    if below.dep_ == "ccomp" and below.tag_ in PAST:
        return None
    lemma = above.lemma_.lower()
    phrases = {lemma, above.lower_, *(f"{lemma} {child.lower_}" for child in above.rights)}
    for words, said in (
        (moods.denied, NEGATED),
        (moods.prevented, HYPOTHETICAL),
        (moods.wished, HYPOTHETICAL),
        (moods.future, FUTURE),
    ):
        if phrases & words:
            return said
    return None


def _is_to(token: Token) -> bool:
    """Whether a verb is an infinitive, or stands behind "against" and the like."""
    return any(
        child.lower_ == "to" or (child.dep_ == "mark" and child.lower_ in syntax.TURNED)
        for child in token.lefts
    )


def _is_purpose(trigger: Trigger) -> bool:
    """Whether an event is what something else is done for: `flew home to meet her`, `for talks`."""
    token = trigger.clause
    if token.dep_ in {"advcl", "acl"} and token.tag_ == "VB" and _is_to(token):
        return True
    is_behind = token.dep_ == "pobj" and token.head.lower_ == "for"
    return trigger.type == "CONSULT" and is_behind and token.head.head.pos_ in syntax.VERBAL
