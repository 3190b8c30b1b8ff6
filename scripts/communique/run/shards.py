"""The runner: shards of places in, shards of documents out, nothing done twice.

Per shard: read, run the stages, write to a temporary name, fsync, rename, and last the shard's
manifest. A shard whose manifest names the same input, stage versions and configuration, and whose
files still have their digests, is skipped; so a run that was killed resumes where it stopped.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

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
from communique.sources.read import read_item
from communique.stage import Dropped, Stage


class Shard(Record, frozen=True, kw_only=True):
    """A run of places that is worked on at once."""

    name: str
    places: tuple[Place, ...]


class ShardManifest(Record, frozen=True, kw_only=True):
    """What a shard was made from and what it holds."""

    stages: dict[str, int]
    config: str
    input: str
    documents: str = ""
    quarantine: str = ""
    kept: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a shard."""

    shard: str
    kept: int
    dropped: int
    skipped: bool


def shards(places: Sequence[Place], size: int) -> list[Shard]:
    """Places of one collection after another, at most `size` a shard."""
    names = sorted({place.collection for place in places})
    found = []
    for name in names:
        own = [place for place in places if place.collection == name]
        for number, start in enumerate(range(0, len(own), size)):
            part = tuple(own[start : start + size])
            found.append(Shard(name=f"{name}-{number:05}", places=part))
    return found


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
        wanted = self._wanted(shard)
        if (standing := self._standing(shard, wanted)) is not None:
            return Outcome(shard.name, standing.kept, standing.dropped, skipped=True)
        self._manifest(shard).unlink(missing_ok=True)
        results = list(_cleaned(shard.places, self.settings.language))
        kept = jsonl.write(self._kept(shard), (r for r in results if isinstance(r, Document)))
        dropped = jsonl.write(self._dropped(shard), (r for r in results if isinstance(r, Dropped)))
        self._finish(shard, replace(wanted, kept=kept, dropped=dropped))
        return Outcome(shard.name, kept, dropped, skipped=False)

    def _kept(self, shard: Shard) -> Path:
        return self.documents / f"{shard.name}.jsonl"

    def _dropped(self, shard: Shard) -> Path:
        return self.quarantine / f"{shard.name}.jsonl"

    def _manifest(self, shard: Shard) -> Path:
        return self.documents / f"{shard.name}.manifest.json"

    def _wanted(self, shard: Shard) -> ShardManifest:
        stages = _stages(self.settings.language)
        return ShardManifest(
            stages={stage.name: stage.version for stage in stages},
            config=sha256(msgspec.json.encode((self.settings, _code()))),
            input=sha256(msgspec.json.encode([replace(p, path="") for p in shard.places])),
        )

    def _standing(self, shard: Shard, wanted: ShardManifest) -> ShardManifest | None:
        """The manifest that stands, if it is of the same input and its files are as it says."""
        files = (self._manifest(shard), self._kept(shard), self._dropped(shard))
        if not all(file.exists() for file in files):
            return None
        try:
            found = msgspec.json.decode(files[0].read_bytes(), type=ShardManifest)
        except msgspec.DecodeError:
            return None
        counts = replace(wanted, kept=found.kept, dropped=found.dropped)
        return found if found == self._with_digests(shard, counts) else None

    def _with_digests(self, shard: Shard, manifest: ShardManifest) -> ShardManifest:
        return replace(
            manifest,
            documents=sha256(self._kept(shard).read_bytes()),
            quarantine=sha256(self._dropped(shard).read_bytes()),
        )

    def _finish(self, shard: Shard, manifest: ShardManifest) -> None:
        done = msgspec.json.encode(self._with_digests(shard, manifest))
        jsonl.write_bytes(self._manifest(shard), [done + b"\n"])


@functools.lru_cache
def _code() -> str:
    """A digest of the code and the language data that documents are made by.

    A changed rule makes documents anew even where nobody raised a stage's version.
    """
    names = ("communique", "communique.clean", "communique.annotate", "communique.languages")
    files = (file for name in names for file in resources.files(name).iterdir() if file.is_file())
    return sha256(b"".join(sorted(file.read_bytes() for file in files)))


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
