"""Universal NER on EWT (Mayhew et al., 2024, https://aclanthology.org/2024.naacl-long.243/).

The sentences are those of EWT. In the training file `OTH` stands for names of other kinds, and
stray `B-O` tags for nothing.
"""

from collections.abc import Iterable, Iterator

from communique.train import columns
from communique.train.named import Named
from communique.train.names import PLACE, UNSURE

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": PLACE, "OTH": UNSURE}
WORD, TAG = 1, 2


def texts(lines: Iterable[str], name: str) -> Iterator[Named]:
    """The sentences of one file."""
    rows = (_row(line) for line in lines if not line.startswith("#"))
    return (columns.named(block, LABELS) for block in columns.blocks(rows, name))


def _row(line: str) -> str:
    """Word and tag of a line with a number before them and an annotator behind."""
    cells = line.rstrip("\n").split("\t")
    return "\t".join(cells[WORD : TAG + 1])
