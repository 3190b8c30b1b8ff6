"""What is found between documents: duplicates, then re-used passages, over all of the last run.

Between registered documents they are looked for a second time without anybody's own articles:
that is what is frozen, and own articles must not change it. Each is made anew only if documents,
settings, layers or code have changed.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import GOLD, SILVER, Shelf
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Document, Duplicate, Quote, Record, Reuse
from communique.reuse.side import day
from communique.run import documents
from communique.run.documents import UnfinishedError, alone
from communique.run.duplicates import Item, duplicates
from communique.run.reuse import Spoken, passages

R = TypeVar("R", bound=Record)

DUPLICATES, REUSE = "duplicates", "reuse"
REGISTERED = "registered"
"""The folder below `build/` of what is found between registered documents alone."""


class PairsManifest(Record, frozen=True):
    """What a file of pairs was made from, and its digest and records."""

    made_from: str
    sha256: str
    records: int


@dataclass(frozen=True)
class Found:
    """How many records there are now; `is_new` if they were made, not found standing."""

    records: int
    is_new: bool


@dataclass(frozen=True)
class Pairs:
    """What was found between documents."""

    duplicates: tuple[Duplicate, ...]
    reuse: tuple[Reuse, ...]


@dataclass(frozen=True)
class Scope:
    """The documents that are compared: all of the last run, or the registered ones alone."""

    workspace: Workspace
    is_registered: bool = False

    @property
    def folder(self) -> Path:
        """Where the files of pairs stand."""
        build = self.workspace.build
        return build / REGISTERED if self.is_registered else build

    def documents(self) -> Iterator[Document]:
        """The documents, in the order of their shards.

        Raises:
            UnfinishedError: nothing was cleaned, or not to the end.
        """
        known = {source.id for source in self.workspace.registry.source}
        for each in documents.documents(self.workspace):
            if not self.is_registered or each.id in known or self.is_shipped(each):
                yield each

    def is_shipped(self, document: Document) -> bool:
        """Whether the document's text may be shown."""
        return self.workspace.registry.collection_named(document.collection).is_shipped


def dedup(scope: Scope) -> Found:
    """Find the duplicates among the documents of the last `clean`.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    items = (Item(each.id, each.text or "", _day(each)) for each in scope.documents())
    with alone(scope.workspace):
        return _made(scope, DUPLICATES, lambda: duplicates(items, scope.folder))


def reuse(scope: Scope) -> Found:
    """Find the passages and quotations that documents of different clusters share.

    Raises:
        UnfinishedError: `dedup` was not run on these documents.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    edges = found(scope, DUPLICATES, Duplicate)
    with alone(scope.workspace):
        days = scope.workspace.settings.reuse.days
        return _made(scope, REUSE, lambda: passages(_spoken(scope, edges), scope.folder, days=days))


def found(scope: Scope, name: str, kind: type[R]) -> list[R]:
    """The pairs called `name` among the documents of the last `clean`.

    Raises:
        UnfinishedError: they were not looked for since documents, settings or code changed.
    """
    if _standing(scope, name) is None:
        command = {DUPLICATES: "dedup", REUSE: "reuse"}[name]
        file = _file(scope, name)
        raise UnfinishedError(f"{file} is absent or out of date; run `communique {command}`")
    return list(jsonl.read(_file(scope, name), kind))


def refresh(scope: Scope) -> Pairs:
    """Duplicates and re-use among the documents of the last `clean`, made anew where needed.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    dedup(scope)
    reuse(scope)
    return Pairs(tuple(found(scope, DUPLICATES, Duplicate)), tuple(found(scope, REUSE, Reuse)))


def _spoken(scope: Scope, edges: Iterable[Duplicate]) -> Iterator[Spoken]:
    copies = {edge.doc_id: edge for edge in edges if edge.cluster}
    quotes = _quotes(scope.workspace)
    for each in scope.documents():
        edge = copies.get(each.id)
        yield Spoken(
            document=each,
            quotes=quotes.get(each.id, ()),
            cluster=(edge.cluster if edge else None) or each.id,
            is_exact=edge is not None and edge.kind == "exact",
            is_shown=scope.is_shipped(each),
        )


def _day(document: Document) -> str | None:
    known = day(document)
    return known.isoformat() if known else None


def _made(scope: Scope, name: str, make: Callable[[], Iterable[Record]]) -> Found:
    if standing := _standing(scope, name):
        return Found(standing.records, is_new=False)
    path = _file(scope, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    _manifest(scope, name).unlink(missing_ok=True)
    count = jsonl.write(path, make())
    manifest = PairsManifest(_made_from(scope, name), sha256_of(path), count)
    jsonl.write_bytes(_manifest(scope, name), [msgspec.json.encode(manifest) + b"\n"])
    return Found(count, is_new=True)


def _standing(scope: Scope, name: str) -> PairsManifest | None:
    """The manifest that stands, if the file is made of what there is now and unchanged."""
    path, manifest = _file(scope, name), _manifest(scope, name)
    if not (path.exists() and manifest.exists()):
        return None
    try:
        standing = msgspec.json.decode(manifest.read_bytes(), type=PairsManifest)
    except msgspec.DecodeError:
        return None
    is_same = standing.made_from == _made_from(scope, name)
    return standing if is_same and standing.sha256 == sha256_of(path) else None


def _file(scope: Scope, name: str) -> Path:
    return scope.folder / f"{name}.jsonl"


def _manifest(scope: Scope, name: str) -> Path:
    return scope.folder / f"{name}.manifest.json"


def _made_from(scope: Scope, name: str) -> str:
    registry = sha256(msgspec.json.encode(scope.workspace.registry))
    parts = [documents.state(scope.workspace), registry, _code()]
    if name == REUSE:
        parts.append(sha256_of(_file(scope, DUPLICATES)))
        parts.append(sha256(msgspec.json.encode(scope.workspace.settings.reuse)))
        parts += [
            sha256_of(path)
            for shelf in (Shelf("quotes", SILVER), Shelf("quotes", GOLD))
            for path in layers.shards(scope.workspace.annotations, shelf)
        ]
    return sha256("\n".join(parts))


@functools.lru_cache
def _code() -> str:
    """A digest of the code and the versions of the libraries that pairs are found by."""
    names = ("communique", "communique.passages", "communique.dedup", "communique.reuse")
    files = [file for name in names for file in resources.files(name).iterdir() if file.is_file()]
    run = Path(__file__).parent
    files += [run / name for name in ("duplicates.py", "pairs.py", "reuse.py", "spool.py")]
    code = [file.read_bytes() for file in sorted(files, key=str)]
    versions = [metadata.version(name).encode() for name in ("numpy", "rensa")]
    return sha256(b"".join([*code, *versions]))


def _quotes(workspace: Workspace) -> dict[str, tuple[Quote, ...]]:
    by_document: dict[str, tuple[Quote, ...]] = {}
    for each in layers.chosen(workspace.annotations, "quotes"):
        if isinstance(each, Quote):
            by_document[each.doc_id] = (*by_document.get(each.doc_id, ()), each)
    return by_document
