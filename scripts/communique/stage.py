"""Stages turn records into records. They open no file, read no clock and print nothing.

The runner (`run`) opens files, runs stages over shards, and writes manifests. Two laws hold for
every per-document stage, and hypothesis tests them: on shards it gives what it gives on the
whole; run on its own result, a cleaner changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.records import DocId, Record

In = TypeVar("In")
Out = TypeVar("Out")


class Dropped(Record, frozen=True):
    """An item that a stage left out. `reason` is a stable kebab-case word, `detail` a sentence."""

    id: DocId
    source_file: str
    reason: str
    detail: str


@dataclass(frozen=True)
class Stage(Generic[In, Out]):
    """A named, versioned function from records to records.

    Raise `version` whenever the same input may give another output: the runner skips what was
    made by the same version from the same input and configuration.
    """

    name: str
    version: int
    run: Callable[[Iterable[In]], Iterator[Out | Dropped]]

    def __call__(self, records: Iterable[In]) -> Iterator[Out | Dropped]:
        """Run the stage."""
        return self.run(records)
