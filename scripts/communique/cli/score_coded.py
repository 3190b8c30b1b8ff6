"""`communique score events` and `score stances`: against gold, or planted truth."""

from communique.cli.options import AsJson, Errors, Root, say, workspace
from communique.cli.scored import (
    Gold,
    Predicted,
    planted_rows,
    print_collections,
    print_files,
    refuse,
)
from communique.cli.tables import group_head, show
from communique.run import compared_events, compared_stances, documents, planted
from communique.score import events as of_events
from communique.score import stances as of_stances

STANCE_MEASURES = ("recall", "precision", "recall+", "precision+")


def events(
    gold: Gold = None,
    predicted: Predicted = None,
    root: Root = None,
    as_json: AsJson = False,
    errors: Errors = False,
) -> None:
    """Score events against gold: every event of each text, or the one of each sentence.

    With two files, a line a text, as `communique predict events` writes them. Gold of whole texts:
    id, events [{type, modality, trigger {start, end}, actor [{entity, text}], …}], text if you
    like; a predicted trigger is found where it overlaps a true one. Gold of sentences: id,
    event_type, a list of those acceptable, actor and recipient [{text}]; then the first type
    predicted counts, and who takes part in the first event of an acceptable type.

    Without files: gold against silver of each collection that has gold. Intervals: 95 %, over
    documents.

    Example: communique score events gold.jsonl predicted.jsonl --errors
    """
    if gold and predicted:
        print_files(compared_events.event_files(gold, predicted), as_json, errors)
        return
    refuse(gold)
    where = workspace(root)
    documents.refresh(where)
    shelves = (
        (name, map(of_events.counted, own)) for name, own in compared_events.event_shelves(where)
    )
    number = print_collections(shelves, as_json, errors, of_events.MEANS)
    say(f"score: gold of {number} collections")


def stances(
    gold: Gold = None,
    predicted: Predicted = None,
    root: Root = None,
    as_json: AsJson = False,
    errors: Errors = False,
) -> None:
    """Score stances against gold, given ones by their labels, or against what the exercise plants.

    With two files, a line a text, as `communique predict stances` writes them: id, and stances
    [{holder {text}, target {text} or target_id, label, evidence {start, end}}], or the label of a
    given stance. Holders and targets share a word, issue codes are the same.

    Without files: recall and precision of distinct stances (holder, issue, polarity) planted in
    the exercise's documents, a line a crisis and polarity; `+` also takes a body or state for
    whoever speaks for it. What is true and not planted counts as wrong. Then gold against silver
    of each collection that has gold. Intervals: 95 %, over documents.

    Example: communique score stances gold.jsonl predicted.jsonl --errors
    """
    if gold and predicted:
        print_files(compared_stances.stance_files(gold, predicted), as_json, errors)
        return
    refuse(gold)
    where = workspace(root)
    documents.refresh(where)
    head = group_head("crisis", "polarity", STANCE_MEASURES)
    rows = planted_rows(planted.planted_stances(where), STANCE_MEASURES, errors)
    show("crisis", head, rows, as_json=as_json, errors=errors)
    shelves = (
        (name, map(of_stances.counted, own)) for name, own in compared_stances.stance_shelves(where)
    )
    number = print_collections(shelves, as_json, errors)
    say(f"score: planted truth, and gold of {number} collections")
