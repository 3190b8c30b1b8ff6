"""`communique clean` and `communique show`."""

import sys
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from communique.cli.options import AsJson, Root, Sources, bar, say, workspace
from communique.run import documents
from communique.run.show import Shown, shown

STYLES = {"removed": "red", "title": "bold", "standfirst": "italic", "subhead": "bold cyan"}


def clean(sources: Sources = None, root: Root = None, as_json: AsJson = False) -> None:
    """Clean source articles into build/documents, and say what became of each.

    Reads the shipped collections, and your own articles with --sources. What cannot become a
    document goes to build/quarantine with its reason. Run it again to resume.

    Exit 0: all kept; 1: some in quarantine; 2: wrong usage; 3: something outside failed.

    Example: communique clean --sources ~/articles
    """
    where = workspace(root)
    done = documents.clean(where, sources or [], progress=bar("Cleaning"))
    for dropped in documents.quarantined(where):
        line = f"{dropped.source_file}: {dropped.reason}: {dropped.detail}"
        print(msgspec.json.encode(dropped).decode() if as_json else line)
    say(
        f"clean: {done.kept} documents kept, {done.dropped} in quarantine, "
        f"{done.skipped} of {done.shards} shards stood already"
    )
    raise typer.Exit(code=1 if done.dropped else 0)


def show(
    doc_id: Annotated[str, typer.Argument(metavar="ID", help="A document's id.")],
    root: Root = None,
    as_json: AsJson = False,
) -> None:
    """Print a document with what was removed from it, where and why.

    Shows what the last `clean` left in build/; for a withheld document whose source was not at
    hand, its metadata and offsets. Lines that were removed begin with a minus.

    Example: communique show orrin-strait-01_trawlers-held
    """
    document = documents.document(workspace(root), doc_id)
    if as_json:
        print(msgspec.json.encode(document).decode())
        return
    out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for line in shown(document):
        _print(out, line)
    say(f"show: {len(document.sentences)} sentences, {len(document.removed)} stretches removed")


def _print(out: Console, line: Shown) -> None:
    mark = "-" if line.kind == "removed" else " "
    label = f"{line.label:>16} " if line.label else " " * 17
    out.print(f"{mark}{label}{line.text}", style=STYLES.get(line.kind, ""), markup=False)
