"""Documents hold together: text, digest, alignment, sentences, blocks, removed stretches."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from communique.issues import Issue
from communique.offsets import sha256
from communique.records import Document, Segment
from communique.rules.rule import At, Finding, Level, Note, rule
from communique.rules.subject import BUILT, Subject

AGAIN = "clean the document again (`communique clean`)"

Stretch = tuple[int, int]


@rule(Level.TEXT, "record", Document)
def text_sha256(at: At[Document], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A document's `text_sha256` is that of its text."""
    document = at.record
    if at.text is None:
        yield at.unverifiable("text-sha256")
    elif (found := sha256(at.text)) != document.text_sha256:
        message = f"{document.id}: the text has SHA-256 {found}, not {document.text_sha256}"
        yield at.issue(
            "text-sha256", message, "the text was changed after cleaning, or the index is old"
        )


@rule(Level.TEXT, "record", Document)
def text_not_normal(at: At[Document], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A document's text is in NFC, and its lines end in LF."""
    text = at.record.text or ""
    if "\r" in text or not unicodedata.is_normalized("NFC", text):
        message = f"{at.record.id}: the text holds a carriage return or is not in NFC"
        yield at.issue("text-not-normal", message, AGAIN)


@rule(Level.TEXT, "record", Document)
def alignment_broken(at: At[Document], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """Alignment segments are ordered, lie in the text, and overlap on neither side."""
    segments = at.record.alignment
    clean = [(one.clean_start, one.clean_start + one.length) for one in segments]
    raw = sorted(_raw(segments))
    yield from _stretches(at, "alignment-broken", "alignment segment", clean)
    if overlap := _first_overlap(raw):
        message = f"{at.record.id}: two segments share the raw stretch [{overlap[0]}:{overlap[1]}]"
        yield at.issue("alignment-broken", message, AGAIN)


@rule(Level.TEXT, "record", Document)
def sentences_broken(at: At[Document], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """Sentences are ordered, lie in the text, and do not overlap."""
    found = [(one.start, one.end) for one in at.record.sentences]
    yield from _stretches(at, "sentences-broken", "sentence", found)


@rule(Level.TEXT, "record", Document)
def blocks_broken(at: At[Document], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """Marked blocks are ordered, lie in the text, and do not overlap."""
    found = [(one.start, one.end) for one in at.record.blocks]
    yield from _stretches(at, "blocks-broken", "block", found)


@rule(Level.TEXT, "record", Document)
def removed_and_kept(at: At[Document], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """What was removed from the raw text is not aligned with the cleaned text too."""
    for one in at.record.removed:
        if one.raw_end <= one.raw_start:
            message = f"{at.record.id}: removed stretch [{one.raw_start}:{one.raw_end}] is empty"
            yield at.issue("removed-and-kept", message, AGAIN)
    removed = [(one.raw_start, one.raw_end) for one in at.record.removed]
    if overlap := _first_shared(removed, _raw(at.record.alignment)):
        message = f"{at.record.id}: raw stretch [{overlap[0]}:{overlap[1]}] is removed and kept"
        yield at.issue("removed-and-kept", message, AGAIN)


@rule(Level.TEXT, "record", Document)
def rights_differ(at: At[Document], subject: Subject) -> Iterator[Issue]:
    """A document's licence and availability are those of its collection in the registry."""
    document = at.record
    collection = subject.registry.collection_named(document.collection)
    stated = (document.licence, document.text_available)
    if stated != (collection.licence, collection.is_shipped):
        message = (
            f"{document.id} says {stated[0]}, text_available {stated[1]}; its collection "
            f"{collection.name} is {collection.licence} and {collection.rights}"
        )
        yield at.issue(
            "rights-differ", message, "corpus/sources.toml decides; clean and freeze again"
        )


@rule(Level.TEXT, "record", Document)
def withheld_text_in_index(at: At[Document], subject: Subject) -> Iterator[Issue]:
    """The index holds no text of a withheld document, not even what was removed from it."""
    document = at.record
    is_withheld = not subject.registry.collection_named(document.collection).is_shipped
    holds = document.text is not None or any(one.text is not None for one in document.removed)
    if is_withheld and holds and not at.file.startswith(BUILT):
        message = f"{document.id} is withheld, and text of it stands here"
        hint = "take the text out, of the history too, before it is pushed"
        yield at.issue("withheld-text-in-index", message, hint)


def _stretches(
    at: At[Document], rule_id: str, what: str, found: Sequence[Stretch]
) -> Iterator[Issue | Note]:
    """Issues of a document's stretches; their ends are measured by the text that it came with.

    The index has no texts: that its stretches are those of the cleaned document is for
    `index-stale` to say.
    """
    text = at.record.text
    if any(start >= end for start, end in found) or _first_overlap(found):
        message = f"{at.record.id}: a {what} is empty, out of order, or overlaps the next"
        yield at.issue(rule_id, message, AGAIN)
    elif found and at.text is None:
        yield at.unverifiable(rule_id)
    elif found and text is not None and found[-1][1] > len(text):
        message = f"{at.record.id}: {what} ends at {found[-1][1]}, the text at {len(text)}"
        yield at.issue(rule_id, message, AGAIN)


def _raw(segments: Iterable[Segment]) -> list[Stretch]:
    return [(one.raw_start, one.raw_start + one.length) for one in segments]


def _first_overlap(found: Sequence[Stretch]) -> Stretch | None:
    """The first two neighbours that overlap or are out of order: what they share."""
    for (_, end), (start, other_end) in pairwise(found):
        if start < end:
            return start, min(end, other_end)
    return None


def _first_shared(one: Iterable[Stretch], other: Iterable[Stretch]) -> Stretch | None:
    """The first stretch that lies in both; neither list overlaps within itself."""
    marked = sorted(
        [(*stretch, True) for stretch in one] + [(*stretch, False) for stretch in other]
    )
    for (_, end, is_one), (start, other_end, is_next) in pairwise(marked):
        if start < end and is_one != is_next:
            return start, min(end, other_end)
    return None
