"""Finding values: candidates of all rules, their approximators, and which of them stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communique.annotate.values import readings
from communique.annotate.values.numbers import number
from communique.annotate.values.rules import (
    CompiledRule,
    Rules,
    rules,
    stands_before,
)
from communique.records import Offset, Record


class Value(Record, frozen=True):
    """A date, time or number, `text[start:end]` in code points.

    `value` is an ISO day, month, year or week (DATE); `hh:mm` (TIME); a number, a range `5..10`
    or a fraction `2/3`, behind an ISO currency where that is plain (MONEY: `USD 3500000`). None
    where the text, or the base date, does not resolve it.
    """

    start: Offset
    end: Offset
    label: str
    value: str | None = None


Near = dict[Offset, tuple[Offset, bool]]


@dataclass(frozen=True)
class _Candidate:
    start: Offset
    vague_from: Offset
    end: Offset
    rule: CompiledRule
    match: readings.Match


def values(text: str, base: date | None = None, language: str = "en") -> list[Value]:
    """The dates, times and numbers in `text`, in order; they do not overlap.

    `base` is the day that relative dates count from, as a rule the day of publication.

    Raises:
        GrammarError: there are no rules for `language`.
    """
    known = rules(language)
    chosen = _leftmost_longest(_candidates(text, known))
    return [
        Value(start, found.end, found.rule.label, _meaning(found, base, known))
        for start, found in chosen
    ]


def _meaning(found: _Candidate, base: date | None, known: Rules) -> str | None:
    return readings.value(found.rule.reading, found.match, base, known)


def _candidates(text: str, known: Rules) -> Iterator[_Candidate]:
    near = _approximators(text, known)
    for rule, match in known.matches(text):
        if not _is_refused(match, rule, known):
            yield _candidate(match, rule, known, near)


def _approximators(text: str, known: Rules) -> Near:
    """Where the words that make a number vague begin, by where the number would."""
    found = known.approximator.finditer(text)
    return {match.end() + 1: (match.start(), match.lastgroup == "often") for match in found}


def _leftmost_longest(candidates: Iterable[_Candidate]) -> Iterator[tuple[Offset, _Candidate]]:
    """Of those that overlap the first, then the longest, then the one of the earlier rule.

    Approximators do not count: in "beyond 18 April" the date begins no later than the number. Each
    comes with its start, approximators included where nothing before holds them.
    """
    at = 0
    for candidate in sorted(candidates, key=lambda found: (found.start, -found.end)):
        if candidate.start >= at:
            yield candidate.start if candidate.vague_from < at else candidate.vague_from, candidate
            at = candidate.end


def _is_refused(match: readings.Match, rule: CompiledRule, known: Rules) -> bool:
    return any(
        refusal.label == rule.label and refusal.holds(match.string, match.start(), match.end())
        for refusal in known.refusals
    )


def _candidate(match: readings.Match, rule: CompiledRule, known: Rules, near: Near) -> _Candidate:
    """The span of `match` without a determiner, with the words that make its number vague."""
    text, start, end = match.string, match.start(), match.end()
    determiner = known.grammar.determiner
    if text[start : start + len(determiner)].lower() == determiner:
        start += len(determiner)
    if not rule.approximated:
        return _Candidate(start, start, end, rule, match)
    vague_from = _with_approximators(match, start, rule, known, near)
    behind = known.behind.match(text, end)
    return _Candidate(start, vague_from, behind.end() if behind else end, rule, match)


def _with_approximators(
    match: readings.Match, start: Offset, rule: CompiledRule, known: Rules, near: Near
) -> Offset:
    while found := near.get(start):
        before, is_often = found
        if is_often and not _is_approximate(match, before, rule, known):
            break
        start = before
    return start


def _is_approximate(match: readings.Match, at: Offset, rule: CompiledRule, known: Rules) -> bool:
    """Whether "over" or "about" at `at` belongs to the number rather than to what is before it."""
    if stands_before(known.preposition, match.string, at):
        return False
    count = readings.groups(match).get("n")
    is_bare = rule.label == "CARDINAL" and count is not None
    least = known.grammar.approximators.least
    return not is_bare or number(count or "", known.grammar) >= least
