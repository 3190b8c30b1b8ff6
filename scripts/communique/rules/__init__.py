"""The rules that `communique check` applies, in five levels; importing them registers them."""

from communique.rules import bytes as _bytes
from communique.rules import shape as _shape
from communique.rules.check import Report, check
from communique.rules.labels import entities, events, every, pairs, quotes, readings, stances
from communique.rules.release import fresh, rights, silver, splits, versions
from communique.rules.rule import RULES, Finding, Level, Note, Rule
from communique.rules.subject import File, Subject, kind_of
from communique.rules.text import documents, references, spans

MODULES = (
    *(_bytes, _shape, documents, references, spans, entities, events, every, quotes, stances),
    *(readings, pairs, fresh, rights, silver, splits, versions),
)
"""The modules that hold rules."""

__all__ = [
    "MODULES",
    "RULES",
    "File",
    "Finding",
    "Level",
    "Note",
    "Report",
    "Rule",
    "Subject",
    "check",
    "kind_of",
]
