"""The runner: shards of places in, shards of documents out, nothing done twice.

Per shard: read, run the stages, write to a temporary name, fsync, rename, and last the shard's
manifest (`made`). What stands is skipped; so a run that was killed resumes where it stopped.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from communique import jsonl
from communique.annotate.sentences import sentence_stage
from communique.clean.document import clean_stage
from communique.config import CleanSettings
from communique.items import Item, Place
from communique.languages import language
from communique.offsets import sha256
from communique.records import Document, Record
from communique.run.identify import identifier
from communique.run.made import Files, Made, code
from communique.sources.read import read_item
from communique.stage import Dropped, Stage

KEPT, DROPPED = "documents", "quarantine"


class Shard(Record, frozen=True, kw_only=True):
    """A run of places that is worked on at once."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a shard; `records` counts the records of each layer made of it."""

    shard: str
    kept: int
    dropped: int
    skipped: bool
    records: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, shard: str, made: Made, *, skipped: bool) -> "Outcome":
        """What a shard's manifest says."""
        return cls(shard, made.kept, made.dropped, skipped, made.records)


class Collected(Protocol):
    """What belongs to a collection."""

    @property
    def collection(self) -> str:
        """The collection's name."""


C = TypeVar("C", bound=Collected)


def shards(places: Sequence[Place], size: int) -> list[Shard]:
    """Places of one collection after another, at most `size` a shard."""
    return [Shard(name=name, places=part) for name, part in parted(places, size)]


def parted(items: Sequence[C], size: int) -> Iterator[tuple[str, tuple[C, ...]]]:
    """The names and items of shards: one collection after another, at most `size` items each."""
    for name in sorted({item.collection for item in items}):
        own = [item for item in items if item.collection == name]
        for number, start in enumerate(range(0, len(own), size)):
            yield f"{name}-{number:05}", tuple(own[start : start + size])


@dataclass(frozen=True)
class CleanJob:
    """How to clean a shard, and where to: what a worker needs to know."""

    settings: CleanSettings
    documents: Path
    quarantine: Path

    def __call__(self, shard: Shard) -> Outcome:
        """Clean one shard, unless it stands as it would be written.

        Raises:
            OSError: the disk is full or a folder cannot be written; what stood is untouched.
        """
        wanted, files = self._wanted(shard), self._files(shard)
        if (standing := files.standing(wanted)) is not None:
            return Outcome.of(shard.name, standing, skipped=True)
        files.begin()
        results = list(_cleaned(shard.places, self.settings.language))
        kept = jsonl.write(files.files[KEPT], (r for r in results if isinstance(r, Document)))
        dropped = jsonl.write(files.files[DROPPED], (r for r in results if isinstance(r, Dropped)))
        made = files.finish(replace(wanted, kept=kept, dropped=dropped))
        return Outcome.of(shard.name, made, skipped=False)

    def _files(self, shard: Shard) -> Files:
        return Files(
            self.documents / f"{shard.name}.manifest.json",
            {
                KEPT: self.documents / f"{shard.name}.jsonl",
                DROPPED: self.quarantine / f"{shard.name}.jsonl",
            },
        )

    def _wanted(self, shard: Shard) -> Made:
        stages = _stages(self.settings.language)
        return Made(
            stages={stage.name: stage.version for stage in stages},
            config=sha256(msgspec.json.encode((self.settings, _code()))),
            input=sha256(msgspec.json.encode([replace(p, path="") for p in shard.places])),
        )


@functools.lru_cache
def _code() -> str:
    """A digest of the code and the language data that documents are made by."""
    return code("communique", "communique.clean", "communique.annotate", "communique.languages")


@functools.lru_cache
def _stages(code: str) -> tuple[Stage[Item, Document], Stage[Document, Document]]:
    rules = language(code)
    return clean_stage(rules, identifier()), sentence_stage(rules)


def _cleaned(places: Iterable[Place], code: str) -> Iterator[Document | Dropped]:
    clean, sentences = _stages(code)
    for place in places:
        try:
            item = read_item(place)
        except OSError as error:
            yield Dropped(
                place.id, place.source_file, "unreadable", f"{error.strerror}: make it readable"
            )
            continue
        for result in clean([item]):
            yield from [result] if isinstance(result, Dropped) else sentences([result])
