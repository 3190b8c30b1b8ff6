"""When an event takes place: the date that stands at its trigger or at the verb it is said with."""

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.entities.found import Mention
from communique.annotate.events.triggers import Trigger

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
STEPS = 6


def dates(doc: Doc, mentions: Iterable[Mention], triggers: Iterable[Trigger]) -> Mapping[int, str]:
    """The ISO date of each trigger, by token, that has one."""
    by_word: dict[int, Trigger] = {}
    for each in triggers:
        by_word.setdefault(each.clause.i, each)
        by_word[each.token.i] = each
    found: dict[int, str] = {}
    for mention in mentions:
        is_time = mention.label in {"DATE", "TIME"} and mention.value is not None
        if is_time and (day := DAY.match(mention.value or "")):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            owner = _owner(span.root, by_word) if span else None
            if owner is not None:
                found.setdefault(owner.token.i, day.group())
    return found


def _owner(token: Token, by_word: Mapping[int, Trigger]) -> Trigger | None:
    """The first trigger above a date, up to the verb that it belongs to."""
    for _ in range(STEPS):
        if token.head == token:
            return None
        token = token.head
        if token.i in by_word:
            return by_word[token.i]
        if token.pos_ in syntax.VERBAL:
            return None
    return None
