"""Shelves of annotations that people fill: how records and readings are written to them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import READINGS, Shelf
from communique.records import Annotation, DocId, Document, Reading
from communique.run.shards import parted
from communique.run.silver import withheld

Key = tuple[DocId, str]
"""A document and who worked on it."""


def write_readings(folder: Path, found: Iterable[Reading]) -> set[Key]:
    """Write down who finished what; gives what is new or other than before."""
    before = {layers.reading_order(one): one for one in layers.readings(folder)}
    after = dict(before)
    for one in found:
        key = layers.reading_order(one)
        after[key] = _remembering(one, before.get(key))
    if after != before:
        ordered: list[Reading] = sorted(after.values(), key=layers.reading_order)
        jsonl.write(folder / READINGS, ordered)
    return {(one.doc_id, one.agent) for key, one in after.items() if before.get(key) != one}


def _remembering(reading: Reading, before: Reading | None) -> Reading:
    """A reading with the silver that was seen before: work that was put back came from none."""
    if reading.saw is None and before and before.text_sha256 == reading.text_sha256:
        return replace(reading, saw=before.saw)
    return reading


def shown(
    workspace: Workspace, annotation: Annotation, documents: Mapping[DocId, Document]
) -> Annotation:
    """An annotation as it may be tracked: of a withheld document its words are left out."""
    document = documents[annotation.doc_id]
    if workspace.registry.collection_named(document.collection).is_shipped:
        return annotation
    return withheld(annotation, document.text)


def write_shelf(
    workspace: Workspace,
    folder: Path,
    shelf: Shelf,
    annotations: Iterable[Annotation],
    documents: Mapping[DocId, Document],
) -> None:
    """Write a shelf anew, in shards of as many documents as the corpus has it."""
    by_document: dict[DocId, list[Annotation]] = {}
    for one in annotations:
        by_document.setdefault(one.doc_id, []).append(one)
    known = [documents[doc_id] for doc_id in sorted(by_document)]
    wanted: dict[Path, list[Annotation]] = {}
    for name, part in parted(known, workspace.settings.run.shard_size):
        path = folder / shelf.path / f"{name}.jsonl"
        wanted[path] = [each for one in part for each in by_document[one.id]]
    for path, records in wanted.items():
        layers.write(path, records)
    for path in layers.shards(folder, shelf):
        if path not in wanted:
            path.unlink()
