"""A text as passages are compared: its words, and the quotation that each stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.passages.hashing import Hashes, Places
from communique.passages.ngrams import Flags
from communique.passages.shared import Run, common_runs
from communique.passages.words import words
from communique.records import Range


@dataclass(frozen=True)
class Reading:
    """One text's words: hashes, first and last code points, end exclusive.

    `quotation` and `sentence` have for each word the number of the quotation and the sentence
    that it stands in, -1 for none.
    """

    hashes: Hashes
    starts: Places
    ends: Places
    quotation: Places
    sentence: Places

    def range(self, first: int, length: int) -> Range:
        """The stretch of text that `length` words from word `first` on cover."""
        return Range(int(self.starts[first]), int(self.ends[first + length - 1]))


def reading(text: str, quoted: Sequence[Range], sentences: Sequence[Range] = ()) -> Reading:
    """The words of `text`, whose quotations and sentences are given."""
    found = words([text])
    return Reading(
        hashes=found.hashes,
        starts=found.starts,
        ends=found.ends,
        quotation=marked_words(found.starts, quoted),
        sentence=marked_words(found.starts, sentences),
    )


def marked_words(starts: Places, ranges: Sequence[Range]) -> Places:
    """For each word, by its start, the number of the range that it starts in; -1 for none."""
    inside = np.full(len(starts), -1)
    first = np.searchsorted(starts, [each.start for each in ranges])
    last = np.searchsorted(starts, [each.end for each in ranges])
    for number, (start, end) in enumerate(zip(first, last, strict=True)):
        inside[start:end] = number
    return inside


def runs(one: Reading, other: Reading, least: int) -> list[Run]:
    """The runs of `least` or more words that stand in both texts."""
    return common_runs(one.hashes, other.hashes, least)


def quoted_runs(one: Reading, other: Reading, least: int) -> list[Run]:
    """The runs of `least` or more words that stand in quotations of both texts."""
    here = _blotted(one.hashes, one.quotation < 0, 1)
    return common_runs(here, _blotted(other.hashes, other.quotation < 0, 2), least)


def own_runs(one: Reading, other: Reading, least: int) -> list[Run]:
    """The runs of `least` or more words that stand outside quotations in both texts."""
    here = _blotted(one.hashes, one.quotation >= 0, 1)
    return common_runs(here, _blotted(other.hashes, other.quotation >= 0, 2), least)


def _blotted(hashes: Hashes, hidden: Flags, by: int) -> Hashes:
    """The hashes with those hidden replaced by a value that the other text does not have."""
    return np.where(hidden, np.uint64(by), hashes)
