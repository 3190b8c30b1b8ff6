"""Stretches of a text that a quotation covers: ordered, apart from each other, end exclusive."""

from collections.abc import Iterable

Stretches = tuple[tuple[int, int], ...]

TRIMMED = frozenset(" \t\n\r\",.;:'\u201c\u201d\u2018\u2019\u00ab\u00bb")
"""Blanks and marks at the ends of a quotation that annotators take in or leave out."""


def union(stretches: Iterable[tuple[int, int]]) -> Stretches:
    """All that some stretches cover; those that meet are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def length(stretches: Stretches) -> int:
    """How many characters are covered."""
    return sum(end - start for start, end in stretches)


def shared(one: Stretches, other: Stretches) -> int:
    """How many characters both cover."""
    if not one or not other or one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0
    return length(one) + length(other) - length(union((*one, *other)))


def likeness(one: Stretches, other: Stretches) -> float:
    """Characters that both cover of those that either does (IoU)."""
    both = shared(one, other)
    return both / (length(one) + length(other) - both) if both else 0.0


def trimmed(text: str, stretches: Stretches) -> tuple[int, int]:
    """From the first to the last character that is no blank and no mark at an end."""
    start, end = stretches[0][0], stretches[-1][1]
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return start, end
