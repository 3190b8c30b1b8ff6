"""`communique score quotes` and `score entities`: a layer against gold or planted truth."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec.structs import replace

from communique.cli.options import AsJson, Errors, Root, say, workspace
from communique.cli.predict import Kinds, chosen_kinds
from communique.cli.tables import (
    MEASURES_HEAD,
    Row,
    group_head,
    group_lines,
    measure_lines,
    show,
    slip_lines,
)
from communique.run import compared, documents, planted
from communique.score import entities as of_entities
from communique.score import quotes as of_quotes
from communique.score.measures import Counted, Score, score

Gold = Annotated[
    Path | None,
    typer.Argument(metavar="GOLD.jsonl", exists=True, dir_okay=False, help="What is true."),
]
Predicted = Annotated[
    Path | None,
    typer.Argument(metavar="PRED.jsonl", exists=True, dir_okay=False, help="What was predicted."),
]

QUOTE_MEASURES = ("covered", "speaker")
MENTION_MEASURES = ("found", "type", "name")


def quotes(  # noqa: PLR0913, PLR0917  (options are parameters to typer)
    gold: Gold = None,
    predicted: Predicted = None,
    kinds: Kinds = "",
    root: Root = None,
    as_json: AsJson = False,
    errors: Errors = False,
) -> None:
    """Score quotations and their speakers against gold, or against what the exercise plants.

    With two files, a line a text, as `communique predict quotes` writes them: id, quotes [{kind,
    content {spans}, speaker {text}}]; gold has the text too. overlap: half of the characters
    shared, one to one; exact: blanks and marks at the ends aside; with speaker: an overlap whose
    speaker shares a word. With --kinds, predictions of other gold are ignored, not wrong.

    Without files: the share of the exercise's planted quotations that `communique annotate` covers
    by half at least, and of these with the right speaker, a line a crisis and form; then gold
    against silver of each collection that has gold. Intervals: 95 %, over documents.

    Example: communique score quotes gold.jsonl predicted.jsonl --kinds direct --errors
    """
    chosen = chosen_kinds(kinds)
    count = partial(of_quotes.counted, kinds=chosen)
    if gold and predicted:
        _print_files(map(count, compared.quote_files(gold, predicted)), as_json, errors)
        return
    _refuse(gold, chosen)
    where = workspace(root)
    documents.refresh(where)
    head = group_head("crisis", "form", QUOTE_MEASURES)
    rows = _planted(planted.planted_quotes(where), QUOTE_MEASURES, errors)
    show("crisis", head, rows, as_json=as_json, errors=errors)
    shelves = ((name, [count(each) for each in own]) for name, own in compared.quote_shelves(where))
    _print_collections(shelves, as_json, errors)


def entities(
    gold: Gold = None,
    predicted: Predicted = None,
    root: Root = None,
    as_json: AsJson = False,
    errors: Errors = False,
) -> None:
    """Score mentions of names, times and numbers against gold, or against the exercise's casts.

    With two files, a line a text: id, entities [{start, end, label, entity}], text if you like.
    name: of true mentions with a canonical name and found span the share with the same name.

    Without files: the share of mentions of each crisis's cast that `communique annotate` found with
    these bounds, and of those found with the right type and canonical name, a line a crisis and
    kind of member; then gold against silver of each collection that has gold. Intervals: 95 %,
    over documents.

    Example: communique score entities gold.jsonl predicted.jsonl --errors
    """
    if gold and predicted:
        sides = compared.entity_files(gold, predicted)
        _print_files(map(of_entities.counted, sides), as_json, errors)
        return
    _refuse(gold, frozenset())
    where = workspace(root)
    documents.refresh(where)
    head = group_head("crisis", "kind", MENTION_MEASURES)
    rows = _planted(planted.planted_mentions(where), MENTION_MEASURES, errors)
    show("crisis", head, rows, as_json=as_json, errors=errors)
    shelves = (
        (name, [of_entities.counted(each) for each in own])
        for name, own in compared.entity_shelves(where)
    )
    _print_collections(shelves, as_json, errors)


def _refuse(gold: Path | None, kinds: frozenset[str]) -> None:
    """Say what is lacking, where there are not two files."""
    if gold:
        raise typer.BadParameter(f"{gold} alone; give the file of predictions too, or no file")
    if kinds:
        raise typer.BadParameter("--kinds needs two files; without, scores stand by kind anyway")


def _print_files(counted: Iterable[Counted], as_json: bool, errors: bool) -> None:
    found = score(counted)
    if as_json:
        print(msgspec.json.encode(_listed(found, errors)).decode())
    else:
        _print_measures(found, errors)
    say(f"score: {found.documents} texts")


def _print_measures(found: Score, errors: bool) -> None:
    for line in (MEASURES_HEAD, *measure_lines(found), *(slip_lines(found) if errors else ())):
        print(line)


def _planted(
    scores: Iterable[tuple[str, Score]], measures: Sequence[str], errors: bool
) -> Iterator[Row]:
    for crisis, found in scores:
        lines = group_lines(crisis, found, measures)
        yield Row(crisis, _listed(found, errors), lines, slip_lines(found))


def _print_collections(
    shelves: Iterable[tuple[str, Iterable[Counted]]], as_json: bool, errors: bool
) -> None:
    """Gold against silver, a table a collection: collections are never pooled."""
    number = 0
    for collection, counted in shelves:
        number += 1
        found = score(counted)
        if as_json:
            listed = {"collection": collection, "score": _listed(found, errors)}
            print(msgspec.json.encode(listed).decode())
        else:
            print(f"\n{collection}: gold against silver, {found.documents} documents")
            _print_measures(found, errors)
    say(f"score: planted truth, and gold of {number} collections")


def _listed(found: Score, errors: bool) -> Score:
    """With what went wrong only where that was asked for."""
    return found if errors else replace(found, slips=())
