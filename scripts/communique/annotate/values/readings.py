"""What a match means: the value of a date, time, amount or number."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from communique.annotate.values import dates
from communique.annotate.values.grammar import Grammar, Reading
from communique.annotate.values.numbers import bounds, number, ordinal, plain
from communique.annotate.values.rules import Rules, stands_before

Match = re.Match[str]


def value(reading: Reading, match: Match, base: date | None, rules: Rules) -> str | None:
    """The value of `match`; None where it has none or `base` is needed and missing."""
    if reading in {"absolute", "relative"}:
        return _date(reading, match, base, rules)
    read = READINGS.get(reading)
    return read(match, rules.grammar) if read else None


def groups(match: Match) -> dict[str, str]:
    """The named groups of `match` that took part."""
    return {name: text for name, text in match.groupdict().items() if text}


def _date(reading: Reading, match: Match, base: date | None, rules: Rules) -> str | None:
    found = groups(match)
    ahead = stands_before(rules.upcoming, match.string, match.start())
    if "ordinal" in found:
        found["day"] = str(ordinal(found.get("tens"), found["ordinal"], rules.grammar))
    if reading == "absolute":
        return dates.absolute(found, base, rules.names, ahead=ahead)
    return dates.relative(found, base, rules.code, rules.grammar, ahead=ahead)


def _clock(match: Match, grammar: Grammar) -> str | None:
    return dates.clock(groups(match), grammar)


def _number(match: Match, grammar: Grammar) -> str | None:
    found = groups(match)
    if "n" not in found:
        return None
    if "high" not in found:
        return plain(number(found["n"], grammar))
    low, high = bounds(found["n"], found["high"], grammar)
    return f"{plain(low)}..{plain(high)}"


def _fraction(match: Match, grammar: Grammar) -> str | None:
    found = groups(match)
    part = Fraction(grammar.halves[found["part"].lower()])
    return str(part * int(number(found.get("n", ""), grammar) or 1))


def _ordinal(match: Match, grammar: Grammar) -> str | None:
    found = groups(match)
    if "n" in found:
        return _number(match, grammar)
    return str(ordinal(found.get("tens"), found["ordinal"], grammar))


def _money(match: Match, grammar: Grammar) -> str | None:
    amount = _number(match, grammar)
    code = _currency(groups(match), grammar)
    return f"{code} {amount}" if code and amount else amount


def _currency(found: dict[str, str], grammar: Grammar) -> str:
    """The ISO code of the currency; empty where several countries' money is called so."""
    if "symbol" in found:
        return grammar.symbols.get(found["symbol"], "")
    name = found.get("currency", "").lower()
    return grammar.currencies.get(name) or grammar.currencies.get(name.removesuffix("s"), "")


READINGS: dict[Reading, Callable[[Match, Grammar], str | None]] = {
    "number": _number,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "money": _money,
    "clock": _clock,
}
