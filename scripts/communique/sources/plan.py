"""Find source items below folders and files, know the registered ones, and give each an id."""

import codecs
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from communique.config import LOCAL, Collection, Registry, Source, Workspace
from communique.items import Place
from communique.offsets import sha256
from communique.stage import Dropped

MEDIA = {".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}


class SourceError(ValueError):
    """The sources cannot be read at all; the message says which, why and what to do."""


@dataclass(frozen=True)
class Plan:
    """What to read, sorted by id, and what cannot be read as it is."""

    places: tuple[Place, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class _Found:
    path: Path
    name: str
    collection: Collection
    story: str | None


class _Head(msgspec.Struct):
    id: str | int | float | bool | None = None


def plan(workspace: Workspace, sources: Iterable[Path] = ()) -> Plan:
    """Every item of the shipped collections and of `sources` (folders or files).

    An item that repeats the id of an earlier one, in the order of file names, is dropped, and so
    is a file named in the registry whose digest differs from the registered one.

    Raises:
        SourceError: a source is absent, of no known kind, or a folder without articles.
    """
    registry = workspace.registry
    found = [
        *_shipped(workspace),
        *(one for source in sources for one in _given(source, registry, workspace.root)),
    ]
    return _without_repeats(one for file in found for one in _items(file, workspace))


def _shipped(workspace: Workspace) -> Iterator[_Found]:
    for collection in workspace.registry.collection:
        if collection.folder is None or not collection.is_shipped:
            continue
        folder = workspace.corpus / collection.folder
        for path in sorted(folder.glob("*/raw/*")):
            if path.is_file() and path.suffix.lower() in MEDIA:
                story = path.parent.parent.name
                yield _Found(path, f"{story}/{path.name}", collection, story)


def _given(source: Path, registry: Registry, root: Path) -> list[_Found]:
    if root.is_relative_to(source.resolve()):
        raise SourceError(
            f"{source or '.'} is the checkout, or holds it; give a folder of articles"
        )
    if not source.exists():
        raise SourceError(f"{source}: no such file or folder; --sources takes a folder of articles")
    paths = sorted(source.rglob("*")) if source.is_dir() else [source]
    articles = [path for path in paths if path.is_file() and _is_article(path)]
    if not articles:
        kinds = ", ".join(sorted(MEDIA))
        raise SourceError(f"{source}: holds no article; known kinds are {kinds}")
    base = source if source.is_dir() else source.parent
    local = registry.collection_named(LOCAL)
    return [_Found(path, _name(path.relative_to(base)), local, None) for path in articles]


def _name(path: Path) -> str:
    """The file's name as text; bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in MEDIA and not path.name.startswith(".")


def _items(found: _Found, workspace: Workspace) -> Iterator[Place | Dropped]:
    limit = workspace.settings.clean.max_bytes
    if MEDIA[found.path.suffix.lower()] == "jsonl":
        yield from _lines(found, limit)
        return
    try:
        size = found.path.stat().st_size
        data = found.path.read_bytes() if size <= limit else b""
    except OSError as error:
        yield Dropped(found.name, found.name, "unreadable", f"{error.strerror}: make it readable")
        return
    if size > limit:
        yield _too_large(found.name, size, limit)
        return
    yield _file(found, sha256(data), workspace.registry)


def _too_large(name: str, size: int, limit: int) -> Dropped:
    detail = f"{size:,} bytes, more than {limit:,}: split it, or raise max_bytes in corpus.toml"
    return Dropped(name, name, "too-large", detail)


def _file(found: _Found, digest: str, registry: Registry) -> Place | Dropped:
    for source in registry.source:
        if source.sha256 == digest:
            return _registered(found, source, registry.collection_named(source.collection))
    for source in registry.source:
        if source.file == found.path.name:
            detail = (
                f"the registry has sha256 {source.sha256} for {source.file}, this file {digest}: "
                "restore the file, or rename it to have it read as an article of its own"
            )
            return Dropped(source.id, found.name, "source-digest-differs", detail)
    return _place(found, Path(found.name).with_suffix("").as_posix(), digest)


def _registered(found: _Found, source: Source, collection: Collection) -> Place:
    return Place(
        id=source.id,
        path=str(found.path.resolve()),
        source_file=source.file,
        media=MEDIA[found.path.suffix.lower()],
        collection=collection.name,
        story=source.story,
        licence=collection.licence,
        text_available=collection.is_shipped,
        published_inferred=source.inferred.published if source.inferred else None,
        sha256=source.sha256,
    )


def _place(found: _Found, name: str, digest: str) -> Place:
    prefix = "" if found.collection.is_shipped else f"{found.collection.name}-"
    return Place(
        id=prefix + _slug(name),
        path=str(found.path.resolve()),
        source_file=found.name,
        media=MEDIA[found.path.suffix.lower()],
        collection=found.collection.name,
        story=found.story,
        licence=found.collection.licence,
        text_available=found.collection.is_shipped,
        published_inferred=None,
        sha256=digest,
    )


def _lines(found: _Found, limit: int) -> Iterator[Place | Dropped]:
    offset = 0
    try:
        file = found.path.open("rb")
    except OSError as error:
        yield Dropped(found.name, found.name, "unreadable", f"{error.strerror}: make it readable")
        return
    with file:
        for number, line in enumerate(file, 1):
            if len(line) > limit:
                yield _too_large(f"{found.name}#{number}", len(line), limit)
            elif line.strip():
                yield _line(found, number, offset, line)
            offset += len(line)


def _line(found: _Found, number: int, offset: int, line: bytes) -> Place | Dropped:
    name = f"{found.name}#{number}"
    try:
        head = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8), type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Dropped(name, name, "jsonl-line", f"the line is no article in JSON: {error}")
    key = str(number) if head.id is None else str(head.id)
    within = found.story or Path(found.name).stem
    place = _place(found, f"{within}/{key}", sha256(line.rstrip(b"\r\n")))
    return msgspec.structs.replace(place, source_file=name, offset=offset, length=len(line))


def _slug(name: str) -> str:
    """`name` in lower case, with `-` for each run of anything but letters, digits, `.` and `_`."""
    plain = unicodedata.normalize("NFC", name).lower()
    return re.sub(r"[^\w.]+", "-", plain).strip("-") or sha256(name)[:12]


def _without_repeats(found: Iterable[Place | Dropped]) -> Plan:
    places: dict[str, Place] = {}
    dropped: list[Dropped] = []
    for one in found:
        if isinstance(one, Dropped):
            dropped.append(one)
        elif (first := places.get(one.id)) is None:
            places[one.id] = one
        elif (first.path, first.offset) != (one.path, one.offset):
            detail = f"{first.source_file} has the id {one.id} already: rename one of them"
            dropped.append(Dropped(one.id, one.source_file, "id-repeated", detail))
    return Plan(tuple(places[key] for key in sorted(places)), tuple(dropped))
