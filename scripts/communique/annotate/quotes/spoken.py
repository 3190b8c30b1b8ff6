"""Direct quotations in the order of the text: each with its act, or going on with the last one."""

from collections.abc import Iterator
from dataclasses import replace

from communique.annotate.quotes import direct, far
from communique.annotate.quotes.acts import Act, is_light
from communique.annotate.quotes.found import DIRECT, MIXED
from communique.annotate.quotes.page import MARKS, OUTSIDE, Page
from communique.annotate.quotes.pieces import Piece, behind_mark
from communique.records import Range

BLANKS = " \t\u00a0"
SEPARATORS = ".,:;!?…—–"


def spoken(page: Page) -> Iterator[Piece]:
    """The quoted stretches that somebody says, and the statements that end in one."""
    last: tuple[int, Act] | None = None
    for number, region in enumerate(page.quoted):
        piece = _own(page, number) or (last and _continuing(page, number, *last))
        if piece:
            yield piece
            last = (number, piece.act)
        elif last and "\n" in page.text[page.quoted[last[0]].end : region.start]:
            last = None


def _own(page: Page, number: int) -> Piece | None:
    """The quotation with reporting words of its own."""
    before, behind = direct.preposed(page, number), direct.postposed(page, number)
    if before and not (behind and _follows_colon(page, number)):
        return Piece(DIRECT, page.quoted[number], before)
    if behind is None:
        behind = far.signed(page, number) or far.led(page, number)
    if behind is None:
        return None
    if direct.is_fragment(page, number):
        if not is_light(page, behind.cue):
            return None
        return Piece(MIXED, _statement(page, number), behind)
    return Piece(DIRECT, page.quoted[number], behind)


def _follows_colon(page: Page, number: int) -> bool:
    before = page.text[: page.quoted[number].start].rstrip(MARKS)
    return before.rstrip().endswith(":")


def _statement(page: Page, number: int) -> Range:
    """The statement that ends with a quoted stretch, marks included."""
    first = page.unit(max(0, page.quoted_tokens[number].start - 1)).start
    while page.doc[first].is_space:
        first += 1
    return Range(page.doc[first].idx, behind_mark(page.text, page.quoted[number].end))


def _continuing(page: Page, number: int, before: int, act: Act) -> Piece | None:
    """The quotation that goes on with what was said in the one before it."""
    piece = Piece(DIRECT, page.quoted[number], act)
    between = page.text[page.quoted[before].end : page.quoted[number].start]
    if "\n" in between:
        goes_on = _goes_on(page, number, between)
        return replace(piece, is_carried=True) if goes_on else None
    is_split = page.quoted_tokens[before].end <= act.cue < page.quoted_tokens[number].start
    is_apart = between.rstrip(MARKS + BLANKS)[-1:] in SEPARATORS
    return piece if is_split and is_apart and _is_near(page, act.cue, number) else None


def _is_near(page: Page, cue: int, number: int) -> bool:
    """Whether no other statement stands between a cue and a quotation behind it."""
    return page.unit_at[cue] >= page.unit_at[page.quoted_tokens[number].start] - 1


def _goes_on(page: Page, number: int, between: str) -> bool:
    """Whether a paragraph that is all quotation goes on with that of the one before."""
    head, _, tail = between.rpartition("\n")
    is_first = not tail.strip(MARKS + BLANKS)
    is_next = "\n" not in head.strip()
    was_open = not head.strip()
    return is_first and is_next and (was_open or _fills_paragraph(page, number))


def _fills_paragraph(page: Page, number: int) -> bool:
    """Whether nothing follows a quotation in its paragraph but another one."""
    at = page.quoted_tokens[number].end
    while at < len(page.doc) and "\n" not in page.doc[at].text:
        if page.region_at[at] == OUTSIDE and not (page.is_mark(at) or page.doc[at].is_space):
            return False
        at += 1
    return True
