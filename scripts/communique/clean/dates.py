"""Dates as pages print them: a line that is only a date, and the ISO date it states."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from communique.languages import Language, any_of

ISO = (
    r"(?P<y1>(?:19|2\d)\d{2})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
NUMERIC = r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y4>\d{4})"
CLOCK = (
    r"\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s*(?:[ap]\.?m\.?|h|hrs|hours|gmt|utc|local time))?"
    r"|\d{1,2}\s*(?:[ap]\.?m\.?)|\d{4}\s*(?:gmt|utc|hrs|hours)"
    r"|(?:\d+|an?|one|two|few) (?:sec|second|min|minute|hour|hr|day|week)s? ago"
)
SEPARATORS = r"[\s,.;:|·•/–—()\[\]-]+"

MOST_OTHER = 3


@dataclass(frozen=True)
class DatePatterns:
    """`found` finds one date; `only` matches a line of a date (or a time) and nothing else.

    `glued` matches a date, with or without a word before it, at the start of another text.
    """

    found: re.Pattern[str]
    only: re.Pattern[str]
    glued: re.Pattern[str]


@lru_cache
def date_patterns(language: Language) -> DatePatterns:
    """The patterns for `language`."""
    month = any_of([*language.months, *language.month_abbreviations])
    weekday = f"(?:{any_of(language.weekdays)})"
    words = any_of(language.date_words)
    named = (
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ /-]"
        rf"(?P<n2>{month})\.?,?[ /-](?:of )?(?P<y2>\d{{4}})"
        rf"|(?P<n3>{month})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    )
    full = rf"(?:{ISO}|{named}|{NUMERIC})"
    bare = re.sub(r"\?P<\w+>", "?:", full.replace("(?P=sep)", "[/.-]"))
    short = (
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{month})\.?|(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?)"
    )
    zone = r"(?-i:[A-Z]{2,4})(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{4}"
    part = rf"(?:{bare}|{short}|{CLOCK}|{weekday}|{words}|\d{{4}}|{zone})"
    anchor = rf"(?:{bare}|{short}|{CLOCK})"
    only = rf"(?=.*{anchor})[\s(\[]*(?:{part}(?:{SEPARATORS}|$))+"
    glued = (
        rf"(?:(?:{words})\s*:?\s+)?(?:{weekday},? )?(?:{bare})(?:,? (?:{CLOCK}))?"
        rf"\s*(?:[|:·•–—/-]+\s*|\s)"
    )
    flags = re.IGNORECASE
    return DatePatterns(
        re.compile(rf"(?<!\w){full}(?!\w)", flags),
        re.compile(only, flags),
        re.compile(glued, flags),
    )


def is_date_line(text: str, language: Language) -> bool:
    """Whether `text` is a date or a time, with words such as “Published” at most."""
    return date_patterns(language).only.fullmatch(text) is not None


def is_dated_line(text: str, language: Language) -> bool:
    """Whether `text` holds a full date and hardly anything else: an issue number, a place."""
    found = date_patterns(language).found.search(text)
    if found is None:
        return False
    rest = re.findall(r"\w+", text[: found.start()] + " " + text[found.end() :])
    words = {word for phrase in language.date_words for word in phrase.split()}
    words |= set(language.weekdays)
    return sum(word.lower() not in words and not word.isdigit() for word in rest) <= MOST_OTHER


def is_update(text: str, language: Language) -> bool:
    """Whether a date line says when the page was changed rather than when it was published."""
    lowered = text.lower().lstrip(" ([")
    return any(lowered.startswith(word) for word in language.updated_words)


def stated_date(text: str, language: Language) -> str | None:
    """The first full date in `text`, ISO; None if there is none or it can be read two ways."""
    for match in date_patterns(language).found.finditer(text):
        year, month, day = _parts({k: v for k, v in match.groupdict().items() if v}, language)
        if month is None:
            continue
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _parts(found: dict[str, str], language: Language) -> tuple[int, int | None, int]:
    if "y1" in found:
        return int(found["y1"]), int(found["m1"]), int(found["d1"])
    if "y2" in found:
        return int(found["y2"]), language.month_number[found["n2"].lower()], int(found["d2"])
    if "y3" in found:
        return int(found["y3"]), language.month_number[found["n3"].lower()], int(found["d3"])
    year, first, second = int(found["y4"]), int(found["a"]), int(found["b"])
    if found["sep"] == "." or first > 12 or first == second:  # noqa: PLR2004
        return year, second, first
    return (year, first, second) if second > 12 else (year, None, 0)  # noqa: PLR2004
