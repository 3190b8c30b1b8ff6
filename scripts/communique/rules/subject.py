"""Everything that a check may look at, in one frozen record; and what each file is."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from communique.config import Registry
from communique.layers import GOLD, READINGS, Shelf, shelf_of
from communique.records import (
    LAYERS,
    DocId,
    Document,
    Duplicate,
    Erratum,
    Manifest,
    Output,
    Reading,
    Record,
    RegisteredEntity,
    Reuse,
)
from communique.schema import Story

S = TypeVar("S", bound=msgspec.Struct)

ANNOTATIONS, BUILT, INDEX = "annotations", "build/documents", "corpus/index.jsonl"


class SplitRow(Record, frozen=True):
    """A line of `corpus/splits.tsv`."""

    story: str
    split: str


@dataclass(frozen=True)
class Kind:
    """What a file holds: records of `record`, that `schema` describes, in `form`."""

    record: type[Record]
    schema: str
    form: str
    shelf: Shelf | None = None
    columns: tuple[str, ...] = ()

    @property
    def is_annotation(self) -> bool:
        """Whether the file is a shard of a layer."""
        return self.shelf is not None


SCHEMAS = {"entities": "entity", "quotes": "quote", "events": "event", "stances": "stance"}
FILES = {
    "annotations/entities.jsonl": Kind(RegisteredEntity, "registered-entity", "jsonl"),
    f"{ANNOTATIONS}/{READINGS}": Kind(Reading, "reading", "jsonl"),
    "annotations/MANIFEST.json": Kind(Manifest, "manifest", "json"),
    "corpus/MANIFEST.json": Kind(Manifest, "manifest", "json"),
    "corpus/index.jsonl": Kind(Document, "document", "jsonl"),
    "corpus/duplicates.jsonl": Kind(Duplicate, "duplicate", "jsonl"),
    "corpus/reuse.jsonl": Kind(Reuse, "reuse", "jsonl"),
    "corpus/splits.tsv": Kind(SplitRow, "", "tsv", columns=("story", "split")),
    "corpus/errata.tsv": Kind(
        Erratum, "erratum", "tsv", columns=("doc_id", "start", "end", "digest", "correction")
    ),
}


@lru_cache
def kind_of(name: str) -> Kind | None:
    """What the file called `name`, relative to the checkout, holds; None if no rule knows it."""
    path = PurePosixPath(name)
    if found := FILES.get(name):
        return found
    if path.parts[:1] == (ANNOTATIONS,) and (shelf := shelf_of(path.relative_to(ANNOTATIONS))):
        return Kind(LAYERS[shelf.layer], SCHEMAS[shelf.layer], "jsonl", shelf)
    if path.parent == PurePosixPath("schema/stories") and path.suffix == ".json":
        return Kind(Story, "story", "json")
    if path.parent == PurePosixPath(BUILT) and path.suffix == ".jsonl":
        return Kind(Document, "document", "jsonl")
    return None


@dataclass(frozen=True)
class File:
    """A file by its name relative to the checkout, in POSIX form."""

    name: str
    path: Path

    @cached_property
    def kind(self) -> Kind | None:
        """What it holds."""
        return kind_of(self.name)

    def data(self) -> bytes:
        """Its bytes, read anew."""
        return self.path.read_bytes()


class _Head(msgspec.Struct, gc=False):
    id: str
    doc_id: DocId = ""


@dataclass(frozen=True)
class Subject:
    """What a check looks at.

    `documents` hold a text where it is at hand. What is None or empty by default was not given:
    rules that need it say so. `rebuilt` are documents as cleaning gives them now, `paired` what
    is found between them; `silver` says what tracked silver is to be made from now, `not_annotated`
    why that cannot be said; `sources` are the files of withheld collections, by name; `tracked`
    everything that git would commit; `not_rebuilt` says why there is no `release`.
    """

    root: Path
    files: tuple[File, ...]
    registry: Registry
    documents: Mapping[DocId, Document] = field(default_factory=dict)
    splits: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    rebuilt: tuple[Document, ...] | None = None
    paired: tuple[Duplicate | Reuse, ...] | None = None
    silver: tuple[Output, ...] | None = None
    not_annotated: str = "nobody said what silver is made from now"
    sources: Mapping[str, Path] = field(default_factory=dict)
    tracked: tuple[File, ...] = ()
    release: Mapping[str, bytes] | None = None
    numbers: Mapping[str, str] | None = None
    not_rebuilt: str = "the release was not rebuilt"

    def of(self, record: type[Record]) -> Iterator[File]:
        """The files that hold records of one type."""
        return (file for file in self.files if file.kind and issubclass(file.kind.record, record))

    @cached_property
    def indexed(self) -> list[tuple[int, Document]]:
        """The frozen index, each document with its line."""
        files = (file for file in self.files if file.name == INDEX)
        return [found for file in files for found in readable(file, Document)]

    @cached_property
    def registered(self) -> Mapping[str, str]:
        """The entity registry: canonical names by id. Lines that are no entry are left out."""
        return {
            entry.id: entry.name
            for file in self.of(RegisteredEntity)
            for _, entry in readable(file, RegisteredEntity)
        }

    @cached_property
    def read(self) -> frozenset[tuple[DocId, str, str]]:
        """Document, status and agent of every reading; lines that are none are left out."""
        files = self.of(Reading)
        found = (one for file in files for _, one in readable(file, Reading))
        return frozenset((one.doc_id, one.status, one.agent) for one in found)

    @cached_property
    def adjudicated(self) -> frozenset[DocId]:
        """The documents that a reading says are gold."""
        return frozenset(doc_id for doc_id, status, _ in self.read if status == GOLD)

    @property
    def annotated(self) -> Mapping[str, tuple[DocId, ...]]:
        """For each annotation's id the documents that use it (one, if all is well)."""
        return self._uses[0]

    @property
    def first_use(self) -> Mapping[tuple[str, str], tuple[str, int]]:
        """For each id in a set of files (a shelf, the index) the file and line of its first use."""
        return self._uses[1]

    @cached_property
    def _uses(self) -> tuple[dict[str, tuple[DocId, ...]], dict[tuple[str, str], tuple[str, int]]]:
        documents: dict[str, tuple[DocId, ...]] = {}
        first: dict[tuple[str, str], tuple[str, int]] = {}
        for file in self.files:
            if file.kind is None or file.kind.form != "jsonl":
                continue
            within, is_annotation = set_of(file.name), file.kind.is_annotation
            for line, head in readable(file, _Head):
                first.setdefault((within, head.id), (file.name, line))
                known = documents.get(head.id, ())
                if is_annotation and head.doc_id not in known:
                    documents[head.id] = (*known, head.doc_id)
        return documents, first


@lru_cache
def set_of(name: str) -> str:
    """The set of files within which an id is used once: the folder of a shard, else the file."""
    kind = kind_of(name)
    is_shard = kind is not None and (kind.is_annotation or name.startswith(BUILT))
    return str(PurePosixPath(name).parent) if is_shard else name


def readable(file: File, kind: type[S]) -> Iterator[tuple[int, S]]:
    """The records of a file that can be read as `kind`, with their lines; others are passed over.

    What is passed over is reported where the file itself is checked.
    """
    decoder = msgspec.json.Decoder(kind)
    is_whole = file.kind is not None and file.kind.form == "json"
    lines = [file.data()] if is_whole else file.data().split(b"\n")
    for number, line in enumerate(lines, 1):
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            yield number, decoder.decode(line)
