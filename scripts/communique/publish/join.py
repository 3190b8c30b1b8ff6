"""Withheld text put back into a release, from somebody's own copies of the files.

Only what is proven is put back: a file is known by the SHA-256 of its bytes, its cleaned text by
the text's SHA-256, and every span that points into it by its digest, keyed with that text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from msgspec.structs import replace

from communique.layers import spans
from communique.offsets import Digester, sha256
from communique.publish.corpus import Corpus
from communique.records import DocId, Document, Record, Span


class Finding(Record, frozen=True, order=True):
    """What became of a withheld document: `reason` is `joined`, or why it was left without text.

    `detail` says what to do. Spans are named by offsets and digest, never by what they cover.
    """

    doc_id: DocId
    source_file: str
    reason: str
    detail: str = ""

    @property
    def is_joined(self) -> bool:
        """Whether the document has its text now."""
        return self.reason == JOINED


JOINED = "joined"


@dataclass(frozen=True)
class Joined:
    """The corpus with the text that was put back, and a finding for every withheld document."""

    corpus: Corpus
    findings: tuple[Finding, ...]


def joined(corpus: Corpus, cleaned: Mapping[DocId, Document], reasons: Mapping[DocId, str]) -> Joined:
    """Put the texts of `cleaned` documents in their places.

    `reasons` says of documents that could not be cleaned why not; one that is in neither had no
    file.
    """
    pointing = _pointing(corpus)
    findings: list[Finding] = []
    restored: list[Document] = []
    for document in corpus.index:
        finding = _finding(document, cleaned.get(document.id), reasons, pointing)
        findings.append(finding)
        if finding.is_joined:
            restored.append(_restored(document, cleaned[document.id]))
    documents = (*corpus.documents, *restored)
    return Joined(replaced(corpus, documents=documents), tuple(sorted(findings)))
