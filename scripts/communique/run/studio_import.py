"""Imports that are done once, even if nobody heard how the last one ended."""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from communique import jsonl
from communique.tools.label_studio.answers import Imported
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import StudioError
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.task import Identity

A = TypeVar("A")
B = TypeVar("B")

POLL_S = 1.0
LEAST_WAIT_S = 20.0
SLOWER = 4
"""How many times longer than the slowest import so far one may take that was not heard of."""


def ahead(make: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
    """What is made of each, the next one while the last is worked on: a server takes its time."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        waiting: deque[Future[B]] = deque()
        for one in given:
            waiting.append(worker.submit(make, one))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Journal(msgspec.Struct):
    """An import under way: what is in it, when it began (by our clock), how long to wait for it."""

    url: str
    project: int
    sent: list[Identity]
    began: float
    patience_s: float


@dataclass
class Importer:
    """Imports into one project; what is under way stands in `folder`.

    `is_whole`: the server said of each import that it took all of it.
    """

    client: Client
    project: int
    folder: Path
    patience_s: float = LEAST_WAIT_S
    is_whole: bool = True

    def send(self, sent: list[Identity], tasks: Sequence[Json]) -> None:
        """Import tasks; if nobody hears how it ended, wait for them to be there.

        Raises:
            StudioError: the server fails, and not all of them are there; a later run goes on.
        """
        began = time.time()
        journal = Journal(self.client.url, self.project, sent, began, self.patience_s)
        jsonl.write_bytes(self._journal, [msgspec.json.encode(journal)])
        try:
            took = self.client.send(self.project, tasks)
            self.is_whole &= took == _counted(tasks)
        except StudioError:
            self.is_whole = False
            self._await(journal)
            if set(sent) - {one.identity for one in self.client.listed(self.project)}:
                raise
        self._journal.unlink()
        self.patience_s = max(self.patience_s, SLOWER * (time.time() - began))

    @property
    def _journal(self) -> Path:
        return self.folder / "importing.json"

    def await_unheard(self) -> None:
        """Wait for an import of a push that was killed: it may still be done."""
        if not self._journal.exists():
            return
        with contextlib.suppress(
            msgspec.DecodeError
        ):  # doubles are removed afterwards all the same
            journal = msgspec.json.decode(self._journal.read_bytes(), type=Journal)
            if (journal.url, journal.project) == (self.client.url, self.project):
                self._await(journal)
        self._journal.unlink()

    def _await(self, journal: Journal) -> None:
        sent = set(journal.sent)
        while time.time() < journal.began + journal.patience_s:
            if sent <= {one.identity for one in self.client.listed(self.project)}:
                return
            time.sleep(POLL_S)


def _counted(tasks: Sequence[Json]) -> Imported:
    def count(name: str) -> int:
        return sum(len(one) for task in tasks if isinstance(one := task.get(name), list))

    return Imported(len(tasks), count("annotations"), count("predictions"))
