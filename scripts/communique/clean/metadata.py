"""What a source states of itself: title, publisher, date, bylines, credits.

Only what stands in the file counts. Fields (JSON, HTML metadata) go before what removed lines say.
"""

import re
from collections.abc import Iterator, Sequence

from communique.clean.boilerplate import Piece, Stripped
from communique.clean.dates import is_update, stated_date
from communique.clean.head import CRUMBS, DATELINE, NAMES
from communique.clean.page import BULLET
from communique.languages import Language
from communique.sources.items import Stated

COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))[\s©]*(?i:\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?i:by\s+)?"
    r"(?P<name>[^.,|©]{2,60}?)(?:\s+\d{4})?(?=\s*(?:[.,|]|$|(?i:all rights)))"
)
PROMOTED = re.compile(r"\b(?:from|on|at|with|by|of)\s+(?P<name>(?:[Tt]he\s+)?[A-ZÀ-Þ][\w'’&.-]*(?:\s+(?:of\s+)?[A-ZÀ-Þ][\w'’&.-]*){0,4})")
BYLINE_START = re.compile(r"(?i:by|words by|text by|story by|written by|from)\b\s*:?\s+")


def stated(fields: Stated, stripped: Stripped, pieces: Sequence[Piece], language: Language) -> Stated:
    """What the source states, from its fields and from the pieces that were removed."""
    title = next((b for b in stripped.blocks if b.kind == "title"), None)
    own = stripped.text.text[title.start : title.end] if title else None
    dated = stated_date(fields.published, language) if fields.published else None
    return Stated(
        title=own or fields.title,
        publisher=fields.publisher or next(_publishers(pieces, language), None),
        published=dated or _published(pieces, language),
        bylines=fields.bylines or tuple(_bylines(pieces)),
    )


def credit_lines(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The lines that credit others, as they stand."""
    return tuple(piece.text.text for piece in pieces if piece.reason == "credit")


def _published(pieces: Sequence[Piece], language: Language) -> str | None:
    dated = [p.text.text for p in pieces if p.reason in {"date-line", "dateline", "byline", "label"}]
    first = [text for text in dated if not is_update(text, language)]
    return next((day for text in [*first, *dated] if (day := stated_date(text, language))), None)


def _publishers(pieces: Sequence[Piece], language: Language) -> Iterator[str]:
    yield from _matched(pieces, "copyright", COPYRIGHT)
    trails = [piece.text.text for piece in pieces if piece.reason == "breadcrumb"]
    if trails:
        first = CRUMBS.split(BULLET.sub("", trails[0]))[0].strip()
        if first.lower() not in language.sections | {"home", "start", "front page", "homepage"}:
            yield first
    for piece in pieces:
        if piece.reason == "dateline" and (match := DATELINE.match(piece.text.text + " x")):
            yield from (name for name in [match["agency"], (match["slash"] or "").strip("/")] if name)
    yield from _matched(pieces, "promo", PROMOTED)


def _matched(pieces: Sequence[Piece], reason: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for piece in pieces:
        if piece.reason == reason and (match := pattern.search(piece.text.text)):
            yield match["name"].strip()


def _bylines(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.reason == "byline":
            text = BYLINE_START.sub("", piece.text.text)
            names = re.split(r"\s[|–—/-]\s|\s(?:in|for|reports?)\s", text)[0]
            for name in re.split(r",\s*|\s+and\s+|\s*&\s*", names):
                if re.fullmatch(NAMES, name.strip(" .")):
                    yield name.strip(" .")
