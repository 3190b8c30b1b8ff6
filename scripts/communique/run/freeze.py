"""Freezing: the one way in which tracked data changes. First shown, then written.

What is frozen: the index, silver, duplicates and re-use, their manifests, the release that
`load_dataset` opens from a clone, and the generated numbers in README.md and DATASHEET.md. Re-use
and release are made with the silver that is frozen with them.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl
from communique.annotate.sentences import VERSION as SENTENCES
from communique.clean.document import VERSION as CLEAN
from communique.config import LOCAL, Workspace
from communique.dedup.edges import VERSION as DEDUP
from communique.layers import pair_order
from communique.manifest import encoded
from communique.offsets import sha256
from communique.publish.corpus import Corpus, ReleaseError
from communique.publish.numbers import filled, numbers
from communique.publish.release import release
from communique.records import DocId, Document, Duplicate, Manifest, Output, Record, Reuse
from communique.reuse.reused import VERSION as REUSE
from communique.rights import without_text
from communique.run import pairs, silver
from communique.run.documents import documents, index
from communique.run.publish import corpus_of, written

E = TypeVar("E", bound=Duplicate | Reuse)

PAGES = ("README.md", "DATASHEET.md")
RELEASE = "corpus/release"


class Change(Record, frozen=True, order=True):
    """A tracked file that freezing would write: `new`, `changed` or `removed`."""

    file: str
    kind: str
    bytes: int


class Frozen(Record, frozen=True):
    """Every tracked file that is generated, by its path below the checkout."""

    files: dict[str, bytes]


def frozen(workspace: Workspace) -> Frozen:
    """What the tracked data should be, from what was last cleaned and annotated.

    A withheld document whose source was not at hand stays as it was frozen; a document of no
    registered source is left out.

    Raises:
        ReleaseError: the corpus makes no release.
        UnfinishedError: nothing was cleaned, or not to the end, or it was not annotated since.
    """
    indexed = sorted(_indexed(workspace).values(), key=lambda document: document.id)
    files = silver.tracked(workspace, indexed)
    annotations = silver.staged(workspace, files)
    corpus = corpus_of(workspace, documents(workspace), indexed, annotations=annotations)
    known = {document.id for document in indexed}
    at_hand = {document.id for document in corpus.documents}
    found = pairs.refresh(pairs.Scope(workspace, is_registered=True, annotations=annotations))
    duplicates = _edges(corpus.duplicates, found.duplicates, known, at_hand)
    reuse = _edges(corpus.reuse, found.reuse, known, at_hand)
    corpus = dataclasses.replace(corpus, duplicates=duplicates, reuse=reuse)
    files |= {f"{RELEASE}/{name}": data for name, data in release(corpus, full=False).items()}
    files["corpus/index.jsonl"] = jsonl.lines(indexed)
    files["corpus/duplicates.jsonl"] = jsonl.lines(duplicates)
    files["corpus/reuse.jsonl"] = jsonl.lines(reuse)
    files["corpus/MANIFEST.json"] = encoded(
        Manifest(format=1, outputs=tuple(_outputs(indexed, files, workspace)))
    )
    return Frozen(files | dict(_pages(workspace, corpus)))


def changes(workspace: Workspace, wanted: Frozen) -> list[Change]:
    """What writing `wanted` would change, sorted by file."""
    standing = {file.relative_to(workspace.root).as_posix() for file in _standing(workspace)}
    removed = [Change(file, "removed", 0) for file in standing - wanted.files.keys()]
    return sorted([*removed, *_written(workspace.root, wanted)])


def write(workspace: Workspace, wanted: Frozen) -> None:
    """Write what should be, and remove silver that should not; the release is replaced as a whole.

    Raises:
        OSError: the disk is full or a file cannot be written.
    """
    inside = {name: data for name, data in wanted.files.items() if name.startswith(f"{RELEASE}/")}
    written(
        workspace.frozen_release,
        {name.removeprefix(f"{RELEASE}/"): data for name, data in inside.items()},
    )
    for name in sorted(wanted.files.keys() - inside.keys()):
        jsonl.write_bytes(workspace.root / name, [wanted.files[name]])
    for path in silver.standing(workspace):
        if path.relative_to(workspace.root).as_posix() not in wanted.files:
            path.unlink()


def _indexed(workspace: Workspace) -> dict[str, Document]:
    lists = workspace.registry.lists
    registered = {source.id for source in workspace.registry.source}
    shipped = {one.name for one in workspace.registry.collection if one.is_shipped}
    kept = {doc_id: each for doc_id, each in index(workspace).items() if doc_id in registered}
    for document in documents(workspace):
        if lists(document.id, document.collection):
            kept[document.id] = without_text(document)
    if lost := [name for name in shipped if not any(d.collection == name for d in kept.values())]:
        raise ReleaseError(f"nothing of {', '.join(sorted(lost))} was cleaned; nothing is frozen")
    return {doc_id: each for doc_id, each in kept.items() if each.collection != LOCAL}


def _edges(
    frozen: Iterable[E], found: Iterable[E], known: AbstractSet[DocId], at_hand: AbstractSet[DocId]
) -> tuple[E, ...]:
    """The edges found between known documents, and frozen ones where a text is not at hand."""
    kept = (edge for edge in frozen if not {edge.doc_id, edge.of} <= at_hand)
    every = (edge for edge in (*kept, *found) if {edge.doc_id, edge.of} <= known)
    return tuple(sorted(every, key=pair_order))


def _outputs(
    indexed: Iterable[Document], files: Mapping[str, bytes], workspace: Workspace
) -> Iterator[Output]:
    """What the frozen files were made from: the index of raw files, pairs of the index."""
    raw = sha256(msgspec.json.encode([(document.id, document.raw_sha256) for document in indexed]))
    texts = sha256(msgspec.json.encode([(each.id, each.text_sha256) for each in indexed]))
    cleaning = (workspace.settings.clean, {"sentences": SENTENCES})
    made = (
        ("index.jsonl", "clean", CLEAN, cleaning, raw),
        ("duplicates.jsonl", "dedup", DEDUP, (), texts),
        ("reuse.jsonl", "reuse", REUSE, workspace.settings.reuse, texts),
    )
    for name, stage, version, settings, source in made:
        data = files[f"corpus/{name}"]
        yield Output(
            file=name,
            stage=stage,
            version=version,
            config=sha256(msgspec.json.encode(settings)),
            input=source,
            sha256=sha256(data),
            records=data.count(b"\n"),
        )


def _pages(workspace: Workspace, corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    counted = numbers(corpus)
    for name in PAGES:
        text = (workspace.root / name).read_text("utf-8")
        yield name, filled(text, counted).encode()


def _standing(workspace: Workspace) -> Iterator[Path]:
    yield from silver.standing(workspace)
    if workspace.frozen_release.exists():
        yield from (path for path in workspace.frozen_release.rglob("*") if path.is_file())


def _written(root: Path, wanted: Frozen) -> Iterator[Change]:
    for name, data in wanted.files.items():
        path = root / name
        if not path.exists():
            yield Change(name, "new", len(data))
        elif path.read_bytes() != data:
            yield Change(name, "changed", len(data))
