"""What a rule is: a function that yields issues, known by its id, of one level."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

import msgspec

from communique.issues import Issue
from communique.layers import anchor
from communique.offsets import Digester
from communique.records import Annotation, Document, Record, Span


class Level(IntEnum):
    """The five levels, after those of Universal Dependencies; each runs on what passed before."""

    BYTES = 1
    SHAPE = 2
    TEXT = 3
    LABELS = 4
    RELEASE = 5


class Note(Record, frozen=True, order=True):
    """What a rule could not verify here, and why: neither an issue nor a pass."""

    file: str
    rule: str
    reason: str
    count: int = 1

    def __str__(self) -> str:
        """One line: file, rule, how often, why."""
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.file}: {self.rule}: not verifiable here{times}: {self.reason}"


Finding = Issue | Note

R_co = TypeVar("R_co", covariant=True)


class At(msgspec.Struct, Generic[R_co], frozen=True, gc=False):
    """A record with its place, and the document it is about.

    `document` is None where no document has that id; `text` and `digest` are None where the
    document's text is not at hand.
    """

    file: str
    line: int
    record: R_co
    document: Document | None = None
    text: str | None = None
    digest: Digester | None = None

    def issue(self, rule: str, message: str, hint: str = "") -> Issue:
        """An issue of this record."""
        return Issue(self.file, self.line, rule, message, hint)

    def unverifiable(self, rule: str) -> Note:
        """A note that the rule needs a text that is not at hand."""
        return Note(self.file, rule, "the texts of these documents are withheld; give --sources")

    def covered(self, span: Span) -> str | None:
        """What a span covers: by the document's text, else as the span says; None if withheld."""
        return span.text if self.text is None else self.text[span.start : span.end]


@dataclass(frozen=True)
class Rule:
    """A rule: `meaning` is the first line of its function's docstring.

    `on` names what the function is given: `file`, `lines` of a table, a `record` of `kinds`, all
    records of a file (`shard`) or of a document in one (`document`), or the whole `subject`.
    """

    id: str
    level: Level
    on: str
    meaning: str
    function: Callable[..., Iterable[Finding]]
    kinds: tuple[type[Record], ...] = ()


RULES: dict[str, Rule] = {}
"""Every rule by its id, filled as the modules of rules are imported (see `communique.rules`)."""

F = TypeVar("F", bound=Callable[..., Iterator[Finding]])


def rule(level: Level, on: str, *kinds: type[Record]) -> Callable[[F], F]:
    """Register a function as the rule that its name says: `span_outside` is `span-outside`.

    `kinds` are the records it looks at, subclasses included.
    """

    def register(function: F) -> F:
        name = function.__name__.replace("_", "-")
        meaning = (function.__doc__ or "").partition("\n")[0]
        RULES[name] = Rule(name, level, on, meaning, function, kinds)
        return function

    return register


def rules_for(level: Level, on: str, kind: type[Record] | None = None) -> list[Rule]:
    """The rules of a level that look at `on`, for records of `kind`, by id."""
    found = (one for one in RULES.values() if one.level == level and one.on == on)
    fit = (one for one in found if kind is None or issubclass(kind, one.kinds))
    return sorted(fit, key=lambda one: one.id)


def place(record: Annotation) -> str:
    """How messages name an annotation's place: document and offsets, never its text."""
    return bracketed(record.doc_id, anchor(record))


def bracketed(doc_id: str, span: Span) -> str:
    """A span of a document for a message, such as `d1[3:10]`."""
    return f"{doc_id}[{span.start}:{span.end}]"
