"""`communique score quotes` and `score entities`: a layer against gold or planted truth."""

from functools import partial

import typer

from communique.cli.options import AsJson, Errors, Root, say, workspace
from communique.cli.predict import Kinds, chosen_kinds
from communique.cli.scored import (
    Gold,
    Predicted,
    planted_rows,
    print_collections,
    print_files,
    refuse,
)
from communique.cli.tables import group_head, show
from communique.run import compared, documents, planted
from communique.score import entities as of_entities
from communique.score import quotes as of_quotes
from communique.score.measures import score

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
        print_files(score(map(count, compared.quote_files(gold, predicted))), as_json, errors)
        return
    refuse(gold)
    if chosen:
        raise typer.BadParameter("--kinds needs two files; without, scores stand by kind anyway")
    where = workspace(root)
    documents.refresh(where)
    head = group_head("crisis", "form", QUOTE_MEASURES)
    rows = planted_rows(planted.planted_quotes(where), QUOTE_MEASURES, errors)
    show("crisis", head, rows, as_json=as_json, errors=errors)
    shelves = ((name, [count(each) for each in own]) for name, own in compared.quote_shelves(where))
    number = print_collections(shelves, as_json, errors)
    say(f"score: planted truth, and gold of {number} collections")


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
        print_files(score(map(of_entities.counted, sides)), as_json, errors)
        return
    refuse(gold)
    where = workspace(root)
    documents.refresh(where)
    head = group_head("crisis", "kind", MENTION_MEASURES)
    rows = planted_rows(planted.planted_mentions(where), MENTION_MEASURES, errors)
    show("crisis", head, rows, as_json=as_json, errors=errors)
    shelves = (
        (name, [of_entities.counted(each) for each in own])
        for name, own in compared.entity_shelves(where)
    )
    number = print_collections(shelves, as_json, errors)
    say(f"score: planted truth, and gold of {number} collections")
