"""Direct quotations whose speaker stands in the statement before, or signs below."""

from dataclasses import replace

from communique.annotate.quotes import speakers
from communique.annotate.quotes.acts import Act, act
from communique.annotate.quotes.direct import LABEL, SENTENCE
from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range

DASHES = frozenset(["―", "—", "–", "-"])


def led(page: Page, number: int) -> Act | None:
    """The act that a whole sentence in marks goes on with: `He would stay, Venn said. “We …”`."""
    opening = page.quoted_tokens[number].start - 1
    if not _is_sentence(page, number) or "\n" in page.doc[opening - 1].text:
        return None
    unit = page.unit(opening - 1)
    for k in range(unit.end - 1, unit.start - 1, -1):
        token = page.doc[k]
        if page.region_at[k] != OUTSIDE:
            return None
        if verb(page, token) in page.words.only_verbs and token.tag_ in FINITE:
            return replace(act(page, k, unit), is_led=True)
    return None


def _is_sentence(page: Page, number: int) -> bool:
    """Whether a quoted stretch is a statement of its own, from capital to stop."""
    stretch, region = page.quoted_tokens[number], page.quoted[number]
    is_whole = page.text[region.start].isupper() and page.text[region.end - 1] in ".!?…"
    begins = stretch.start > 1 and page.unit(stretch.start).start == stretch.start - 1
    return is_whole and begins and stretch.end - stretch.start > SENTENCE


def signed(page: Page, number: int) -> Act | None:
    """The act of a quotation that is signed: `— Orla Venn` below it, or to the end of its line."""
    start = page.quoted_tokens[number].end
    while start < len(page.doc) and (page.is_mark(start) or page.doc[start].is_space):
        start += 1
    if start == len(page.doc) or page.doc[start].text not in DASHES:
        return None
    name = _line(page, start + 1)
    if not 0 < name.end - name.start <= LABEL or not page.doc[name.start].text[:1].isupper():
        return None
    is_below = "\n" in page.text[page.quoted[number].end : page.doc[start].idx]
    is_bare = all(speakers.is_name(page.doc[at]) for at in range(name.start, name.end))
    return Act(start, speakers.named(page, name) or name) if is_below or is_bare else None


def _line(page: Page, start: int) -> Range:
    """The tokens up to the end of the line, without a stop."""
    end = next((token.i for token in page.doc[start:] if "\n" in token.text), len(page.doc))
    while end > start and page.doc[end - 1].is_punct:
        end -= 1
    return Range(start, end)
