"""Options that several commands share, and the consoles they write to."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from communique.config import Workspace, find_workspace
from communique.run.documents import Progress
from communique.run.shards import Outcome

progress = Console(stderr=True)
"""Progress, counts and errors: everything that is not the result."""

Sources = Annotated[
    list[Path] | None,
    typer.Option(
        "--sources",
        metavar="PATH",
        envvar="COMMUNIQUE_SOURCES",
        help="A folder of .txt, .html or .jsonl articles, or one such file; may be repeated.",
    ),
]
Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar="DIR", help="The checkout; default: the one that this folder lies in."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout.")]
Errors = Annotated[bool, typer.Option("--errors", help="List what went wrong.")]
Pipeline = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        metavar="NAME_OR_PATH",
        envvar="COMMUNIQUE_PIPELINE",
        help="An installed spaCy pipeline, or the folder of one; default: the usual one.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without this, show what would be done.")]


def workspace(root: Path | None) -> Workspace:
    """The checkout at `root`, or the one that the current folder lies in.

    Raises:
        ConfigError: there is none.
    """
    return find_workspace(root if root is not None else Path())


def say(text: str) -> None:
    """Write a line to stderr as it is, without markup or wrapping."""
    progress.print(text, markup=False, highlight=False, soft_wrap=True)


def bar(what: str) -> Progress:
    """Show on a terminal how far a run over shards is; `what` says what it does."""

    def followed(shards: Sequence[object], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        return iter(
            track(
                outcomes,
                what,
                total=len(shards),
                console=progress,
                disable=not progress.is_terminal,
                transient=True,
            )
        )

    return followed
