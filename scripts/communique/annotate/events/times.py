"""When an event takes place: the date that stands at its trigger or at the verb it is said with."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.entities.found import Mention
from communique.annotate.events.words import Trigger
from communique.annotate.values import values

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
TODAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|tonight|today)\b", re.IGNORECASE)
STEPS = 6


def dates(doc: Doc, mentions: Iterable[Mention], triggers: Iterable[Trigger]) -> Mapping[int, str]:
    """The ISO date of each trigger, by token, that has one."""
    by_word: dict[int, Trigger] = {}
    for each in triggers:
        by_word.setdefault(each.clause.i, each)
        by_word[each.token.i] = each
    found: dict[int, str] = {}
    for day, token in _days(doc, mentions):
        owner = _owner(token, by_word)
        if owner is not None:
            found.setdefault(owner.token.i, day)
    shared = {each.token.i: _shared(each.clause, by_word, found) for each in by_word.values()}
    return {token: day for token, day in shared.items() if day is not None} | found


def _days(doc: Doc, mentions: Iterable[Mention]) -> Iterator[tuple[str, Token]]:
    """The dates of a text, and the words that stand for them in the tree."""
    for mention in mentions:
        if mention.label in {"DATE", "TIME"}:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            day = _day(mention, span.text, doc._.published) if span else None
            if span is not None and day is not None:
                yield day, span.root


def _day(mention: Mention, words: str, published: str | None) -> str | None:
    """The day, month or year of a date, or the day of a time: `Tuesday evening`, `tonight`."""
    if mention.label == "DATE" and mention.value and (day := DAY.fullmatch(mention.value)):
        return day.group()
    if mention.label != "TIME" or not published:
        return None
    if TODAY.search(words):
        return published
    weekday = WEEKDAY.search(words)
    return _weekday(weekday.group(), published) if weekday else None


def _weekday(word: str, published: str) -> str | None:
    with suppress(ValueError):
        found = values(word, date.fromisoformat(published))
        return found[0].value if found else None
    return None


def _owner(token: Token, by_word: Mapping[int, Trigger]) -> Trigger | None:
    """The first trigger above a date, up to the verb that it belongs to."""
    for _ in range(STEPS):
        if token.head == token:
            return None
        token = token.head
        if token.i in by_word:
            return by_word[token.i]
        if token.pos_ in syntax.VERBAL and token.ent_type_ not in syntax.TIMES:
            return None
    return None


def _shared(token: Token, by_word: Mapping[int, Trigger], found: Mapping[int, str]) -> str | None:
    """The date of the verb that a verb goes on from: `threw bombs on Friday, injuring a guard`."""
    is_joined = token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG")
    first = by_word.get(token.head.i) if is_joined else None
    return found.get(first.token.i) if first is not None else None
