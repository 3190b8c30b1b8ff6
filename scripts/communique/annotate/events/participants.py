"""Who takes part in an event: names, and people and groups without one, behind a phrase's head."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.entities.found import NAMES, Mention
from communique.annotate.events.found import Participant
from communique.annotate.events.triggers import Words, lemmas
from communique.annotate.quotes.found import Found as Quotation
from communique.annotate.quotes.references import People, people, person, referent
from communique.languages.coding import listed
from communique.languages.naming import Naming
from communique.records import Range

ACTING = frozenset(["PERSON", "NORP", "ORG", "GPE", "PRODUCT", "FAC", "LOC"])
"""Types of names that can do something: a ministry known by its seat, a ship."""
PLACES = frozenset(["GPE", "LOC", "FAC"])
HE = frozenset(["he", "she", "him", "her", "his"])
THEY = frozenset(["it", "they", "them", "its", "their"])
WE = frozenset(["i", "we", "us", "me", "our", "my", "ours"])
MODIFYING = frozenset(["amod", "compound", "nmod", "poss", "npadvmod", "appos"])
NOMINAL = frozenset(["ADJ", "NOUN", "PROPN", "NUM"])
OF = ("by", "from", "of", "between", "with", "against", "in", "for", "on", "to")
"""Prepositions behind which a phrase's owner may stand, the likeliest first."""
DEPTH = 3
PAIR = 2


@dataclass(frozen=True)
class Cast:
    """The names of a text by token, and whom other words for people refer to."""

    doc: Doc
    words: Words
    naming: Naming
    people: People
    at: Mapping[int, Mention]
    times: frozenset[int]
    quotations: tuple[Quotation, ...]
    triggers: frozenset[int] = frozenset()

    @cached_property
    def agents(self) -> frozenset[str]:
        """Words for people, groups and bodies that can act."""
        return frozenset(listed(self.words.coding.agents))

    @cached_property
    def averse(self) -> frozenset[str]:
        """Verbs whose subject does not do what their object names: who prevents or fears it."""
        coding = self.words.coding
        return frozenset([*listed(coding.prevented), *listed(coding.wished)])

    @cached_property
    def _quoted(self) -> dict[int, int]:
        """Character to the number of the innermost quotation that it lies in."""
        sized = sorted(
            enumerate(self.quotations), key=lambda one: one[1].content.start - one[1].content.end
        )
        return {
            at: number
            for number, each in sized
            for at in range(each.content.start, each.content.end)
        }

    def quotation(self, token: Token) -> int | None:
        """The number of the innermost quotation that a word stands in."""
        return self._quoted.get(token.idx)

    def labels(self) -> dict[int, str]:
        """The types of names by token, those of events left out: they may name a deed."""
        return {at: one.label for at, one in self.at.items() if one.label not in {"EVENT", "LAW"}}


def cast(doc: Doc, words: Words, naming: Naming) -> Cast:
    """Who there is in a text that `communique_entities` and `communique_quotes` have read."""
    mentions: list[Mention] = doc._.mentions
    return Cast(
        doc=doc,
        words=words,
        naming=naming,
        people=people(doc, mentions, naming),
        at=dict(_by_token(doc, mentions)),
        times=frozenset(_times(doc, mentions)),
        quotations=tuple(doc._.quotes),
    )


def _by_token(doc: Doc, mentions: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    for each in mentions:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if each.label in NAMES and each.name and span:
            yield from ((at, each) for at in range(span.start, span.end))


def _times(doc: Doc, mentions: Iterable[Mention]) -> Iterator[int]:
    for each in mentions:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if each.label in {"DATE", "TIME"} and span:
            yield from range(span.start, span.end)


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
    if head.pos_ == "PRON" or head.lower_ in HE | THEY | WE:
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
    named = [one for one in cast.people.named if one.label in {"GPE", "NORP"} and one.end <= head.i]
    last = list(dict.fromkeys(one.name for one in reversed(named)))[:PAIR]
    return [Participant(name, _place(head)) for name in last[::-1]] if len(last) == PAIR else None


def _unknown(cast: Cast, head: Token) -> list[Participant]:
    """A name that no recognizer knew, by its words: capitals that open no sentence."""
    if (
        head.pos_ != "PROPN"
        or head.is_sent_start
        or head.i in cast.times
        or not head.text[:1].isupper()
    ):
        return []
    start = head.i
    while start > head.sent.start and cast.doc[start - 1].pos_ == "PROPN":
        start -= 1
    words = cast.doc[start : head.i + 1]
    return [Participant(words.text, Range(words.start_char, words.end_char))]


def _has_owner(cast: Cast, head: Token) -> bool:
    return any(child.dep_ == "poss" and child.i in cast.at for child in head.lefts)


def _modifiers(cast: Cast, head: Token) -> list[Participant]:
    """Names before a head, in the run of words up to it: `Israeli and Egyptian army officials`."""
    found: list[Participant] = []
    for token in run(cast.doc, head):
        found += [one for one in _name_of(cast, token) if one not in found]
    return found[::-1]


def run(doc: Doc, head: Token) -> Iterator[Token]:
    """The words of a noun phrase before its head, from behind, by parts of speech alone."""
    for at in range(head.i - 1, head.sent.start - 1, -1):
        token = doc[at]
        is_joint = token.pos_ == "CCONJ" and at > 0 and doc[at - 1].ent_iob_ in {"B", "I"}
        if not (is_joint or token.pos_ in NOMINAL or token.tag_ in {"POS", "PRP$", "HYPH", "VBN"}):
            return
        yield token


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
    word = token.lower_
    name = None
    if word in WE:
        number = cast.quotation(token)
        name = None if number is None else cast.quotations[number].speaker_name
    elif word in HE:
        name = person(cast.doc, token.i, cast.people)
    elif word in THEY:
        name = _body(cast, token)
    return [Participant(name, _place(token))] if name else []


def _body(cast: Cast, token: Token) -> str | None:
    """Whom "it" or "they" refers to: the last named body that acts before it, near by."""
    doc = token.doc
    start = max(token.sent.start, 0)
    before = [one for one in cast.people.named if one.end <= token.i and one.label in ACTING]
    for here in (start, doc[start - 1].sent.start if start else 0):
        near = [one for one in before if one.start >= here]
        acting = [one for one in near if doc[one.end - 1].dep_ in syntax.SUBJECTS]
        plain = [one for one in acting or near if one.label != "PERSON"]
        if plain:
            return plain[0].name if acting else plain[-1].name
    return None


def left_of(cast: Cast, verb: Token) -> list[Token]:
    """The head of the phrase before a verb whose subject the parser did not see."""
    for at in range(verb.i - 1, verb.sent.start - 1, -1):
        token = cast.doc[at]
        if at in cast.times or token.pos_ in {"ADV", "AUX", "PART"} or token.lower_ == "on":
            continue
        return [token] if token.pos_ in {"NOUN", "PROPN", "PRON"} or at in cast.at else []
    return []


def right_of(cast: Cast, verb: Token) -> list[Token]:
    """The head of the phrase behind a verb and a date that the parser took for its object."""
    at = verb.i + 1
    while at < verb.sent.end and at in cast.times:
        at += 1
    last = None
    for token in cast.doc[at : verb.sent.end]:
        if token.pos_ not in NOMINAL | {"DET", "PRON"} and token.tag_ not in {"POS", "HYPH"}:
            break
        last = token
    return [last] if last is not None and at > verb.i + 1 else []


def _place(token: Token) -> Range:
    return Range(token.idx, token.idx + len(token))
