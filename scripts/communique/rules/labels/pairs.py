"""What holds for pairs of documents."""

from collections.abc import Iterator

from communique.issues import Issue
from communique.records import Duplicate
from communique.rules.rule import At, Level, rule
from communique.rules.subject import Subject


@rule(Level.LABELS, "record", Duplicate)
def cluster_misfit(at: At[Duplicate], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A copy names the document that represents its cluster; a derived text names none."""
    edge = at.record
    if edge.kind == "derived" and edge.cluster is not None:
        message = f"{edge.doc_id} is derived and in the cluster of {edge.cluster}"
        yield at.issue("cluster-misfit", message, "both texts stay: leave out `cluster`")
    if edge.kind != "derived" and edge.cluster is None:
        message = f"{edge.doc_id} is a copy ({edge.kind}) of no cluster"
        yield at.issue("cluster-misfit", message, "name the document that represents it")
