"""Which words of a text name events, and as what."""

from collections.abc import Container, Mapping

from spacy.tokens import Doc

from communique.annotate.events.matching import Matcher
from communique.annotate.events.words import Trigger, Words


def triggers(
    doc: Doc, words: Words, names: Container[int], kinds: Mapping[int, str]
) -> list[Trigger]:
    """The triggers of a parsed text, in order.

    Tokens of `names` name no deed; `kinds` are the types of entities, by token.
    """
    matcher = Matcher(doc, words, names, kinds)
    found = [one for token in doc if (one := matcher.trigger(token)) is not None]
    spent = {noun for one in found for noun in matcher.spent(one)}
    return [one for one in found if one.token.i not in spent]
