"""Somebody's own files found, cleaned and joined into a copy of a release."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.annotate.sentences import sentence_stage
from communique.clean.document import clean_stage
from communique.config import CleanSettings
from communique.items import Item, Place
from communique.languages import language
from communique.offsets import sha256
from communique.publish import about
from communique.publish.corpus import ReleaseError
from communique.publish.join import Finding, joined
from communique.publish.reading import corpus_of
from communique.publish.release import release
from communique.records import Digest, DocId, Document
from communique.run.identify import identifier
from communique.run.publish import Published, folder_files, written
from communique.sources.plan import MEDIA, SourceError
from communique.stage import Dropped

Cleaner = Callable[[Item], Document | Dropped]


@dataclass(frozen=True)
class Rejoined:
    """The release that was written, and what became of each withheld document."""

    published: Published
    findings: tuple[Finding, ...]


def join(folder: Path, sources: Path, out: Path, clean: Cleaner) -> Rejoined:
    """Write to `out` the release in `folder` with the texts that `sources` holds the files of.

    Raises:
        ReleaseError: `folder` is no release or damaged, or `out` holds it or anything else.
        SourceError: `sources` is no folder.
        OSError: `out` cannot be written.
    """
    if not sources.is_dir():
        raise SourceError(f"{sources}: no such folder; --sources takes a folder of articles")
    _refuse_to_overwrite(out, folder)
    corpus = corpus_of(folder_files(folder))
    wanted = {document.raw_sha256: document for document in corpus.index}
    found = dict(_cleaned(sources, wanted, clean))
    names = {path.name for path in _articles(sources)}
    result = joined(corpus, found, names)
    return Rejoined(written(out, release(result.corpus, full=True)), result.findings)


def _refuse_to_overwrite(out: Path, folder: Path) -> None:
    into, release_folder = out.resolve(), folder.resolve()
    if into.is_relative_to(release_folder) or release_folder.is_relative_to(into):
        raise ReleaseError(f"{out}: the release itself is never overwritten; give another --out")
    if out.exists() and not (out / about.FILE).exists():
        raise ReleaseError(f"{out}: holds something else than a release; give another --out")


def cleaner() -> Cleaner:
    """Cleaning and sentences as the corpus's own documents have them."""
    rules = language(CleanSettings().language)
    clean, sentences = clean_stage(rules, identifier()), sentence_stage(rules)

    def run(item: Item) -> Document | Dropped:
        (result,) = clean([item])
        if isinstance(result, Dropped):
            return result
        (split,) = sentences([result])
        return split

    return run


def _cleaned(
    sources: Path, wanted: dict[Digest, Document], clean: Cleaner
) -> Iterator[tuple[DocId, Document | Dropped]]:
    for path in _articles(sources):
        for data in _items(path):
            if document := wanted.get(sha256(data)):
                yield document.id, clean(Item(place=_place(document, path), data=data))


def _articles(sources: Path) -> Iterable[Path]:
    files = (path for path in sorted(sources.rglob("*")) if path.is_file())
    return (path for path in files if path.suffix.lower() in MEDIA)


def _items(path: Path) -> list[bytes]:
    """The articles of a file as the registry digests them: lines of JSONL without their ends."""
    data = path.read_bytes()
    if MEDIA[path.suffix.lower()] != "jsonl":
        return [data]
    return [line.rstrip(b"\r\n") for line in data.split(b"\n")]


def _place(document: Document, path: Path) -> Place:
    return Place(
        id=document.id,
        path=str(path),
        source_file=document.source_file,
        media=MEDIA[path.suffix.lower()],
        collection=document.collection,
        story=document.story,
        licence=document.licence,
        text_available=False,
        published_inferred=document.published_inferred,
        sha256=document.raw_sha256,
    )
