"""A source item as raw text with what it states: plain text, HTML page or JSON line."""

import codecs
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import msgspec

from communique.clean.boilerplate import Piece, line_verdicts
from communique.clean.cues import cue_verdicts
from communique.clean.decode import decoded
from communique.clean.markup import Extract, extract
from communique.clean.normalise import normalised
from communique.clean.page import Line, Page, page
from communique.items import Item, Stated
from communique.languages import Language
from communique.offsets import Aligned, joined

LEAST_STANDFIRST = 6
PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """Normalised text, aligned with the raw text, and what was removed before any rule ran.

    The raw text is the decoded file; of a JSON line, its title and text fields with an empty
    line between them.
    """

    text: Aligned
    raw: str
    encoding: str
    stated: Stated
    pieces: tuple[Piece, ...] = ()


Field = str | int | float | bool | list[object] | dict[str, object] | None
"""Exports put anything into a field; what is no text there counts as absent."""


class _Line(msgspec.Struct, frozen=True):
    """The fields of a JSON line that are read, under the names that exports give them."""

    text: Field = None
    body: Field = None
    content: Field = None
    maintext: Field = None
    title: Field = None
    headline: Field = None
    source: Field = None
    publisher: Field = None
    site: Field = None
    date: Field = None
    published: Field = None
    byline: Field = None
    author: Field = None
    authors: Field = None


class NoTextError(ValueError):
    """A JSON line without text."""

    reason = "jsonl-line"


def article(item: Item, language: Language) -> Article:
    """Read `item` by its kind.

    Raises:
        DecodeError: the bytes are no text.
        NoArticleError: an HTML page without an article.
        NoTextError: a JSON line without text, or with fields of other types.
    """
    if item.place.media == "jsonl":
        return _from_json(item)
    found = decoded(item.data)
    if item.place.media == "html" or PAGE.match(found.text):
        return _from_html(found.text, found.encoding, language)
    return Article(normalised(Aligned.of(found.text)), found.text, found.encoding, Stated())


def _from_json(item: Item) -> Article:
    try:
        line = msgspec.json.decode(item.data.removeprefix(codecs.BOM_UTF8), type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoTextError(f"the line is no article: {error}") from error
    text = _first(line.text, line.body, line.content, line.maintext)
    if text is None:
        raise NoTextError("the line has no text: put the article in `text`, `body` or `content`")
    title = _first(line.title, line.headline)
    raw = f"{title}\n\n{text}" if title else text
    stated = Stated(
        title=normalised(Aligned.of(title)).text if title else None,
        publisher=_first(line.source, line.publisher, line.site),
        published=_first(line.date, line.published),
        bylines=tuple(_texts(line.byline) or _texts(line.author) or _texts(line.authors)),
    )
    return Article(normalised(Aligned.of(raw)), raw, "utf-8", stated)


def _texts(field: Field) -> list[str]:
    """The texts in a field: itself, or those in its list."""
    items = field if isinstance(field, list) else [field]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]


def _first(*fields: Field) -> str | None:
    return next((text for field in fields for text in _texts(field)), None)


def _from_html(raw: str, encoding: str, language: Language) -> Article:
    found = extract(raw)
    kept, pieces = _told_apart(found, normalised(found.page.text), language)
    return Article(kept, raw, encoding, found.stated, tuple(pieces))


def _told_apart(found: Extract, text: Aligned, language: Language) -> tuple[Aligned, list[Piece]]:
    visible = page(text, language)
    known = cue_verdicts(visible)
    reasons = line_verdicts(visible) | known
    held = {i for i, line in enumerate(visible.lines) if found.holds(line.text)}
    held |= _standfirst(visible, found, held | known.keys())
    held |= {i for i in _between(held) if i not in known and not _is_beside(visible, i, found)}
    parts: list[Aligned | str] = []
    pieces: list[Piece] = []
    for i, line in enumerate(visible.lines):
        stretch = visible.text.slice(line.start, line.end)
        if i in held:
            parts += ["\n\n", stretch] if parts else [stretch]
        elif i in reasons:
            pieces.append(Piece(stretch, reasons[i].reason, reasons[i].rule))
        else:
            pieces.append(Piece(stretch, "markup", "outside-article"))
    return joined(parts), pieces


def _standfirst(visible: Page, found: Extract, known: AbstractSet[int]) -> set[int]:
    """The line right under the title, which extractors tend to leave out."""
    title = Line(0, 0, found.stated.title or "").key
    below = [i + 1 for i, line in enumerate(visible.lines) if line.key == title and i in known]
    lines = ((i, visible.lines[i]) for i in below[-1:] if i < len(visible.lines))
    return {i for i, line in lines if i not in known and len(line.words) >= LEAST_STANDFIRST}


def _between(held: AbstractSet[int]) -> range:
    """The lines from the first to the last that are the article's."""
    return range(min(held), max(held)) if held else range(0)


def _is_beside(visible: Page, i: int, found: Extract) -> bool:
    """Whether a line between the article's lies in a box of its own, or is a box's heading."""
    line = visible.lines[i]
    raw = visible.text.raw_range(line.start, line.end)
    return raw is None or found.page.is_aside(raw.start) or not line.words
