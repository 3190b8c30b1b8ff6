"""spaCy pipelines by name or folder, and texts as they like them."""

import re
from collections.abc import Mapping
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Digest, Record

if TYPE_CHECKING:
    from spacy.language import Language

OTHER_BLANKS = re.compile(r"[^\S\n]|[\u200b\ufeff]")
"""Blanks other than line ends, each one code point: hard, thin and zero-width ones, tabs, CR."""

META = "meta.json"


class PipelineError(ValueError):
    """A spaCy pipeline cannot be loaded."""


class Pipeline(Record, frozen=True):
    """Which pipeline it is, wherever its folder stands: two of one digest are the same."""

    name: str
    version: str
    digest: Digest


class _Meta(msgspec.Struct):
    lang: str
    name: str
    version: str


def load(
    name: str, *components: str, settings: Mapping[str, Mapping[str, object]] | None = None
) -> "Language":
    """The pipeline `name`, with `components` at its end, in their order, where it lacks them.

    `settings` are those of components that are added, by their names.

    Raises:
        PipelineError: there is no such pipeline, or its files do not fit this version of spaCy.
    """
    from spacy.util import load_model  # noqa: PLC0415  (a second, which `--help` need not wait)

    where = folder(name)
    try:
        nlp = load_model(name if where == _package(name) else where)
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"cannot load the spaCy pipeline {name!r}: {_first_line(error)}; "
            "give one that was made for this version of spaCy"
        ) from error
    for component in components:
        if component not in nlp.pipe_names:
            nlp.add_pipe(component, config=dict((settings or {}).get(component, {})))
    return nlp


def folder(name: str) -> Path:
    """The folder of the pipeline `name`: a folder of that name, an installed package, ours.

    Raises:
        PipelineError: there is none.
    """
    embedded = Path(str(resources.files("communique"))) / "models" / name
    for where in (Path(name), _package(name), embedded):
        if where is not None and (where / META).is_file():
            return where
    raise PipelineError(
        f"there is no spaCy pipeline {name!r}; "
        "give the name of an installed one or a folder that `communique train` wrote"
    )


def pipeline(name: str) -> Pipeline:
    """What the pipeline `name` is, without loading it.

    Raises:
        PipelineError: there is no such pipeline.
    """
    where = folder(name)
    try:
        meta = msgspec.json.decode((where / META).read_bytes(), type=_Meta)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{where / META}: {error}; is this a spaCy pipeline?") from error
    is_full = meta.name.endswith(f"_{meta.lang}")
    called = meta.name if is_full else f"{meta.lang}_{meta.name}"
    return Pipeline(called, meta.version, _digest(where))


def plain(text: str) -> str:
    """`text` with every blank but line ends an ordinary one: as long as before, offset by offset.

    Parsers know no others: names that hard blanks join are lost to them.
    """
    return OTHER_BLANKS.sub(" ", text)


def _package(name: str) -> Path | None:
    """The folder of an installed package; None if there is none, or it is no folder."""
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None


def _digest(where: Path) -> Digest:
    """Of a pipeline's files, by their names; what Python makes of a package's code is left out."""
    files = sorted(path for path in where.rglob("*") if path.is_file())
    named = [(path.relative_to(where), path) for path in files]
    kept = [(name.as_posix(), sha256_of(path)) for name, path in named if name.suffix != ".pyc"]
    return sha256(msgspec.json.encode(kept))


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
