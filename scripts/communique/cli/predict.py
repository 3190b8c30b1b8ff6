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


@predict_app.command()
def events(file: File, out: Out, pipeline: Pipeline = None) -> None:
    """Find who does what to whom in each text of FILE.jsonl: type, trigger, actor, recipient.

    A line of PRED.jsonl for each text, in their order, its events the best first. `event_type` is
    what PLOVER would code: facts and what is to come (AGREE for cooperation to come, CONCEDE for a
    retreat). What is asked for, feared or denied comes last, under its bare type. Where a line of
    FILE has `given`, a list of "actor" and "recipient", and these, lists of text, start and end,
    events between them come first. Relative dates count from `published`, an ISO date.

    Exit 0: done; 1: a line of FILE is wrong; 2: wrong usage; 3: something outside failed.

    Example: communique predict events sentences.jsonl --out events.jsonl
    """
    from communique.run import predict_events  # noqa: PLC0415  (it loads spaCy)

    _demand_other(file, out)
    count = predict_events.events(file, out, pipeline or AnnotateSettings().pipeline)
    say(f"predict: events of {count} texts")


@predict_app.command()
def stances(file: File, out: Out, pipeline: Pipeline = None) -> None:
    """Find who is for or against what in each text of FILE.jsonl: holder, target, label, evidence.

    A line of PRED.jsonl for each text, in their order. Targets are the issue codes of the line's
    `story` (schema/stories), and entities. Where a line has `target` with start and end, and
    `holder` with these or null, the line of PRED.jsonl is the label of that stance alone: favor,
    against or neutral.

    Exit 0: done; 1: a line of FILE is wrong; 2: wrong usage; 3: something outside failed.

    Example: communique predict stances articles.jsonl --out stances.jsonl
    """
    from communique.run import predict_stances  # noqa: PLC0415  (it loads spaCy)

    _demand_other(file, out)
    count = predict_stances.stances(file, out, pipeline or AnnotateSettings().pipeline)
    say(f"predict: stances of {count} texts")


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
