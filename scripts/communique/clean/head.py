"""The head of a page: breadcrumbs, labels, title and its copies, bylines, datelines."""

import re
from collections import Counter
from collections.abc import Iterator

from communique.clean.dates import date_patterns, is_date_line, is_dated_line
from communique.clean.page import BULLET, Line, Page
from communique.clean.verdicts import Verdict, Verdicts, of_line

CRUMBS = re.compile(r"\s+[>›»/|•·→]\s+|\s*[>›»→]\s*")
MOST_CRUMB_WORDS = 4
NAME = r"(?:(?:[A-ZÀ-Þ]|[dlDLO]['’][A-ZÀ-Þ])[\w'’.-]*|(?:van|von|de|del|di|da|al|el|ap|ibn|bin|ab|la|le|ag|na|och)(?=\s))"
NAMES = rf"{NAME}(?:\s+{NAME}){{1,3}}"
BYLINE = re.compile(
    rf"(?:(?i:by|(?:[a-z]+ )?(?:words|text|story|written|coverage|reporting|report|notes|dispatches|posts)(?:\s+by\b|\s*:)|from)\s*:?\s+)(?:(?i:our|the|a)\s.{{3,60}}|{NAMES}\b.{{0,90}}|[A-Z][\w.'’-]+(?:\s(?i:in|for|at|and|,).{{0,60}})?)$"
)
BARE_BYLINE = re.compile(
    rf"{NAMES}(?:(?:,\s*|\s+and\s+|\s*&\s*){NAMES})*(?:\s*[,|–—/-]\s*.{{2,60}}|\s+(?:in|at|reports? from|for)\s+.{{2,60}})?$"
)
AGENCY = r"\((?P<agency>[^()]{2,40})\)"
PLACE = r"[A-ZÀ-Þ][\w'’.-]*(?:[ -][\w'’.-]+){0,4}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,40}"
DATELINE = re.compile(
    rf"(?:(?P<caps>{CAPITALS})|(?P<place>{PLACE}))(?P<more>(?:,\s*[\w.'’ ]{{2,30}}){{0,3}})\s*(?:{AGENCY}|(?P<slash>/[^/]{{2,30}}/))?"
    r"\s*(?P<dash>—|–|--|-|:)\s*(?=\S)"
)
MOST_DATELINE = 90
GLUED_SECTION = re.compile(r"(?P<section>[\w' -]{3,24}?)\s*(?P<mark>[|:»›•·]|//|\s[–—/-])\s+")
TITLE_WORDS = range(3, 31)
SURE_TITLE_WORDS = 4
MOST_STANDFIRST_WORDS = 45
MOST_HEAD = 8


def head_verdicts(page: Page, known: Verdicts) -> Verdicts:
    """What goes from the head, beside the lines `known` to go."""
    found = dict(_breadcrumbs(page, known))
    found |= dict(_signed(page, known | found))
    title = title_index(page, known | found)
    found |= dict(_copies(page, title, known | found))
    found |= dict(_dates(page, title, known | found))
    found |= dict(_labels(page, title, known | found))
    return found | dict(_bylines(page, title, known | found))


def head(page: Page, known: Verdicts) -> list[int]:
    """The lines before the first paragraph that is not known to go."""
    prose = (i for i, line in enumerate(page.lines) if line.is_prose and i not in known)
    return [i for i in range(next(prose, len(page.lines))) if i not in known]


def title_index(page: Page, known: Verdicts) -> int | None:
    """The line that is the title: known from outside, printed twice, or the first that fits."""
    lines = head(page, known)
    if page.title is not None:
        key = Line(0, 0, page.title).key
        return next((i for i in lines if page.lines[i].key == key), None)
    if len(lines) == len(page.lines) - len(known):
        return None
    fits = [i for i in lines if _is_title(page.lines[i])]
    keys = Counter(line.key for line in page.lines)
    twice = [i for i in fits if keys[page.lines[i].key] > 1]
    whole = [i for i in fits if not _is_divided(page.lines[i])]
    sure = [i for i in whole if len(page.lines[i].words) >= SURE_TITLE_WORDS]
    return next(iter([*twice, *sure, *whole]), None)


def _is_divided(line: Line) -> bool:
    """Whether a line is made of a few names with marks between them, as mastheads are."""
    parts = re.split(r"\s[|–—·•/>-]\s", line.text)
    return len(parts) > 1 and all(len(part.split()) <= MOST_CRUMB_WORDS for part in parts)


def standfirst_index(page: Page) -> int | None:
    """The line under the title that sums the article up before its first paragraph, if any."""
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


def _is_title(line: Line) -> bool:
    ends_open = not re.search(r"[.…:;,]$", line.text) and not BULLET.match(line.text)
    return ends_open and len(line.words) in TITLE_WORDS


def _breadcrumbs(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in head(page, known):
        line = page.lines[i]
        if BULLET.match(line.text) or _is_trail(page, line):
            yield i, of_line(line, "breadcrumb", "breadcrumb-trail")


def _is_trail(page: Page, line: Line) -> bool:
    crumbs = [crumb.strip() for crumb in CRUMBS.split(line.text) if crumb.strip()]
    if len(crumbs) < 2 or line.is_terminated:  # noqa: PLR2004
        return False
    short = [crumb for crumb in crumbs[:-1] if len(crumb.split()) <= MOST_CRUMB_WORDS]
    first = crumbs[0].lower()
    starts = first in page.language.sections or first in page.language.starts
    angled = re.search(r"[>›»→]", line.text) is not None
    return len(short) == len(crumbs) - 1 and (starts or angled or len(crumbs) > 2)  # noqa: PLR2004


def _copies(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    if title is None:
        return
    key = page.lines[title].key
    for i, line in enumerate(page.lines):
        if i == title or i in known:
            continue
        extended = line.key.startswith(key + " ") and re.search(r"\s[|–—-]\s", line.text)
        if line.key == key or (extended and len(line.key) < len(key) + 40):
            yield i, of_line(line, "repeated-title", "repeated-title")


def _dates(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in head(page, known):
        line = page.lines[i]
        if i != title and not line.is_terminated and is_dated_line(line.text, page.language):
            yield i, of_line(line, "date-line", "dated-line")


def _labels(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in head(page, known):
        line = page.lines[i]
        name = line.text.strip(" :|-–—[]").lower()
        masthead = title is not None and i < title and not line.is_terminated
        if i != title and (name in page.language.sections or masthead):
            divided = _is_divided(line)
            yield i, of_line(line, "breadcrumb" if divided else "label", "above-title")


def _signed(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """Lines that say by whom the article is."""
    for i in [*head(page, known), *_end(page, known)]:
        if BYLINE.match(page.lines[i].text.rstrip(".")):
            yield i, of_line(page.lines[i], "byline", "byline")


def _bylines(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """Names alone on a line under the title."""
    for i in head(page, known):
        line = page.lines[i]
        if title is None or i <= title or line.text.isupper():
            continue
        if BARE_BYLINE.match(line.text.rstrip(".")):
            yield i, of_line(line, "byline", "names-under-title")


def _end(page: Page, known: Verdicts) -> list[int]:
    return [i for i in range(page.last_prose + 1, len(page.lines)) if i not in known]


def glued_prefix(page: Page) -> Verdict | None:
    """A date or a section name that stands before the title on its line."""
    for line in page.lines[: page.first_prose][:MOST_HEAD]:
        if (found := _glued(page, line)) is not None:
            return found
    return None


def _glued(page: Page, line: Line) -> Verdict | None:
    if _is_divided(line) or is_date_line(line.text, page.language):
        return None
    dated = date_patterns(page.language).glued.match(line.text)
    if dated and _is_title(Line(0, 0, line.text[dated.end() :])):
        return Verdict(line.start, line.start + dated.end(), "date-line", "glued-date")
    section = GLUED_SECTION.match(line.text)
    if section is None or not _is_title(Line(0, 0, line.text[section.end() :])):
        return None
    name, mark = section["section"].strip(), section["mark"].strip()
    known = name.lower() in page.language.sections and (mark != ":" or name.isupper())
    if known or (name.isupper() and mark in {"|", "»", "›", "•", "·", "//"}):
        return Verdict(line.start, line.start + section.end(), "label", "glued-section")
    return None


def dateline_prefix(page: Page, known: Verdicts) -> Verdict | None:
    """A dateline glued to the first paragraph: place, date or agency, and a dash."""
    first = next((x for i, x in enumerate(page.lines) if x.is_prose and i not in known), None)
    match = DATELINE.match(first.text) if first else None
    if first is None or match is None or match.end() > MOST_DATELINE:
        return None
    parts = [part.strip() for part in (match["more"] or "").split(",")]
    dated = any(is_date_line(part, page.language) for part in parts if part)
    named = match["agency"] is not None or match["slash"] is not None
    capitals = match["caps"] is not None and match["dash"] != "-"
    if not (named or dated or capitals) or (match["dash"] == ":" and not (named or dated)):
        return None
    return Verdict(first.start, first.start + match.end(), "dateline", "dateline")
