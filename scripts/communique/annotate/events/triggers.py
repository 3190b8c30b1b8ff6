"""Which words of a text name events, and as what."""

from collections.abc import Mapping

from spacy.tokens import Doc

from communique.annotate.events.matching import Matcher
from communique.annotate.events.words import Trigger, Words


def triggers(doc: Doc, words: Words, labels: Mapping[int, str]) -> list[Trigger]:
    """The triggers of a parsed text, in order; `labels` are the types of names, by token."""
    matcher = Matcher(doc, words, labels)
    found = [one for token in doc if (one := matcher.trigger(token)) is not None]
    said = {one.token.i for one in found}
    spent = {noun for one in found for noun in matcher.spent(one)}
    return [one for one in found if one.token.i not in spent or one.token.i not in said]
