"""`communique bench`: this package and its peers side by side."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from communique.bench import dedup as benching
from communique.bench.dedup import OURS, PEERS, Row
from communique.cli.bench_annotate import annotate
from communique.cli.bench_studio import studio
from communique.cli.options import AsJson, say

bench_app = typer.Typer(help="Time and score a stage beside its peers.", no_args_is_help=True)
bench_app.command()(annotate)
bench_app.command()(studio)

HEAD = (
    f"{'tool':<18}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'P':>8}{'R':>8}{'F1':>8}{'CPU ratio':>11}"
)


@bench_app.command()
def dedup(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA.parquet", exists=True, dir_okay=False, help="Texts: id, text."
        ),
    ],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.parquet", exists=True, dir_okay=False, help="Truth: id, cluster."
        ),
    ],
    tools: Annotated[
        str,
        typer.Option(
            "--tools", help=f"Which to run, separated by commas: {', '.join((OURS, *PEERS))}."
        ),
    ] = f"{OURS},gaoya,datasketch",
    peer_python: Annotated[
        str,
        typer.Option("--peer-python", help="An interpreter that has the peers; default: this one."),
    ] = sys.executable,
    as_json: AsJson = False,
) -> None:
    """Time and score de-duplicators on one file, one after another.

    GOLD may also have kind and src (the id that a copy was made from): then recall is printed by
    kind. Peers are libraries of others, installed where --peer-python says. CPU ratio: of the
    first tool's. Exit 0: done; 1: a tool failed; 2: wrong usage; 3: something outside failed.

    Example: communique bench dedup d100k.parquet d100k.gold.parquet --peer-python peers/bin/python
    """
    names = [name.strip() for name in tools.split(",") if name.strip()]
    if not names:
        raise typer.BadParameter("--tools names none")
    if not as_json:
        print(HEAD)
    done: list[Row] = []
    for row in benching.rows(data, gold, names, peer_python):
        done.append(row)
        print(msgspec.json.encode(row).decode() if as_json else _line(row, done[0]), flush=True)
    if not as_json:
        _print_kinds(done)
    failed = sum(row.score is None for row in done)
    say(f"bench: {len(done)} tools, {failed} failed")
    raise typer.Exit(code=1 if failed else 0)


def _line(row: Row, first: Row) -> str:
    spent = row.cost
    costs = f"{row.tool:<18}{spent.cpu_s:>8.1f}{spent.wall_s:>8.1f}{spent.peak_bytes / 1e6:>9.0f}"
    if row.score is None:
        return f"{costs}  failed: {row.error}"
    score = row.score
    ratio = spent.cpu_s / first.cost.cpu_s
    return f"{costs}{score.precision:>8.4f}{score.recall:>8.4f}{score.f1:>8.4f}{ratio:>11.2f}"


def _print_kinds(done: list[Row]) -> None:
    """Recall by kind of copy, a line a kind, a column a tool."""
    scored = [row for row in done if row.score and row.score.kinds]
    if not scored:
        return
    print(f"\n{'recall by kind':<18}" + "".join(f"{row.tool:>16}" for row in scored))
    for kind in sorted({kind for row in scored if row.score for kind in row.score.kinds}):
        cells = (row.score.kinds.get(kind, 0.0) for row in scored if row.score)
        print(f"{kind:<18}" + "".join(f"{cell:>16.3f}" for cell in cells))
