"""A document as a task: what annotators see of it, and what tells it from every other."""

import html
from dataclasses import dataclass

import msgspec

from communique.records import Digest, DocId, Document
from communique.schema import Story
from communique.tools.label_studio.results import Json

OTHER = "other"
STYLE = "font: 13px sans-serif; color: #555; margin: 0"


@dataclass(frozen=True, order=True)
class Identity:
    """What a task is of: a document and its text. Another text is another task.

    Of a task to adjudicate the digest is that of what is compared.
    """

    doc_id: DocId
    text_sha256: Digest

    @classmethod
    def of(cls, document: Document) -> "Identity":
        """That of a document."""
        return cls(document.id, document.text_sha256)


class TaskData(msgspec.Struct, frozen=True):
    """The part of a task's data that is read back."""

    doc_id: DocId
    text_sha256: Digest
    text: str
    practice: bool = False
    compared: Digest | None = None

    @property
    def identity(self) -> Identity:
        """What the task is of."""
        return Identity(self.doc_id, self.compared or self.text_sha256)


def data(document: Document, story: Story | None, guide: str, *, practice: bool = False) -> Json:
    """A task's data. `guide` is the address of the guidelines, or empty.

    Raises:
        ValueError: the document's text is not at hand.
    """
    if document.text is None:
        raise ValueError(f"the text of {document.id} is not at hand; give --sources")
    issues = [(one.code, one.meaning) for one in story.issues] if story else [(OTHER, "")]
    return {
        "doc_id": document.id,
        "text_sha256": document.text_sha256,
        "collection": document.collection,
        "story": document.story or "",
        "title": document.title or document.id,
        "about": about(document, guide),
        "codes": [{"value": code, "hint": meaning} for code, meaning in issues],
        "practice": practice,
        "text": document.text,
    }


def about(document: Document, guide: str) -> str:
    """What is known of a document, as a line of HTML, with a link to the guidelines."""
    published = document.published or document.published_inferred
    known = [document.publisher, published, document.collection, document.story, document.id]
    shown = [html.escape(one) for one in known if one]
    if guide:
        address = html.escape(guide, quote=True)
        shown.append(f'<a href="{address}" target="_blank" rel="noopener">guidelines</a>')
    else:
        shown.append("guidelines: Instructions, above")
    return f'<div style="{STYLE}">{" · ".join(shown)}</div>'
