"""The stage `clean`: source items to documents."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.clean.article import Article, NoTextError, article
from communique.clean.boilerplate import Piece, Stripped, stripped
from communique.clean.decode import DecodeError
from communique.clean.markup import NoArticleError
from communique.clean.metadata import credit_lines, stated
from communique.items import Item
from communique.languages import Language
from communique.offsets import sha256
from communique.records import Document, Removed
from communique.stage import Dropped, Stage

Identify = Callable[[str], str | None]
"""Gives the ISO 639-1 code of a text's language, or None."""

VERSION = 1


def clean_stage(language: Language, identify: Identify) -> Stage[Item, Document]:
    """The stage for texts in `language`; `identify` is handed in, as models are."""

    def run(items: Iterable[Item]) -> Iterator[Document | Dropped]:
        return (cleaned(item, language, identify) for item in items)

    return Stage(name="clean", version=VERSION, run=run)


def cleaned(item: Item, language: Language, identify: Identify) -> Document | Dropped:
    """The document that `item` becomes, or why it becomes none."""
    if not item.data.strip():
        return _dropped(item, "empty", "the file is empty")
    try:
        found = article(item, language)
    except (DecodeError, NoArticleError, NoTextError) as error:
        return _dropped(item, error.reason, str(error))
    if not found.text.text.strip():
        return _dropped(item, "empty", "the file holds no visible character")
    left = stripped(found.text, language, found.stated.title)
    if not left.text.text:
        detail = "every line was taken for boilerplate; an article needs a paragraph"
        return _dropped(item, "nothing-left", detail)
    return _document(item, found, left, language, identify)


def _dropped(item: Item, reason: str, detail: str) -> Dropped:
    return Dropped(item.place.id, item.place.source_file, reason, detail)


def _document(
    item: Item, found: Article, left: Stripped, language: Language, identify: Identify
) -> Document:
    place = item.place
    pieces = [*found.pieces, *left.pieces]
    said = stated(found.stated, left, pieces, language)
    return Document(
        id=place.id,
        collection=place.collection,
        story=place.story,
        source_file=place.source_file,
        raw_sha256=place.sha256,
        encoding=found.encoding,
        language=identify(left.text.text),
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        published_inferred=place.published_inferred,
        bylines=said.bylines,
        credits=credit_lines(pieces),
        licence=place.licence,
        text_available=place.text_available,
        text=left.text.text,
        text_sha256=sha256(left.text.text),
        alignment=left.text.segments,
        blocks=left.blocks,
        removed=tuple(_removed(pieces)),
    )


def _removed(pieces: Sequence[Piece]) -> list[Removed]:
    """The removed pieces by their place in the raw text.

    What was only inserted (nothing of it stands in the raw text) cannot be removed.
    """
    found = []
    for piece in pieces:
        raw = piece.text.raw_range(0, len(piece.text.text))
        if raw is not None:
            text = piece.text.text
            found.append(Removed(raw.start, raw.end, piece.reason, piece.rule, text))
    return sorted(found, key=lambda removed: (removed.raw_start, removed.raw_end))
