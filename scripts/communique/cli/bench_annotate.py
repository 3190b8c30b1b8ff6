"""`communique bench annotate`: what the layers cost beside the pipeline that they rest on."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.progress import track

from communique.bench import annotate as benching
from communique.bench.annotate import BARE, MORE, Plan, Row
from communique.bench.piped import Text
from communique.cli.options import AsJson, Pipeline, Root, progress, say, workspace
from communique.config import AnnotateSettings
from communique.run import documents
from communique.run.predict import texts

EXERCISE = "exercise"

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE.jsonl",
        exists=True,
        dir_okay=False,
        help="Texts: id, text, story. Default: the exercise's dispatches.",
    ),
]
Copies = Annotated[int, typer.Option("--copies", min=1, help="Take each text so many times.")]
Repetitions = Annotated[
    int, typer.Option("--repetitions", min=1, help="Measure so often, the systems in turn.")
]

HEAD = (
    f"{'':<14}{'texts':>7}{'words':>9}{'CPU s':>9}{'least-most':>15}{'ratio':>7}"
    f"{'words/CPU s':>13}{'start s':>9}{'peak MB':>9}{f'at {MORE}n':>8}"
)


def annotate(  # noqa: PLR0913, PLR0917  (options are parameters to typer)
    files: Files = None,
    pipeline: Pipeline = None,
    copies: Copies = 4,
    repetitions: Repetitions = 3,
    root: Root = None,
    as_json: AsJson = False,
) -> None:
    """Time the layers beside the bare pipeline: CPU seconds, words a second, memory.

    Each run is a process of its own with one thread; CPU s is user and system time spent on texts,
    the median of --repetitions, loading apart. Below it by component. Peak memory is also of four
    times as many texts (copies), which should need no more. Exit 0: done; 1: a line of FILE is
    wrong; 2: wrong usage, or the pipeline fails; 3: something outside failed.

    Example: communique bench annotate articles.jsonl --pipeline en_core_web_sm --repetitions 5
    """
    found = list(_texts(files or [], root))
    plan = Plan(
        pipeline or AnnotateSettings().pipeline, list(benching.copies(found, copies)), repetitions
    )
    bar = track(
        benching.runs(plan),
        "Annotating",
        total=plan.runs,
        console=progress,
        disable=not progress.is_terminal,
        transient=True,
    )
    rows = benching.rows(list(bar))
    if as_json:
        for row in rows:
            print(msgspec.json.encode(row).decode())
    else:
        _print(rows)
    say(f"bench: {plan.runs} runs over {len(plan.texts)} texts")


def _texts(files: Sequence[Path], root: Path | None) -> Iterator[Text]:
    for file in files:
        yield from (Text(each.id, each.text, each.story) for each in texts(file))
    if not files:
        where = workspace(root)
        documents.refresh(where)
        for document in documents.documents(where):
            if document.collection == EXERCISE and document.text is not None:
                yield Text(document.id, document.text, document.story)


def _print(rows: Sequence[Row]) -> None:
    print(HEAD)
    for row in rows:
        between = f"{row.least_s:.2f}-{row.most_s:.2f}"
        print(
            f"{row.system:<14}{row.texts:>7}{row.words:>9}{row.cpu_s:>9.2f}{between:>15}"
            f"{row.ratio:>7.3f}{row.words_per_cpu_s:>13,.0f}{row.start_s:>9.2f}"
            f"{row.peak_bytes / 1e6:>9.0f}{row.peak_bytes_more / 1e6:>8.0f}"
        )
    _print_components(rows)


def _print_components(rows: Sequence[Row]) -> None:
    """CPU seconds of each component, a column a system, and the share of the bare pipeline."""
    whole = next(row.cpu_s for row in rows if row.system == BARE)
    print(
        f"\n{'component, CPU s':<24}" + "".join(f"{row.system:>14}" for row in rows) + "   of bare"
    )
    for name in dict.fromkeys(name for row in rows for name in row.components):
        spent = [row.components.get(name) for row in rows]
        cells = "".join(f"{'-' if each is None else f'{each:.3f}':>14}" for each in spent)
        print(f"{name:<24}{cells}{(spent[-1] or 0) / whole:>10.1%}")
