"""Dates, times and numbers by rule, with what they mean. `en.toml` holds the rules."""

from communique.annotate.values.found import Value, values
from communique.annotate.values.grammar import GrammarError

__all__ = ["GrammarError", "Value", "values"]
