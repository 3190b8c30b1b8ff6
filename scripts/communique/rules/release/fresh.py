"""What is generated or frozen agrees with what it is made from."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from communique.issues import Issue
from communique.layers import pair_order
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Document, Duplicate, Manifest, Output, Reuse
from communique.rights import without_text
from communique.rules.rule import At, Finding, Level, Note, rule
from communique.rules.subject import INDEX, Subject, readable

RELEASE, REGISTRY = "corpus/release", "corpus/sources.toml"
DUPLICATES, REUSE = "corpus/duplicates.jsonl", "corpus/reuse.jsonl"
SUMS = f"{RELEASE}/SHA256SUMS"
PAGES = ("README.md", "DATASHEET.md")
FREEZE = "`communique freeze` brings it up to date, and shows first what would change"
MARKED = re.compile(r"<!-- numbers:([\w-]+) -->(.*?)<!-- /numbers -->", re.DOTALL)


@rule(Level.RELEASE, "subject")
def index_stale(subject: Subject) -> Iterator[Finding]:
    """The index holds the documents that cleaning gives now."""
    if subject.rebuilt is None:
        yield Note(INDEX, "index-stale", "nothing was cleaned; run `communique clean`")
        return
    indexed = {document.id: (line, document) for line, document in subject.indexed}
    rebuilt = {one.id: one for one in subject.rebuilt if _belongs(one, subject)}
    if missing := sorted(rebuilt.keys() - indexed.keys()):
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        message = f"{missing[0]}{more} are cleaned and not in the index"
        yield Issue(INDEX, 0, "index-stale", message, FREEZE)
    for doc_id, (line, document) in indexed.items():
        if doc_id in rebuilt:
            yield from _differing(line, document, rebuilt[doc_id])
        elif subject.registry.collection_named(document.collection).is_shipped:
            message = f"{doc_id} is in the index and cleaning does not give it"
            yield Issue(INDEX, line, "index-stale", message, FREEZE)
        else:
            yield Note(INDEX, "index-stale", "withheld sources are not at hand; give --sources")


@rule(Level.RELEASE, "subject")
def pairs_stale(subject: Subject) -> Iterator[Finding]:
    """The frozen duplicates and re-use are what is found among the documents now."""
    for record, name in ((Duplicate, DUPLICATES), (Reuse, REUSE)):
        if subject.paired is None or subject.rebuilt is None:
            yield Note(name, "pairs-stale", "nothing was compared; run `communique dedup`")
            continue
        at_hand = {one.id for one in subject.rebuilt}
        found = {each for each in subject.paired if isinstance(each, record)}
        known = {one.id for one in subject.rebuilt if _belongs(one, subject)}
        wanted = {each for each in found if {each.doc_id, each.of} <= known}
        frozen = dict(_frozen_pairs(subject, record))
        if missing := sorted(wanted - frozen.keys(), key=pair_order):
            more = f" ({len(missing) - 1} more)" if len(missing) > 1 else ""
            message = f"{missing[0].doc_id} and {missing[0].of} are found and not in the file{more}"
            yield Issue(name, 0, "pairs-stale", message, FREEZE)
        for each, line in frozen.items():
            if not {each.doc_id, each.of} <= at_hand:
                yield Note(name, "pairs-stale", "withheld sources are not at hand; give --sources")
            elif each not in wanted:
                message = f"{each.doc_id} and {each.of} are in the file and not found"
                yield Issue(name, line, "pairs-stale", message, FREEZE)


@rule(Level.RELEASE, "subject")
def source_digest(subject: Subject) -> Iterator[Finding]:
    """A source file at hand has the SHA-256 that the registry has for it."""
    for source in subject.registry.source:
        path = subject.sources.get(source.file)
        if path is None:
            reason = "registered source files are not at hand; give --sources"
            yield Note(REGISTRY, "source-digest", reason)
        elif (found := sha256_of(path)) != source.sha256:
            message = f"{source.file} has SHA-256 {found}, the registry says {source.sha256}"
            hint = "restore the file; if the new one is right, register it and clean again"
            yield Issue(REGISTRY, 0, "source-digest", message, hint)


@rule(Level.RELEASE, "record", Manifest)
def manifest_stale(at: At[Manifest], subject: Subject) -> Iterator[Issue]:
    """A manifest's files are there, and have its digests and numbers of records."""
    folder = subject.root / PurePosixPath(at.file).parent
    for output in at.record.outputs:
        if wrong := _wrong(folder / output.file, output):
            yield at.issue("manifest-stale", f"{output.file} {wrong}", FREEZE)


@rule(Level.RELEASE, "subject")
def numbers_stale(subject: Subject) -> Iterator[Finding]:
    """What stands between number markers is what is counted now."""
    for name in PAGES:
        path = subject.root / name
        text = path.read_text("utf-8") if path.exists() else ""
        if subject.numbers is None and MARKED.search(text):
            yield Note(name, "numbers-stale", subject.not_rebuilt)
            continue
        for found in MARKED.finditer(text) if subject.numbers is not None else ():
            line = text.count("\n", 0, found.start()) + 1
            counted = subject.numbers.get(found[1]) if subject.numbers else None
            if counted is None:
                message = f"no number is called {found[1]!r}"
                yield Issue(name, line, "numbers-stale", message, "correct the marker's name")
            elif counted.strip() != found[2].strip():
                message = f"the numbers called {found[1]} are out of date"
                yield Issue(name, line, "numbers-stale", message, FREEZE)


@rule(Level.RELEASE, "subject")
def release_stale(subject: Subject) -> Iterator[Finding]:
    """The frozen release is, byte for byte, what `publish` makes now."""
    if subject.release is None:
        yield Note(RELEASE, "release-stale", subject.not_rebuilt)
        return
    frozen = _files(subject.root / RELEASE)
    if not frozen:
        yield Issue(RELEASE, 0, "release-stale", "there is no frozen release", FREEZE)
        return
    for name in sorted(frozen.keys() | subject.release.keys()):
        rebuilt = subject.release.get(name)
        if name not in frozen:
            said = "is missing from the frozen release"
        elif rebuilt is None:
            said = "is no part of the release as it is made now"
        elif frozen[name] == sha256(rebuilt):
            continue
        else:
            said = "differs from the release as it is made now"
        yield Issue(f"{RELEASE}/{name}", 0, "release-stale", f"the file {said}", FREEZE)


@rule(Level.RELEASE, "subject")
def checksums(subject: Subject) -> Iterator[Issue]:
    """`SHA256SUMS` of the frozen release lists each of its files with its digest."""
    path = subject.root / SUMS
    found = _files(subject.root / RELEASE)
    if not found:
        return
    listed = _listed(path.read_text("utf-8")) if path.exists() else {}
    found.pop("SHA256SUMS", None)
    for name in sorted(found.keys() | listed.keys()):
        if found.get(name) != listed.get(name):
            message = f"{name} has SHA-256 {found.get(name)}, listed is {listed.get(name)}"
            yield Issue(SUMS, 0, "checksums", message, FREEZE)


def _frozen_pairs(
    subject: Subject, record: type[Duplicate | Reuse]
) -> Iterator[tuple[Duplicate | Reuse, int]]:
    for file in subject.of(record):
        yield from ((each, line) for line, each in readable(file, record))


def _belongs(document: Document, subject: Subject) -> bool:
    """Whether the index lists the document: those of unregistered collections are nobody's."""
    return subject.registry.lists(document.id, document.collection)


def _differing(line: int, indexed: Document, rebuilt: Document) -> Iterator[Issue]:
    one, other = without_text(indexed), without_text(rebuilt)
    fields = [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]
    if fields:
        message = f"{indexed.id}: {', '.join(fields)} differ from what cleaning gives now"
        yield Issue(INDEX, line, "index-stale", message, FREEZE)


def _wrong(path: Path, output: Output) -> str | None:
    if not path.exists():
        return "is not there"
    if (found := sha256_of(path)) != output.sha256:
        return f"has SHA-256 {found}, not {output.sha256}"
    if path.suffix != ".jsonl":
        return None
    lines = path.read_bytes().count(b"\n")
    return f"has {lines} records, not {output.records}" if lines != output.records else None


def _files(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}


def _listed(text: str) -> Mapping[str, str]:
    rows = (line.split("  ", 1) for line in text.splitlines())
    return {row[1]: row[0] for row in rows if len(row) == 2}  # noqa: PLR2004
