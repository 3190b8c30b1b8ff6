"""What is found between documents: duplicates, then re-used passages, over all of the last run.

Each is made anew only if documents, settings, layers or code have changed.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import GOLD, SILVER, Shelf
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Document, Duplicate, Quote, Record, Reuse
from communique.run import documents
from communique.run.documents import UnfinishedError, alone
from communique.run.duplicates import Item, duplicates
from communique.run.reuse import Spoken, passages

R = TypeVar("R", bound=Record)

DUPLICATES, REUSE = "duplicates", "reuse"


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


def dedup(workspace: Workspace) -> Found:
    """Find the duplicates among the documents of the last `clean`.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    items = (
        Item(each.id, each.text or "", each.published or each.published_inferred)
        for each in documents.documents(workspace)
    )
    with alone(workspace):
        return _made(workspace, DUPLICATES, lambda: duplicates(items, workspace.build))


def reuse(workspace: Workspace) -> Found:
    """Find the passages and quotations that documents of different clusters share.

    Raises:
        UnfinishedError: `dedup` was not run on these documents.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    cluster = {each.doc_id: each.cluster for each in found(workspace, DUPLICATES, Duplicate)}
    quotes = _quotes(workspace)

    def spoken() -> Iterator[Spoken]:
        for each in documents.documents(workspace):
            yield Spoken(
                each,
                quotes.get(each.id, ()),
                cluster.get(each.id) or each.id,
                _is_shipped(workspace, each),
            )

    with alone(workspace):
        days = workspace.settings.reuse.days
        return _made(workspace, REUSE, lambda: passages(spoken(), workspace.build, days=days))


def found(workspace: Workspace, name: str, kind: type[R]) -> list[R]:
    """The pairs called `name` among the documents of the last `clean`.

    Raises:
        UnfinishedError: they were not looked for since documents, settings or code changed.
    """
    if _standing(workspace, name) is None:
        command = {DUPLICATES: "dedup", REUSE: "reuse"}[name]
        raise UnfinishedError(
            f"{_file(workspace, name)} is out of date; run `communique {command}`"
        )
    return list(jsonl.read(_file(workspace, name), kind))


@dataclass(frozen=True)
class Pairs:
    """What was found between documents."""

    duplicates: tuple[Duplicate, ...]
    reuse: tuple[Reuse, ...]


def refresh(workspace: Workspace) -> Pairs:
    """Duplicates and re-use among the documents of the last `clean`, made anew where needed.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    dedup(workspace)
    reuse(workspace)
    return Pairs(
        tuple(found(workspace, DUPLICATES, Duplicate)), tuple(found(workspace, REUSE, Reuse))
    )


def _made(workspace: Workspace, name: str, make: Callable[[], Iterable[Record]]) -> Found:
    if standing := _standing(workspace, name):
        return Found(standing.records, is_new=False)
    path = _file(workspace, name)
    _manifest(workspace, name).unlink(missing_ok=True)
    count = jsonl.write(path, make())
    manifest = PairsManifest(_made_from(workspace, name), sha256_of(path), count)
    jsonl.write_bytes(_manifest(workspace, name), [msgspec.json.encode(manifest) + b"\n"])
    return Found(count, is_new=True)


def _standing(workspace: Workspace, name: str) -> PairsManifest | None:
    """The manifest that stands, if the file is made of what there is now and unchanged."""
    path, manifest = _file(workspace, name), _manifest(workspace, name)
    if not (path.exists() and manifest.exists()):
        return None
    try:
        standing = msgspec.json.decode(manifest.read_bytes(), type=PairsManifest)
    except msgspec.DecodeError:
        return None
    is_same = standing.made_from == _made_from(workspace, name)
    return standing if is_same and standing.sha256 == sha256_of(path) else None


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.build / f"{name}.jsonl"


def _manifest(workspace: Workspace, name: str) -> Path:
    return workspace.build / f"{name}.manifest.json"


def _made_from(workspace: Workspace, name: str) -> str:
    parts = [documents.state(workspace), _code()]
    if name == REUSE:
        parts.append(sha256_of(_file(workspace, DUPLICATES)))
        parts.append(sha256(msgspec.json.encode((workspace.settings.reuse, workspace.registry))))
        shelves = (Shelf("quotes", SILVER), Shelf("quotes", GOLD))
        parts += [
            sha256_of(path)
            for shelf in shelves
            for path in layers.shards(workspace.annotations, shelf)
        ]
    return sha256("\n".join(parts))


@functools.lru_cache
def _code() -> str:
    """A digest of the code that pairs are found by."""
    names = ("communique", "communique.passages", "communique.dedup", "communique.reuse")
    files = (file for name in names for file in resources.files(name).iterdir() if file.is_file())
    own = Path(__file__).parent
    run = [(own / name).read_bytes() for name in ("duplicates.py", "pairs.py", "reuse.py")]
    return sha256(b"".join([*sorted(file.read_bytes() for file in files), *run]))


def _quotes(workspace: Workspace) -> dict[str, tuple[Quote, ...]]:
    by_document: dict[str, tuple[Quote, ...]] = {}
    for each in layers.chosen(workspace.annotations, "quotes"):
        if isinstance(each, Quote):
            by_document[each.doc_id] = (*by_document.get(each.doc_id, ()), each)
    return by_document


def _is_shipped(workspace: Workspace, document: Document) -> bool:
    return workspace.registry.collection_named(document.collection).is_shipped
