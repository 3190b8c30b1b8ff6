"""`communique score`: how well a stage does against truth."""

from collections.abc import Iterator

import typer

from communique.cli.options import AsJson, Errors, Root, say, workspace
from communique.cli.score_coded import events, stances
from communique.cli.score_layers import entities, quotes
from communique.cli.tables import Row, fraction, show
from communique.run import documents, pairs
from communique.run.score import clean_truth, pair_truth
from communique.score.clean import CleanScore, score_clean
from communique.score.pairs import PairScore, score_pairs

score_app = typer.Typer(help="Score a stage against truth.", no_args_is_help=True)
score_app.command()(quotes)
score_app.command()(entities)
score_app.command()(events)
score_app.command()(stances)

PAIRS_HEAD = (
    f"{'crisis':<18}{'copies':>7}{'P':>7}{'R':>7}{'re-used':>9}{'reported':>10}{'merged':>8}"
)
HEAD = f"{'crisis':<18}{'lines':>7}{'P':>7}{'R':>7}{'reason':>8}{'metadata':>10}{'texts':>8}"


@score_app.command()
def clean(root: Root = None, as_json: AsJson = False, errors: Errors = False) -> None:
    """Score cleaning on the exercise's planted truth, one line a crisis.

    P and R are of removed lines; reason is the share of them with the true reason; metadata the
    share of stated fields that are exact; texts the documents whose whole text is.

    Example: communique score clean --errors
    """
    where = workspace(root)
    documents.refresh(where)
    found = {document.id: document for document in documents.documents(where)}
    truths = list(clean_truth(where))
    own = [(found[truth.doc_id], truth) for truth in truths if truth.doc_id in found]
    rows = (
        _clean_row(crisis, score_clean(both for both in own if both[0].story == crisis))
        for crisis in sorted({document.story for document, _ in own if document.story})
    )
    show("crisis", HEAD, rows, as_json=as_json, errors=errors)
    absent = [truth.doc_id for truth in truths if truth.doc_id not in found]
    for doc_id in absent:
        say(f"{doc_id}: has planted truth and became no document; see `communique clean`")
    say(f"score: {len(own)} documents with planted truth")
    raise typer.Exit(code=1 if absent else 0)


@score_app.command("pairs")
def between(root: Root = None, as_json: AsJson = False, errors: Errors = False) -> None:
    """Score duplicates and re-use on the exercise's planted truth, one line a crisis.

    copies: P and R of documents that repeat one another, of the right kind. Re-used: the share of
    utterances that two documents report with eight words in a row the same, and that were found;
    reported: of all, re-worded ones too; merged: of those that only look alike.

    Example: communique score pairs --errors
    """
    where = workspace(root)
    documents.refresh(where)
    found = pairs.refresh(pairs.Scope(where, is_registered=True))

    def rows() -> Iterator[Row]:
        for crisis, truth in pair_truth(where):
            own = f"{crisis}-"
            score = score_pairs(
                (each for each in found.duplicates if each.doc_id.startswith(own)),
                (each for each in found.reuse if each.doc_id.startswith(own)),
                truth,
            )
            yield _pairs_row(crisis, score, len(truth.apart))

    show("crisis", PAIRS_HEAD, rows(), as_json=as_json, errors=errors)
    say(f"score: {len(found.duplicates)} edges, {len(found.reuse)} passages")


def _pairs_row(crisis: str, score: PairScore, apart: int) -> Row:
    line = (
        f"{crisis:<18}{score.copies.true:>7}{score.copies.precision:>7.3f}"
        f"{score.copies.recall:>7.3f}{fraction(score.reused):>9}{fraction(score.reported):>10}"
        f"{f'{len(score.merged)}/{apart}':>8}"
    )
    return Row(crisis, score, [line], (*score.errors, *score.merged))


def _clean_row(crisis: str, score: CleanScore) -> Row:
    line = (
        f"{crisis:<18}{score.removed.true:>7}{score.removed.precision:>7.3f}"
        f"{score.removed.recall:>7.3f}{score.reasons.precision:>8.3f}"
        f"{score.metadata.precision:>10.3f}{fraction(score.texts):>8}"
    )
    errors = (f"{error.doc_id}: {error.kind}: {error.detail}" for error in score.errors)
    return Row(crisis, score, [line], errors)
