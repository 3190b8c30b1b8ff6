"""Quotations inside direct ones, of other speakers.

`“He told us ‘never’,” she said.`
"""

from collections.abc import Iterator

from communique.annotate.quotes import speakers
from communique.annotate.quotes.acts import Act, act
from communique.annotate.quotes.found import DIRECT
from communique.annotate.quotes.page import Page, verb
from communique.annotate.quotes.pieces import Piece
from communique.annotate.quotes.regions import inner
from communique.records import Range

REACH = 8
"""Tokens between a reporting verb and the inner quotation, at most."""


def nested(page: Page, outer: Piece) -> Iterator[Piece]:
    """The inner quotations that the words of a direct one put into another's mouth."""
    if outer.kind != DIRECT:
        return
    for stretch in inner(page.text, outer.content):
        found = _reporting(page, stretch, outer.content)
        if found is not None:
            yield Piece(DIRECT, stretch, found)


def _reporting(page: Page, stretch: Range, outer: Range) -> Act | None:
    first = page.doc.char_span(stretch.start, stretch.start + 1, alignment_mode="expand")
    if first is None:
        return None
    for k in range(first.start - 1, max(0, first.start - REACH) - 1, -1):
        token = page.doc[k]
        if token.idx < outer.start or token.text in {".", "!", "?"}:
            return None
        if verb(page, token) in page.words.uttering:
            found = act(page, k, Range(max(0, k - REACH), k + REACH))
            return found if _is_another(page, found) else None
    return None


def _is_another(page: Page, found: Act) -> bool:
    if found.speaker is None:
        return False
    word = page.doc[found.speaker.end - 1]
    return word.lower_ not in page.words.own and (speakers.is_name(word) or word.pos_ != "PRON")
