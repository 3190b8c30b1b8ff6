"""`communique adjudicate`: individual work to gold."""

from typing import Annotated

import typer

from communique.adjudicate.disputes import lines
from communique.cli.options import Root, Yes, say, workspace
from communique.cli.studio import Data
from communique.cli.studio_work import client_of
from communique.run.adjudicate import Adjudicated
from communique.run.adjudicate import adjudicate as adjudicated

Least = Annotated[
    int | None,
    typer.Option(
        "--least",
        min=1,
        metavar="N",
        help="Documents that N annotators finished; default: as many as corpus.toml gives each.",
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Without the server: print the disputes, send nothing.")
]


def adjudicate(
    least: Least = None,
    offline: Offline = False,
    yes: Yes = False,
    data: Data = None,
    root: Root = None,
) -> None:
    """Make gold of what annotators agree on; send what they dispute to an adjudicator.

    What all annotators of a document say becomes gold. A document with disputes goes to the
    server's project of adjudicators, as one task that shows every side; run the command again when
    it was decided there, and the decision becomes gold, with who and why. Gold that stands already
    is changed only with --yes. Stdout has the open disputes, without words of the documents.

    Exit 0: all is gold; 1: disputes are open, or decisions could not be taken; 2: wrong usage;
    3: the server fails.

    Example: communique adjudicate --least 2
    """
    where = workspace(root)
    server = None
    if not offline:
        from communique.run.adjudication import Adjudication  # noqa: PLC0415

        server = Adjudication(where, client_of(data, root))
    wanted = least or where.settings.studio.overlap
    done = adjudicated(where, wanted, server, replacing=yes)
    _print(done)
    held = f", {done.held} would change gold (--yes)" if done.held else ""
    open_ = f"{len(done.comparisons)} open with {done.disputes} disputes"
    say(
        f"adjudicate: {done.agreed} agreed, {done.decided} decided, {open_}, "
        f"{done.too_few} by too few; {done.changed} new or changed{held}"
    )
    raise typer.Exit(code=1 if done.comparisons or done.issues else 0)


def _print(done: Adjudicated) -> None:
    for issue in done.issues:
        print(issue)
    for comparison in done.comparisons:
        for dispute in comparison.disputes:
            print("\n".join(lines(dispute, with_names=True)))
