"""Common runs of words of two texts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from communique.passages.hashing import Hashes, Places, slice_hashes
from communique.passages.ngrams import Flags

_LONG = 64
"""Words of a run that is no chance."""


@dataclass(frozen=True, order=True)
class Run:
    """Words `one` to `one + length` of a text, the same as `other` to … of another."""

    one: int
    other: int
    length: int


def common_runs(one: Hashes, other: Hashes, least: int) -> list[Run]:
    """The longest runs of at least `least` words that stand in both texts, in the order of `one`.

    `one` and `other` are hashes of words. No word of either text is in two runs: of runs that
    overlap the longer one takes the words, and what is left of the shorter counts if it is long
    enough. Where a passage stands several times in `other`, the first is taken, unless another
    goes on for longer.
    """
    free_one, free_other = np.ones(len(one), bool), np.ones(len(other), bool)
    found = []
    for run in sorted(_maximal(one, other, least), key=lambda run: (-run.length, run)):
        rest = _rest(run, free_one, free_other)
        if rest.length >= least:
            free_one[rest.one : rest.one + rest.length] = False
            free_other[rest.other : rest.other + rest.length] = False
            found.append(rest)
    return sorted(found)


def _maximal(one: Hashes, other: Hashes, least: int) -> Iterator[Run]:
    """Runs of seeds on one diagonal, each drawn out as far as both texts agree.

    Seeds that lie wholly in a long run that was found before are passed over: where a sentence
    stands a thousand times in both texts, a million pairs of places say the same.
    """
    at_one, at_other = _seeds(one, other, least)
    breaks = np.flatnonzero((np.diff(at_one) != 1) | (np.diff(at_other) != 1)) + 1
    starts = np.concatenate(([0], breaks)) if len(at_one) else breaks
    lasts = np.append(breaks, len(at_one))[: len(starts)] - 1
    reached: dict[int, int] = {}
    covered = 0
    for start, last in zip(starts.tolist(), lasts.tolist(), strict=True):
        first, second = int(at_one[start]), int(at_other[start])
        ends = int(at_one[last]) + least
        if max(covered, reached.get(first - second, 0)) >= ends:
            continue
        back = _agreeing(one[:first][::-1], other[:second][::-1])
        ahead = _agreeing(one[first:], other[second:])
        reached[first - second] = first + ahead
        if back + ahead >= _LONG:
            covered = max(covered, first + ahead)
        yield Run(first - back, second - back, back + ahead)


def _seeds(one: Hashes, other: Hashes, least: int) -> tuple[Places, Places]:
    """Each place in `one` whose next `least` words stand in `other`, with the first such place."""
    here, there = _grams(one, least), _grams(other, least)
    if not len(here) or not len(there):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    known, first = np.unique(there, return_index=True)
    nearest = np.minimum(np.searchsorted(known, here), len(known) - 1)
    at = np.flatnonzero(known[nearest] == here)
    return at, first[nearest[at]]


def _grams(hashes: Hashes, size: int) -> Hashes:
    starts = np.arange(max(len(hashes) - size + 1, 0))
    return slice_hashes(hashes, starts, starts + size)


def _agreeing(one: Hashes, other: Hashes) -> int:
    """How many words agree from the beginning on."""
    size = min(len(one), len(other))
    step = 64
    done = 0
    while done < size:
        stop = min(done + step, size)
        same = one[done:stop] == other[done:stop]
        if not same.all():
            return done + int(np.argmin(same))
        done, step = stop, step * 2
    return size


def _rest(run: Run, free_one: Flags, free_other: Flags) -> Run:
    """The longest part of a run whose words are free on both sides."""
    free = free_one[run.one : run.one + run.length] & free_other[run.other : run.other + run.length]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False]))))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return Run(run.one, run.other, 0)
    best = int(np.argmax(ends - starts))
    shift = int(starts[best])
    return Run(run.one + shift, run.other + shift, int(ends[best]) - shift)
