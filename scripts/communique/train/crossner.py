"""CrossNER politics (Liu et al., 2021, https://arxiv.org/abs/2012.04373), sentence by sentence."""

from collections.abc import Iterable, Iterator

from communique.train import columns
from communique.train.named import Named
from communique.train.names import OTHER, PLACE

LABELS = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "event": "EVENT",
    "election": "EVENT",
    "country": "GPE",
    "location": PLACE,
    "misc": OTHER,
}


def texts(lines: Iterable[str], name: str) -> Iterator[Named]:
    """The sentences of one file."""
    return (columns.named(block, LABELS) for block in columns.blocks(lines, name))
