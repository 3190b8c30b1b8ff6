"""Individual annotations on their shelves: an annotator's work on a document, taken or replaced."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import INDIVIDUAL, READINGS, Shelf
from communique.records import LAYERS, Annotation, DocId, Document, Reading
from communique.run.shards import parted
from communique.run.silver import withheld
from communique.tools.label_studio.taken import Taken

Key = tuple[DocId, str]
"""A document and who worked on it."""


def readings(workspace: Workspace) -> dict[Key, Reading]:
    """Who finished which documents, tracked or of own articles."""
    folders = (workspace.annotations, workspace.annotated)
    found = (one for folder in folders for one in layers.readings(folder))
    return {(one.doc_id, one.agent): one for one in found if one.status == INDIVIDUAL}


def take(workspace: Workspace, taken: Sequence[Taken], documents: Mapping[DocId, Document]) -> int:
    """Put work on its shelves, in place of what the same annotator said of the same document.

    Work on documents of the corpus is tracked; that on somebody's own articles stands in `build/`,
    and can be pulled anew. Gives how many readings are new or other than before.
    """
    lists = workspace.registry.lists
    count = 0
    for folder, is_tracked in ((workspace.annotations, True), (workspace.annotated, False)):
        own = [
            one
            for one in taken
            if lists(one.reading.doc_id, documents[one.reading.doc_id].collection) == is_tracked
        ]
        count += _taken(workspace, folder, own, documents) if own else 0
    return count


def _taken(
    workspace: Workspace,
    folder: Path,
    taken: Sequence[Taken],
    documents: Mapping[DocId, Document],
) -> int:
    changed: set[Key] = set()
    for who in sorted({one.reading.agent for one in taken}):
        own = [one for one in taken if one.reading.agent == who]
        done = {one.reading.doc_id for one in own}
        for layer in LAYERS:
            shelf = Shelf(layer, INDIVIDUAL, who)
            before = list(layers.read(folder, shelf))
            made = [
                _shown(workspace, each, documents)
                for one in own
                for each in one.marked.layers()[layer]
            ]
            kept = [one for one in before if one.doc_id not in done]
            differ = set(before) ^ {*kept, *made}
            changed |= {(one.doc_id, who) for one in differ}
            if differ:
                _write(workspace, folder, shelf, [*kept, *made], documents)
    changed |= _read(folder, [one.reading for one in taken])
    return len(changed)


def _read(folder: Path, found: Iterable[Reading]) -> set[Key]:
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


def _shown(
    workspace: Workspace, annotation: Annotation, documents: Mapping[DocId, Document]
) -> Annotation:
    """An annotation as it may be tracked: of a withheld document its words are left out."""
    document = documents[annotation.doc_id]
    if workspace.registry.collection_named(document.collection).is_shipped:
        return annotation
    return withheld(annotation, document.text)


def _write(
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
