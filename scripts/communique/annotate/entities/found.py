"""What the finder of entities gives."""

from communique.records import Offset, Record

NAMES = frozenset(
    [
        "PERSON",
        "NORP",
        "FAC",
        "ORG",
        "GPE",
        "LOC",
        "PRODUCT",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
    ]
)
"""The types of names, among OntoNotes' eighteen; the others are times and numbers."""


class Mention(Record, frozen=True, kw_only=True):
    """`text[start:end]` in code points, an entity of type `label`.

    `name` is the canonical name of what is meant, None for times and numbers; `value` is what a
    time or number says (`annotate.values`), None where that is not plain.
    """

    start: Offset
    end: Offset
    label: str
    name: str | None = None
    value: str | None = None
