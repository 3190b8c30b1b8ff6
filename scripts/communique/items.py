"""Source items: one article each, with its bytes and what is known of it from outside."""

from communique.records import DocId, Record


class Place(Record, frozen=True, kw_only=True):
    """Where an item stands: a whole file, or `length` bytes at `offset` of a JSONL file.

    `source_file` is the file's name below the folder it was found in, with `#line` for a line of
    a JSONL file; it goes into records, `path` does not.
    """

    id: DocId
    path: str
    source_file: str
    media: str
    collection: str
    story: str | None
    licence: str
    text_available: bool
    published_inferred: str | None
    sha256: str
    offset: int = 0
    length: int = -1


class Stated(Record, frozen=True, kw_only=True):
    """What a source states beside its text, in fields of its own (JSON, HTML metadata)."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    bylines: tuple[str, ...] = ()


class Item(Record, frozen=True, kw_only=True):
    """One source item as read: a place and its bytes."""

    place: Place
    data: bytes
