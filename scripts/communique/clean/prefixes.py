"""What is glued to the front of a line: a date or section before the title, a dateline."""

import re

from communique.clean.dates import date_patterns, is_date_line, is_dated_line
from communique.clean.page import Line, Page
from communique.clean.title import is_title
from communique.clean.trails import is_divided
from communique.clean.verdicts import Verdict, Verdicts

AGENCY = r"\((?P<agency>[^()]{2,40})\)"
PLACE = r"[A-ZÀ-Þ][\w'’.-]*(?:[ -][\w'’.-]+){0,4}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’./ -]{2,40}"
DATELINE = re.compile(
    rf"(?:(?P<caps>{CAPITALS})|(?P<place>{PLACE}))(?P<more>(?:,\s*[\w.'’ ]{{2,30}}){{0,4}})"
    rf"\s*(?:{AGENCY}|(?P<slash>/[^/]{{2,30}}/))?\s*(?P<dash>_|—|–|--|-|:)(?:\s*(?=\S)|$)"
)
MOST_DATELINE = 90
SECTION = re.compile(r"(?P<section>[\w' -]{3,24}?)\s*(?P<mark>[|:»›•·]|//|\s[–—/-])\s+")
TAG = re.compile(r"(?:[●■•]\s*)?(?P<tag>[A-Z]{4,}(?: [A-Z]{2,})?)[!:]?\s+(?=[\w“‘\"'])")
BRACKETED = re.compile(r"[(\[][A-Z][A-Z0-9 .-]{2,20}[)\]]\s+")
STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?\s*(?:[|:–—-]\s*)?(?=[A-ZÀ-Þ“‘\"'])")
FEW_STAMPS = 2
MOST_HEAD = 12
FEW_LINES = 4


def glued_prefix(page: Page) -> Verdict | None:
    """A date or a section name that stands before the title on its line."""
    for line in page.lines[: page.first_prose][:MOST_HEAD]:
        if (found := _glued(page, line)) is not None:
            return found
    return None


def _glued(page: Page, line: Line) -> Verdict | None:
    if is_divided(line) or is_dated_line(line.text, page.language):
        return None
    dated = date_patterns(page.language).glued.match(line.text)
    if dated and _leaves_title(line, dated):
        return Verdict(line.start, line.start + dated.end(), "date-line", "glued-date")
    if any(line.key.endswith(" " + other.key) for other in page.lines if is_title(other)):
        return None  # a longer copy of the title goes as a whole
    bracketed = BRACKETED.match(line.text)
    if bracketed and _leaves_title(line, bracketed):
        return Verdict(line.start, line.start + bracketed.end(), "label", "glued-section")
    return _section(page, line)


def _section(page: Page, line: Line) -> Verdict | None:
    tag = TAG.match(line.text)
    shouted = tag is not None and tag["tag"].lower() in page.language.sections
    if tag and shouted and _leaves_title(line, tag, least=4) and not line.text.isupper():
        return Verdict(line.start, line.start + tag.end(), "label", "glued-section")
    match = SECTION.match(line.text)
    if match is None or not _leaves_title(line, match):
        return None
    name, mark = match["section"].strip(), match["mark"].strip()
    known = name.lower() in page.language.sections and (mark != ":" or name.isupper())
    if known or (name.isupper() and mark in {"|", "»", "›", "•", "·", "//"}):
        return Verdict(line.start, line.start + match.end(), "label", "glued-section")
    return None


def _leaves_title(line: Line, match: re.Match[str], least: int = 0) -> bool:
    rest = Line(0, 0, line.text[match.end() :])
    return is_title(rest) and len(rest.words) >= least


def stamp_prefixes(page: Page, known: Verdicts) -> list[Verdict]:
    """The times that stand before the entries of a live page, where several lines have one."""
    stamps = [
        (line, match)
        for i, line in enumerate(page.lines)
        if i not in known and (match := STAMP.match(line.text))
    ]
    if len(stamps) < FEW_STAMPS:
        return []
    found = ((line.start, line.start + match.end()) for line, match in stamps)
    return [Verdict(start, end, "date-line", "glued-time") for start, end in found]


def dateline_prefix(page: Page, known: Verdicts) -> Verdict | None:
    """A dateline glued to one of the first paragraphs: place, date or agency, and a dash."""
    for i, line in enumerate(page.lines[: page.first_prose + FEW_LINES]):
        if i not in known and (found := _dateline(page, line)) is not None:
            return found
    return None


def _dateline(page: Page, line: Line) -> Verdict | None:
    match = DATELINE.match(line.text)
    alone = match is not None and match.end() == len(line.text)
    if match is None or match.end() > MOST_DATELINE or not (line.is_prose or alone):
        return None
    parts = [part.strip() for part in (match["more"] or "").split(",")]
    dated = any(is_date_line(part, page.language) for part in parts if part)
    named = match["agency"] is not None or match["slash"] is not None
    capitals = match["caps"] is not None and match["dash"] not in {"-", ":"}
    if not (named or dated or capitals):
        return None
    return Verdict(line.start, line.start + match.end(), "dateline", "dateline")
