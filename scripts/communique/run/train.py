"""What `communique train` does with files: data sets in, a pipeline in a folder out."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from communique.train.about import attribution, describe
from communique.train.evaluation import Score, all_scores
from communique.train.loop import Plan
from communique.train.pipeline import Announce, pipeline, save
from communique.train.sources import TreebankError, demand

NEW, OLD = ".new", ".old"
SYNTAX_STEPS, NAMES_STEPS = 5000, 7000
"""On the data sets of docs/pipeline.md the development scores have flattened by then."""


@dataclass(frozen=True)
class Trained:
    """A pipeline that stands in `folder`, with its scores on the test sets."""

    folder: Path
    size_bytes: int
    scores: tuple[Score, ...]


class Plans(NamedTuple):
    """The plans of the two trainings."""

    syntax: Plan
    names: Plan


def plans(steps: int | None, seed: int) -> Plans:
    """Plans with so many steps each; the usual numbers where `steps` is None."""
    return Plans(
        Plan(steps=steps or SYNTAX_STEPS, seed=seed), Plan(steps=steps or NAMES_STEPS, seed=seed)
    )


def train(folder: Path, out: Path, planned: Plans, announce: Announce) -> Trained:
    """Train on the data sets in `folder`, score on their test parts, write to `out`.

    What stood in `out` stays until the new pipeline is whole.

    Raises:
        TreebankError: `folder` lacks a data set.
        DataError: one of its files cannot be read.
    """
    demand(folder)
    nlp = pipeline(folder, *planned, announce)
    found = tuple(all_scores(nlp, folder, "test"))
    describe(nlp, *planned, found)
    written(out, lambda new: save(nlp, new))
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Trained(out, size, found)


def written(out: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new folder, add the attribution, and put it in the place of `out`."""
    new, old = out.with_name(out.name + NEW), out.with_name(out.name + OLD)
    for rest in (new, old):
        shutil.rmtree(rest, ignore_errors=True)
    new.mkdir(parents=True)
    write(new)
    (new / "ATTRIBUTION.md").write_text(attribution(), "utf-8")
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def demand_free(out: Path, *, is_replaceable: bool) -> None:
    """See that a pipeline may be written to `out`: it is free, or a pipeline to be replaced.

    Raises:
        TreebankError: something stands there.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / "meta.json").is_file():
        raise TreebankError(f"{out}: is there and is no pipeline; choose another --out")
    if not is_replaceable:
        raise TreebankError(f"{out}: a pipeline stands there; add --yes to replace it")
