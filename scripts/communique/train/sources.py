"""The data sets to train on: which files they are, whose, under which licence."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from communique.records import Record


class TreebankError(ValueError):
    """The folder of data sets lacks something."""


class Source(Record, frozen=True, kw_only=True):
    """A data set; `files` are patterns below the folder, `changes` what was done to it."""

    name: str
    files: tuple[str, ...]
    url: str
    commit: str
    licence: str
    texts: str
    authors: str
    paper: str
    changes: str


@cache
def sources() -> tuple[Source, ...]:
    """All data sets, as `sources.toml` has them."""
    text = (files(__package__) / "sources.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["source"], tuple[Source, ...])


def demand(folder: Path, wanted: Iterable[Source] | None = None) -> None:
    """See that `folder` holds every file.

    Raises:
        TreebankError: it does not; the message names the first file and where it is to be had.
    """
    if not folder.is_dir():
        raise TreebankError(f"{folder}: no such folder; see docs/pipeline.md for what it must hold")
    for source in sources() if wanted is None else wanted:
        for pattern in source.files:
            if not any(folder.glob(pattern)):
                raise TreebankError(
                    f"{folder}: {pattern} is absent ({source.name}); it is to be had from"
                    f" {source.url} at commit {source.commit[:7]}, and docs/pipeline.md says how"
                    f" to lay it out"
                )
