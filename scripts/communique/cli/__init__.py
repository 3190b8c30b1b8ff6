"""The command line: one function a command, one file a group of commands."""

import sys
from typing import Annotated

import typer

from communique import __version__
from communique.annotate.pipelines import PipelineError
from communique.bench.clusters import BenchError
from communique.cli.adjudicate import adjudicate
from communique.cli.agreement import agreement
from communique.cli.annotate import annotate
from communique.cli.bench import bench_app
from communique.cli.build import build, freeze_data
from communique.cli.check import check
from communique.cli.clean import clean, show
from communique.cli.dedup import dedup, reuse
from communique.cli.predict import predict_app
from communique.cli.publish import join, publish
from communique.cli.score import score_app
from communique.cli.studio import studio_app
from communique.cli.studio_work import annotator, practice, pull, push, status
from communique.cli.train import train
from communique.config import ConfigError
from communique.jsonl import DataError
from communique.languages import LanguageError
from communique.publish.corpus import ReleaseError
from communique.run.agreement import AnnotatorError
from communique.run.documents import UnfinishedError, UnknownDocumentError
from communique.schema import StoryError
from communique.sources.plan import SourceError
from communique.tools.label_studio.place import StudioError, StudioUsageError
from communique.train.sources import TreebankError

app = typer.Typer(
    name="communique",
    help="News articles about diplomacy as an annotated, validated, publishable data set.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    build,
    clean,
    dedup,
    annotate,
    reuse,
    check,
    publish,
    show,
    join,
    train,
    agreement,
    adjudicate,
):
    app.command()(command)
app.command("freeze")(freeze_data)
app.add_typer(score_app, name="score")
app.add_typer(bench_app, name="bench")
app.add_typer(predict_app, name="predict")
for work in (push, pull, status, practice, annotator):
    studio_app.command()(work)
app.add_typer(studio_app, name="studio")


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """News articles about diplomacy as an annotated, validated, publishable data set."""
    if version:
        print(__version__)
        raise typer.Exit


WRONG_USAGE = (
    AnnotatorError,
    BenchError,
    ConfigError,
    LanguageError,
    PipelineError,
    ReleaseError,
    SourceError,
    StoryError,
    StudioUsageError,
    TreebankError,
    UnfinishedError,
    UnknownDocumentError,
)


def main() -> None:
    """Run the command line; say in one sentence what went wrong and exit 1, 2 or 3.

    1 is wrong data, 2 wrong usage, 3 a failure outside: a full disk, a file that cannot be read, an
    annotation server that fails.
    """
    try:
        app()
    except DataError as error:
        print(f"communique: {error}", file=sys.stderr)
        raise SystemExit(1) from error
    except WRONG_USAGE as error:
        print(f"communique: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except StudioError as error:
        print(f"communique: {error}", file=sys.stderr)
        raise SystemExit(3) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"communique: {place}{error.strerror or error}", file=sys.stderr)
        raise SystemExit(3) from error
