"""Individual annotations on their shelves: an annotator's work on a document, taken or replaced."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from communique import layers
from communique.config import Workspace
from communique.layers import INDIVIDUAL, Shelf
from communique.records import LAYERS, DocId, Document, Reading
from communique.run.shelves import shown, write_readings, write_shelf
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
                shown(workspace, each, documents)
                for one in own
                for each in one.marked.layers()[layer]
            ]
            kept = [one for one in before if one.doc_id not in done]
            differ = set(before) ^ {*kept, *made}
            changed |= {(one.doc_id, who) for one in differ}
            if differ:
                write_shelf(workspace, folder, shelf, [*kept, *made], documents)
    changed |= write_readings(folder, [one.reading for one in taken])
    return len(changed)
