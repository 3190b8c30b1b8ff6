"""What somebody's words amount to where no word names it: demands, refusals, threats.

PLOVER codes "Keldra said Zennava must leave" as a request, "it will not take part" as a refusal
and "it will leave unless …" as a threat. In our scheme these are stances, not events: they are
kept apart, and only predictions for PLOVER have them.
"""

from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.events.cast import Cast
from communique.annotate.events.found import Found, Participant
from communique.annotate.events.modality import ACTUAL, is_negated
from communique.annotate.events.participants import acting, concerned
from communique.records import Range

MUST = frozenset(["must", "should", "ought"])
MUST_TO = frozenset(["need", "have"])
WILL = frozenset(["will", "would", "wo", "'ll", "’ll", "shall", "can", "could", "ca"])
UNLESS = frozenset(["unless", "until"])
IF = frozenset(["if", "provided", "once"])
FRIENDLY = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "AGREE"])
"""Types that "would … if" offers."""
FIRST = -1
"""The rank of a statement: it goes before what its own verb names."""


def statements(doc: Doc, here: Cast) -> list[Found]:
    """The demands, refusals and threats that quotations of a text amount to, by place."""
    return [
        found
        for verb in doc
        if verb.pos_ in syntax.VERBAL and (found := _statement(verb, here)) is not None
    ]


def _statement(verb: Token, here: Cast) -> Found | None:
    number = here.quotation(verb)
    type_ = None if number is None or _is_named(here, number) else _type(verb, here)
    if number is None or type_ is None:
        return None
    speaker = _speaker(here, number)
    told = [one for one in acting(here, syntax.doers(verb)) if one not in speaker]
    is_own = not told or {one.name for one in told} & {one.name for one in speaker}
    if type_ == "REQUEST" and is_own and speaker:
        return None
    others = told if type_ == "REQUEST" else concerned(here, _concerned(verb))
    return Found(
        type=type_,
        modality=ACTUAL,
        trigger=Range(verb.idx, verb.idx + len(verb)),
        token=verb.i,
        actor=tuple(speaker) or tuple(told),
        recipient=tuple(one for one in others if one.name not in {s.name for s in speaker}),
        quote=number,
        rank=FIRST,
    )


def _is_named(here: Cast, number: int) -> bool:
    """Whether the word that reports names a deed itself: `agreed that they should`."""
    cue = here.quotations[number].cue
    return cue is not None and cue.start in here.named


def _type(verb: Token, here: Cast) -> str | None:
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "neg"}}
    if helpers & MUST or (verb.lemma_ in MUST_TO and _takes_to(verb)):
        return "REQUEST"
    if not helpers & WILL:
        return None
    if is_negated(verb):
        return "REJECT"
    if any(_is_clause(child, UNLESS) for child in verb.rights):
        return "THREATEN"
    is_offer = here.triggers.get(verb.i) in FRIENDLY and "would" in helpers
    return "AGREE" if is_offer and any(_is_clause(child, IF) for child in verb.rights) else None


def _takes_to(verb: Token) -> bool:
    return any(
        child.dep_ == "xcomp" and any(one.lower_ == "to" for one in child.lefts)
        for child in verb.rights
    )


def _is_clause(child: Token, openers: frozenset[str]) -> bool:
    return child.dep_ == "advcl" and any(one.lower_ in openers for one in child.lefts)


def _concerned(verb: Token) -> list[Token]:
    objects = syntax.undergoers(verb)
    taken = [*syntax.takers(verb), *objects]
    behind = (
        one
        for site in (verb, *objects)
        for each in ("to", "with", "from", "on")
        for one in syntax.behind(site, {each})
    )
    return [*taken, *behind]


def _speaker(here: Cast, number: int) -> list[Participant]:
    quotation = here.quotations[number]
    if quotation.speaker is None:
        return [Participant(quotation.speaker_name)] if quotation.speaker_name else []
    words = here.text[quotation.speaker.start : quotation.speaker.end]
    return [Participant(quotation.speaker_name or words, quotation.speaker)]
