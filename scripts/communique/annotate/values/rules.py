"""The rules of a grammar, compiled: what is a candidate, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from communique.annotate.values.beginnings import Table
from communique.annotate.values.grammar import (
    WINDOW,
    Approximators,
    Grammar,
    Pattern,
    Reading,
    Refusal,
    Rule,
    all_parts,
    any_word,
    compiled,
    grammar,
)
from communique.languages import Language, language
from communique.records import Offset


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its patterns."""

    label: str
    reading: Reading
    approximated: bool
    patterns: tuple[Pattern, ...]
    not_before: Pattern | None
    not_after: Pattern | None

    def is_spoken_against(self, text: str, start: Offset, end: Offset) -> bool:
        """Whether what stands beside a match says that it is none."""
        return stands_before(self.not_before, text, start) or stands_after(
            self.not_after, text, end
        )


@dataclass(frozen=True)
class CompiledRefusal:
    """A refusal with its patterns."""

    label: str
    text: Pattern
    before: Pattern | None
    after: Pattern | None
    unless_before: Pattern | None

    def holds(self, text: str, start: Offset, end: Offset) -> bool:
        """Whether the span is none."""
        if self.text.fullmatch(text, start, end) is None:
            return False
        if self.before and not stands_before(self.before, text, start):
            return False
        if self.after and not stands_after(self.after, text, end):
            return False
        return not stands_before(self.unless_before, text, start)


@dataclass(frozen=True)
class Rules:
    """All that is compiled for a language. Patterns on what stands before end with the text."""

    code: str
    names: Language
    grammar: Grammar
    rules: tuple[CompiledRule, ...]
    refusals: tuple[CompiledRefusal, ...]
    approximator: Pattern
    preposition: Pattern
    behind: Pattern
    upcoming: Pattern

    def matches(self, text: str) -> Iterator[tuple[CompiledRule, re.Match[str]]]:
        """All matches of all rules' patterns that nothing beside them speaks against, by rule."""
        found = sorted(self._table.matches(text), key=lambda pair: pair[0])
        for number, match in found:
            rule = self._owners[number]
            if not rule.is_spoken_against(text, match.start(), match.end()):
                yield rule, match

    @cached_property
    def _table(self) -> Table:
        return Table(pattern for rule in self.rules for pattern in rule.patterns)

    @cached_property
    def _owners(self) -> list[CompiledRule]:
        return [rule for rule in self.rules for _ in rule.patterns]


def stands_before(pattern: Pattern | None, text: str, at: Offset) -> bool:
    """Whether `pattern`, which ends with the text, matches up to `at`."""
    return pattern is not None and pattern.search(text, max(0, at - WINDOW), at) is not None


def stands_after(pattern: Pattern | None, text: str, at: Offset) -> bool:
    """Whether `pattern` matches from `at` on."""
    return pattern is not None and pattern.match(text, at) is not None


@lru_cache
def rules(code: str) -> Rules:
    """The compiled rules of a language.

    Raises:
        GrammarError: there are none, or a pattern is wrong.
    """
    data, parts = grammar(code), all_parts(code)
    near: Approximators = data.approximators
    return Rules(
        code=code,
        names=language(code),
        grammar=data,
        rules=tuple(_rule(rule, parts) for rule in data.rule),
        refusals=tuple(_refusal(refusal, parts) for refusal in data.refusal),
        approximator=compiled(_approximator(near), parts),
        preposition=compiled(near.preposition_after, parts),
        behind=compiled(near.after, parts),
        upcoming=compiled(data.upcoming, parts),
    )


def _rule(rule: Rule, parts: dict[str, str]) -> CompiledRule:
    return CompiledRule(
        label=rule.label,
        reading=rule.reading,
        approximated=rule.approximated,
        patterns=tuple(compiled(_whole_words(pattern), parts) for pattern in rule.patterns),
        not_before=_optional(rule.not_before, parts),
        not_after=_optional(rule.not_after, parts),
    )


def _refusal(refusal: Refusal, parts: dict[str, str]) -> CompiledRefusal:
    return CompiledRefusal(
        label=refusal.label,
        text=compiled(refusal.text, parts),
        before=_optional(refusal.before, parts),
        after=_optional(refusal.after, parts),
        unless_before=_optional(refusal.unless_before, parts),
    )


def _optional(pattern: str | None, parts: dict[str, str]) -> Pattern | None:
    return compiled(pattern, parts) if pattern else None


def _approximator(near: Approximators) -> str:
    always, often = any_word(near.always), any_word(near.often)
    return rf"(?<!\w)(?:(?P<always>{always})|(?P<often>{often}))(?= )"


def _whole_words(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"
