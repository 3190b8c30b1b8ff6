"""What is found between documents: duplicates, then re-used passages, over all of the last run.

Between registered documents they are looked for a second time without anybody's own articles:
that is what is frozen, and own articles must not change it. Each is made anew only if documents,
settings, layers or code have changed.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from communique import jsonl, layers
from communique.config import Workspace
from communique.dedup.edges import VERSION as DEDUP_VERSION
from communique.layers import GOLD, SILVER, Shelf
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Document, Duplicate, Quote, Record, Reuse
from communique.reuse.reused import VERSION as REUSE_VERSION
from communique.reuse.side import day
from communique.run import documents, own
from communique.run.documents import UnfinishedError, alone
from communique.run.duplicates import Item, duplicates
from communique.run.made import Files, Made, code, digest_of
from communique.run.reuse import Spoken, passages

R = TypeVar("R", bound=Record)

DUPLICATES, REUSE = "duplicates", "reuse"
VERSIONS = {DUPLICATES: DEDUP_VERSION, REUSE: REUSE_VERSION}
QUOTES = "quotes"
REGISTERED = "registered"
"""The folder below `build/` of what is found between registered documents alone."""


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
    """The documents that are compared: all of the last run, or the registered ones alone.

    `annotations` is where their quotations stand; None: the tracked ones.
    """

    workspace: Workspace
    is_registered: bool = False
    annotations: Path | None = None

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
        registry = self.workspace.registry
        for each in documents.documents(self.workspace):
            if not self.is_registered or registry.lists(each.id, each.collection):
                yield each

    def quotes(self) -> Iterator[Quote]:
        """The quotations of the documents: those that count, and those of own articles.

        Raises:
            DataError: the layer cannot be read.
        """
        others = () if self.is_registered else own.silver(self.workspace, QUOTES)
        for each in layers.chosen(self._tracked, QUOTES, others):
            if isinstance(each, Quote):
                yield each

    def quote_files(self) -> list[Path]:
        """The files that the quotations stand in."""
        others = [] if self.is_registered else own.shards(self.workspace, QUOTES)
        shelves = (Shelf(QUOTES, status) for status in (SILVER, GOLD))
        return [*(path for one in shelves for path in layers.shards(self._tracked, one)), *others]

    @property
    def _tracked(self) -> Path:
        return self.annotations or self.workspace.annotations

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
        file = _path(scope, name)
        raise UnfinishedError(f"{file} is absent or out of date; run `communique {command}`")
    return list(jsonl.read(_path(scope, name), kind))


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
    quotes: dict[str, tuple[Quote, ...]] = {}
    for quote in scope.quotes():
        quotes[quote.doc_id] = (*quotes.get(quote.doc_id, ()), quote)
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
        return Found(standing.kept, is_new=False)
    files = _files(scope, name)
    path = _path(scope, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.begin()
    count = jsonl.write(path, make())
    files.finish(replace(_wanted(scope, name), kept=count))
    return Found(count, is_new=True)


def _standing(scope: Scope, name: str) -> Made | None:
    """The manifest that stands, if the file is made of what there is now and unchanged."""
    files = _files(scope, name)
    return files.standing(_wanted(scope, name)) if files.manifest.exists() else None


def _files(scope: Scope, name: str) -> Files:
    return Files(scope.folder / f"{name}.manifest.json", {name: _path(scope, name)})


def _path(scope: Scope, name: str) -> Path:
    return scope.folder / f"{name}.jsonl"


def _wanted(scope: Scope, name: str) -> Made:
    settings = scope.workspace.settings.reuse if name == REUSE else None
    inputs = [documents.state(scope.workspace)]
    if name == REUSE:
        inputs.append(sha256_of(_path(scope, DUPLICATES)))
        inputs += map(sha256_of, scope.quote_files())
    return Made(
        stages={name: VERSIONS[name]},
        config=sha256(msgspec.json.encode((settings, scope.workspace.registry, _code()))),
        input=sha256("\n".join(inputs)),
    )


@functools.lru_cache
def _code() -> str:
    """A digest of the code and the versions of the libraries that pairs are found by."""
    packages = ("communique", "communique.passages", "communique.dedup", "communique.reuse")
    run = Path(__file__).parent
    own = (run / name for name in ("duplicates.py", "pairs.py", "reuse.py", "spool.py"))
    versions = (metadata.version(name) for name in ("numpy", "rensa"))
    return sha256("\n".join([code(*packages), digest_of(own), *versions]))
