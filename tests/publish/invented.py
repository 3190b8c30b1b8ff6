"""A small invented corpus with every layer, and schemas that describe its records."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from msgspec import inspect

from communique.config import Collection
from communique.offsets import Digester, sha256
from communique.publish.corpus import Corpus
from communique.records import (
    LAYERS,
    Annotation,
    Argument,
    Block,
    Document,
    Duplicate,
    Entity,
    Event,
    Quote,
    Range,
    Record,
    RegisteredEntity,
    Removed,
    Reuse,
    Segment,
    Span,
    Stance,
)

RIVER = "Envoy visits Tarn 🕊\n\n“We will open the weir,” Ilse Vantar said. Ostrel refused aid."
BRIDGE = (
    "جسر تارن: the bridge at Tarn\n\nIlse Vantar met the cafe\u0301 owners of Tarn. Nobody spoke."
)
HELD = "Held talks\n\nA private sentence that only its owner may print. Ostrel refused aid."

LABELS = {
    ("entity", "label"): ("PERSON", "GPE", "CARDINAL"),
    ("quote", "kind"): ("direct", "indirect", "mixed"),
    ("event", "type"): ("CONSULT", "REJECT"),
    ("event", "modality"): ("actual", "hypothetical"),
    ("stance", "polarity"): ("favor", "against", "neutral"),
    ("stance", "target_kind"): ("issue", "entity"),
    ("duplicate", "kind"): ("exact", "near"),
    ("reuse", "kind"): ("passage", "quotation"),
}
NESTED = {
    ("document", "blocks", "kind"): ("title", "subhead"),
    ("document", "removed", "reason"): ("newsletter", "caption"),
}
COMMON = {"status": ("silver", "individual", "gold"), "basis": ("machine", "human")}
SCHEMAS: Mapping[str, type[Record]] = {
    "document": Document,
    "entity": Entity,
    "quote": Quote,
    "event": Event,
    "stance": Stance,
    "duplicate": Duplicate,
    "reuse": Reuse,
    "registered-entity": RegisteredEntity,
}


def schemas() -> dict[str, bytes]:
    """A schema file for every record that a release shows."""
    return {
        f"{stem}.schema.json": json.dumps(_schema(record, (stem,))).encode()
        for stem, record in SCHEMAS.items()
    }


def document(id_: str, text: str, **fields: object) -> Document:
    """A document with its text, cleaned from a raw file that ended in one line more."""
    raw = text + "\n\nSign up!\n"
    stands = {
        "collection": "exercise",
        "story": "tarn-weir",
        "source_file": f"{id_}.txt",
        "raw_sha256": sha256(raw),
        "encoding": "utf-8",
        "language": "en",
        "title": text.split("\n", 1)[0],
        "published": "2031-05-06",
        "licence": "CC-BY-4.0",
        "text_available": True,
        "text": text,
        "text_sha256": sha256(text),
        "alignment": (Segment(0, 0, len(text)),),
        "blocks": (Block(0, text.index("\n"), "title"),) if "\n" in text else (),
        "removed": (Removed(len(text) + 2, len(raw) - 1, "newsletter", "prompt", "Sign up!"),),
        "sentences": _sentences(text),
    }
    return Document(id=id_, **{**stands, **fields})  # type: ignore[arg-type]


def annotations(shown: Document) -> dict[str, list[Annotation]]:
    """One annotation of every layer, hung on the document's last sentence."""
    text = cast("str", shown.text)
    last = shown.sentences[-1]
    digester = Digester(text)

    def span(start: int, end: int) -> Span:
        return digester.span(start, end, with_text=shown.collection == "exercise")

    blank = text.find(" ", last.start + 1, last.end)
    first = span(last.start, blank if blank > 0 else last.end)
    whole = span(last.start, last.end)
    stands = {"doc_id": shown.id, "agent": "model 1", "basis": "machine", "status": "silver"}
    name = with_text(first, text)
    return {
        "entities": [Entity(id=f"{shown.id}-e", span=name, label="GPE", entity="Ostrel", **stands)],
        "quotes": [Quote(id=f"{shown.id}-q", kind="indirect", content=whole, cue=first, **stands)],
        "events": [
            Event(
                id=f"{shown.id}-v",
                type="REJECT",
                modality="actual",
                trigger=first,
                actor=(Argument("Ostrel", "ostrel", name), Argument("Tarn")),
                date="2031-05",
                **stands,
            )
        ],
        "stances": [
            Stance(
                id=f"{shown.id}-s",
                holder="Ostrel",
                target="aid",
                target_kind="issue",
                polarity="against",
                evidence=whole,
                **stands,
            )
        ],
    }


def with_text(span: Span, text: str | None) -> Span:
    """The span with what it covers of `text`; without if that is None."""
    return Span(span.start, span.end, span.digest, text and text[span.start : span.end])


def stripped(shown: Document) -> Document:
    """The document as the frozen index holds it."""
    removed = tuple(Removed(r.raw_start, r.raw_end, r.reason, r.rule) for r in shown.removed)
    fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
    return Document(**{**fields, "text": None, "text_available": False, "removed": removed})


def river() -> Document:
    return document("exercise-01", RIVER)


def bridge() -> Document:
    return document("exercise-02", BRIDGE, story="bridge", published=None)


def secret() -> Document:
    return document(
        "articles-000",
        HELD,
        collection="articles",
        story="held-talks",
        licence="LicenseRef-publisher",
        published=None,
        published_inferred="2031-06",
    )


def corpus(*, layers: bool = True, sources: bool = False) -> Corpus:
    """Two invented documents that ship and one that is withheld, at hand or not."""
    documents = (river(), bridge(), *([secret()] if sources else []))
    by_layer: dict[str, list[Annotation]] = {layer: [] for layer in LAYERS}
    for each in (river(), bridge(), secret()) if layers else ():
        for layer, found in annotations(each).items():
            by_layer[layer] += found
    return Corpus(
        name="invented",
        title="Invented news",
        maintainers="The maintainers",
        version="0.1.0",
        released="2031-05-09",
        collections=COLLECTIONS,
        documents=documents,
        index=tuple(stripped(each) for each in (river(), bridge(), secret())),
        splits={"tarn-weir": "train", "bridge": "validation", "held-talks": "test"},
        layers=by_layer,
        registered=(RegisteredEntity(id="ostrel", name="Ostrel", label="GPE"),),
        duplicates=(_duplicate(),) if layers else (),
        reuse=(_reuse(),) if layers else (),
        schemas=schemas(),
        pages={
            "DATASHEET.md": "Version <!-- numbers:version --><!-- /numbers -->.\n",
            "CITATION.cff": "date-released: 2031-05-09\n",
        },
    )


def with_documents(documents: Sequence[Document]) -> Corpus:
    """A corpus of these documents alone, without layers."""
    return replace(corpus(layers=False), documents=tuple(documents), index=(), registered=())


def with_index(documents: Sequence[Document], index: Sequence[Document]) -> Corpus:
    """A corpus of these documents and these frozen ones, without layers."""
    return replace(with_documents(documents), index=tuple(index))


def with_layers(
    documents: Sequence[Document],
    annotated: Callable[[Document], dict[str, list[Annotation]]],
    repeats: int,
) -> Corpus:
    """A corpus of these documents with `repeats` copies of what `annotated` gives."""
    by_layer: dict[str, list[Annotation]] = {layer: [] for layer in LAYERS}
    for each in documents if repeats else ():
        for layer, found in annotated(each).items():
            by_layer[layer] += found * repeats
    return replace(with_documents(documents), layers=by_layer)


COLLECTIONS = (
    Collection(name="exercise", title="Invented", licence="CC-BY-4.0", rights="shipped"),
    Collection(name="articles", title="Real", licence="LicenseRef-publisher", rights="withheld"),
)


def _duplicate() -> Duplicate:
    return Duplicate(
        doc_id="exercise-02",
        of="exercise-01",
        kind="near",
        cluster="c1",
        similarity=0.5,
        containment=0.75,
        spans=(Range(0, 4),),
        of_spans=(Range(2, 6),),
    )


def _reuse() -> Reuse:
    one, other = Digester(HELD), Digester(RIVER)
    return Reuse(
        id="r1",
        doc_id="articles-000",
        of="exercise-01",
        kind="passage",
        span=one.span(0, 4, with_text=False),
        of_span=other.span(0, 4, with_text=True),
        words=8,
    )


def _sentences(text: str) -> tuple[Range, ...]:
    found: list[Range] = []
    at = 0
    for piece in text.split(". "):
        end = min(at + len(piece) + 1, len(text))
        if end > at:
            found.append(Range(at, end))
        at = end + 1
    return tuple(found)


def _schema(record: type[Record], path: tuple[str, ...]) -> dict[str, object]:
    return {"type": "object", "properties": dict(_properties(record, path))}


def _properties(
    record: type[Record], path: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, object]]]:
    for field in inspect.type_info(record).fields:  # type: ignore[attr-defined]
        here = (*path, field.name)
        yield field.name, {"description": f"The {' '.join(here)}.", **_type(field.type, here)}


def _type(kind: inspect.Type, path: tuple[str, ...]) -> dict[str, object]:
    match kind:
        case inspect.UnionType(types):
            return {"anyOf": [_type(each, path) for each in types]}
        case inspect.VarTupleType(item):
            return {"type": "array", "items": _type(item, path)}
        case inspect.StructType(cls):
            return _schema(cls, path)
        case inspect.NoneType():
            return {"type": "null"}
        case _:
            return _enum(path)


def _enum(path: tuple[str, ...]) -> dict[str, object]:
    of_layer = COMMON.get(path[-1], ()) if len(path) == 2 else ()
    names = LABELS.get(path[:2] if len(path) == 2 else (), ()) or NESTED.get(path, ()) or of_layer
    if not names:
        return {}
    return {"enum": list(names), "enumDescriptions": [f"{name} is meant" for name in names]}
