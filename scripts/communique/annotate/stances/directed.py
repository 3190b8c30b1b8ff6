"""What a sentence shows of one given actor's attitude toward another."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from communique.annotate.quotes.found import Found as Quote
from communique.annotate.stances.ascent import attitudes
from communique.annotate.stances.found import AGAINST, FAVOR, NEUTRAL
from communique.annotate.stances.nearby import nearby
from communique.annotate.stances.owners import BELONGING, holders
from communique.annotate.stances.way import INTENT, OPEN, TERM, Attitude, Target
from communique.annotate.syntax import subject
from communique.languages.attitudes import Attitudes
from communique.languages.attitudes import attitudes as words_of
from communique.records import Range

NOT_HELD = frozenset([INTENT, OPEN, TERM])
LONGEST = 3
"""Words from the target up to the one that judges it: what is farther rarely speaks of it."""
PRONOUNS = frozenset(["he", "she", "they", "it", "who"])


def directed(doc: Doc, holder: Range | None, target: Range, language: str = "en") -> str:
    """How `holder` stands to `target`, both in code points: favor, against or neutral.

    What one does to the other counts as an attitude here. None for a holder is whoever it may be.
    `doc` is parsed; quotations in it, where there are any, tell who says what.
    """
    words = words_of(language)
    one, other = _tokens(doc, holder), _tokens(doc, target)
    if other is None or (holder is not None and one is None):
        return NEUTRAL
    shown = _shown(doc, one, other, words)
    return FAVOR if shown > 0 else AGAINST if shown < 0 else NEUTRAL


def _shown(doc: Doc, holder: Range | None, target: Range, words: Attitudes) -> int:
    """The balance of the attitudes that syntax shows; where there are none, of words between."""
    signs = list(_signs(doc, holder, target, words))
    if signs or holder is None:
        return sum(signs)
    return nearby(doc, holder, target, words)


def _signs(doc: Doc, holder: Range | None, target: Range, words: Attitudes) -> Iterator[int]:
    head = doc[target.start : target.end].root
    quotes = doc._.quotes if Doc.has_extension("quotes") else ()
    for each in attitudes(Target(head, is_actor=True), words, has_deeds=True):
        if each.kind in NOT_HELD or len(each.path) > LONGEST:
            continue
        if holder is None or any(
            _is_at(token, holder) for token in _holders(doc, each, quotes, words)
        ):
            yield each.sign


def _holders(
    doc: Doc, attitude: Attitude, quotes: Sequence[Quote], words: Attitudes
) -> Iterator[Token]:
    """The words for whoever holds an attitude: who says the clause, if nobody in it does."""
    by = attitude.by
    if not attitude.is_said:
        yield from holders(attitude, words)
        return
    for quote in quotes:
        if quote.tokens and quote.content.start <= by.idx < quote.content.end:
            yield from doc[quote.tokens.start : quote.tokens.end]
    speaker = subject(by.head) if by.head != by else None
    if speaker is not None:
        yield speaker


def _is_at(token: Token, place: Range) -> bool:
    """Whether a word is a name at `place`, or what belongs to it, or a pronoun behind it."""
    if place.start <= token.i < place.end:
        return True
    if token.lower_ in PRONOUNS:
        return place.end <= token.i
    return any(
        place.start <= child.i < place.end and child.dep_ in BELONGING for child in token.children
    )


def _tokens(doc: Doc, place: Range | None) -> Range | None:
    span = place and doc.char_span(place.start, place.end, alignment_mode="expand")
    return Range(span.start, span.end) if span else None
