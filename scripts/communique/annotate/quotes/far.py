"""Direct quotations whose speaker stands in the statement before, or signs below."""

from dataclasses import replace

from communique.annotate.quotes import speakers
from communique.annotate.quotes.acts import Act, act
from communique.annotate.quotes.direct import LABEL, SENTENCE
from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range


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
    """The act of a quotation that is signed in the paragraph below: `— Orla Venn`."""
    start = page.quoted_tokens[number].end
    while start < len(page.doc) and (page.is_mark(start) or page.doc[start].is_space):
        start += 1
    if start == len(page.doc) or page.doc[start].text not in {"—", "–", "-"}:
        return None
    if "\n" not in page.text[page.quoted[number].end : page.doc[start].idx]:
        return None
    name = _line(page, start + 1)
    is_name = 0 < name.end - name.start <= LABEL and page.doc[name.start].text[:1].isupper()
    return Act(start, speakers.named(page, name) or name) if is_name else None


def _line(page: Page, start: int) -> Range:
    """The tokens up to the end of the line, without a stop."""
    end = next((token.i for token in page.doc[start:] if "\n" in token.text), len(page.doc))
    while end > start and page.doc[end - 1].is_punct:
        end -= 1
    return Range(start, end)
