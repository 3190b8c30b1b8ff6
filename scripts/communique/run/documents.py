"""Sources to documents: plan, clean every shard, and say what became of each item."""

import contextlib
import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from communique import jsonl
from communique.config import Workspace
from communique.engines.local import worked
from communique.offsets import sha256
from communique.records import Digest, DocId, Document
from communique.run.shards import CleanJob, Outcome, Shard, shards
from communique.sources.plan import plan
from communique.stage import Dropped


class BusyError(OSError):
    """Another run holds the folder that this one would write to."""


class UnfinishedError(ValueError):
    """There is no whole set of documents to work on."""


PLANNED = "plan"
"""The quarantine shard of items that were never read: repeated ids, files too large."""

Progress = Callable[[Sequence[object], Iterator[Outcome]], Iterator[Outcome]]
"""Goes through what becomes of shards, given all of them, and may show how far it is."""


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
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written; a later run resumes.
    """
    with alone(workspace):
        found = plan(workspace, sources)
        todo = shards(found.places, workspace.settings.run.shard_size)
        names = {shard.name for shard in todo} | {PLANNED}
        _run_file(workspace).unlink(missing_ok=True)
        _sweep(workspace, names)
        jsonl.write(workspace.quarantine / f"{PLANNED}.jsonl", found.dropped)
        done = _made(workspace, todo, len(found.dropped), progress)
        _finish(workspace, names)
    return done


def refresh(workspace: Workspace) -> Cleaned:
    """Clean the shipped collections where they changed; leave what `clean` made of other sources.

    Raises:
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    with alone(workspace):
        found = plan(workspace)
        todo = shards(found.places, workspace.settings.run.shard_size)
        whole = _whole(workspace)
        _run_file(workspace).unlink(missing_ok=True)
        done = _made(workspace, todo, len(found.dropped), None)
        _finish(workspace, {shard.name for shard in todo} | (whole or set()))
    return done


@contextlib.contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """Hold `build/` while a run writes to it."""
    workspace.build.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(workspace.build / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BusyError(f"another run is writing to {workspace.build}; wait for it") from error


def _run_file(workspace: Workspace) -> Path:
    return workspace.build / "run.json"


def _finish(workspace: Workspace, names: set[str]) -> None:
    """Say, last of all, which shards a whole run has."""
    jsonl.write_bytes(_run_file(workspace), [msgspec.json.encode(sorted(names)) + b"\n"])


def _whole(workspace: Workspace) -> set[str] | None:
    """The shards of the last run; None if it did not come to its end."""
    path = _run_file(workspace)
    return set(msgspec.json.decode(path.read_bytes(), type=list[str])) if path.exists() else None


def shard_names(workspace: Workspace) -> list[str]:
    """The shards of the last run, in their order.

    Raises:
        UnfinishedError: nothing was cleaned, or the last run did not come to its end.
    """
    names = _whole(workspace)
    if names is None:
        raise UnfinishedError(
            f"{workspace.documents} does not hold a whole run; `communique clean` makes or ends it"
        )
    return sorted(names - {PLANNED})


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
    """The cleaned documents of the last run, in the order of their shards.

    Raises:
        UnfinishedError: nothing was cleaned, or the last run did not come to its end.
    """
    for name in shard_names(workspace):
        yield from jsonl.read(workspace.documents / f"{name}.jsonl", Document)


def state(workspace: Workspace) -> Digest:
    """A digest of all documents of the last run, by the manifests of their shards.

    Raises:
        UnfinishedError: nothing was cleaned, or the last run did not come to its end.
    """
    names = shard_names(workspace)
    manifests = (workspace.documents / f"{name}.manifest.json" for name in names)
    return sha256(b"".join(manifest.read_bytes() for manifest in manifests))


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
    made = documents(workspace) if _whole(workspace) is not None else ()
    known = index(workspace) | {found.id: found for found in made}
    for dropped in quarantined(workspace) if doc_id not in known else ():
        if dropped.id == doc_id:
            why = f"{dropped.source_file}: {dropped.reason}: {dropped.detail}"
            raise UnknownDocumentError(f"{doc_id!r} became no document: {why}")
    if doc_id not in known:
        close = [name for name in sorted(known) if doc_id in name]
        close = close or difflib.get_close_matches(doc_id, known, 5, 0.3) or sorted(known)
        listed = ", ".join(close[:5]) or "none: run `communique clean` first"
        raise UnknownDocumentError(f"no document {doc_id!r}; there are {listed}")
    return known[doc_id]
