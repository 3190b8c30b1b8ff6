"""Tracked silver: what `freeze` makes of the last run of `annotate`, and what it was made from.

`annotations/<layer>/silver/<collection>-NNNNN.jsonl` holds the silver of the documents of the
index, in their order, and `annotations/MANIFEST.json` says what each file was made from. Documents
that are not at hand keep what is tracked of them. Layers that no machine makes are left alone.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from communique import jsonl, layers, manifest
from communique.config import Workspace
from communique.jsonl import DataError
from communique.layers import SILVER, Shelf
from communique.offsets import sha256
from communique.records import Annotation, DocId, Document, Entity, Manifest, Output, Span
from communique.rights import LONGEST_RUN, words
from communique.run import annotate
from communique.run.annotate import AnnotateJob
from communique.run.documents import UnfinishedError, alone, documents, index
from communique.run.shards import parted

ANNOTATIONS, MANIFEST = "annotations", "MANIFEST.json"
STAGED = "staged"
"""The folder below `build/` of annotations as they would be tracked."""

ByDocument = Mapping[DocId, Sequence[Annotation]]


@dataclass(frozen=True)
class Shard:
    """A file of silver, by its name below `annotations/`, and the documents it is about."""

    file: str
    layer: str
    documents: tuple[Document, ...]

    @property
    def collection(self) -> str:
        """The collection of its documents."""
        return PurePosixPath(self.file).stem.rpartition("-")[0]


def shards(workspace: Workspace, indexed: Iterable[Document]) -> Iterator[Shard]:
    """The files of silver for the documents of an index, layer by layer."""
    ordered = sorted(indexed, key=lambda document: document.id)
    for layer in annotate.made_layers():
        for name, part in parted(ordered, workspace.settings.run.shard_size):
            yield Shard(f"{Shelf(layer, SILVER).path}/{name}.jsonl", layer, part)


def origin(job: AnnotateJob, shard: Shard) -> Output:
    """What a file of silver is made from now; its digest and number of records are left open."""
    texts = [(document.id, document.text_sha256) for document in shard.documents]
    return Output(
        file=shard.file,
        stage=f"annotate.{shard.layer}",
        version=job.layers[shard.layer],
        config=sha256(
            msgspec.json.encode((job.pipeline, sorted(job.stages.items()), *job.registered))
        ),
        input=sha256(msgspec.json.encode(texts)),
        sha256="",
        records=0,
    )


def standing(workspace: Workspace) -> list[Path]:
    """The tracked files of silver that a machine made."""
    shelves = (Shelf(layer, SILVER) for layer in annotate.made_layers())
    return [path for shelf in shelves for path in layers.shards(workspace.annotations, shelf)]


def tracked(workspace: Workspace, indexed: Sequence[Document]) -> dict[str, bytes]:
    """The files of silver and their manifest as they should be, by path below the checkout.

    Where nothing was annotated and no text has changed, what is tracked stays.

    Raises:
        UnfinishedError: what `annotate` made is not of the documents, pipeline and code of now.
        PipelineError: there is no such pipeline.
        DataError: what is tracked cannot be read.
    """
    at_hand = _annotated_now(workspace)
    if not at_hand and not standing(workspace):
        return {}
    job = annotate.job_of(workspace) if at_hand else None
    before = _outputs(workspace)
    made = annotate.made_layers()
    outputs = [one for one in before if PurePosixPath(one.file).parts[0] not in made]
    files: dict[str, bytes] = {}
    records = {layer: _records(workspace, layer, at_hand) for layer in made}
    for shard in shards(workspace, indexed):
        entry = _entry(shard, before)
        about = _about(shard, at_hand, records[shard.layer], entry)
        if not about.documents and entry is None:
            continue
        data = jsonl.lines(_shown(workspace, about, records[shard.layer], at_hand))
        files[f"{ANNOTATIONS}/{shard.file}"] = data
        if said := _said(about, at_hand, entry, job):
            outputs.append(replace(said, sha256=sha256(data), records=data.count(b"\n")))
    done = manifest.encoded(Manifest(format=1, outputs=tuple(outputs)))
    return files | {f"{ANNOTATIONS}/{MANIFEST}": done}


def staged(workspace: Workspace, files: Mapping[str, bytes]) -> Path:
    """A folder laid out as `annotations` is, as it would be with `files` in place of its silver.

    Raises:
        BusyError: another run is writing to `build/`.
        OSError: the disk is full or `build/` cannot be written.
    """
    folder = workspace.build / STAGED
    with alone(workspace):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / ANNOTATIONS).mkdir(parents=True)
        if workspace.annotations.exists():
            shutil.copytree(workspace.annotations, folder / ANNOTATIONS, dirs_exist_ok=True)
        for path in standing(workspace):
            (folder / path.relative_to(workspace.root)).unlink()
        for name, data in files.items():
            jsonl.write_bytes(folder / name, [data])
    return folder / ANNOTATIONS


def _annotated_now(workspace: Workspace) -> dict[DocId, Document]:
    """The documents of the corpus whose silver is that of the last run of `annotate`."""
    lists = workspace.registry.lists
    found = {one.id: one for one in documents(workspace) if lists(one.id, one.collection)}
    if annotate.is_begun(workspace):
        if annotate.is_whole(workspace):
            return found
        raise UnfinishedError(
            f"{workspace.annotated} is not what the pipeline of corpus.toml makes of the documents "
            "as they are now; run `communique annotate`"
        )
    frozen = {one.id: one.text_sha256 for one in index(workspace).values()}
    changed = [one.id for one in found.values() if frozen.get(one.id) != one.text_sha256]
    if changed and standing(workspace):
        raise UnfinishedError(f"{changed[0]} is new or has changed; run `communique annotate`")
    return {}


def _records(
    workspace: Workspace, layer: str, at_hand: Mapping[DocId, Document]
) -> dict[DocId, list[Annotation]]:
    """The silver of a layer: that of documents at hand as it was made now, else as tracked."""
    shelf = Shelf(layer, SILVER)
    found: dict[DocId, list[Annotation]] = {}
    for each in layers.read(workspace.annotations, shelf):
        if each.doc_id not in at_hand:
            found.setdefault(each.doc_id, []).append(each)
    for each in layers.read(workspace.annotated, shelf) if at_hand else ():
        if each.doc_id in at_hand:
            found.setdefault(each.doc_id, []).append(each)
    return found


def _outputs(workspace: Workspace) -> tuple[Output, ...]:
    path = workspace.annotations / MANIFEST
    if not path.exists():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest).outputs
    except msgspec.DecodeError as error:
        raise DataError(f"{path}: {error}; run `communique check`") from error


def _entry(shard: Shard, before: Iterable[Output]) -> Output | None:
    """What the manifest says of a file, else of another of its layer and collection."""
    prefix = shard.file.rpartition("-")[0]
    alike = [one for one in before if one.file.rpartition("-")[0] == prefix]
    return next((one for one in alike if one.file == shard.file), alike[0] if alike else None)


def _about(
    shard: Shard, at_hand: Mapping[DocId, Document], records: ByDocument, entry: Output | None
) -> Shard:
    """The shard with those of its documents that were ever annotated."""
    if entry is not None:
        return shard
    known = (one for one in shard.documents if one.id in at_hand or one.id in records)
    return Shard(shard.file, shard.layer, tuple(known))


def _said(
    about: Shard, at_hand: Mapping[DocId, Document], entry: Output | None, job: AnnotateJob | None
) -> Output | None:
    """What a file is made from: as long as old silver is in it, what that was made from.

    None where nobody said what it was made from.
    """
    if job is not None and all(one.id in at_hand for one in about.documents):
        return origin(job, about)
    if entry is None:
        return None
    texts = [(document.id, document.text_sha256) for document in about.documents]
    return replace(entry, file=about.file, input=sha256(msgspec.json.encode(texts)))


def _shown(
    workspace: Workspace, about: Shard, records: ByDocument, at_hand: Mapping[DocId, Document]
) -> list[Annotation]:
    """The shard's silver as it may be tracked, in the order of files."""
    is_shipped = workspace.registry.collection_named(about.collection).is_shipped
    found = [each for one in about.documents for each in records.get(one.id, ())]
    if not is_shipped:
        texts = {doc_id: document.text for doc_id, document in at_hand.items()}
        found = [withheld(each, texts.get(each.doc_id)) for each in found]
    return sorted(found, key=layers.order)


def withheld(annotation: Annotation, text: str | None) -> Annotation:
    """An annotation of a withheld document: only short names, dates and numbers are shown.

    `text` is the document's, None if it is not at hand; then what is shown stays as it is.
    """
    is_mention = isinstance(annotation, Entity)

    def allowed(span: Span) -> Span:
        covered = span.text if text is None else text[span.start : span.end]
        is_shown = is_mention and covered is not None and len(words(covered)) <= LONGEST_RUN
        return replace(span, text=covered if is_shown else None)

    return layers.with_spans(annotation, allowed)
