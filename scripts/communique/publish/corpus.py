"""What a release is made from, and what of it may be shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from msgspec import Struct, inspect
from msgspec.structs import replace

from communique.config import Collection
from communique.layers import order, pair_order
from communique.records import (
    Annotation,
    Argument,
    DocId,
    Document,
    Duplicate,
    Entity,
    RegisteredEntity,
    Reuse,
    Span,
)
from communique.rights import without_text

A = TypeVar("A", bound=Annotation | Argument)
E = TypeVar("E", bound=Duplicate | Reuse)

SPLITS = ("train", "validation", "test")
"""The order of splits; others follow by name."""


class ReleaseError(ValueError):
    """What was given makes no release; the message says what is missing and how to get it."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Everything that a release is made from.

    `documents` are those at hand, with their text. `index` holds the frozen documents without
    text: the redistributable release takes withheld documents from there alone, so that it is
    the same with or without their sources. `layers` maps a layer's name to its annotations,
    chosen gold-else-silver. `duplicates` and `reuse` are the frozen edges; those found among the
    documents at hand (None: not looked for) take their place in the full release, which knows
    unregistered articles too. `version` is x.y.z, `released` an ISO date; `splits` maps story to
    split. `schemas` are the files of `schema/`, `pages` the texts that a release copies
    (`DATASHEET.md`, `CHANGELOG.md`, `CITATION.cff`, …), both by relative path.
    """

    name: str
    title: str
    maintainers: str
    version: str
    released: str
    collections: tuple[Collection, ...]
    documents: tuple[Document, ...]
    index: tuple[Document, ...] = ()
    splits: Mapping[str, str]
    layers: Mapping[str, Sequence[Annotation]]
    registered: tuple[RegisteredEntity, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    found_duplicates: tuple[Duplicate, ...] | None = None
    found_reuse: tuple[Reuse, ...] | None = None
    schemas: Mapping[str, bytes]
    pages: Mapping[str, str]

    @cached_property
    def shipped(self) -> frozenset[str]:
        """Names of the collections whose text may be redistributed."""
        return frozenset(each.name for each in self.collections if each.is_shipped)

    def split(self, document: Document) -> str:
        """The split of the document's story, else of a document that it repeats, else `train`."""
        listed = self.splits.get(document.story or "")
        return listed or self._linked.get(document.id, SPLITS[0])

    @cached_property
    def _linked(self) -> Mapping[DocId, str]:
        """For documents without a listed story the split of one that they are linked with."""
        stories = {each.id: each.story or "" for each in (*self.index, *self.documents)}
        linked: dict[DocId, str] = {}
        for edge in self.found_duplicates or ():
            for one, other in ((edge.doc_id, edge.of), (edge.of, edge.doc_id)):
                if split := self.splits.get(stories.get(other, "")):
                    linked.setdefault(one, split)
        return linked


@dataclass(frozen=True)
class Selection:
    """The part of a corpus that stands in one release, with withheld text taken out."""

    corpus: Corpus
    full: bool

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The release's documents by id; `text` is None where it may not stand.

        Raises:
            ReleaseError: a document that ships in full has no text.
        """
        chosen = {each.id: stripped(each) for each in self._frozen}
        at_hand = (each for each in self.corpus.documents if self._shows(each))
        chosen |= {each.id: replace(each, text_available=True) for each in at_hand}
        if lacking := next(filter(self._lacks_text, self.corpus.documents), None):
            raise ReleaseError(
                f"{lacking.id} ships in full but has no text; run `communique clean`"
            )
        return tuple(chosen[id_] for id_ in sorted(chosen))

    @cached_property
    def by_id(self) -> Mapping[DocId, Document]:
        """The release's documents by their id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def layers(self) -> Mapping[str, Mapping[DocId, Sequence[Annotation]]]:
        """The annotations of each layer by document, in order of their anchors."""
        return {name: self._grouped(layer) for name, layer in self.corpus.layers.items()}

    @property
    def duplicates(self) -> list[Duplicate]:
        """The edges between documents of the release."""
        edges = self._edges(self.corpus.duplicates, self.corpus.found_duplicates)
        return sorted(edges, key=pair_order)

    @property
    def reuse(self) -> list[Reuse]:
        """The shared passages between documents of the release."""
        shown = (
            replace(
                each,
                span=span_in(each.span, self.by_id[each.doc_id]),
                of_span=span_in(each.of_span, self.by_id[each.of]),
            )
            for each in self._edges(self.corpus.reuse, self.corpus.found_reuse)
        )
        return sorted(shown, key=pair_order)

    def _edges(self, frozen: Iterable[E], found: Iterable[E] | None) -> Iterator[E]:
        """Frozen edges; in the full release those found now, where both texts are at hand."""
        at_hand: set[DocId] = set()
        if self.full and found is not None:
            at_hand = {document.id for document in self.corpus.documents}
        kept = [edge for edge in frozen if not {edge.doc_id, edge.of} <= at_hand]
        for edge in [*kept, *(found or [])] if at_hand else kept:
            if {edge.doc_id, edge.of} <= self.by_id.keys():
                yield edge

    @property
    def _frozen(self) -> Iterator[Document]:
        return (each for each in self.corpus.index if each.collection not in self.corpus.shipped)

    def _shows(self, document: Document) -> bool:
        return document.text is not None and (
            self.full or document.collection in self.corpus.shipped
        )

    def _lacks_text(self, document: Document) -> bool:
        return document.text is None and document.collection in self.corpus.shipped

    def _grouped(self, layer: Iterable[Annotation]) -> Mapping[DocId, Sequence[Annotation]]:
        groups: dict[DocId, list[Annotation]] = {}
        for annotation in layer:
            if document := self.by_id.get(annotation.doc_id):
                groups.setdefault(document.id, []).append(shown(annotation, document))
        for group in groups.values():
            group.sort(key=order)
        return groups


def stripped(document: Document) -> Document:
    """The document as it may stand where its text is withheld: metadata, offsets, digests."""
    return without_text(replace(document, text_available=False))


def shown(record: A, document: Document) -> A:
    """The record with the text of its spans filled in, or taken out where it is withheld.

    Names, dates and numbers keep theirs: mentions of the entity layer, and arguments of events.
    """
    if document.text is None and isinstance(record, Entity | Argument):
        return record
    changed = {
        name: new
        for name in _pointing(record.__class__)
        if (new := _value_in(old := getattr(record, name), document)) != old
    }
    return replace(record, **changed) if changed else record


def span_in(span: Span, document: Document) -> Span:
    """The span with the text it covers; without text where the document's is withheld."""
    text = None if document.text is None else document.text[span.start : span.end]
    return span if text == span.text else replace(span, text=text)


@cache
def _pointing(record: type[Struct]) -> tuple[str, ...]:
    """The fields of a record that hold spans, or records with spans."""
    fields = inspect.type_info(record).fields  # type: ignore[attr-defined]
    return tuple(field.name for field in fields if _holds_records(field.type))


def _holds_records(kind: inspect.Type) -> bool:
    match kind:
        case inspect.UnionType(types):
            return any(map(_holds_records, types))
        case inspect.VarTupleType(item):
            return _holds_records(item)
        case _:
            return isinstance(kind, inspect.StructType)


def _value_in(value: object, document: Document) -> object:
    match value:
        case Span():
            return span_in(value, document)
        case Argument():
            return shown(value, document)
        case tuple():
            return tuple(_value_in(each, document) for each in value)
        case _:
            return value
