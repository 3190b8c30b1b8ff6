"""Spans of annotations, re-use records and errata cover what they say."""

from collections.abc import Iterator

from communique.config import Registry
from communique.issues import Issue
from communique.layers import ROLES, spans
from communique.offsets import Digester
from communique.records import (
    Annotation,
    DocId,
    Document,
    Duplicate,
    Entity,
    Erratum,
    Range,
    Reading,
    Reuse,
    Span,
)
from communique.rules.rule import At, Finding, Level, bracketed, rule
from communique.rules.subject import Subject

UNITS = "offsets count code points; was this file made with UTF-16 or byte offsets?"


@rule(Level.TEXT, "record", Annotation, Erratum, Reading)
def document_unknown(at: At[Annotation | Erratum | Reading], subject: Subject) -> Iterator[Issue]:
    """An annotation's document is one of the corpus."""
    if at.record.doc_id not in subject.documents:
        message = f"no document is called {at.record.doc_id}"
        yield at.issue("document-unknown", message, HOW_TO_KNOW)


@rule(Level.TEXT, "record", Duplicate, Reuse)
def pair_unknown(at: At[Duplicate | Reuse], subject: Subject) -> Iterator[Issue]:
    """Both documents of a duplicate or re-use are of the corpus, and are two."""
    one, other = at.record.doc_id, at.record.of
    if one == other:
        yield at.issue("pair-unknown", f"{one} is paired with itself", "remove the record")
    cluster = at.record.cluster if isinstance(at.record, Duplicate) else None
    for doc_id in sorted({one, other, cluster or one} - subject.documents.keys()):
        yield at.issue("pair-unknown", f"no document is called {doc_id}", HOW_TO_KNOW)


HOW_TO_KNOW = "corpus/index.jsonl lists the documents; `communique freeze` brings it up to date"


@rule(Level.TEXT, "record", Annotation, Erratum)
def span_outside(at: At[Annotation | Erratum], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A span covers at least one character, and all of it lies in the text."""
    for role, span in _spans(at.record):
        if span.start >= span.end or (at.text is not None and span.end > len(at.text)):
            size = "" if at.text is None else f" of {len(at.text)} code points"
            message = f"{role} {bracketed(at.record.doc_id, span)} is no stretch of the text{size}"
            yield at.issue("span-outside", message, UNITS)
    if at.text is None and at.document is not None:
        yield at.unverifiable("span-outside")


@rule(Level.TEXT, "record", Annotation, Erratum)
def span_digest_mismatch(
    at: At[Annotation | Erratum],
    subject: Subject,  # noqa: ARG001
) -> Iterator[Finding]:
    """A span's offsets cover the text that its digest was made from."""
    if at.digest is None or at.text is None:
        if at.document is not None:
            yield at.unverifiable("span-digest-mismatch")
        return
    for role, span in _spans(at.record):
        if span.start < span.end <= len(at.text):
            found = at.digest(span.start, span.end)
            if found != span.digest:
                where = bracketed(at.record.doc_id, span)
                message = f"{role} {where} has digest {found}, not {span.digest}"
                yield at.issue("span-digest-mismatch", message, UNITS)


@rule(Level.TEXT, "record", Annotation)
def span_text_mismatch(at: At[Annotation], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """The text that a span shows is the text that it covers."""
    for role, span in spans(at.record):
        if span.text is None:
            continue
        if at.text is None or at.digest is None:
            if at.document is not None:
                yield at.unverifiable("span-text-mismatch")
        elif span.text != at.text[span.start : span.end] and _has_its_digest(
            span, at.digest, at.text
        ):
            message = (
                f"{role} {bracketed(at.record.doc_id, span)} shows another text than it covers"
            )
            yield at.issue("span-text-mismatch", message, "the offsets are right: correct the text")


@rule(Level.TEXT, "record", Annotation, Reuse)
def withheld_text_shown(at: At[Annotation | Reuse], subject: Subject) -> Iterator[Issue]:
    """Of a withheld document only names, dates and numbers are shown."""
    for doc_id, role, span in _sensitive(at.record):
        document = subject.documents.get(doc_id)
        if span.text is not None and document and _is_withheld(document, subject.registry):
            message = f"{role} {bracketed(doc_id, span)} shows its text, which is withheld"
            hint = "leave out `text`; offsets and digest stay"
            yield at.issue("withheld-text-shown", message, hint)


@rule(Level.TEXT, "record", Duplicate, Reuse)
def shared_outside(at: At[Duplicate | Reuse], subject: Subject) -> Iterator[Finding]:
    """Shared stretches lie in their documents and, where digested, have their digests."""
    for doc_id, stretch in _shared(at.record):
        document = subject.documents.get(doc_id)
        text = document.text if document else None
        if stretch.start >= stretch.end or (text is not None and stretch.end > len(text)):
            message = f"{doc_id}[{stretch.start}:{stretch.end}] is no stretch of its text"
            yield at.issue("shared-outside", message, UNITS)
        elif text is None:
            yield at.unverifiable("shared-outside")
        elif isinstance(stretch, Span) and not _has_its_digest(stretch, Digester(text), text):
            message = f"{bracketed(doc_id, stretch)} does not have digest {stretch.digest}"
            yield at.issue("shared-outside", message, UNITS)


def _spans(record: Annotation | Erratum) -> list[tuple[str, Span]]:
    return [("span", record.span)] if isinstance(record, Erratum) else spans(record)


def _shared(record: Duplicate | Reuse) -> Iterator[tuple[DocId, Range | Span]]:
    if isinstance(record, Reuse):
        yield record.doc_id, record.span
        yield record.of, record.of_span
        return
    yield from ((record.doc_id, stretch) for stretch in record.spans)
    yield from ((record.of, stretch) for stretch in record.of_spans)


def _sensitive(record: Annotation | Reuse) -> Iterator[tuple[DocId, str, Span]]:
    """The spans whose text is more than a name, a date or a number: no entities, no arguments."""
    if isinstance(record, Reuse):
        yield record.doc_id, "span", record.span
        yield record.of, "of_span", record.of_span
    elif not isinstance(record, Entity):
        found = spans(record)
        yield from ((record.doc_id, role, span) for role, span in found if role not in ROLES)


def _is_withheld(document: Document, registry: Registry) -> bool:
    return not registry.collection_named(document.collection).is_shipped


def _has_its_digest(span: Span, digest: Digester, text: str) -> bool:
    return span.start < span.end <= len(text) and digest(span.start, span.end) == span.digest
