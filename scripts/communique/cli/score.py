"""`communique score`: how well a stage does against truth."""

from typing import Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Root, say, workspace
from communique.run import documents
from communique.run.score import clean_truth
from communique.score.clean import CleanScore, Count, score_clean

score_app = typer.Typer(help="Score a stage against truth.", no_args_is_help=True)

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
