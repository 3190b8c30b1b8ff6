"""What `score` prints of a layer: two files, what is planted, collections that have gold."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec.structs import replace

from communique.cli.options import say
from communique.cli.tables import MEASURES_HEAD, Row, group_lines, measure_lines, slip_lines
from communique.score.measures import Counted, Mean, Score, score

Gold = Annotated[
    Path | None,
    typer.Argument(metavar="GOLD.jsonl", exists=True, dir_okay=False, help="What is true."),
]
Predicted = Annotated[
    Path | None,
    typer.Argument(metavar="PRED.jsonl", exists=True, dir_okay=False, help="What was predicted."),
]


def refuse(gold: Path | None) -> None:
    """Say what is lacking, where there are not two files."""
    if gold:
        raise typer.BadParameter(f"{gold} alone; give the file of predictions too, or no file")


def print_files(found: Score, as_json: bool, errors: bool) -> None:
    """Print the score of predictions in a file."""
    if as_json:
        print(msgspec.json.encode(_listed(found, errors)).decode())
    else:
        _print_measures(found, errors)
    say(f"score: {found.documents} texts")


def _print_measures(found: Score, errors: bool) -> None:
    for line in (MEASURES_HEAD, *measure_lines(found), *(slip_lines(found) if errors else ())):
        print(line)


def planted_rows(
    scores: Iterable[tuple[str, Score]], measures: Sequence[str], errors: bool
) -> Iterator[Row]:
    """A crisis a row, with a line a group."""
    for crisis, found in scores:
        lines = group_lines(crisis, found, measures)
        yield Row(crisis, _listed(found, errors), lines, slip_lines(found))


def print_collections(
    shelves: Iterable[tuple[str, Iterable[Counted]]],
    as_json: bool,
    errors: bool,
    means: Sequence[Mean] = (),
) -> int:
    """Gold against silver, a table a collection, never pooled; gives how many there are."""
    number = 0
    for collection, counted in shelves:
        number += 1
        found = score(counted, means)
        if as_json:
            listed = {"collection": collection, "score": _listed(found, errors)}
            print(msgspec.json.encode(listed).decode())
        else:
            print(f"\n{collection}: gold against silver, {found.documents} documents")
            _print_measures(found, errors)
    return number


def _listed(found: Score, errors: bool) -> Score:
    """With what went wrong only where that was asked for."""
    return found if errors else replace(found, slips=())
