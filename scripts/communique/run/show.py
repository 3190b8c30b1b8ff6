"""A document as lines to print: what was kept, and what was removed, in the order of the source."""

from collections.abc import Iterator

from communique.offsets import Aligned
from communique.records import Document, Record, Removed


class Shown(Record, frozen=True):
    """A line to print: its place in the raw text, its kind, a label, and the text."""

    raw_start: int
    kind: str
    label: str
    text: str


def shown(document: Document) -> Iterator[Shown]:
    """The lines of `document`: its metadata, then the source's lines in their order.

    Without its text, a document shows offsets only.
    """
    yield from _head(document)
    lines = [*_kept(document), *map(_removed, document.removed)]
    yield from sorted(lines, key=lambda line: line.raw_start)


def _head(document: Document) -> Iterator[Shown]:
    inferred = f"{document.published_inferred} (inferred)" if document.published_inferred else None
    for label, value in (
        ("id", document.id),
        ("source", f"{document.source_file} ({document.encoding})"),
        ("collection", f"{document.collection}, {document.licence}"),
        ("title", document.title),
        ("publisher", document.publisher),
        ("published", document.published or inferred),
        ("bylines", ", ".join(document.bylines)),
    ):
        if value:
            yield Shown(-1, "metadata", label, value)
    if document.text is None:
        note = "withheld; give the sources to `communique clean --sources DIR` to see it"
        yield Shown(-1, "metadata", "text", note)


def _kept(document: Document) -> Iterator[Shown]:
    if document.text is None:
        return
    aligned = Aligned(document.text, document.alignment)
    kinds = {block.start: block.kind for block in document.blocks}
    at = 0
    for paragraph in document.text.split("\n\n"):
        raw = aligned.raw_range(at, at + len(paragraph))
        kind = kinds.get(at, "body")
        yield Shown(raw.start if raw else 0, kind, "" if kind == "body" else kind, paragraph)
        at += len(paragraph) + 2


def _removed(removed: Removed) -> Shown:
    text = removed.text or f"raw text [{removed.raw_start}:{removed.raw_end}]"
    return Shown(removed.raw_start, "removed", removed.reason, f"{text}  ({removed.rule})")
