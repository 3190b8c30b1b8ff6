"""Run the rules, level by level, each on what passed the one before."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from communique.issues import Issue
from communique.offsets import Digester
from communique.records import Annotation, DocId, Document, Erratum, Reading, Record
from communique.rules.rule import At, Finding, Level, Note, rules_for
from communique.rules.shape import record_of
from communique.rules.subject import File, Kind, Subject

Shard = list[At[Record]]


@dataclass(frozen=True)
class Report:
    """What a check found, sorted by file and line. `records` were read, in `files`."""

    issues: tuple[Issue, ...]
    notes: tuple[Note, ...]
    files: int
    records: int


@dataclass
class _Run:
    """A check under way: what was found so far, and the digester of the document at hand."""

    subject: Subject
    upto: Level
    issues: list[Issue] = field(default_factory=list)
    notes: Counter[Note] = field(default_factory=Counter)
    records: int = 0
    digesters: dict[DocId, Digester] = field(default_factory=dict)

    def take(self, findings: Iterable[Finding]) -> set[int]:
        """Keep what was found; the lines with issues."""
        return {line for finding in findings if (line := self._kept(finding)) is not None}

    def _kept(self, finding: Finding) -> int | None:
        if isinstance(finding, Note):
            self.notes[finding] += 1
            return None
        self.issues.append(finding)
        return finding.line


def check(
    subject: Subject,
    *,
    upto: Level = Level.RELEASE,
    only: Container[str] | None = None,
    each: Callable[[Sequence[File]], Iterable[File]] = iter,
) -> Report:
    """Apply the rules up to a level, to the files named in `only` or to all.

    Rules about the corpus as a whole run where `upto` is `Level.RELEASE`. `each` goes through
    the files, and may show progress.
    """
    run = _Run(subject, upto)
    files = [file for file in subject.files if only is None or file.name in only]
    for file in each(files):
        _check_file(file, run)
    if upto >= Level.RELEASE:
        for rule in rules_for(Level.RELEASE, "subject"):
            run.take(rule.function(subject))
    notes = (Note(note.file, note.rule, note.reason, count) for note, count in run.notes.items())
    return Report(tuple(sorted(run.issues)), tuple(sorted(notes)), len(files), run.records)


def _check_file(file: File, run: _Run) -> None:
    data = file.data()
    wrong = run.take(_by_file(Level.BYTES, file, data))
    if run.upto < Level.SHAPE:
        return
    run.take(_by_file(Level.SHAPE, file, data))
    if file.kind is None:
        return
    shard = _shaped(file, file.kind, data, wrong, run)
    run.records += len(shard)
    for level in range(Level.TEXT, run.upto + 1):
        failed = _failed(Level(level), file.kind.record, shard, run)
        shard = [at for at in shard if at.line not in failed] if failed else shard


def _by_file(level: Level, file: File, data: bytes) -> Iterator[Finding]:
    for rule in rules_for(level, "file"):
        yield from rule.function(file, data)


def _shaped(file: File, kind: Kind, data: bytes, wrong: set[int], run: _Run) -> Shard:
    """The records of the lines that are right in bytes and shape."""
    shard: Shard = []
    for number, line in _lines(kind, data):
        if number in wrong or (wrong and kind.form == "json"):
            continue
        record = record_of(kind, number, line)
        if record is None:
            for rule in rules_for(Level.SHAPE, "line"):
                run.take(rule.function(file.name, number, kind, line))
        else:
            shard.append(_at(file.name, number, record, run))
    return shard


def _lines(kind: Kind, data: bytes) -> Iterable[tuple[int, bytes]]:
    if kind.form == "json":
        return [(0, data)]
    return enumerate(data.removesuffix(b"\n").split(b"\n"), 1) if data else ()


def _at(file: str, line: int, record: Record, run: _Run) -> At[Record]:
    if isinstance(record, Annotation | Erratum | Reading):
        document = run.subject.documents.get(record.doc_id)
        text = document.text if document else None
        digest = None if text is None else _digester(record.doc_id, text, run)
        return At(file, line, record, document, text, digest)
    if isinstance(record, Document):
        known = run.subject.documents.get(record.id)
        text = record.text if record.text is not None or known is None else known.text
        return At(file, line, record, record, text)
    return At(file, line, record)


def _digester(doc_id: DocId, text: str, run: _Run) -> Digester:
    """The document's digester; kept for as long as records are of that document."""
    if doc_id not in run.digesters:
        run.digesters.clear()
        run.digesters[doc_id] = Digester(text)
    return run.digesters[doc_id]


def _failed(level: Level, kind: type[Record], shard: Shard, run: _Run) -> set[int]:
    """The lines that break a rule of one level."""
    functions = [rule.function for rule in _rules(level, "record", kind)]
    # one chain over all records: by far the most of a check's time is spent in it
    found = (function(at, run.subject) for at in shard for function in functions)
    failed = run.take(chain.from_iterable(found))
    for rule in _rules(level, "shard", kind):
        failed |= run.take(rule.function(shard, run.subject))
    if grouped := _rules(level, "document", kind):
        for group in _groups(shard):
            for rule in grouped:
                failed |= run.take(rule.function(group, run.subject))
    return failed


_rules = cache(rules_for)


def _groups(shard: Shard) -> Iterable[Sequence[At[Record]]]:
    """The records of each document."""
    groups: dict[DocId, list[At[Record]]] = {}
    for at in shard:
        if isinstance(at.record, Annotation):
            groups.setdefault(at.record.doc_id, []).append(at)
    return groups.values()
