"""`communique annotate`."""

from typing import Annotated

import typer

from communique.cli.options import Pipeline, Root, bar, say, workspace
from communique.config import Workspace
from communique.run import annotate as annotating
from communique.run.annotate import Annotations

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=0, help="Processes; 0: one a core; default: of corpus.toml."
    ),
]


def annotate(workers: Workers = None, pipeline: Pipeline = None, root: Root = None) -> None:
    """Find names and quotations in the documents of the last `clean`, by machine.

    Writes build/annotations, a file a layer and shard; `communique freeze` takes the corpus's own
    from there. What cannot be parsed goes to build/annotations/quarantine with its reason. Run it
    again to resume.

    Exit 0: all annotated; 1: some in quarantine; 2: wrong usage; 3: something outside failed.

    Example: communique annotate --workers 4
    """
    where = workspace(root)
    done = annotating.annotate(where, pipeline, workers=workers, progress=bar("Annotating"))
    name_quarantined(where)
    stood = f"{done.skipped} of {done.shards} shards stood already"
    say(f"{in_words(done)}, {stood}")
    raise typer.Exit(code=1 if done.dropped else 0)


def name_quarantined(where: Workspace) -> None:
    """Say which documents could not be annotated, and why."""
    for dropped in annotating.quarantined(where):
        say(f"quarantined: {dropped.source_file}: {dropped.reason}: {dropped.detail}")


def in_words(done: Annotations) -> str:
    """How many documents, records of each layer, and failures there are, in a line."""
    counts = "".join(f", {done.records[layer]} {layer}" for layer in sorted(done.records))
    return f"annotate: {done.kept} documents{counts}, {done.dropped} in quarantine"
