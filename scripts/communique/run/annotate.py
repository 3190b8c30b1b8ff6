"""Documents to silver, shard by shard, in `build/annotations`: laid out as `annotations` is.

A shard is made anew only if its documents, the pipeline, the stages or their code have changed.
"""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

import communique.annotate
from communique import jsonl, layers, schema
from communique.annotate.pipelines import META, Pipeline, pipeline
from communique.config import Workspace
from communique.engines.local import worked
from communique.layers import SILVER, Shelf
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Digest, Document, RegisteredEntity
from communique.run import documents
from communique.run.documents import Progress, alone
from communique.run.made import Files, Made, code, digest_of
from communique.run.shards import Outcome
from communique.stage import Dropped, Stage

if TYPE_CHECKING:
    from communique.annotate.annotator import Annotated

QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Annotations:
    """What a run of `annotate` made: documents, records by layer, shards that stood already."""

    kept: int
    dropped: int
    records: Counter[str]
    shards: int
    skipped: int


@dataclass(frozen=True)
class AnnotateJob:
    """How to annotate a shard, and where to: what a worker needs to know.

    `name` is what the pipeline is called here; `stages` and `layers` have their versions, `config`
    is a digest of whatever else silver depends on; `registered` is the entity registry, `stories`
    the folder of the corpus's own inventories of issues, where it has one.
    """

    name: str
    pipeline: Pipeline
    stages: dict[str, int]
    config: Digest
    layers: Mapping[str, int]
    registered: tuple[RegisteredEntity, ...]
    stories: str | None
    documents: Path
    folder: Path

    def __call__(self, shard: str) -> Outcome:
        """Annotate one shard, unless it stands as it would be written.

        Raises:
            PipelineError: the pipeline cannot be loaded.
            OSError: the disk is full or a folder cannot be written; what stood is untouched.
        """
        wanted, files = self.wanted(shard), self.files(shard)
        if (standing := files.standing(wanted)) is not None:
            return Outcome.of(shard, standing, skipped=True)
        files.begin()
        stage = _annotator(self.name, self.pipeline, self.registered, self.stories)
        results = list(stage(self._read(shard)))
        kept = [result for result in results if not isinstance(result, Dropped)]
        dropped = [result for result in results if isinstance(result, Dropped)]
        jsonl.write(files.files[QUARANTINE], dropped)
        counts = {layer: _write(files.files[layer], layer, kept) for layer in self.layers}
        made = replace(wanted, kept=len(kept), dropped=len(dropped), records=counts)
        return Outcome.of(shard, files.finish(made), skipped=False)

    def wanted(self, shard: str) -> Made:
        """What the shard's silver is to be made from."""
        return Made(stages=self.stages, config=self.config, input=sha256_of(self._source(shard)))

    def files(self, shard: str) -> Files:
        """Where the shard's silver, and what could not be annotated, stand."""
        return files_of(self.folder, shard, self.layers)

    def _source(self, shard: str) -> Path:
        return self.documents / f"{shard}.jsonl"

    def _read(self, shard: str) -> Iterator[Document]:
        return jsonl.read(self._source(shard), Document)


def annotate(
    workspace: Workspace,
    name: str | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Annotations:
    """Annotate the documents of the last `clean`, with the pipeline `name` or the usual one.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        PipelineError: there is no such pipeline.
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written; a later run resumes.
    """
    todo = documents.shard_names(workspace)
    with alone(workspace):
        job = job_of(workspace, name)
        _sweep(job, todo)
        workers = workspace.settings.run.workers if workers is None else workers
        outcomes = worked(job, todo, workers)
        done = list(progress(todo, outcomes) if progress else outcomes)
    return Annotations(
        kept=sum(outcome.kept for outcome in done),
        dropped=sum(outcome.dropped for outcome in done),
        records=sum((Counter(outcome.records) for outcome in done), Counter()),
        shards=len(done),
        skipped=sum(outcome.skipped for outcome in done),
    )


def job_of(workspace: Workspace, name: str | None = None) -> AnnotateJob:
    """How shards are annotated with the pipeline `name`, or the one that `corpus.toml` names.

    Raises:
        PipelineError: there is no such pipeline.
    """
    from communique.annotate.annotator import STAGES  # noqa: PLC0415  (spaCy takes its time)

    name = usual(workspace) if name is None else name
    known = pipeline(name)
    registered = tuple(_registered(workspace))
    own = workspace.root / "schema" / "stories"
    stories = str(own) if own.is_dir() else None
    folders = {own, schema.folder() / "stories"}
    issues = digest_of(path for each in folders for path in each.glob("*.json"))
    return AnnotateJob(
        name=name,
        pipeline=known,
        stages=STAGES,
        config=sha256(msgspec.json.encode((known, _code(), registered, issues))),
        layers=made_layers(),
        registered=registered,
        stories=stories,
        documents=workspace.documents,
        folder=workspace.annotated,
    )


def _registered(workspace: Workspace) -> Iterator[RegisteredEntity]:
    path = workspace.annotations / "entities.jsonl"
    return jsonl.read(path, RegisteredEntity) if path.exists() else iter(())


def usual(workspace: Workspace) -> str:
    """The pipeline that `corpus.toml` names; a folder is looked for in the checkout."""
    name = workspace.settings.annotate.pipeline
    inside = workspace.root / name
    return str(inside) if (inside / META).is_file() else name


def made_layers() -> dict[str, int]:
    """The layers that are made by machine, with the versions of what makes them."""
    from communique.annotate.makers import MAKERS  # noqa: PLC0415  (spaCy takes its time)

    return {maker.layer: maker.version for maker in MAKERS}


def quarantined(workspace: Workspace) -> Iterator[Dropped]:
    """The documents of the last run that could not be annotated."""
    for path in sorted((workspace.annotated / QUARANTINE).glob("*.jsonl")):
        yield from jsonl.read(path, Dropped)


def is_begun(workspace: Workspace) -> bool:
    """Whether anything was annotated, of whatever documents and by whatever pipeline."""
    return any(workspace.annotated.glob("*.manifest.json"))


def is_whole(workspace: Workspace) -> bool:
    """Whether all documents of the last `clean` are annotated by the pipeline of `corpus.toml`.

    Raises:
        UnfinishedError: nothing was cleaned, or not to the end.
        PipelineError: there is no such pipeline.
    """
    job = job_of(workspace)
    names = documents.shard_names(workspace)
    return all(job.files(shard).standing(job.wanted(shard)) for shard in names)


def files_of(folder: Path, shard: str, made: Iterable[str]) -> Files:
    """Where a shard's silver of the layers `made`, and what was dropped, stand below `folder`."""
    name = f"{shard}.jsonl"
    silver = {layer: folder / Shelf(layer, SILVER).path / name for layer in made}
    return Files(
        folder / f"{shard}.manifest.json", silver | {QUARANTINE: folder / QUARANTINE / name}
    )


def _write(path: Path, layer: str, kept: Sequence["Annotated"]) -> int:
    return layers.write(path, chain.from_iterable(each.layers[layer] for each in kept))


def _sweep(job: AnnotateJob, names: Sequence[str]) -> None:
    """Remove what is of no shard that there is now, and temporary files of killed runs."""
    wanted = {path for name in names for path in job.files(name).paths}
    for path in job.folder.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()


@functools.lru_cache(1)
def _annotator(
    name: str, known: Pipeline, registered: tuple[RegisteredEntity, ...], stories: str | None
) -> Stage[Document, "Annotated"]:
    """Once a worker: the pipeline is loaded for its first shard that is not skipped."""
    from communique.annotate.annotator import annotator  # noqa: PLC0415  (spaCy takes its time)

    return annotator(name, known, registered, stories)


@functools.lru_cache
def _code() -> Digest:
    """A digest of the code, the language data and the version of spaCy that silver is made by."""
    folder = Path(communique.annotate.__file__).parent
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    own_code = digest_of([*files, Path(__file__)])
    parts = [code("communique", "communique.languages"), own_code, metadata.version("spacy")]
    return sha256("\n".join(parts))
