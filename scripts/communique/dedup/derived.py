"""Derived texts: written from another, with passages of it kept."""

import numpy as np

from communique.dedup.sketch import SHINGLE
from communique.passages.hashing import Hashes, distinct
from communique.passages.ngrams import ngrams
from communique.passages.reading import Reading, own_runs
from communique.passages.words import Words

PASSAGE = 12
"""Words of the writer's own, outside quotation marks, that make a kept passage."""

PASSAGES = 2
"""A text that keeps so many passages derives from the other. Two reports of one statement share
its quotations, and one stock sentence says little: neither counts."""


def kept_words(one: Reading, other: Reading) -> int:
    """How many words of kept passages two texts share; 0 if neither derives from the other."""
    kept = own_runs(one, other, PASSAGE)
    return sum(run.length for run in kept) if len(kept) >= PASSAGES else 0


def resemblance(one: Reading, other: Reading) -> tuple[float, float]:
    """Jaccard of the shingles of two texts, and containment of the smaller set; 0 without any."""
    here, there = _shingles(one), _shingles(other)
    both = len(np.intersect1d(here, there, assume_unique=True))
    smaller, union = min(len(here), len(there)), len(here) + len(there) - both
    return (both / union, both / smaller) if smaller else (0.0, 0.0)


def _shingles(text: Reading) -> Hashes:
    bounds = np.array([0, len(text.hashes)])
    grams, _ = ngrams(Words(text.hashes, text.starts, text.ends, bounds), SHINGLE)
    return distinct(grams)
