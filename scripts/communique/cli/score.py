"""`communique score`: how well a stage does against truth."""

from typing import Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Root, say, workspace
from communique.run import documents, pairs
from communique.run.score import clean_truth, pair_truth
from communique.score.clean import CleanScore, Count, score_clean
from communique.score.pairs import PairScore, score_pairs

score_app = typer.Typer(help="Score a stage against truth.", no_args_is_help=True)

PAIRS_HEAD = (
    f"{'crisis':<18}{'copies':>7}{'P':>7}{'R':>7}{'re-used':>9}{'reported':>10}{'merged':>8}"
)
HEAD = f"{'crisis':<18}{'lines':>7}{'P':>7}{'R':>7}{'reason':>8}{'metadata':>10}{'texts':>8}"


@score_app.command()
def clean(
    root: Root = None,
    as_json: AsJson = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong.")] = False,
) -> None:
    """Score cleaning on the exercise's planted truth, one line a crisis.

    P and R are of removed lines; reason is the share of them with the true reason; metadata the
    share of stated fields that are exact; texts the documents whose whole text is.

    Example: communique score clean --errors
    """
    where = workspace(root)
    documents.refresh(where)
    found = {document.id: document for document in documents.documents(where)}
    truths = list(clean_truth(where))
    if not as_json:
        print(HEAD)
    own = [truth for truth in truths if truth.doc_id in found]
    for crisis in sorted({story for t in own if (story := found[t.doc_id].story)}):
        pairs = [(found[t.doc_id], t) for t in own if found[t.doc_id].story == crisis]
        _print(crisis, score_clean(pairs), as_json=as_json, errors=errors)
    absent = [truth.doc_id for truth in truths if truth.doc_id not in found]
    for doc_id in absent:
        say(f"{doc_id}: has planted truth and became no document; see `communique clean`")
    say(f"score: {len(truths) - len(absent)} documents with planted truth")
    raise typer.Exit(code=1 if absent else 0)


@score_app.command("pairs")
def between(
    root: Root = None,
    as_json: AsJson = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong.")] = False,
) -> None:
    """Score duplicates and re-use on the exercise's planted truth, one line a crisis.

    copies: P and R of documents that repeat one another, of the right kind. Re-used: the share of
    utterances that two documents report with eight words in a row the same, and that were found;
    reported: of all, re-worded ones too; merged: of those that only look alike.

    Example: communique score pairs --errors
    """
    where = workspace(root)
    documents.refresh(where)
    found = pairs.refresh(pairs.Scope(where, is_registered=True))
    if not as_json:
        print(PAIRS_HEAD)
    for crisis, truth in pair_truth(where):
        own = f"{crisis}-"
        score = score_pairs(
            (each for each in found.duplicates if each.doc_id.startswith(own)),
            (each for each in found.reuse if each.doc_id.startswith(own)),
            truth,
        )
        _print_pairs(crisis, score, len(truth.apart), as_json=as_json, errors=errors)
    say(f"score: {len(found.duplicates)} edges, {len(found.reuse)} passages")


def _print_pairs(crisis: str, score: PairScore, apart: int, *, as_json: bool, errors: bool) -> None:
    if as_json:
        print(msgspec.json.encode({"crisis": crisis, "score": score}).decode())
        return
    print(
        f"{crisis:<18}{score.copies.true:>7}{score.copies.precision:>7.3f}"
        f"{score.copies.recall:>7.3f}{_share(score.reused):>9}{_share(score.reported):>10}"
        f"{f'{len(score.merged)}/{apart}':>8}"
    )
    for error in (*score.errors, *score.merged) if errors else ():
        print(f"  {error}")


def _print(crisis: str, score: CleanScore, *, as_json: bool, errors: bool) -> None:
    if as_json:
        print(msgspec.json.encode({"crisis": crisis, "score": score}).decode())
        return
    print(
        f"{crisis:<18}{score.removed.true:>7}{score.removed.precision:>7.3f}"
        f"{score.removed.recall:>7.3f}{score.reasons.precision:>8.3f}"
        f"{score.metadata.precision:>10.3f}{_share(score.texts):>8}"
    )
    for error in score.errors if errors else ():
        print(f"  {error.doc_id}: {error.kind}: {error.detail}")


def _share(count: Count) -> str:
    return f"{count.hits}/{count.true}"
