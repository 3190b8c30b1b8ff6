"""`communique train`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Yes, say

if TYPE_CHECKING:
    from communique.train.evaluation import Score
    from communique.train.loop import Report, Step

Treebanks = Annotated[
    Path, typer.Option("--treebanks", metavar="DIR", help="The folder that holds the data sets.")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the pipeline goes.")]
Steps = Annotated[
    int | None,
    typer.Option(
        "--steps",
        min=1,
        help="Steps of each of the two trainings; fewer are quicker and give a worse pipeline.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**32 - 1, help="Where chance begins.")]


def train(  # noqa: PLR0913, PLR0917 -- one parameter an option
    treebanks: Treebanks,
    out: Out,
    steps: Steps = None,
    seed: Seed = 0,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Train the English pipeline anew, and print its scores on the test sets.

    Takes most of an hour on one core. docs/pipeline.md says what DIR must hold and where it is to
    be had. A pipeline that stands in --out is replaced only with --yes.

    Exit 0: it is trained; 1: a data set is damaged; 2: wrong usage; 3: something outside failed.

    Example: communique train --treebanks ~/treebanks --out build/communique_en
    """
    from communique.run import train as training  # noqa: PLC0415 -- spaCy is slow to load

    training.demand_free(out, is_replaceable=yes)
    done = training.train(treebanks, out, training.plans(steps, seed), _announced)
    for line in _as_json(done.scores) if as_json else _table(done.scores):
        print(line)
    say(f"train: {len(done.scores)} scores, {done.size_bytes / 1e6:.1f} MB in {done.folder}")


def _announced(name: str) -> "Report":
    say(f"train: {name}: reading the data sets")

    def report(step: "Step") -> None:
        say(f"train: {name}: step {step.number} of {step.of}, development score {step.score:.4f}")

    return report


def _as_json(scores: Iterable["Score"]) -> Iterator[str]:
    return (msgspec.json.encode(score).decode() for score in scores)


def _table(scores: Iterable["Score"]) -> Iterator[str]:
    yield f"{'test':<16}{'measure':<22}{'P':>7}{'R':>7}{'F':>7}{'true':>8}"
    for score in scores:
        tally = score.tally
        yield (
            f"{score.test:<16}{score.measure:<22}{tally.precision:>7.3f}{tally.recall:>7.3f}"
            f"{tally.f:>7.3f}{tally.true:>8}"
        )
