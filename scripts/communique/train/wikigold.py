"""wikigold (Balasuriya et al., 2009, https://aclanthology.org/W09-3302), sentence by sentence.

It has no split of its own: the first 1,450 sentences are for training, 100 for development, the
rest for the test.
"""

from collections.abc import Iterable

from communique.train import columns
from communique.train.named import Named
from communique.train.names import OTHER, PLACE

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": PLACE, "MISC": OTHER}
PARTS = {"train": slice(0, 1450), "dev": slice(1450, 1550), "test": slice(1550, None)}
MARK = "-DOCSTART-"


def texts(lines: Iterable[str], name: str) -> list[Named]:
    """The sentences of the file."""
    found = columns.blocks((line for line in lines if MARK not in line), name, " ")
    return [columns.named(block, LABELS) for block in found]
