"""Which line is the title, and which sums the article up under it."""

import itertools
import re
from collections import Counter

from communique.clean.bylines import is_bare_signature, is_signature
from communique.clean.dates import is_dated_line
from communique.clean.page import BULLET, Line, Page
from communique.clean.trails import is_divided
from communique.clean.verdicts import Verdicts

TITLE_WORDS = range(2, 31)
SURE_TITLE_WORDS = 4
TOLD = 2
MENU = 0.67
MOST_STANDFIRST_WORDS = 45


def head(page: Page, known: Verdicts) -> list[int]:
    """The lines before the first paragraph that is not known to go."""
    prose = (i for i, line in enumerate(page.lines) if line.is_prose and i not in known)
    return [i for i in range(next(prose, len(page.lines))) if i not in known]


def title_index(page: Page, known: Verdicts) -> int | None:
    """The line that is the title: known from outside, printed twice, told by the text, or first.

    The words of a title recur in the paragraphs; those of menus and slogans do not.
    """
    lines = head(page, known)
    if page.title is not None:
        key = Line(0, 0, page.title).key
        return next((i for i in lines if page.lines[i].key == key), None)
    if len(lines) == len(page.lines) - len(known):
        return None
    fits = [i for i in lines if is_title(page.lines[i]) and not _is_reference(page, i)]
    found = next(iter(_by_strength(page, fits, known)), None)
    return None if found is None else _shortest_copy(page, fits, found)


def is_title(line: Line) -> bool:
    """Whether a line could be a title by its form."""
    open_end = not re.search(r"[.…:;,]$", line.text) and not BULLET.match(line.text)
    return open_end and len(line.words) in TITLE_WORDS and not is_signature(line)


def _is_reference(page: Page, i: int) -> bool:
    """Whether a line is a masthead, or a place and a date."""
    line = page.lines[i]
    return is_divided(line) or is_dated_line(line.text, page.language)


def _is_menu(page: Page, i: int) -> bool:
    return page.lines[i].furniture(page.language) >= MENU


def _by_strength(page: Page, fits: list[int], known: Verdicts) -> list[int]:
    keys = Counter(line.key for line in page.lines)
    content = _content(page, known)
    twice = [i for i in fits if keys[page.lines[i].key] > 1]
    fit = [i for i in fits if not _is_name(page, i) and not _is_menu(page, i)]
    told = [i for i in fit if _told(page.lines[i], content)]
    sure = [i for i in fit if len(page.lines[i].words) >= SURE_TITLE_WORDS]
    below = dict(itertools.pairwise(head(page, known)))
    over = [i for i in sure if told and below.get(i) == told[0] and _sums_up(page, told[0], i)]
    return [*(i for i in twice if i in told), *over, *told, *twice, *sure, *fits]


def _sums_up(page: Page, standfirst: int, title: int) -> bool:
    """Whether a line reads as the standfirst of the one above it, which is no row of names."""
    above = page.lines[title].words
    return len(page.lines[standfirst].words) > len(above) and any(w[0].islower() for w in above)


def _content(page: Page, known: Verdicts) -> set[str]:
    closed = (line for i, line in enumerate(page.lines) if line.is_terminated and i not in known)
    return set().union(*(line.content() for line in closed))


def _is_name(page: Page, i: int) -> bool:
    """Whether a line is made of writers' names, or the name of a ministry or the like."""
    line = page.lines[i]
    if is_bare_signature(line, page.language):
        return True
    named = page.language.body_pattern.match(line.text) is not None
    return named and line.title_case(page.language) == 1.0


def _told(line: Line, content: set[str]) -> bool:
    own = line.content()
    shared = len(own & content)
    return shared >= max(1, min(TOLD, len(own))) or (
        shared > 0 and len(line.words) >= SURE_TITLE_WORDS
    )


def _shortest_copy(page: Page, fits: list[int], title: int) -> int:
    """The copy of the title without the name of the site behind it, or a label before it."""
    key = page.lines[title].key
    others = (i for i in fits if page.lines[i].key != key)
    shorter = (i for i in others if f" {page.lines[i].key} " in f" {key} ")
    return next((i for i in shorter if len(page.lines[i].words) >= SURE_TITLE_WORDS), title)


def standfirst_index(page: Page) -> int | None:
    """The line under the title that sums the article up before its first paragraph, if any.

    It ends without a stop, or it is shorter than the paragraph that follows and says no day,
    while that one does.
    """
    title = title_index(page, {})
    if title is None or title + 2 >= len(page.lines):
        return None
    line, after = page.lines[title + 1], page.lines[title + 2]
    if len(line.words) > MOST_STANDFIRST_WORDS or not after.is_prose:
        return None
    if not line.is_terminated:
        return title + 1
    shorter = len(line.words) < 0.7 * len(after.words)
    says_when = page.language.story_time_pattern.search
    return title + 1 if shorter and not says_when(line.text) and says_when(after.text) else None
