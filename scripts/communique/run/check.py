"""What a check looks at: the files of a workspace, its documents, and its release made anew."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.annotate.pipelines import PipelineError
from communique.config import ConfigError, Workspace
from communique.jsonl import DataError
from communique.publish.numbers import numbers
from communique.publish.release import release
from communique.records import DocId, Document, Duplicate, Reuse
from communique.rules import File, Subject
from communique.rules.subject import BUILT, FILES, INDEX, readable
from communique.run import annotate, documents, pairs, silver
from communique.run.publish import corpus_of
from communique.schema import Story, folder

WATCHED = ("annotations/**/*.jsonl", "schema/stories/*.json", f"{BUILT}/*.jsonl")
PASSED_OVER = frozenset({".git", ".venv", "build", "dist", "node_modules"})
"""Folders that are not walked where git cannot say what is tracked."""


def files(workspace: Workspace) -> list[File]:
    """The files that rules know, by name."""
    root = workspace.root
    found = {path for pattern in WATCHED for path in root.glob(pattern)}
    found |= {root / name for name in FILES if (root / name).exists()}
    return [_file(root, path) for path in sorted(found)]


def subject(workspace: Workspace, sources: Sequence[Path] = ()) -> Subject:
    """The workspace as rules see it, its documents as last cleaned.

    Cleans first: all, if `sources` are given; else the shipped collections, so that what was
    cleaned with other sources before still stands.
    """
    if sources:
        documents.clean(workspace, sources)
    else:
        documents.refresh(workspace)
    paired = _paired(workspace)
    found = files(workspace)
    indexed = [document for file in found if file.name == INDEX for document in _in(file)]
    rebuilt = [document for file in found if file.name.startswith(BUILT) for document in _in(file)]
    seen = Subject(
        root=workspace.root,
        files=tuple(found),
        registry=workspace.registry,
        documents=_by_id([*indexed, *rebuilt]),
        splits=_splits(workspace),
        stories=_stories(found),
        rebuilt=tuple(rebuilt),
        paired=paired,
        sources=_sources(workspace, sources),
        tracked=tuple(_tracked(workspace)),
    )
    return _with_silver(seen, workspace)


def _with_silver(subject: Subject, workspace: Workspace) -> Subject:
    """The subject with what its silver is to be made from, or the reason why that is not known."""
    if not silver.standing(workspace):
        return subject
    try:
        job = annotate.job_of(workspace)
    except PipelineError as error:
        return replace(subject, not_annotated=str(error))
    indexed = [document for _, document in subject.indexed]
    wanted = (silver.origin(job, shard) for shard in silver.shards(workspace, indexed))
    return replace(subject, silver=tuple(wanted))


def _paired(workspace: Workspace) -> tuple[Duplicate | Reuse, ...] | None:
    """What is found between the documents; None where their quotations cannot be read."""
    try:
        found = pairs.refresh(pairs.Scope(workspace, is_registered=True))
    except DataError:  # the rules say what is wrong with the layer
        return None
    return (*found.duplicates, *found.reuse)


def with_release(subject: Subject, workspace: Workspace) -> Subject:
    """The subject with its release and numbers made anew, or the reason why they cannot be."""
    try:
        indexed = [document for _, document in subject.indexed]
        corpus = corpus_of(workspace, subject.rebuilt or (), indexed)
        made = release(corpus, full=False)
    except ValueError as error:  # what is wrong with the data is for the rules to say
        return replace(subject, not_rebuilt=f"the release cannot be made: {error}")
    return replace(subject, release=made, numbers=numbers(corpus))


@dataclass(frozen=True)
class Chosen:
    """Names of files that a user asked for; `unknown` ones are of no kind that rules know."""

    known: frozenset[str]
    unknown: tuple[str, ...]


def chosen(workspace: Workspace, paths: Iterable[Path]) -> Chosen:
    """The files that `paths` (files or folders) name.

    Raises:
        ConfigError: a path is absent or lies outside the workspace.
    """
    names = {file.name for path in paths for file in _below(workspace, path)}
    known = {file.name for file in files(workspace)}
    return Chosen(frozenset(names & known), tuple(sorted(names - known)))


def _below(workspace: Workspace, path: Path) -> Iterator[File]:
    where = path.resolve()
    if not where.exists():
        raise ConfigError(f"{path}: no such file or folder")
    if not where.is_relative_to(workspace.root):
        raise ConfigError(f"{path} lies outside {workspace.root}; give --root")
    found = [one for one in where.rglob("*") if one.is_file()] if where.is_dir() else [where]
    return (_file(workspace.root, one) for one in found)


def _file(root: Path, path: Path) -> File:
    return File(path.relative_to(root).as_posix(), path)


def _in(file: File) -> Iterator[Document]:
    return (document for _, document in readable(file, Document))


def _by_id(found: Iterable[Document]) -> dict[DocId, Document]:
    """Documents by id; a later one stands in place of an earlier one."""
    return {document.id: document for document in found}


def _splits(workspace: Workspace) -> Mapping[str, str]:
    """The splits that can be read; the table's own rules say what is wrong with other lines."""
    path = workspace.corpus / "splits.tsv"
    lines = path.read_bytes().decode("utf-8", "replace").splitlines() if path.exists() else []
    rows = [line.split("\t") for line in lines[1:]]
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _stories(found: Iterable[File]) -> Mapping[str, Story]:
    own = [file for file in found if file.kind and file.kind.record is Story]
    shipped = sorted((folder() / "stories").glob("*.json"))
    other = [File(f"schema/stories/{path.name}", path) for path in shipped]
    return {story.story: story for file in (*other, *own) for _, story in readable(file, Story)}


def _sources(workspace: Workspace, sources: Iterable[Path]) -> dict[str, Path]:
    """The registered files among `sources`, by their name in the registry."""
    wanted = {source.file for source in workspace.registry.source}
    paths = (path for one in sources for path in (one.rglob("*") if one.is_dir() else [one]))
    return {path.name: path for path in paths if path.name in wanted}


def _tracked(workspace: Workspace) -> Iterator[File]:
    """What git tracks or would add, and the release that may be given away."""
    root = workspace.root
    command = ["git", "-C", str(root), "ls-files", "-coz", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
        paths = [root / name for name in listed.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in root.rglob("*") if not _is_passed_over(path, root)]
    given = (workspace.dist / "communique").rglob("*")
    yield from (_file(root, path) for path in sorted({*paths, *given}) if path.is_file())


def _is_passed_over(path: Path, root: Path) -> bool:
    return bool(PASSED_OVER & set(path.relative_to(root).parts))
