"""What the maintainers decide: settings, collections, registry, splits; and where files stand."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from communique.offsets import sha256
from communique.records import DocId, Record

T = TypeVar("T")

LOCAL = "local"
"""The collection of articles that no registry entry knows: withheld, as their owner is unknown."""


class ConfigError(ValueError):
    """A settings file is absent or wrong; the message says where and how to put it right."""


class CleanSettings(Record, frozen=True, kw_only=True):
    """`max_bytes`: larger source files go to quarantine; `language`: whose rules to clean by."""

    max_bytes: Annotated[int, msgspec.Meta(ge=1)] = 20_000_000
    language: str = "en"


class RunSettings(Record, frozen=True, kw_only=True):
    """`shard_size`: source items a shard; `workers`: processes (0: one a core)."""

    shard_size: Annotated[int, msgspec.Meta(ge=1)] = 500
    workers: Annotated[int, msgspec.Meta(ge=0)] = 0


class AnnotateSettings(Record, frozen=True, kw_only=True):
    """`pipeline`: an installed spaCy pipeline, the embedded one, or a folder below the checkout."""

    pipeline: str = "communique_en"


class ReuseSettings(Record, frozen=True, kw_only=True):
    """`days`: quotations of documents further apart are not one utterance."""

    days: Annotated[int, msgspec.Meta(ge=0)] = 14


class StudioSettings(Record, frozen=True, kw_only=True):
    """`overlap`: how many annotators a document is given to; `guide`: the guidelines' address."""

    overlap: Annotated[int, msgspec.Meta(ge=1)] = 2
    guide: str = ""


class Settings(Record, frozen=True, kw_only=True):
    """`corpus.toml`: what one corpus decides for itself."""

    name: str
    title: str
    maintainers: str
    clean: CleanSettings = CleanSettings()
    run: RunSettings = RunSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    reuse: ReuseSettings = ReuseSettings()
    studio: StudioSettings = StudioSettings()


class Collection(Record, frozen=True, kw_only=True):
    """Documents with one owner and one licence.

    `rights` is `shipped` (text may be redistributed) or `withheld`. `folder`, under `corpus/`,
    holds `<story>/raw/*` of a shipped collection; a withheld one's files come with `--sources`.
    """

    name: str
    title: str
    licence: str
    rights: str
    folder: str | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether text of this collection may stand in the redistributable release."""
        return self.rights == "shipped"


class Inferred(Record, frozen=True, kw_only=True):
    """What the curator concluded and the source does not state, with the reasoning."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    reasoning: str


class Source(Record, frozen=True, kw_only=True):
    """A registered source file: `sha256` is of its raw bytes."""

    id: DocId
    collection: str
    story: str | None = None
    file: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    inferred: Inferred | None = None


class Registry(Record, frozen=True, kw_only=True, dict=True, gc=True):
    """`corpus/sources.toml`: collections with their rights, and the registered files."""

    collection: tuple[Collection, ...]
    source: tuple[Source, ...] = ()

    def collection_named(self, name: str) -> Collection:
        """The collection called `name`; one that is not registered is withheld."""
        for collection in self.collection:
            if collection.name == name:
                return collection
        return Collection(name=name, title=name, licence="LicenseRef-unknown", rights="withheld")

    def lists(self, doc_id: DocId, collection: str) -> bool:
        """Whether a document is of the corpus: shipped, or registered. Others are their owner's."""
        return self.collection_named(collection).is_shipped or doc_id in self._registered

    @cached_property
    def _registered(self) -> frozenset[DocId]:
        return frozenset(source.id for source in self.source)


@dataclass(frozen=True)
class Workspace:
    """A checkout: its settings, its registry, and where everything stands in it."""

    root: Path

    @cached_property
    def settings(self) -> Settings:
        """`corpus.toml`."""
        return _toml(self.root / "corpus.toml", Settings)

    @cached_property
    def registry(self) -> Registry:
        """`corpus/sources.toml`."""
        return _toml(self.corpus / "sources.toml", Registry)

    @cached_property
    def splits(self) -> Mapping[str, str]:
        """`corpus/splits.tsv`: story → split. Stories that it does not list are in `train`."""
        path = self.corpus / "splits.tsv"
        if not path.exists():
            return {}
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
        if wrong := [row for row in rows if len(row) != 2]:  # noqa: PLR2004
            raise ConfigError(f"{path}: every line is STORY<tab>SPLIT, not {wrong[0]!r}")
        return {story: split for story, split in rows}  # noqa: C416

    @property
    def corpus(self) -> Path:
        """Tracked data about the documents."""
        return self.root / "corpus"

    @property
    def annotations(self) -> Path:
        """Tracked stand-off layers."""
        return self.root / "annotations"

    @property
    def index(self) -> Path:
        """The frozen index: every document without its text."""
        return self.corpus / "index.jsonl"

    @property
    def frozen_release(self) -> Path:
        """The release that `load_dataset` opens straight from a clone."""
        return self.corpus / "release"

    @property
    def build(self) -> Path:
        """What runs write; ignored by git; may hold withheld text."""
        return self.root / "build"

    @property
    def documents(self) -> Path:
        """Cleaned documents, one JSONL file a shard; may hold withheld text."""
        return self.build / "documents"

    @property
    def quarantine(self) -> Path:
        """Items that could not become documents, one JSONL file a shard, with their reasons."""
        return self.build / "quarantine"

    @property
    def annotated(self) -> Path:
        """Silver as it was last made of the cleaned documents, laid out as `annotations` is."""
        return self.build / "annotations"

    @property
    def duplicates(self) -> Path:
        """The edges between duplicates, frozen."""
        return self.corpus / "duplicates.jsonl"

    @property
    def reuse(self) -> Path:
        """Re-used passages and quotations, frozen."""
        return self.corpus / "reuse.jsonl"

    @property
    def studio(self) -> Path:
        """What is known of the annotation server; all of it can be had anew from there."""
        return self.build / "studio"

    @property
    def practice(self) -> Path:
        """The practice document with its answers."""
        return self.annotations / "guidelines" / "practice"

    @property
    def dist(self) -> Path:
        """Releases that `publish` writes."""
        return self.root / "dist"

    def digest(self) -> str:
        """A digest of the settings and the registry, for manifests."""
        return sha256(msgspec.json.encode((self.settings, self.registry)))


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder upwards with a `corpus.toml`.

    Raises:
        ConfigError: there is none.
    """
    for folder in (start, *start.resolve().parents):
        if (folder / "corpus.toml").exists():
            return Workspace(folder.resolve())
    raise ConfigError(f"no corpus.toml in {start} or above; run inside a checkout, or give --root")


def _toml(path: Path, kind: type[T]) -> T:
    if not path.exists():
        raise ConfigError(f"{path} is absent; a corpus needs one (see docs/ARCHITECTURE.md)")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path}: {error}") from error
