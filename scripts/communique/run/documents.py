"""Sources to documents: plan, clean every shard, and say what became of each item."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique import jsonl
from communique.config import Workspace
from communique.engines.local import worked
from communique.records import DocId, Document
from communique.run.shards import CleanJob, Outcome, Shard, shards
from communique.sources.plan import plan
from communique.stage import Dropped

PLANNED = "plan"
"""The quarantine shard of items that were never read: repeated ids, files too large."""

Progress = Callable[[Sequence[Shard], Iterator[Outcome]], Iterator[Outcome]]


@dataclass(frozen=True)
class Cleaned:
    """What a run of `clean` did: documents kept, items dropped, shards that stood already."""

    kept: int
    dropped: int
    shards: int
    skipped: int


def clean(
    workspace: Workspace, sources: Sequence[Path] = (), *, progress: Progress | None = None
) -> Cleaned:
    """Clean the shipped collections and `sources` into `build/`.

    Raises:
        SourceError: a source is absent or holds no article.
        OSError: the disk is full or `build/` cannot be written; a later run resumes.
    """
    found = plan(workspace, sources)
    todo = shards(found.places, workspace.settings.run.shard_size)
    _sweep(workspace, {shard.name for shard in todo} | {PLANNED})
    jsonl.write(workspace.quarantine / f"{PLANNED}.jsonl", found.dropped)
    return _made(workspace, todo, len(found.dropped), progress)


def refresh(workspace: Workspace) -> Cleaned:
    """Clean the shipped collections where they changed; leave what `clean` made of other sources.

    Raises:
        OSError: the disk is full or `build/` cannot be written.
    """
    found = plan(workspace)
    todo = shards(found.places, workspace.settings.run.shard_size)
    return _made(workspace, todo, len(found.dropped), None)


def _made(
    workspace: Workspace, todo: Sequence[Shard], unread: int, progress: Progress | None
) -> Cleaned:
    job = CleanJob(workspace.settings.clean, workspace.documents, workspace.quarantine)
    outcomes = worked(job, todo, workspace.settings.run.workers)
    done = list(progress(todo, outcomes) if progress else outcomes)
    return Cleaned(
        kept=sum(outcome.kept for outcome in done),
        dropped=sum(outcome.dropped for outcome in done) + unread,
        shards=len(done),
        skipped=sum(outcome.skipped for outcome in done),
    )


def _sweep(workspace: Workspace, names: set[str]) -> None:
    """Remove shards of earlier runs over other sources, and temporary files of killed runs."""
    for folder in (workspace.documents, workspace.quarantine):
        for path in folder.glob("*") if folder.exists() else ():
            if path.name.split(".")[0] not in names:
                path.unlink()


def documents(workspace: Workspace) -> Iterator[Document]:
    """The cleaned documents of the last run, in the order of their shards."""
    for path in sorted(workspace.documents.glob("*.jsonl")):
        yield from jsonl.read(path, Document)


def quarantined(workspace: Workspace) -> Iterator[Dropped]:
    """The items of the last run that became no documents."""
    for path in sorted(workspace.quarantine.glob("*.jsonl")):
        yield from jsonl.read(path, Dropped)


def index(workspace: Workspace) -> dict[DocId, Document]:
    """The frozen index by id; empty before the first `freeze`."""
    if not workspace.index.exists():
        return {}
    return {document.id: document for document in jsonl.read(workspace.index, Document)}


class UnknownDocumentError(ValueError):
    """No document has the id that was asked for."""


def document(workspace: Workspace, doc_id: DocId) -> Document:
    """The document `doc_id`: as last cleaned, else as frozen.

    Raises:
        UnknownDocumentError: there is none; the message names ids that are close.
    """
    known = index(workspace) | {found.id: found for found in documents(workspace)}
    for dropped in quarantined(workspace) if doc_id not in known else ():
        if dropped.id == doc_id:
            why = f"{dropped.source_file}: {dropped.reason}: {dropped.detail}"
            raise UnknownDocumentError(f"{doc_id!r} became no document: {why}")
    if doc_id not in known:
        close = [name for name in sorted(known) if doc_id in name] or sorted(known)
        listed = ", ".join(close[:5]) or "none: run `communique clean` first"
        raise UnknownDocumentError(f"no document {doc_id!r}; there are {listed}")
    return known[doc_id]
