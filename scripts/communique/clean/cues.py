"""Lines that say by themselves that they are boilerplate: phrases, dates, captions, prompts."""

from communique.clean.dates import is_date_line
from communique.clean.page import Line, Page
from communique.clean.verdicts import Verdict, Verdicts, of_line

QUOTES = "“\"‘'«„"


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
    return None
