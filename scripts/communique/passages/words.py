"""Words as hashes, with their places: what duplicates and re-used passages are found by.

A word is a run of letters and digits. Case, accents, white space and marks between words make
no difference. In scripts that do not put blanks between words (Han, kana, Thai, Lao,
Khmer, Burmese) every letter is a word.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from communique.passages.hashing import Hashes, Places, slice_hashes

BATCH = 1 << 18
"""Code points that are worked on at once: arrays of this size stay in a processor's cache."""

UNSPACED = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Burmese
    (0x1780, 0x1800),  # Khmer
    (0x3040, 0x3100),  # Hiragana, Katakana
    (0x3400, 0xA000),  # Han
    (0xF900, 0xFB00),
    (0x20000, 0x32000),
)
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # soft hyphens, joiners, BOM
_SKIP = np.uint32(1 << 30)
_ALONE = np.uint32(1 << 31)
_EMOJI = (0x1F000, 0x20000)


@dataclass(frozen=True)
class Words:
    """The words of some texts, one text after another.

    `hashes`, `starts` and `ends` have a value a word; starts and ends are code points of the
    word's own text, end exclusive. The words of text k are `bounds[k]` to `bounds[k + 1]`.
    """

    hashes: Hashes
    starts: Places
    ends: Places
    bounds: Places

    def __len__(self) -> int:
        return len(self.hashes)


def words(texts: Sequence[str]) -> Words:
    """The words of `texts`."""
    codes = _codes(texts)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    begins = np.cumsum(lengths) - lengths
    skipped = codes == _SKIP
    places = None
    if skipped.any():
        places = np.flatnonzero(~skipped)
        codes = codes[places]
    starts, ends = _edges(codes)
    hashes = slice_hashes(codes, starts, ends)
    if places is not None:
        starts, ends = places[starts], np.append(places, len(skipped))[ends]
    bounds = np.searchsorted(starts, np.append(begins, lengths.sum()))
    shift = np.repeat(begins, np.diff(bounds))
    return Words(hashes, starts - shift, ends - shift, bounds)


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Runs of texts with about `BATCH` code points, in order; a longer text stands alone."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _codes(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """A folded code for each code point of the texts, each text followed by a separator."""
    data = "".join(f"{text}\n" for text in texts).encode("utf-32-le", "surrogatepass")
    return _folded()[np.frombuffer(data, np.uint32)]


def _edges(codes: npt.NDArray[np.uint32]) -> tuple[Places, Places]:
    """Where words start and end."""
    inside = np.zeros(len(codes) + 2, bool)
    inside[1:-1] = codes != 0
    starts = inside[1:] & ~inside[:-1]
    ends = inside[:-1] & ~inside[1:]
    alone = codes >= _ALONE
    if alone.any():
        starts[:-1] |= alone
        starts[1:-1] |= inside[2:-1] & alone[:-1]
        ends[1:] |= alone
        ends[1:-1] |= inside[1:-2] & alone[1:]
    return np.flatnonzero(starts), np.flatnonzero(ends)


@lru_cache(maxsize=1)
def _folded() -> npt.NDArray[np.uint32]:
    """For every code point what it counts as: 0 separates words, `_SKIP` is not there at all."""
    table = np.zeros(0x110000, np.uint32)
    for code in range(0x10000):
        table[code] = _fold(chr(code))
    table[0x10000:] = np.arange(0x10000, 0x110000)
    table[slice(*_EMOJI)] = 0
    for start, end in UNSPACED:
        block = table[start:end]
        block[(block != 0) & (block != _SKIP)] |= _ALONE
    return table


def _fold(character: str) -> int:
    if character in _IGNORED or unicodedata.category(character) == "Mn":
        return int(_SKIP)
    if unicodedata.category(character) == "Mc":  # a vowel sign, part of its word
        return ord(character)
    if not character.isalnum():
        return 0
    return ord(unicodedata.normalize("NFKD", character.casefold())[0])
