"""Lines that say by themselves that they are boilerplate: phrases, dates, captions, prompts."""

import re

from communique.clean.dates import is_date_line
from communique.clean.page import Line, Page
from communique.clean.trails import is_section, is_trail
from communique.clean.verdicts import Verdict, Verdicts, of_line
from communique.languages import Cue

QUOTES = "“\"‘'«„"
NAME = r"[A-ZÀ-Þ][\w'’.-]+"
CREDITED = re.compile(
    rf"[.!?)”\"’]\s+(?:{NAME}\s){{1,2}}{NAME}(?:\s?/\s?{NAME}(?:\s{NAME})*)?\.?$"
    rf"|[.!?)”\"’]\s+[A-Z]{{2,6}}\s?/\s?{NAME}(?:\s{NAME})*\.?$"
    rf"|[(\[](?:{NAME}\s){{0,2}}{NAME}\s?/\s?{NAME}(?:\s{NAME})*[)\]]\.?$"
)
LIST_ITEM = re.compile(r"(?:[-–—•·*▪]|\(?\d{1,2}[.)]|\(?(?:[a-z]|[ivx]{1,4})\))\s+\S")
SPEAKER = re.compile(r"(?:[QA]\.?|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+)\s*:\s")
LEADING_MARKS = re.compile(r"^[^\w©]+")
MOST_CHARACTERS = 1500
"""No prompt is so long; patterns that search take their time on lines without blanks."""
MOST_CAPTION_WORDS = 40
MOST_FURNITURE = 20
MOSTLY = 0.75
SEVERAL = 4
TAIL = 0.6
SPEECH = re.compile(r"[“”\"«»]")
MOST_PROMPT_WORDS = 25


def cue_verdicts(page: Page) -> Verdicts:
    """The lines that a cue of the language, or a bare date, gives away."""
    found = {i: _verdict(page, i) for i in range(len(page.lines))}
    return {i: verdict for i, verdict in found.items() if verdict is not None}


def _verdict(page: Page, i: int) -> Verdict | None:
    line = page.lines[i]
    if line.text[0] in QUOTES or len(line.text) > MOST_CHARACTERS:
        return None
    if is_date_line(line.text, page.language):
        return of_line(line, "date-line", "date-line")
    if (cue := _cue(page, i)) is not None:
        return of_line(line, cue.reason, cue.id)
    return _furniture(page, line) or _caption(line) or _prompt(page, line)


def _cue(page: Page, i: int) -> Cue | None:
    """The first cue that a line shows, with or without the marks at its front."""
    line = page.lines[i]
    in_tail = i >= TAIL * len(page.lines)
    closed = line.is_sentence
    bare = LEADING_MARKS.sub("", line.text) if not LIST_ITEM.match(line.text) else line.text
    for cue, pattern in page.language.cue_patterns:
        placed = cue.zone == "any" or in_tail
        allowed = not closed or cue.sentences == "any" or (cue.sentences == "tail" and in_tail)
        fits = len(line.words) <= cue.words and placed and allowed
        if fits and (pattern.search(line.text) or pattern.search(bare)):
            return cue
    return None


def _furniture(page: Page, line: Line) -> Verdict | None:
    """A line of the words that menus, buttons and counters are made of, or of a wire's codes."""
    if len(line.words) > MOST_FURNITURE or LIST_ITEM.match(line.text):
        return None
    if line.is_code and not line.is_terminated:
        return of_line(line, "label", "wire-code")
    if is_section(line, page.language) or is_trail(line, page.language):
        return None
    share = line.furniture(page.language)
    mostly = share >= MOSTLY and len(line.words) >= SEVERAL and not line.is_terminated
    if share == 1.0 or mostly:
        reason = "label" if not line.words or line.text[0].isdigit() else "navigation"
        return of_line(line, reason, "page-furniture")
    return None


def _caption(line: Line) -> Verdict | None:
    """A line that ends in the name of whoever took the picture."""
    is_item = LIST_ITEM.match(line.text) is not None
    if not is_item and len(line.words) <= MOST_CAPTION_WORDS and CREDITED.search(line.text):
        return of_line(line, "caption", "name-after-caption")
    return None


def _prompt(page: Page, line: Line) -> Verdict | None:
    """A short line that speaks to the reader, as news copy outside quotations does not."""
    if len(line.words) > MOST_PROMPT_WORDS or SPEECH.search(line.text) or SPEAKER.match(line.text):
        return None
    language = page.language
    by_mail = language.mail_pattern.search(line.text) is not None
    offers = by_mail or language.offer_pattern.search(line.text) is not None
    asks = language.reader_pattern.search(line.text) and not LIST_ITEM.match(line.text)
    if (asks and (offers or not line.is_prose)) or (offers and not line.is_terminated):
        return of_line(line, "newsletter" if by_mail else "promo", "speaks-to-reader")
    return None
