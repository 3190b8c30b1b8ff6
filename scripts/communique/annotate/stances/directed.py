"""What a sentence shows of one given actor's attitude toward another."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from communique.annotate.quotes.found import Found as Quote
from communique.annotate.stances.ascent import Attitude, attitudes
from communique.annotate.stances.found import AGAINST, FAVOR, NEUTRAL
from communique.annotate.stances.who import owners_of
from communique.annotate.syntax import first, subject
from communique.languages.attitudes import FOR, Attitudes
from communique.records import Range


def directed(
    doc: Doc, holder: Range, target: Range, words: Attitudes, quotes: Sequence[Quote] = ()
) -> str:
    """How `holder` stands to `target`, both in code points: favor, against or neutral.

    What one does to the other counts as an attitude here.
    """
    shown = sum(signs(doc, holder, target, words, quotes))
    return FAVOR if shown > 0 else AGAINST if shown < 0 else NEUTRAL


def signs(
    doc: Doc, holder: Range, target: Range, words: Attitudes, quotes: Sequence[Quote]
) -> Iterator[int]:
    """The sign of each attitude of `holder` toward `target`."""
    one, other = _tokens(doc, holder), _tokens(doc, target)
    if one is None or other is None:
        return
    head = doc[other.start : other.end].root
    for each in attitudes(head, FOR, words, is_actor=True, has_deeds=True):
        if any(_is_at(token, one) for token in _holders(doc, each, quotes)):
            yield each.sign


def _holders(doc: Doc, attitude: Attitude, quotes: Sequence[Quote]) -> Iterator[Token]:
    if not attitude.is_said:
        yield from owners_of(attitude.by)
        return
    at = attitude.by
    for quote in quotes:
        if quote.tokens and quote.content.start <= at.idx < quote.content.end:
            yield from doc[quote.tokens.start : quote.tokens.end]
    head = first(at).head
    if head is not at:
        doer = subject(head)
        if doer is not None:
            yield doer


def _is_at(token: Token, place: Range) -> bool:
    """Whether a word is a name at `place`, or what is that name's: its camp, its lawyers."""
    if place.start <= token.i < place.end:
        return True
    if token.lower_ in {"he", "she", "they", "it", "who"} and place.end <= token.i:
        return True
    return any(
        place.start <= child.i < place.end
        for child in token.lefts
        if child.dep_ in {"poss", "compound", "amod", "nmod"}
    ) or any(place.start <= child.i < place.end for child in token.rights if child.dep_ == "appos")


def _tokens(doc: Doc, place: Range) -> Range | None:
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    return Range(span.start, span.end) if span is not None else None
