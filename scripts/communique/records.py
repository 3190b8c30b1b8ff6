"""The records of the corpus, frozen, as `schema/` describes them.

A document holds a text; annotations point into it with spans and live in files of their own.
Offsets are Unicode code points, zero-based, end exclusive. Labels are plain strings here and
enumerations in the schemas: `tests/test_records_match_schemas.py` pins the two to each other.
"""

from typing import Literal

import msgspec

Offset = int
DocId = str
Digest = str


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The base of all records: frozen, closed to unknown fields, defaults left out of files.

    Records cannot hold themselves, so the garbage collector need not look at them (`gc`): reading
    many is a tenth faster.
    """


class Range(Record, frozen=True):
    """A stretch of a text, `text[start:end]`, that needs no digest of its own."""

    start: Offset
    end: Offset


class Segment(Record, frozen=True):
    """`length` code points of the cleaned text that stand one to one in the raw text.

    What lies between two segments was inserted (on the clean side) or removed (on the raw side).
    """

    clean_start: Offset
    raw_start: Offset
    length: int


class Block(Record, frozen=True):
    """A paragraph of the cleaned text with a role other than body."""

    start: Offset
    end: Offset
    kind: str


class Removed(Record, frozen=True):
    """A stretch of the raw text that was left out, and why.

    `text` is None where the document is withheld.
    """

    raw_start: Offset
    raw_end: Offset
    reason: str
    rule: str
    text: str | None = None


class Document(Record, frozen=True, kw_only=True):
    """One cleaned source item.

    `title`, `publisher` and `published` are what the source itself states; `published_inferred`
    is the curator's, with its reasoning in the registry. `text` is None where it is withheld
    (in the index, and in what may be redistributed). `id` is unique over all collections.
    """

    id: DocId
    collection: str
    story: str | None = None
    source_file: str
    raw_sha256: Digest
    encoding: str
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_inferred: str | None = None
    bylines: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    licence: str
    text_available: bool
    text: str | None = None
    text_sha256: Digest
    alignment: tuple[Segment, ...] = ()
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    sentences: tuple[Range, ...] = ()


class Span(Record, frozen=True):
    """A stretch of a document, `document.text[start:end]`, in code points.

    `digest` is keyed with the whole text (`offsets.digest`): a shifted span is found at once,
    and nobody without the text can guess what it covers. `text` is None where it is withheld.
    """

    start: Offset
    end: Offset
    digest: Digest
    text: str | None = None


class Argument(Record, frozen=True):
    """A participant: the entity, and where it is expressed in or near the sentence, if it is."""

    entity: str
    entity_id: str | None = None
    span: Span | None = None


class Annotation(Record, frozen=True, kw_only=True):
    """What all annotations carry.

    `agent` is a model with its version or an annotator's code; `basis` says whether a machine or
    a human decided; `status` is silver, individual or gold. `changed_in` names the release that
    last changed the record (None before the first release).
    """

    id: str
    doc_id: DocId
    agent: str
    basis: str
    status: str
    changed_in: str | None = None
    unsure: bool = False
    note: str | None = None


class Entity(Annotation, frozen=True, kw_only=True):
    """A mention of a name, time or number. `entity` is None for numbers and times."""

    span: Span
    label: str
    entity: str | None = None
    entity_id: str | None = None
    value: str | None = None


class Quote(Annotation, frozen=True, kw_only=True):
    """Who says what. `cue` and `speaker` are None where a quotation continues without them."""

    kind: str
    content: Span
    cue: Span | None = None
    speaker: Span | None = None
    speaker_entity: tuple[str, ...] = ()
    speaker_entity_id: tuple[str, ...] = ()


class Event(Annotation, frozen=True, kw_only=True):
    """Who did what to whom. `content` lists events by id; `date` is an ISO date, month or year."""

    type: str
    modality: str
    trigger: Span
    mode: str | None = None
    actor: tuple[Argument, ...] = ()
    recipient: tuple[Argument, ...] = ()
    location: tuple[Argument, ...] = ()
    date: str | None = None
    attributed_to: str | None = None
    content: tuple[str, ...] = ()
    event_cluster: str | None = None


class Stance(Annotation, frozen=True, kw_only=True):
    """Who is for or against what. `target` is an issue code or an entity (`target_kind`)."""

    holder: str
    target: str
    target_kind: str
    polarity: str
    evidence: Span
    holder_id: str | None = None
    target_id: str | None = None
    conditional: bool = False
    condition: Span | None = None
    inferred: bool = False
    rests_on: str | None = None


class RegisteredEntity(Record, frozen=True, kw_only=True):
    """A canonical name and what else it is called. `wikidata` only where certain."""

    id: str
    name: str
    label: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    collection: str | None = None


class Duplicate(Record, frozen=True, kw_only=True):
    """An edge between two documents: `doc_id` repeats `of`. Spans are shared stretches.

    `cluster` is the document that represents both; None where both stay (a derived text).
    """

    doc_id: DocId
    of: DocId
    kind: str
    cluster: DocId | None = None
    similarity: float
    containment: float
    spans: tuple[Range, ...] = ()
    of_spans: tuple[Range, ...] = ()


class Reuse(Record, frozen=True, kw_only=True):
    """A passage or quotation that stands in two documents, one span on each side."""

    id: str
    doc_id: DocId
    of: DocId
    kind: str
    span: Span
    of_span: Span
    words: int
    speaker_entity: str | None = None


class Output(Record, frozen=True, kw_only=True):
    """A file that a run wrote, with what it was made from."""

    file: str
    stage: str
    version: int
    config: Digest
    input: Digest
    sha256: Digest
    records: int
    dropped: int = 0


class Manifest(Record, frozen=True, kw_only=True):
    """What was made from what, for a folder of outputs."""

    format: Literal[1]
    outputs: tuple[Output, ...] = ()


class Erratum(Record, frozen=True, kw_only=True):
    """A source's own error, listed and left in the text, and what it should read."""

    doc_id: DocId
    span: Span
    correction: str


class Reading(Record, frozen=True, kw_only=True):
    """A document that somebody finished in all layers, or that was adjudicated (`status` gold).

    It tells a layer in which nothing was found from one that nobody looked at. `text_sha256` is of
    the text that was read; `saw` names the silver that was shown, None if none was.
    """

    doc_id: DocId
    status: str
    agent: str
    basis: str
    text_sha256: Digest
    saw: str | None = None


LAYERS: dict[str, type[Annotation]] = {
    "entities": Entity,
    "quotes": Quote,
    "events": Event,
    "stances": Stance,
}
