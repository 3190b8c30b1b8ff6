"""The release's folder: what it is made from in a workspace, and how it is written."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from communique import jsonl, layers, schema
from communique.config import Workspace
from communique.publish.corpus import Corpus, ReleaseError
from communique.publish.release import release
from communique.records import LAYERS, Document, Duplicate, Record, RegisteredEntity, Reuse
from communique.run import own
from communique.run.pairs import Pairs

R = TypeVar("R", bound=Record)

PAGES = ("DATASHEET.md", "CHANGELOG.md", "CITATION.cff", "LICENSE-DATA")
REDISTRIBUTABLE, FULL = "communique", "communique-full"

_VERSION = re.compile(r"^version: *['\"]?(\d+\.\d+\.\d+)\b", re.MULTILINE)
_RELEASED = re.compile(r"^date-released: *['\"]?(\d{4}-\d{2}-\d{2})\b", re.MULTILINE)


@dataclass(frozen=True)
class Published:
    """A release that stands in `folder`; `is_new` if it was written, not found the same."""

    folder: Path
    files: int
    size_bytes: int
    is_new: bool


def publish(workspace: Workspace, corpus: Corpus) -> list[Published]:
    """Write `dist/communique`, and the full release where withheld text is at hand.

    Raises:
        ReleaseError: the corpus makes no release.
        OSError: the disk is full or `dist/` cannot be written; the old release stands untouched.
    """
    if not corpus.documents:
        raise ReleaseError(f"{workspace.documents} has no documents; run `communique clean` first")
    done = [written(workspace.dist / REDISTRIBUTABLE, release(corpus, full=False))]
    if any(document.collection not in corpus.shipped for document in corpus.documents):
        done.append(written(workspace.dist / FULL, release(corpus, full=True)))
    return done


def corpus_of(
    workspace: Workspace,
    documents: Iterable[Document],
    index: Iterable[Document],
    found: Pairs | None = None,
    annotations: Path | None = None,
) -> Corpus:
    """The workspace's corpus: `documents` with text as cleaned, `index` as frozen.

    `found` are duplicates and re-use among `documents`, None if they were not looked for.
    `annotations` is where layers stand, None for the tracked ones; own articles have theirs in
    `build/`.

    Raises:
        ReleaseError: a page of the release is absent, or `CITATION.cff` lacks version or day.
    """
    pages = _pages(workspace.root)
    folder = annotations or workspace.annotations
    return Corpus(
        name=workspace.settings.name,
        title=workspace.settings.title,
        maintainers=workspace.settings.maintainers,
        version=_cited(_VERSION, pages, "version: X.Y.Z"),
        released=_cited(_RELEASED, pages, "date-released: YYYY-MM-DD"),
        collections=workspace.registry.collection,
        documents=tuple(documents),
        index=tuple(index),
        splits=workspace.splits,
        layers={
            layer: tuple(layers.chosen(folder, layer, own.silver(workspace, layer)))
            for layer in LAYERS
        },
        registered=_records(workspace.annotations / "entities.jsonl", RegisteredEntity),
        duplicates=_records(workspace.duplicates, Duplicate),
        reuse=_records(workspace.reuse, Reuse),
        found_duplicates=None if found is None else found.duplicates,
        found_reuse=None if found is None else found.reuse,
        schemas=schemas(),
        pages=pages,
    )


def schemas() -> dict[str, bytes]:
    """The schema files by path below `schema/`."""
    folder = schema.folder()
    paths = sorted(folder.rglob("*.json"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def folder_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by relative path; hidden ones (a clone's `.git`) are passed over.

    Raises:
        ReleaseError: there is no such folder.
    """
    if not folder.is_dir():
        raise ReleaseError(f"{folder}: no such folder; give the folder of a release")
    relative = ((path, path.relative_to(folder)) for path in folder.rglob("*"))
    return {
        name.as_posix(): path.read_bytes()
        for path, name in sorted(relative)
        if path.is_file() and not any(part.startswith(".") for part in name.parts)
    }


def written(folder: Path, files: Mapping[str, bytes]) -> Published:
    """Put the files in `folder` in place of whatever stands there: all of them, or none.

    They are written beside it, flushed to the disk and renamed. If the machine stops between the
    two renames, the old release stands under `.NAME.old` until the next run.

    Raises:
        OSError: the disk is full or the folder cannot be written; what stood there still does.
    """
    size = sum(map(len, files.values()))
    if folder.is_dir() and folder_files(folder) == dict(files):
        return Published(folder, len(files), size, is_new=False)
    new, old = (folder.with_name(f".{folder.name}.{suffix}") for suffix in ("new", "old"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        _write(new, files)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _flush(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
    return Published(folder, len(files), size, is_new=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _flush(path)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pages(root: Path) -> dict[str, str]:
    for name in PAGES:
        if not (root / name).exists():
            raise ReleaseError(f"{root / name} is absent; a release copies it")
    return {name: (root / name).read_text("utf-8") for name in PAGES}


def _cited(pattern: re.Pattern[str], pages: Mapping[str, str], wanted: str) -> str:
    found = pattern.search(pages["CITATION.cff"])
    if found is None:
        raise ReleaseError(f"CITATION.cff has no line `{wanted}`; add it")
    return found[1]


def _records(path: Path, kind: type[R]) -> tuple[R, ...]:
    return tuple(jsonl.read(path, kind)) if path.exists() else ()
