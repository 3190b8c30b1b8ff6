"""Rights are kept: no run of eight words of a withheld text stands where it may spread."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from communique.config import LOCAL
from communique.issues import Issue
from communique.records import DocId, Document
from communique.rights import LONGEST_RUN, words
from communique.rules.rule import Finding, Level, Note, rule
from communique.rules.subject import File, Subject

RELEASES = ("dist/", "corpus/release/")
RUN = LONGEST_RUN + 1
"""Words. Shorter runs are names, dates and set phrases, which nobody owns."""

Run = tuple[int, ...]


@dataclass(frozen=True)
class Runs:
    """All runs of `RUN` words of the withheld texts, as numbers of words, by their document."""

    numbers: dict[str, int]
    documents: dict[Run, DocId]

    def found(self, text: Iterable[str]) -> Iterator[tuple[int, DocId]]:
        """Where runs end in a text's words, and whose they are; of overlapping ones the first."""
        streak: list[int] = []
        last = -RUN
        for at, word in enumerate(text):
            number = self.numbers.get(word)
            if number is None:
                streak.clear()
                continue
            streak.append(number)
            if len(streak) < RUN or at - last < RUN:
                continue
            if doc_id := self.documents.get(tuple(streak[-RUN:])):
                last = at
                yield at, doc_id


@rule(Level.RELEASE, "subject")
def withheld_words(subject: Subject) -> Iterator[Finding]:
    """No file that is tracked or released holds eight words in a row of a withheld text.

    Titles are facts about a text, and may stand anywhere. Articles that no registry entry knows
    are their owner's business where they lie; they are looked for in the release alone.
    """
    withheld = [one for one in subject.documents.values() if _is_withheld(one, subject)]
    if any(document.text is None for document in withheld):
        reason = "withheld texts are not at hand to look for; give --sources"
        yield Note("corpus", "withheld-words", reason)
    titles = list(_titles(withheld, subject))
    known = runs_of([one for one in withheld if one.collection != LOCAL], titles)
    local = runs_of(
        [one for one in withheld if one.collection == LOCAL], [*titles, *_shipped(subject)]
    )
    for file in subject.tracked:
        yield from _file(file, known) if known.documents else ()
        if local.documents and file.name.startswith(RELEASES):
            yield from _file(file, local)


def runs_of(documents: Iterable[Document], free: Iterable[str]) -> Runs:
    """The runs of documents' texts, those of `free` texts left out."""
    numbers: dict[str, int] = {}
    found: dict[Run, DocId] = {}
    for document in documents:
        removed = (one.text for one in document.removed)
        for text in filter(None, (document.text, *removed)):
            for run in _runs(text, numbers):
                found.setdefault(run, document.id)
    for text in free if found else ():
        for run in _runs(text, numbers):
            found.pop(run, None)
    return Runs(numbers, found)


def _runs(text: str, numbers: dict[str, int]) -> Iterator[Run]:
    found = [numbers.setdefault(word, len(numbers)) for word in words(text)]
    return (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def _titles(withheld: Iterable[Document], subject: Subject) -> Iterator[str]:
    yield from (document.title for document in withheld if document.title)
    for source in subject.registry.source:
        yield from filter(None, (source.title, source.inferred.title if source.inferred else None))


def _shipped(subject: Subject) -> Iterator[str]:
    """Texts that anybody may have: a copy of one among somebody's own files withholds nothing."""
    for document in subject.documents.values():
        if not _is_withheld(document, subject):
            removed = (one.text for one in document.removed)
            yield from filter(None, (document.title, document.text, *removed))


def _is_withheld(document: Document, subject: Subject) -> bool:
    return not subject.registry.collection_named(document.collection).is_shipped


def _file(file: File, runs: Runs) -> Iterator[Issue]:
    for line, text in _texts(file):
        for at, doc_id in runs.found(words(text)):
            number = line or _line_of(text, at)
            where = f"words {at - RUN + 2} to {at + 1} of the {'row' if line else 'file'}"
            message = f"{where} stand in {doc_id}, whose text is withheld"
            hint = "take them out, of the history too, before anything is pushed"
            yield Issue(file.name, number, "withheld-words", message, hint)


def _texts(file: File) -> Iterator[tuple[int, str]]:
    """The texts of a file: each cell of a table with its row, or the whole with line 0."""
    data = file.data()
    if file.name.endswith(".parquet"):
        yield from _cells(pq.read_table(pa.BufferReader(data)))
        return
    try:
        yield 0, data.decode()
    except UnicodeDecodeError:
        yield 0, data.decode("latin-1")


def _cells(table: pa.Table) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(table.to_pylist(), 1):
        yield from ((number, text) for text in _strings(row))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _line_of(text: str, word: int) -> int:
    """The line on which the word with that number stands."""
    before = 0
    for number, line in enumerate(text.split("\n"), 1):
        before += len(words(line))
        if before > word:
            return number
    return 0
