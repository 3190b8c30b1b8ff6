"""The head of a page: trails, labels, copies of the title, dates and bylines around it."""

from collections.abc import Iterator

from communique.clean.bylines import is_bare_signature, signed
from communique.clean.dates import is_dated_line
from communique.clean.page import BULLET, Line, Page
from communique.clean.title import head, title_index
from communique.clean.trails import is_divided, is_section, is_trail
from communique.clean.verdicts import Verdict, Verdicts, of_line

FEW_WORDS = 3
LEAST_STANDFIRST = 5
MOST_SUBHEAD_WORDS = 6
LEAST_POINTS = 3
MOST_SITE_NAME = 40


def head_verdicts(page: Page, known: Verdicts) -> Verdicts:
    """What goes from the head, beside the lines `known` to go."""
    found = dict(_breadcrumbs(page, known))
    gone = known | found
    left = [i for i in range(len(page.lines)) if i not in gone]
    found |= {i: _signature(page, i) for i in signed(page, left)}
    title = title_index(page, known | found)
    for rule in (_copies, _dates, _bylines, _labels, _captions):
        found |= dict(rule(page, title, known | found))
    return found


def _signature(page: Page, i: int) -> Verdict:
    """A signature is a byline; under the article, unless it says “By”, it is a credit."""
    line = page.lines[i]
    is_credit = i > page.last_prose and not line.text.lower().startswith("by ")
    return of_line(line, "credit" if is_credit else "byline", "byline")


def _breadcrumbs(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    title = title_index(page, known)
    for i in head(page, known):
        line = page.lines[i]
        above = title is None or i < title or len(line.words) <= FEW_WORDS
        if (BULLET.match(line.text) and above) or is_trail(line, page.language):
            yield i, of_line(line, "breadcrumb", "breadcrumb-trail")


def _copies(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    if title is None:
        return
    key = page.lines[title].key
    for i, line in enumerate(page.lines):
        if i == title or i in known:
            continue
        longer = f" {key} " in f" {line.key} " and not line.is_prose
        if line.key == key or (longer and len(line.key) < len(key) + MOST_SITE_NAME):
            yield i, of_line(line, "repeated-title", "repeated-title")


def _dates(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in head(page, known):
        line = page.lines[i]
        if i != title and not line.is_terminated and is_dated_line(line.text, page.language):
            yield i, of_line(line, "date-line", "dated-line")


def _bylines(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """Names alone on a line under the title."""
    for i in head(page, known):
        below = title is not None and i > title
        if below and is_bare_signature(page.lines[i], page.language):
            yield i, of_line(page.lines[i], "byline", "names-under-title")


def _labels(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """What else stands around the title: names of sections and sites above, scraps below."""
    for i in head(page, known):
        line = page.lines[i]
        section = is_section(line, page.language)
        if i == title or (title is None and not section):
            continue
        above = title is not None and i < title and not line.is_terminated
        if above or section or _is_scrap(line, opens=_opens(page, i, known)):
            reason = "breadcrumb" if above and is_divided(line) else "label"
            yield i, of_line(line, reason, "around-title")


def _captions(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """Under the title one line without a stop may be a standfirst, and several key points.

    A second one is the caption of a picture.
    """
    lines = [i for i in head(page, known) if title is not None and i > title]
    lines = [i for i in lines if not page.lines[i].is_terminated and not _is_point(page.lines[i])]
    lines = [i for i in lines if not _is_among_points(i, lines)]
    for i in lines:
        opens = _opens(page, i, known) and len(page.lines[i].words) <= MOST_SUBHEAD_WORDS
        if not opens and i != lines[0]:
            yield i, of_line(page.lines[i], "caption", "line-under-title")


def _is_among_points(i: int, lines: list[int]) -> bool:
    """Whether a line stands in a row of several, as key points do."""
    return any(set(range(j, j + LEAST_POINTS)) <= set(lines) for j in range(i - 2, i + 1))


def _opens(page: Page, i: int, known: Verdicts) -> bool:
    """Whether the next line that stays is a paragraph, so that line `i` may be its subhead."""
    after = next((j for j in range(i + 1, len(page.lines)) if j not in known), None)
    return after is not None and page.lines[after].is_terminated


def _is_point(line: Line) -> bool:
    return BULLET.match(line.text) is not None or line.text[0] in "-–—“‘\"'"


def _is_scrap(line: Line, *, opens: bool) -> bool:
    """Whether a line under the title is too short for a standfirst and no key point either.

    A line that `opens` the first paragraph may be a subhead of three words and more.
    """
    least = FEW_WORDS if opens else LEAST_STANDFIRST
    return not line.is_terminated and not _is_point(line) and len(line.words) < least
