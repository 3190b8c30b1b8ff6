"""What dates and times mean: ISO values, as far as the text and a base date resolve them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol

from communique.annotate.values.grammar import Grammar
from communique.languages import Language

AHEAD = timedelta(days=60)
"""A date without a year lies at most so far ahead, unless the text looks ahead; else it is past."""

Groups = Mapping[str, str]


def absolute(found: Groups, base: date | None, names: Language, *, ahead: bool) -> str | None:
    """The ISO day, month or year of a date in figures or with a month's name.

    Without a year it is the one before or about `base`; None without a `base`, and for a day that
    its month does not have.
    """
    year = int(found["year"]) if "year" in found else None
    month = _month(found, names)
    if month is None:
        return None if year is None else f"{year:04d}"
    day = int(found["day"]) if "day" in found else None
    if year is None and base is not None:
        year = _year(found, month, day, base, ahead=ahead)
    return None if year is None else _iso(year, month, day)


def relative(
    found: Groups, base: date | None, code: str, grammar: Grammar, *, ahead: bool
) -> str | None:
    """The ISO day, week, month or year of "three weeks ago" and the like; None without a `base`.

    A weekday is the last one, `base` itself included; the next one where the text looks `ahead`.
    """
    phrase = found.get("phrase")
    granularity = grammar.granularity.get(found.get("unit", "").lower(), "day")
    if base is None or phrase is None or granularity == "none":
        return None
    is_weekday = phrase == found.get("weekday")
    start = base + timedelta(days=1) if is_weekday and not ahead else base
    parsed = _parse(phrase.lower(), code, start, "future" if ahead else "past")
    return None if parsed is None else _rounded(parsed, granularity)


def clock(found: Groups, grammar: Grammar) -> str | None:
    """The time of day, `hh:mm`; None where the text does not say it in figures."""
    if "hour" not in found:
        return None
    hour = int(found["hour"])
    if half := found.get("half"):
        hour = hour % 12 + grammar.half_day[half.lower()]
    return f"{hour:02d}:{int(found.get('minute', 0)):02d}"


def _month(found: Groups, names: Language) -> int | None:
    if "mnum" in found:
        return int(found["mnum"])
    if "month" not in found:
        return None
    return names.month_number[found["month"].rstrip(".").lower()]


def _year(found: Groups, month: int, day: int | None, base: date, *, ahead: bool) -> int:
    """The year that goes without saying: "last June" is past, "next June" is to come."""
    if "past" in found:
        return base.year - (month >= base.month)
    if "coming" in found:
        return base.year + (month <= base.month)
    if (month, day or 1) <= (base.month, base.day):
        return base.year
    latest = base + (timedelta(days=365) if ahead else AHEAD)
    this_year = _iso(base.year, month, day or 1)
    return base.year if this_year and this_year <= latest.isoformat() else base.year - 1


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _rounded(day: date, granularity: str) -> str:
    if granularity == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()[: {"year": 4, "month": 7}.get(granularity, 10)]


class _Parser(Protocol):
    def __call__(
        self, text: str, *, languages: list[str], settings: dict[str, object]
    ) -> datetime | None: ...


@lru_cache(maxsize=4096)
def _parse(phrase: str, code: str, base: date, prefer: str) -> date | None:
    """What dateparser makes of `phrase`. Imported late: that takes a fifth of a second."""
    import dateparser  # noqa: PLC0415

    parse: _Parser = dateparser.parse
    now = datetime(base.year, base.month, base.day)  # noqa: DTZ001 - a day has no zone
    settings: dict[str, object] = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": prefer}
    parsed = parse(phrase, languages=[code], settings=settings)
    return None if parsed is None else parsed.date()
