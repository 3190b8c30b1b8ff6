"""The silver of somebody's own articles: it is never tracked, and stands in `build/annotations`."""

from collections.abc import Iterator
from pathlib import Path

from communique import jsonl, layers
from communique.config import Workspace
from communique.layers import SILVER, Shelf
from communique.manifest import sha256_of
from communique.records import LAYERS, Annotation
from communique.run.annotate import files_of, made_layers


def silver(workspace: Workspace, layer: str) -> Iterator[Annotation]:
    """The silver of documents that are nobody's but their owner's: neither shipped nor registered.

    Of shards whose documents have changed since there is none: `annotate` makes it anew.
    """
    lists = workspace.registry.lists
    for path in shards(workspace, layer):
        found = jsonl.read(path, LAYERS[layer])
        yield from (each for each in found if not lists(each.doc_id, _collection(path)))


def shards(workspace: Workspace, layer: str) -> list[Path]:
    """The files of silver that may hold some of it."""
    return [
        path
        for path in layers.shards(workspace.annotated, Shelf(layer, SILVER))
        if not workspace.registry.collection_named(_collection(path)).is_shipped
        and _fits(workspace, path.stem)
    ]


def _collection(path: Path) -> str:
    return path.stem.rpartition("-")[0]


def _fits(workspace: Workspace, shard: str) -> bool:
    source = workspace.documents / f"{shard}.jsonl"
    made = files_of(workspace.annotated, shard, made_layers()).whole()
    return made is not None and source.exists() and made.input == sha256_of(source)
