"""Numbers in words and figures, as decimals."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from communique.annotate.values.grammar import Grammar

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|[½¼¾⅓⅔]")
GROUP = 1000
"""From here on a multiplier ends a group: two hundred | thousand."""


def number(text: str, grammar: Grammar) -> Decimal:
    """What `text` (a match of the grammar's `number`) says: "two hundred and fifty", "3.5 million".

    Words that say no number ("a", "and") count for nothing.
    """
    total, group, last = Decimal(0), Decimal(0), 1
    for token in TOKEN.findall(text.lower()):
        factor = grammar.multipliers.get(token) or grammar.short_multipliers.get(token)
        if factor is None:
            group += _worth(token, grammar, 1 if group else last)
            continue
        group = (group or Decimal(1)) * factor
        if factor >= GROUP:
            total, group, last = total + group, Decimal(0), factor
    return total + group


def _worth(token: str, grammar: Grammar, unit: int) -> Decimal:
    """What one word adds; a half is a half of `unit`: a million and a half."""
    if token in grammar.count_words:
        return Decimal(grammar.count_words[token])
    if token in grammar.halves:
        return unit * Decimal(float(Fraction(grammar.halves[token])))
    if token[0].isdigit() and token.isascii():
        return Decimal(token.replace(",", ""))
    value = unicodedata.numeric(token, None) if len(token) == 1 else None
    return Decimal(round(value, 3)) if value else Decimal(0)


def bounds(low: str, high: str, grammar: Grammar) -> tuple[Decimal, Decimal]:
    """Both ends of a range; "five to ten million" begins at five million."""
    least, most = number(low, grammar), number(high, grammar)
    factor = 1
    for token in TOKEN.findall(high.lower()):
        factor *= grammar.multipliers.get(token) or grammar.short_multipliers.get(token) or 1
    return (least * factor if least * factor < most else least), most


def ordinal(tens: str | None, word: str, grammar: Grammar) -> int:
    """The place that "first" or ("twenty", "first") names."""
    return grammar.count_words.get((tens or "").lower(), 0) + grammar.ordinals[word.lower()]


def plain(value: Decimal) -> str:
    """`value` in figures, without an exponent or idle zeros."""
    return f"{value.normalize():f}"
