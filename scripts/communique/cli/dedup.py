"""`communique dedup` and `communique reuse`."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Root, say, workspace
from communique.records import Duplicate, Reuse
from communique.run import pairs
from communique.run.clusters import cluster
from communique.run.pairs import DUPLICATES, REUSE, Pairs, Scope

File = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE.parquet]",
        exists=True,
        dir_okay=False,
        help="Any Parquet file with columns id and text; without it, the corpus.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="OUT.parquet", help="Where id and cluster of each row go."),
]
Edges = Annotated[
    Path | None,
    typer.Option("--edges", metavar="EDGES.jsonl", help="Where the edges between rows go, too."),
]


def dedup(
    file: File = None,
    out: Out = None,
    edges: Edges = None,
    root: Root = None,
    as_json: AsJson = False,
) -> None:
    """Find exact, near and contained copies, and texts derived from others; delete nothing.

    Of the corpus: an edge a line, written to build/duplicates.jsonl. Of a Parquet file: for each
    row the id of the row that represents its copies, itself if it repeats nothing.

    Exit 0: done; 1: the file's data are wrong; 2: wrong usage; 3: something outside failed.

    Example: communique dedup articles.parquet --out clusters.parquet
    """
    if file is not None:
        _of_file(file, out, edges, as_json=as_json)
        return
    if out or edges:
        raise typer.BadParameter("--out and --edges are for a FILE.parquet; give one")
    scope = Scope(workspace(root))
    done = pairs.dedup(scope)
    for edge in pairs.found(scope, DUPLICATES, Duplicate):
        print(msgspec.json.encode(edge).decode() if as_json else _edge(edge))
    say(f"dedup: {done.records} edges, {'found' if done.is_new else 'unchanged'}")


def reuse(root: Root = None, as_json: AsJson = False) -> None:
    """Find the passages and quotations that documents share which are no copies of each other.

    Looks in the documents of the last `clean`, after `dedup`; writes build/reuse.jsonl. Of
    withheld documents only offsets are shown.

    Exit 0: done; 2: wrong usage; 3: something outside failed.

    Example: communique reuse
    """
    scope = Scope(workspace(root))
    done = pairs.reuse(scope)
    for each in pairs.found(scope, REUSE, Reuse):
        print(msgspec.json.encode(each).decode() if as_json else _reused(each))
    say(f"reuse: {done.records} passages, {'found' if done.is_new else 'unchanged'}")


def in_words(found: Pairs) -> str:
    """How many duplicates and re-used passages there are, in a line."""
    return f"dedup: {len(found.duplicates)} edges; reuse: {len(found.reuse)} passages"


def _of_file(file: Path, out: Path | None, edges: Path | None, *, as_json: bool) -> None:
    if out is None:
        raise typer.BadParameter("give --out OUT.parquet, where the clusters go")
    named = [path.resolve() for path in (file, out, edges) if path]
    if len(set(named)) < len(named):
        raise typer.BadParameter("FILE, --out and --edges have to be different files")
    if folders := [path for path in named[1:] if path.is_dir()]:
        raise typer.BadParameter(f"{folders[0]} is a folder; name a file in it")
    done = cluster(file, out, edges)
    if as_json:
        print(msgspec.json.encode(done).decode())
    more = "" if done.edges is None else f", {done.edges} edges"
    say(f"dedup: {done.texts} texts, {done.clusters} clusters{more}")


def _edge(edge: Duplicate) -> str:
    scores = f"similarity {edge.similarity:.2f}, containment {edge.containment:.2f}"
    return f"{edge.doc_id}: {edge.kind}: {edge.of} ({scores}, {len(edge.spans)} stretches)"


def _reused(each: Reuse) -> str:
    here = f"{each.doc_id}[{each.span.start}:{each.span.end}]"
    there = f"{each.of}[{each.of_span.start}:{each.of_span.end}]"
    text = f": {each.span.text}" if each.span.text else ""
    return f"{here}: {each.kind}: {there} ({each.words} words in a row){text}".replace("\n", " ")
