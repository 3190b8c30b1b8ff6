"""The rows of each configuration of a release, with the split that each belongs to."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TypeAlias

from communique.layers import anchor
from communique.publish.corpus import SPLITS, Selection
from communique.records import LAYERS, Annotation, Document, Duplicate, Offset, Reuse

Row: TypeAlias = tuple[str, SimpleNamespace]
"""A split, and what the columns of a configuration read off."""

_STATUSES = ("silver", "individual", "gold")
_BASES = ("machine", "human")


def documents(selection: Selection, *, with_text: bool) -> Iterator[Row]:
    """The documents whose text stands in the release, or those whose text does not."""
    for document in selection.documents:
        if (document.text is not None) is with_text:
            yield selection.corpus.split(document), _document_row(selection, document)


def _document_row(selection: Selection, document: Document) -> SimpleNamespace:
    layers = {layer: selection.layers.get(layer, {}).get(document.id, ()) for layer in LAYERS}
    return SimpleNamespace(
        document=document,
        status=_least(layers, "status", _STATUSES),
        basis=_least(layers, "basis", _BASES),
        **layers,
    )


def _least(
    layers: Mapping[str, Sequence[Annotation]], name: str, order: tuple[str, ...]
) -> SimpleNamespace:
    """For each layer the lowest of its annotations' values; None for a layer without any."""
    found = {
        layer: min({getattr(each, name) for each in annotations}, key=order.index, default=None)
        for layer, annotations in layers.items()
    }
    return SimpleNamespace(**found)


def annotations(selection: Selection, *, layer: str) -> Iterator[Row]:
    """The annotations of a layer, each with its document and sentence."""
    for document in selection.documents:
        annotations = selection.layers.get(layer, {}).get(document.id, ())
        starts = [sentence.start for sentence in document.sentences]
        for annotation in annotations:
            sentence = _sentence(document, starts, anchor(annotation).start)
            row = SimpleNamespace(document=document, annotation=annotation, sentence=sentence)
            yield selection.corpus.split(document), row


def _sentence(document: Document, starts: list[Offset], at: Offset) -> SimpleNamespace | None:
    index = bisect_right(starts, at) - 1
    if index < 0 or at >= document.sentences[index].end:
        return None
    start, end = document.sentences[index].start, document.sentences[index].end
    text = None if document.text is None else document.text[start:end]
    return SimpleNamespace(start=start, end=end, text=text)


def duplicates(selection: Selection) -> Iterator[Row]:
    """The edges between documents that repeat each other."""
    return (_edge(selection, edge) for edge in selection.duplicates)


def reuse(selection: Selection) -> Iterator[Row]:
    """The edges between documents that share a passage."""
    return (_edge(selection, edge) for edge in selection.reuse)


def _edge(selection: Selection, edge: Duplicate | Reuse) -> Row:
    document, of = selection.by_id[edge.doc_id], selection.by_id[edge.of]
    row = SimpleNamespace(
        document=document,
        edge=edge,
        status="silver",
        basis="machine",
        text_available=document.text_available and of.text_available,
    )
    return selection.corpus.split(document), row


def registry(selection: Selection) -> Iterator[Row]:
    """The canonical entities; not split, but `datasets` needs the name of a split."""
    registered = sorted(selection.corpus.registered, key=lambda entity: entity.id)
    return ((SPLITS[0], SimpleNamespace(entity=entity)) for entity in registered)
