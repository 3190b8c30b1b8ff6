"""Lines that say by themselves that they are boilerplate: phrases, dates, captions, prompts."""

import re

from communique.clean.dates import is_date_line
from communique.clean.page import Line, Page
from communique.clean.verdicts import Verdict, Verdicts, of_line

QUOTES = "“\"‘'«„"
NAME = r"[A-ZÀ-Þ][\w'’.-]+"
CREDITED = re.compile(
    rf"[.!?)”\"’]\s+(?:{NAME}\s){{1,2}}{NAME}(?:\s?/\s?{NAME}(?:\s{NAME})*)?\.?$"
    rf"|[.!?)”\"’]\s+[A-Z]{{2,6}}\s?/\s?{NAME}(?:\s{NAME})*\.?$"
    rf"|[(\[](?:{NAME}\s){{0,2}}{NAME}\s?/\s?{NAME}(?:\s{NAME})*[)\]]\.?$"
)
MOST_CAPTION_WORDS = 40
SPEECH = re.compile(r"[“”\"«»]")
MOST_PROMPT_WORDS = 25


def cue_verdicts(page: Page) -> Verdicts:
    """The lines that a cue of the language, or a bare date, gives away."""
    found = {i: _verdict(page, line) for i, line in enumerate(page.lines)}
    return {i: verdict for i, verdict in found.items() if verdict is not None}


def _verdict(page: Page, line: Line) -> Verdict | None:
    if line.text[0] in QUOTES:
        return None
    if is_date_line(line.text, page.language):
        return of_line(line, "date-line", "date-line")
    for cue, pattern in page.language.cue_patterns:
        if len(line.words) <= cue.words and pattern.search(line.text):
            return of_line(line, cue.reason, cue.id)
    return _caption(line) or _prompt(page, line)


def _caption(line: Line) -> Verdict | None:
    """A line that ends in the name of whoever took the picture."""
    if len(line.words) <= MOST_CAPTION_WORDS and CREDITED.search(line.text):
        return of_line(line, "caption", "name-after-caption")
    return None


def _prompt(page: Page, line: Line) -> Verdict | None:
    """A short line that speaks to the reader, as news copy outside quotations does not."""
    if len(line.words) > MOST_PROMPT_WORDS or SPEECH.search(line.text):
        return None
    language = page.language
    by_mail = language.mail_pattern.search(line.text) is not None
    offers = by_mail or language.offer_pattern.search(line.text) is not None
    if language.reader_pattern.search(line.text) or (offers and not line.is_terminated):
        return of_line(line, "newsletter" if by_mail else "promo", "speaks-to-reader")
    return None
