"""Splits: every story has one, and nothing that repeats stands in two."""

from collections.abc import Iterator

from communique.issues import Issue
from communique.records import DocId, Document, Duplicate
from communique.rules.rule import At, Level, rule
from communique.rules.subject import Subject

SPLITS = "corpus/splits.tsv"
DEFAULT = "train"
TOGETHER = "put both stories into one split, or leave one document out of the corpus"


@rule(Level.RELEASE, "subject")
def story_without_split(subject: Subject) -> Iterator[Issue]:
    """Every story with documents has a split."""
    told = {document.story for document in subject.documents.values() if document.story}
    for story in sorted(told - subject.splits.keys()):
        message = f"the story {story} has documents and no split"
        yield Issue(SPLITS, 0, "story-without-split", message, f"add a line to {SPLITS}")


@rule(Level.RELEASE, "record", Duplicate)
def split_leak(at: At[Duplicate], subject: Subject) -> Iterator[Issue]:
    """No document repeats one of another split."""
    one, other = at.record.doc_id, at.record.of
    if len(splits := _splits(subject, one, other)) > 1:
        message = f"{one} and {other} are duplicates ({at.record.kind}) in {' and '.join(splits)}"
        yield at.issue("split-leak", message, TOGETHER)


@rule(Level.RELEASE, "subject")
def same_text_in_splits(subject: Subject) -> Iterator[Issue]:
    """No text stands in two splits, whether or not its copies are listed as duplicates."""
    first: dict[str, Document] = {}
    for document in sorted(subject.documents.values(), key=lambda one: one.id):
        other = first.setdefault(document.text_sha256, document)
        if len(splits := _splits(subject, document.id, other.id)) > 1:
            message = f"{other.id} and {document.id} have one text, in {' and '.join(splits)}"
            yield Issue(SPLITS, 0, "same-text-in-splits", message, TOGETHER)


def _splits(subject: Subject, *doc_ids: DocId) -> list[str]:
    found = (subject.documents[doc_id].story or "" for doc_id in doc_ids)
    return sorted({subject.splits.get(story, DEFAULT) for story in found})
