"""The clause before or around a parenthetical cue, as in "The pact, she added, is dead"."""

from communique.annotate.quotes.clauses import NEAR, has_verb
from communique.annotate.quotes.page import Page
from communique.records import Range


def around(page: Page, first: int, k: int) -> list[Range]:
    """The clause that stands before a parenthetical `, officials said`, and what follows it.

    `first` is the first token of the parenthesis, behind its comma.
    """
    unit = page.unit(k)
    before = Range(unit.start, first)
    if not has_verb(page, before):
        tail = _tail(page, k, unit.end)
        return [before, tail] if tail and has_verb(page, tail) else []
    tail = _tail(page, k, unit.end)
    goes_on = tail is not None and tail.start <= page.doc[k].head.i < tail.end
    return [before, tail] if tail and goes_on else [before]


def _tail(page: Page, k: int, stop: int) -> Range | None:
    """What follows the comma behind a parenthetical cue, up to the end of the statement."""
    comma = next((at for at in range(k + 1, stop) if page.doc[at].text == ","), None)
    if comma is None or comma + 2 >= stop or comma - k > NEAR:
        return None
    after = page.doc[comma + 1]
    if after.tag_ in {"VBG", "WP", "WDT"} or after.dep_ == "appos":
        return None
    return Range(comma + 1, stop)


def opening(page: Page, k: int, speaker: Range | None) -> int:
    """The first token of a parenthesis: of its speaker, its auxiliaries or the verb itself."""
    first = speaker.start if speaker is not None and speaker.start < k else k
    while first > page.unit(k).start and page.doc[first - 1].pos_ in {"ADV", "AUX"}:
        first -= 1
    return first
