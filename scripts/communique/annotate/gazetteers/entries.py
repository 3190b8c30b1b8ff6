"""What a gazetteer holds: one entry a surface, and the line that it stands on."""

from collections.abc import Iterable, Iterator

from communique.records import Record

HEADER = "surface\tlabel\tkind\tname\tcountry"


class Entry(Record, frozen=True):
    """A surface, what it is and whom or what it refers to.

    `label` is one of OntoNotes' types. `kind` is finer (`capital`, `nationality`, `armed`).
    `name` is canonical: an adjective refers to its country or people. `country` is the canonical
    name of the state that the entity belongs to or acts for; None where there is no one such.
    """

    surface: str
    label: str
    kind: str
    name: str
    country: str | None = None


class GazetteerError(ValueError):
    """There is no gazetteer for a language, or one of its lines is wrong."""


def entries(lines: Iterable[str], file: str) -> Iterator[Entry]:
    """The entries on the `lines` of a gazetteer, whose first line is `HEADER`.

    Raises:
        GazetteerError: a line does not have the five fields.
    """
    for number, line in enumerate(lines, 1):
        if number == 1 and line == HEADER:
            continue
        fields = line.split("\t")
        if len(fields) != 5 or not all(fields[:4]):  # noqa: PLR2004
            raise GazetteerError(
                f"{file}:{number}: expected {HEADER.split()}, found {fields}; build it anew with"
                " python -m communique.annotate.gazetteers.build"
            )
        surface, label, kind, name, country = fields
        yield Entry(surface, label, kind, name, country or None)


def line(entry: Entry) -> str:
    """The line that `entry` stands on, without its end."""
    return "\t".join([entry.surface, entry.label, entry.kind, entry.name, entry.country or ""])
