"""The head of a page: breadcrumbs, labels, title and its copies, bylines, datelines."""

import re
from collections.abc import Iterator

from communique.clean.dates import date_patterns, is_date_line
from communique.clean.page import BULLET, Line, Page
from communique.clean.verdicts import Verdict, Verdicts, of_line

CRUMBS = re.compile(r"\s+[>›»/|•·→]\s+|\s*[>›»→]\s*")
MOST_CRUMB_WORDS = 4
NAME = r"(?:(?:[A-ZÀ-Þ]|[dlDLO]['’][A-ZÀ-Þ])[\w'’.-]*|(?:van|von|de|del|di|da|al|el|ap|ibn|bin|ab|la|le|ag|na|och)(?=\s))"
NAMES = rf"{NAME}(?:\s+{NAME}){{1,3}}"
BYLINE = re.compile(
    rf"(?:(?i:by|words by|text by|story by|written by|from)\b\s*:?\s+)(?:(?i:our|the|a)\s.{{3,60}}|{NAMES}\b.{{0,90}}|[A-Z][\w.'’-]+(?:\s(?i:in|for|at|and|,).{{0,60}})?)$"
)
BARE_BYLINE = re.compile(
    rf"{NAMES}(?:(?:,\s*|\s+and\s+){NAMES})*(?:\s*[,|–—/-]\s*.{{2,60}}|\s+(?:in|reports? from|for)\s+.{{2,40}})?$"
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
MOST_LABEL_WORDS = 4


def head_verdicts(page: Page, known: Verdicts) -> Verdicts:
    """What goes from the head, beside the lines `known` to go."""
    found = dict(_breadcrumbs(page, known))
    title = title_index(page, known | found)
    found |= dict(_copies(page, title, known | found))
    found |= dict(_labels(page, title, known | found))
    return found | dict(_bylines(page, title, known | found))


def head(page: Page, known: Verdicts) -> list[int]:
    """The lines before the first paragraph that is not known to go."""
    prose = (i for i, line in enumerate(page.lines) if line.is_prose and i not in known)
    return [i for i in range(next(prose, len(page.lines))) if i not in known]


def title_index(page: Page, known: Verdicts) -> int | None:
    """The line that is the title: known from outside, or the first that reads as one."""
    lines = head(page, known)
    if page.title is not None:
        key = Line(0, 0, page.title).key
        return next((i for i in lines if page.lines[i].key == key), None)
    if len(lines) == len(page.lines) - len(known):
        return None
    fits = [i for i in lines if _is_title(page.lines[i])]
    sure = [i for i in fits if len(page.lines[i].words) >= SURE_TITLE_WORDS]
    return next(iter([*sure, *fits]), None)


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
    return title + 1 if shorter and not _opens_story(line) and _opens_story(after) else None


def _opens_story(line: Line) -> bool:
    """A lead says when: a weekday or a date stands in it."""
    pattern = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\byesterday\b|\btoday\b|\bovernight\b"
    return re.search(pattern, line.text, re.IGNORECASE) is not None


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
    starts = first in page.language.sections or first in {"home", "start", "front page", "homepage"}
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


def _labels(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in head(page, known):
        line = page.lines[i]
        name = line.text.strip(" :|-–—[]").lower()
        before_title = title is not None and i < title and len(line.words) <= MOST_LABEL_WORDS
        if name in page.language.sections or (before_title and not line.is_terminated):
            yield i, of_line(line, "label", "section-label")


def _bylines(page: Page, title: int | None, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in [*head(page, known), *_end(page, known)]:
        if i == title:
            continue
        text = page.lines[i].text.rstrip(".")
        bare = title is not None and title < i and len(page.lines[i].words) <= 10  # noqa: PLR2004
        if BYLINE.match(text) or (bare and BARE_BYLINE.match(text) and i < page.first_prose):
            yield i, of_line(page.lines[i], "byline", "byline")


def _end(page: Page, known: Verdicts) -> list[int]:
    return [i for i in range(page.last_prose + 1, len(page.lines)) if i not in known]


def glued_prefix(page: Page, known: Verdicts) -> Verdict | None:
    """A date or a section name that stands before the title on its line."""
    lines = head(page, known)
    if not lines:
        return None
    line = page.lines[lines[0]]
    dated = date_patterns(page.language).glued.match(line.text)
    if dated and _is_title(Line(0, 0, line.text[dated.end() :])):
        return Verdict(line.start, line.start + dated.end(), "date-line", "glued-date")
    section = GLUED_SECTION.match(line.text)
    if section and section["section"].strip().lower() in page.language.sections:
        colon = section["mark"] == ":" and not section["section"].isupper()
        if not colon and _is_title(Line(0, 0, line.text[section.end() :])):
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
