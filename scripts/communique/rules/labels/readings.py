"""Readings: who finished which documents, and of which text."""

from collections.abc import Iterator

from communique.issues import Issue
from communique.layers import GOLD, INDIVIDUAL, READINGS
from communique.records import Annotation, Reading
from communique.rules.rule import At, Level, rule
from communique.rules.subject import ANNOTATIONS, Subject


@rule(Level.LABELS, "record", Annotation)
def reading_missing(at: At[Annotation], subject: Subject) -> Iterator[Issue]:
    """What an annotator or an adjudicator decided belongs to a document that they finished."""
    record = at.record
    by_one = record.status == INDIVIDUAL
    by_all = record.status == GOLD
    is_read = (record.doc_id, INDIVIDUAL, record.agent) in subject.read
    if (by_one and not is_read) or (by_all and record.doc_id not in subject.adjudicated):
        message = f"{record.id} is {record.status}, and no reading says who finished it"
        hint = f"`studio pull` and `adjudicate` write {ANNOTATIONS}/{READINGS} beside the layers"
        yield at.issue("reading-missing", message, hint)


@rule(Level.LABELS, "record", Reading)
def reading_stale(at: At[Reading], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A reading is of the text that the document has now."""
    if at.document is not None and at.document.text_sha256 != at.record.text_sha256:
        message = f"{at.record.agent} read another text of {at.record.doc_id}"
        hint = "`communique studio push` brings the new text to the annotators, with their work"
        yield at.issue("reading-stale", message, hint)
