"""Level 2, shape: every line is one JSON object as its schema wants it; tables have their columns.

Files are read here: what has the right shape comes out as records.
"""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from communique.issues import Issue
from communique.layers import ANNOTATIONS_LAYOUT
from communique.records import Record
from communique.rules.rule import Finding, Level, rule
from communique.rules.subject import File, Kind
from communique.schema import explained, validator

Lines = list[tuple[int, bytes]]
Read = tuple[int, Record] | Finding


@rule(Level.SHAPE, "file")
def misplaced_file(file: File, data: bytes) -> Iterator[Issue]:  # noqa: ARG001
    """Every JSONL file of annotations stands on the shelf of its layer and status."""
    if file.kind is None and file.name.startswith("annotations/"):
        message = "no layer and status stand at this path, so nothing reads the file"
        yield Issue(file.name, 0, "misplaced-file", message, ANNOTATIONS_LAYOUT)
