"""What a component found in a document, kept with it: it is written and read as the document is."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec
from spacy.tokens import Doc

from communique.records import Record

T = TypeVar("T", bound=Record)


class Kept(Generic[T]):
    """Lists of records of one kind that documents keep, each under the same `key`.

    `doc._.<extension>` gives that of a document; it is empty where the component has not run.
    """

    def __init__(self, extension: str, kind: type[T], key: str) -> None:
        """Register the extension, where it is not known yet."""
        self._key = key
        self._decoder = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, getter=self.of)

    def of(self, doc: Doc) -> list[T]:
        """What a document keeps."""
        return self._decoder.decode(doc.user_data.get(self._key, "[]"))

    def keep(self, doc: Doc, found: Sequence[T]) -> None:
        """Keep what was found in place of what was kept."""
        doc.user_data[self._key] = msgspec.json.encode(found).decode()
