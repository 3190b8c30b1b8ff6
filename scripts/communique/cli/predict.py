"""`communique predict`: what the layers find in anyone's texts."""

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import Pipeline, say
from communique.config import AnnotateSettings
from communique.run import predict

predict_app = typer.Typer(
    help="Predict a layer for any texts, in the format of the benchmarks.", no_args_is_help=True
)

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE.jsonl", exists=True, dir_okay=False, help="A line a text: id, text."
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="PRED.jsonl", help="Where the predictions go.")]
Kinds = Annotated[
    str,
    typer.Option(
        "--kinds", metavar="KINDS", help="Only these, separated by commas: direct, indirect, mixed."
    ),
]

KINDS = frozenset(["direct", "indirect", "mixed"])


@predict_app.command()
def quotes(file: File, out: Out, pipeline: Pipeline = None, kinds: Kinds = "") -> None:
    """Find who says what in each text of FILE.jsonl: content, cue, speaker.

    A line of PRED.jsonl for each text, in their order; the pieces of one utterance are spans of
    one content. Offsets count code points of the text as it is.

    Exit 0: done; 1: a line of FILE is wrong; 2: wrong usage; 3: something outside failed.

    Example: communique predict quotes articles.jsonl --out quotes.jsonl --pipeline en_core_web_sm
    """
    chosen = chosen_kinds(kinds)
    _demand_other(file, out)
    count = predict.quotes(file, out, pipeline or AnnotateSettings().pipeline, chosen)
    say(f"predict: quotes of {count} texts")


@predict_app.command()
def entities(file: File, out: Out, pipeline: Pipeline = None) -> None:
    """Find the names, times and numbers in each text of FILE.jsonl, with whom a name refers to.

    A line of PRED.jsonl for each text, in their order. Where a line of FILE also has `published`,
    an ISO date, relative dates count from it. Offsets count code points of the text as it is.

    Exit 0: done; 1: a line of FILE is wrong; 2: wrong usage; 3: something outside failed.

    Example: communique predict entities articles.jsonl --out entities.jsonl
    """
    _demand_other(file, out)
    count = predict.entities(file, out, pipeline or AnnotateSettings().pipeline)
    say(f"predict: entities of {count} texts")


def _demand_other(file: Path, out: Path) -> None:
    if file.resolve() == out.resolve():
        raise typer.BadParameter(f"{file} would be overwritten; give another --out")


def chosen_kinds(kinds: str) -> frozenset[str]:
    """The kinds of quotation that `kinds` lists; none chosen is none left out.

    Raises:
        typer.BadParameter: there is no such kind.
    """
    chosen = frozenset(kind.strip() for kind in kinds.split(",") if kind.strip())
    if wrong := sorted(chosen - KINDS):
        raise typer.BadParameter(f"{', '.join(wrong)}: no kind of quotation; take {sorted(KINDS)}")
    return chosen
