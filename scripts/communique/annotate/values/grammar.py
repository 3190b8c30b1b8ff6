"""How a language writes dates, times, amounts and numbers: data in TOML, made into patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from communique.languages import Language, any_of, language
from communique.records import Record

Reading = Literal["none", "number", "fraction", "ordinal", "money", "absolute", "relative", "clock"]
Pattern = re.Pattern[str]

PART = re.compile(r"\{([A-Za-z_~-]+)\}")
BLANK = r"[^\S\n]"
WINDOW = 60
"""Characters on either side of a span that decide about it."""


class GrammarError(ValueError):
    """There is no grammar for a language, or a pattern in it is wrong."""


class Rule(Record, frozen=True, kw_only=True):
    """Patterns of one label, and how what they find is read (`en.toml` says more)."""

    label: str
    patterns: tuple[str, ...]
    reading: Reading = "none"
    approximated: bool = False
    not_before: str | None = None
    not_after: str | None = None


class Refusal(Record, frozen=True, kw_only=True):
    """A span with this whole text is none where `before` and `after` stand beside it."""

    label: str
    text: str
    before: str | None = None
    after: str | None = None
    unless_before: str | None = None


class Approximators(Record, frozen=True, kw_only=True):
    """Words that belong to a number: `always`, or `often` from `least` on."""

    always: tuple[str, ...]
    often: tuple[str, ...]
    preposition_after: str
    least: int
    after: str


class Grammar(Record, frozen=True, kw_only=True):
    """`values/<code>.toml`, and the language's names of months and weekdays."""

    determiner: str
    upcoming: str
    half_day: dict[str, int]
    granularity: dict[str, str]
    count_words: dict[str, int]
    multipliers: dict[str, int]
    short_multipliers: dict[str, int]
    halves: dict[str, str]
    ordinals: dict[str, int]
    symbols: dict[str, str]
    currencies: dict[str, str]
    parts: dict[str, str]
    approximators: Approximators
    rule: tuple[Rule, ...]
    refusal: tuple[Refusal, ...]


@lru_cache
def grammar(code: str) -> Grammar:
    """The grammar of a language.

    Raises:
        GrammarError: there is no such file.
    """
    file = files(__package__) / f"{code}.toml"
    if not file.is_file():
        raise GrammarError(f"no value rules for language {code!r}: add annotate/values/{code}.toml")
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Grammar)


def compiled(pattern: str, parts: dict[str, str]) -> Pattern:
    """`pattern` with its parts put in, for whole words.

    Raises:
        GrammarError: a part is not known, or the pattern is no regular expression.
    """
    try:
        return re.compile(_expanded(pattern, parts), re.IGNORECASE)
    except (KeyError, re.error) as error:
        raise GrammarError(f"value rules: {error!r} in {pattern!r}") from error


def any_word(patterns: Iterable[str]) -> str:
    """A pattern for any of `patterns`, the longest first."""
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"


def all_parts(code: str) -> dict[str, str]:
    """The parts of patterns: those of the grammar, and those made from its lists of words."""
    rules = grammar(code)
    return rules.parts | {
        "Month": _month(language(code)),
        "Weekday": _weekday(language(code)),
        "count": _any(rules.count_words),
        "tens": _any(word for word, value in rules.count_words.items() if value >= 20),  # noqa: PLR2004
        "multiplier": _any(rules.multipliers),
        "short": _any(rules.short_multipliers),
        "ordinal": _any(rules.ordinals),
        "symbol": _any(rules.symbols),
        "currency": f"(?:{_any(rules.currencies)}s?)",
    }


def _expanded(pattern: str, parts: dict[str, str]) -> str:
    """`pattern` without `{part}`: parts may hold parts. Blanks and apostrophes come last."""
    while PART.search(pattern):
        pattern = PART.sub(lambda found: parts[found[1]], pattern)
    return pattern.replace(" ", BLANK).replace("'", "['’]")


def _any(words: Iterable[str]) -> str:
    return f"(?:{any_of(words)})".replace(r"\ ", " ")


def _month(names: Language) -> str:
    full = _any(_cased(names.months))
    short = _any(_cased(names.month_abbreviations))
    beside_day = rf"(?= \d)|(?<=\d{BLANK}\w\w\w)|(?<=\d{BLANK}\w\w\w\w)"
    return rf"(?-i:(?:{full}|{short}(?:\.|{beside_day}))(?!\w))"


def _weekday(names: Language) -> str:
    """Weekdays in full; abbreviated only before a date, for "Sun" and "Sat" are words."""
    full = [name for name in names.weekdays if len(name) > 5]  # noqa: PLR2004
    short = [name for name in names.weekdays if len(name) <= 5]  # noqa: PLR2004
    before_date = rf"\.?,?(?= \d| {_any(_cased(names.months + names.month_abbreviations))})"
    return rf"(?-i:{_any(_cased(full))}|{_any(_cased(short))}{before_date})"


def _cased(names: Iterable[str]) -> list[str]:
    """Names as texts and as headlines print them."""
    return [form for name in names for form in (name.capitalize(), name.upper())]
