"""Where the words of a text stand in a later version of it: how annotations follow their text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from communique.records import Offset, Range, Segment

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")


@dataclass(frozen=True)
class Anchors:
    """Two versions of a text, aligned word by word (the longest common subsequence of words)."""

    old: str
    new: str

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Stretches that both versions share: `clean_start` in the new one, `raw_start` in the old.

        In the order of both; what lies between two of them was changed.
        """
        old, new = _TOKEN.findall(self.old), _TOKEN.findall(self.new)
        old_at, new_at = _starts(old), _starts(new)
        same = (op for op in Indel.opcodes(old, new) if op.tag == "equal")
        return tuple(
            Segment(
                new_at[op.dest_start],
                old_at[op.src_start],
                old_at[op.src_end] - old_at[op.src_start],
            )
            for op in same
        )

    def moved(self, start: Offset, end: Offset) -> Range | None:
        """Where `old[start:end]` stands in the new text; None if none of it does.

        Where something was inserted in it or taken from it, what reaches from the first word that
        is left to the last.
        """
        kept = [
            (max(start, one.raw_start), min(end, one.raw_start + one.length), one)
            for one in self._around(start, end)
        ]
        if not kept:
            return None
        (first, _, before), (_, last, after) = kept[0], kept[-1]
        shift = before.clean_start - before.raw_start
        return Range(first + shift, last + after.clean_start - after.raw_start)

    def is_unchanged(self, start: Offset, end: Offset) -> bool:
        """Whether `old[start:end]` stands in the new text word for word."""
        found = self.moved(start, end)
        return found is not None and self.new[found.start : found.end] == self.old[start:end]

    def _around(self, start: Offset, end: Offset) -> list[Segment]:
        at = max(0, bisect_right(self.segments, start, key=lambda one: one.raw_start) - 1)
        found = []
        for one in self.segments[at:]:
            if one.raw_start >= end:
                break
            if one.raw_start + one.length > start:
                found.append(one)
        return found


def _starts(tokens: list[str]) -> list[Offset]:
    """Where each token begins, and where the last ends: tokens leave out no character."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
