"""Withheld text put back into a release, from somebody's own copies of the files.

Only what is proven is put back: a file is known by the SHA-256 of its bytes, its cleaned text by
the text's SHA-256, and every span that points into it by its digest, keyed with that text.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from msgspec.structs import replace

from communique.layers import spans
from communique.offsets import Digester, sha256
from communique.publish.corpus import Corpus
from communique.records import DocId, Document, Record, Span
from communique.stage import Dropped

JOINED = "joined"

Pointing = Mapping[DocId, Sequence[tuple[str, Span]]]
"""For each document the spans that point into it, with the id of the record each belongs to."""


class Finding(Record, frozen=True, order=True):
    """What became of a withheld document: `reason` is `joined`, or why it is left without text.

    Spans are named by record, offsets and digest, never by what they cover.
    """

    doc_id: DocId
    source_file: str
    reason: str
    detail: str = ""

    @property
    def is_joined(self) -> bool:
        """Whether the document has its text now."""
        return self.reason == JOINED


@dataclass(frozen=True)
class Joined:
    """The corpus with the texts put back, and a finding for every document that had none."""

    corpus: Corpus
    findings: tuple[Finding, ...]


def joined(
    corpus: Corpus,
    cleaned: Mapping[DocId, Document | Dropped],
    names: AbstractSet[str] = frozenset(),
) -> Joined:
    """Put back the text of every document of which `cleaned` holds the same text.

    `cleaned` is what became of the files with the registered digests; `names` are all file names
    that were looked at: with them a changed file is told from an absent one.
    """
    frozen = (document for document in corpus.index if document.collection not in corpus.shipped)
    withheld = sorted(frozen, key=lambda document: document.id)
    pointing = _pointing(corpus)
    findings = tuple(
        _finding(document, cleaned.get(document.id), pointing.get(document.id, ()), names)
        for document in withheld
    )
    found = {finding.doc_id for finding in findings if finding.is_joined}
    restored = (
        _restored(document, cleaned[document.id]) for document in withheld if document.id in found
    )
    whole = dataclasses.replace(corpus, documents=(*corpus.documents, *restored))
    return Joined(whole, findings)


def _pointing(corpus: Corpus) -> Pointing:
    found: dict[DocId, list[tuple[str, Span]]] = {}
    for layer in corpus.layers.values():
        for annotation in layer:
            named = [(annotation.id, span) for _, span in spans(annotation)]
            found.setdefault(annotation.doc_id, []).extend(named)
    for passage in corpus.reuse:
        found.setdefault(passage.doc_id, []).append((passage.id, passage.span))
        found.setdefault(passage.of, []).append((passage.id, passage.of_span))
    return found


def _finding(
    document: Document,
    cleaned: Document | Dropped | None,
    pointing: Sequence[tuple[str, Span]],
    names: AbstractSet[str],
) -> Finding:
    def because(reason: str, detail: str = "") -> Finding:
        return Finding(document.id, document.source_file, reason, detail)

    if cleaned is None:
        return because(*_without_file(document, names))
    if isinstance(cleaned, Dropped):
        return because(cleaned.reason, cleaned.detail)
    text = cleaned.text or ""
    if sha256(text) != document.text_sha256:
        return because(
            "text-differs",
            "the file is the same but cleaning gives another text: use the release's version of "
            "communique",
        )
    if moved := _moved(text, pointing):
        return because("span-differs", _said(moved))
    return because(JOINED)


def _said(moved: Sequence[tuple[str, Span]]) -> str:
    id_, span = moved[0]
    first = f"{id_} [{span.start}:{span.end}] has digest {span.digest}"
    return f"{len(moved)} spans do not cover what they were made from, first {first}"


def _without_file(document: Document, names: AbstractSet[str]) -> tuple[str, str]:
    name = document.source_file.rpartition("/")[2].partition("#")[0]
    if name in names:
        return (
            "file-differs",
            f"{name} has not the SHA-256 {document.raw_sha256}: find the original",
        )
    return "file-absent", f"no file has the SHA-256 {document.raw_sha256}"


def _moved(text: str, pointing: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    digester = Digester(text)
    return [(id_, span) for id_, span in pointing if not _covers(digester, len(text), span)]


def _covers(digester: Digester, length: int, span: Span) -> bool:
    return 0 <= span.start < span.end <= length and digester(span.start, span.end) == span.digest


def _restored(document: Document, cleaned: Document | Dropped) -> Document:
    """The release's document with its text; what was removed only if it is the same."""
    if isinstance(cleaned, Dropped):
        raise TypeError(f"{document.id} was dropped: it has no text to restore")
    bare = tuple(replace(each, text=None) for each in cleaned.removed)
    removed = cleaned.removed if bare == document.removed else document.removed
    return replace(document, text=cleaned.text, text_available=True, removed=removed)
