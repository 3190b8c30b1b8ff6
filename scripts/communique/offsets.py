"""Offsets, keyed digests, and texts that remember where they came from.

All offsets are Unicode code points, zero-based, end exclusive.
"""

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from communique.records import Digest, Offset, Range, Segment, Span

DIGEST_HEX = 32
"""HMAC-SHA-256 truncated to 128 bits, the least that RFC 2104 §5 allows for SHA-256."""


class Digester:
    """Keyed digests of the spans of one text: HMAC-SHA-256 with the whole text as its key.

    A bare or salted hash of a word is inverted by a dictionary; this one can be checked only by
    somebody who has the text. The key is prepared once, so many spans cost little.
    """

    def __init__(self, text: str) -> None:
        """Prepare the key from `text`."""
        self._text = text
        self._keyed = hmac.new(text.encode(), digestmod=hashlib.sha256)

    def __call__(self, start: Offset, end: Offset) -> Digest:
        """The digest of `text[start:end]`, 32 hexadecimal digits.

        Raises:
            ValueError: the offsets do not name a stretch of one or more characters of the text.
        """
        if not 0 <= start < end <= len(self._text):
            raise ValueError(
                f"[{start}:{end}] is no stretch of a text of {len(self._text)} code points"
            )
        keyed = self._keyed.copy()
        keyed.update(self._text[start:end].encode())
        return keyed.hexdigest()[:DIGEST_HEX]

    def span(self, start: Offset, end: Offset, *, with_text: bool) -> Span:
        """The span `[start:end]` with its digest, and with its text where that may be shown."""
        return Span(start, end, self(start, end), self._text[start:end] if with_text else None)


def digest(text: str, start: Offset, end: Offset) -> Digest:
    """The keyed digest of `text[start:end]`; use a `Digester` for many spans of one text."""
    return Digester(text)(start, end)


def sha256(data: bytes | str) -> Digest:
    """The SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def utf16_from_codepoint(text: str, offset: Offset) -> int:
    """The UTF-16 offset of the code point at `offset` in `text`.

    Browser tools count UTF-16 units; a character beyond U+FFFF (most emoji) is one code point
    and two units.

    Raises:
        ValueError: `offset` lies outside `0..len(text)`.
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} lies outside a text of {len(text)} code points")
    return offset + sum(character > "\uffff" for character in text[:offset])


@dataclass(frozen=True)
class Edit:
    """Put `replacement` in place of `[start:end]`."""

    start: Offset
    end: Offset
    replacement: str = ""


@dataclass(frozen=True)
class Aligned:
    """A text with its alignment to the raw text it was made from.

    `segments` are ordered on the clean side and do not overlap on either side; a segment of equal
    length on both sides may cover characters that were substituted one for one (NBSP by blank).
    """

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, raw: str) -> "Aligned":
        """The raw text itself, aligned with itself."""
        return cls(raw, (Segment(0, 0, len(raw)),) if raw else ())

    def edited(self, edits: Iterable[Edit]) -> "Aligned":
        """This text after `edits`, which are in order and do not overlap.

        A replacement as long as what it replaces keeps its alignment, character by character.

        Raises:
            ValueError: the edits are out of order, overlap, or lie outside the text.
        """
        pieces: list[str] = []
        kept: list[tuple[Offset, Offset, Offset]] = []  # old start, new start, length
        old = new = 0
        for edit in edits:
            if not old <= edit.start <= edit.end <= len(self.text):
                raise ValueError(f"edit [{edit.start}:{edit.end}] out of order or outside the text")
            same = len(edit.replacement) == edit.end - edit.start
            upto = edit.end if same else edit.start
            pieces += [self.text[old : edit.start], edit.replacement]
            if upto > old:
                kept.append((old, new, upto - old))
            new += edit.start - old + len(edit.replacement)
            old = edit.end
        pieces.append(self.text[old:])
        if len(self.text) > old:
            kept.append((old, new, len(self.text) - old))
        return Aligned("".join(pieces), composed(self.segments, kept))

    def slice(self, start: Offset, end: Offset) -> "Aligned":
        """The stretch `[start:end]` of this text, still aligned with the raw text."""
        return Aligned(self.text[start:end], composed(self.segments, [(start, 0, end - start)]))

    def raw_range(self, start: Offset, end: Offset) -> Range | None:
        """The raw stretch that `[start:end]` came from; None if all of it was inserted."""
        found = composed(self.segments, [(start, 0, end - start)])
        if not found:
            return None
        last = found[-1]
        return Range(found[0].raw_start, last.raw_start + last.length)


def composed(
    segments: tuple[Segment, ...], kept: list[tuple[Offset, Offset, Offset]]
) -> tuple[Segment, ...]:
    """Segments to the raw text after a change of the clean text.

    `kept` lists what survived as (old start, new start, length), ordered by old start. Segments
    that touch on both sides are joined.
    """
    out: list[Segment] = []
    first = kept[0][0] if kept else 0
    at = max(0, bisect_right(segments, first, key=attrgetter("clean_start")) - 1)
    for old, new, length in kept:
        while at < len(segments) and segments[at].clean_start + segments[at].length <= old:
            at += 1
        for segment in _from(segments, at):
            if segment.clean_start >= old + length:
                break
            start = max(old, segment.clean_start)
            end = min(old + length, segment.clean_start + segment.length)
            raw = segment.raw_start + start - segment.clean_start
            _append(out, Segment(new + start - old, raw, end - start))
    return tuple(out)


def _from(segments: tuple[Segment, ...], at: int) -> Iterable[Segment]:
    return (segments[i] for i in range(at, len(segments)))


def _append(out: list[Segment], segment: Segment) -> None:
    if out:
        last = out[-1]
        touches = last.clean_start + last.length == segment.clean_start
        if touches and last.raw_start + last.length == segment.raw_start:
            out[-1] = Segment(last.clean_start, last.raw_start, last.length + segment.length)
            return
    out.append(segment)


def joined(parts: Iterable[Aligned | str]) -> Aligned:
    """One aligned text from parts; plain strings are insertions without a raw side."""
    pieces: list[str] = []
    out: list[Segment] = []
    at = 0
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
            at += len(part)
            continue
        for segment in part.segments:
            moved = Segment(segment.clean_start + at, segment.raw_start, segment.length)
            _append(out, moved)
        pieces.append(part.text)
        at += len(part.text)
    return Aligned("".join(pieces), tuple(out))
