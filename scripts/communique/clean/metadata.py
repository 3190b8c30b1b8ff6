"""What a source states of itself: title, publisher, date, bylines, credits.

Only what stands in the file counts. Fields (JSON, HTML metadata) go before what removed lines say.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from communique.clean.boilerplate import Piece, Stripped
from communique.clean.bylines import names
from communique.clean.dates import is_update, stated_date
from communique.clean.page import Line
from communique.clean.prefixes import DATELINE
from communique.items import Stated
from communique.languages import Language

COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))[\s©]*(?i:\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?i:by\s+)?"
    r"(?P<app>)(?P<name>(?!May |All |No |This )[A-ZÀ-Þ][^.,|©–—]{1,60}?)(?:\s+\d{4})?"
    r"(?=\s*(?:[.,|–—]|$|(?i:all rights|redist|repub)))"
)
PROPER = r"[A-ZÀ-Þ][\w'’&.-]*(?:\s+(?:of\s+)?[A-ZÀ-Þ][\w'’&.-]*){0,4}"
PROMOTED = re.compile(
    rf"\b(?:[Tt]he|[Ff]ree)\s+(?P<app>{PROPER})\s+app\b"
    rf"|\b(?:from|on|at|with|by)\s+(?P<name>(?:The\s+)?{PROPER})"
)
MOST_CRUMBS = 5
MOST_CHARACTERS = 300
DATED = frozenset(["date-line", "dateline", "byline", "label", "breadcrumb", "navigation"])
LEADS = re.compile(r"(?i:provided|published|powered|produced|presented) by\s+")
LEGAL_FORM = re.compile(
    r",?\s+(?:Limited|Ltd|Inc|LLC|PLC|plc|Company|Corp|Corporation|GmbH|S\.A|AG)\.?$"
)
TRAIL = re.compile(r"\s*[>›»→•]\s*|\s+[/|·–—-]\s+")


def stated(
    fields: Stated, stripped: Stripped, pieces: Sequence[Piece], language: Language
) -> Stated:
    """What the source states, from its fields and from the pieces that were removed."""
    title = next((b for b in stripped.blocks if b.kind == "title"), None)
    own = stripped.text.text[title.start : title.end] if title else None
    dated = stated_date(fields.published, language) if fields.published else None
    return Stated(
        title=own or fields.title,
        publisher=fields.publisher or _publisher(pieces, language),
        published=dated or _published(pieces, language),
        bylines=fields.bylines or tuple(dict.fromkeys(_bylines(pieces, language))),
    )


def credit_lines(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The lines that credit others, as they stand."""
    return tuple(piece.text.text for piece in pieces if piece.reason == "credit")


def _published(pieces: Sequence[Piece], language: Language) -> str | None:
    dated = [piece.text.text for piece in pieces if piece.reason in DATED]
    first = [text for text in dated if not is_update(text, language)]
    return next((day for text in [*first, *dated] if (day := stated_date(text, language))), None)


def _publisher(pieces: Sequence[Piece], language: Language) -> str | None:
    """The publisher, by its full name where one is printed, else by its initials."""
    own = [
        _name(name)
        for name in (*_trails(pieces, language), *_matched(pieces, "copyright", COPYRIGHT))
    ]
    agencies = [_name(name) for name in _agencies(pieces)]
    promoted = [_name(name) for name in _matched(pieces, "promo", PROMOTED)]
    full = [name for name in own if not name.isupper()]
    return next(iter([*full, *own, *agencies, *promoted]), None)


def _name(found: str) -> str:
    """A publisher's name without its legal form and what leads up to it."""
    named = LEADS.sub("", re.split(r"\s+(?:or|and) its\b", found)[0])
    return LEGAL_FORM.sub("", named.strip(" .–—|-"))


def _trails(pieces: Sequence[Piece], language: Language) -> Iterator[str]:
    """The first element of the first breadcrumb trail, if it is no section."""
    trails = (piece.text.text for piece in pieces if piece.rule == "breadcrumb-trail")
    for trail in itertools.islice(trails, 1):
        crumbs = TRAIL.split(trail.lstrip("•·▪‣◦●■* "))
        first = crumbs[0].strip()
        is_menu = (
            len(crumbs) > MOST_CRUMBS
            or len(first.split()) > MOST_CRUMBS
            or Line(0, 0, first).furniture(language) == 1.0
        )
        if first[:1].isupper() and first.lower() not in language.starts and not is_menu:
            yield first


def _agencies(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.reason == "dateline" and (match := DATELINE.match(piece.text.text + " x")):
            yield from (
                name for name in [match["agency"], (match["slash"] or "").strip("/")] if name
            )


def _matched(pieces: Sequence[Piece], reason: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for piece in pieces:
        if piece.reason == reason and (match := pattern.search(piece.text.text[:MOST_CHARACTERS])):
            yield match["app"] or match["name"]


def _bylines(pieces: Sequence[Piece], language: Language) -> Iterator[str]:
    for piece in pieces:
        if piece.reason == "byline" and piece.rule != "author-note":
            yield from names(piece.text.text, language)
