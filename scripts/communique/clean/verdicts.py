"""A verdict: this stretch of the page is no part of the article, for this reason."""

from dataclasses import dataclass

from communique.clean.page import Line
from communique.records import Offset


@dataclass(frozen=True)
class Verdict:
    """Remove `[start:end]` of the page's text. `rule` names what found it."""

    start: Offset
    end: Offset
    reason: str
    rule: str


Verdicts = dict[int, Verdict]
"""The whole lines that go, by their index on the page."""


def of_line(line: Line, reason: str, rule: str) -> Verdict:
    """The verdict that a whole line goes."""
    return Verdict(line.start, line.end, reason, rule)
