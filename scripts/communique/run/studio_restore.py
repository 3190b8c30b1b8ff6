"""Individual annotations to the annotation server, where they are not: the way back of a pull."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communique import layers
from communique.config import Workspace
from communique.issues import Issue
from communique.layers import INDIVIDUAL, Shelf
from communique.records import LAYERS, Annotation, DocId, Reading
from communique.run import individual, studio
from communique.tools.label_studio.answers import Predicted, Seen
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.encode import Marked, results
from communique.tools.label_studio.task import Identity


@dataclass
class Restored:
    """What was submitted, what was there already, and what could not be submitted."""

    new: int = 0
    stood: int = 0
    issues: list[Issue] = field(default_factory=list)


def restore(workspace: Workspace, client: Client, *, only: Sequence[DocId] = ()) -> Restored:
    """Submit, in their authors' names, the annotations that the server lacks.

    Who has anything on a document's task, be it a skip, keeps that. Run it after a push: tasks must
    be there, with the text that the work was done on.

    Raises:
        StudioUsageError: there is no project of this corpus.
        StudioError: the server fails; run again, and it goes on from there.
    """
    project = studio.found_project(client, workspace)
    readings = individual.readings(workspace).values()
    found = [one for one in readings if not only or one.doc_id in only]
    tasks: dict[Identity, list[Seen]] = {}
    for task in client.everything(project.id):
        tasks.setdefault(task.data.identity, []).append(task)
    run = _Restore(workspace, client, tasks)
    run.all(found)
    return run.done


@dataclass
class _Restore:
    workspace: Workspace
    client: Client
    tasks: Mapping[Identity, Sequence[Seen]]
    done: Restored = field(default_factory=Restored)

    def all(self, readings: Sequence[Reading]) -> None:
        accounts = {one.code: one for one in studio.annotators(self.client.people()).values()}
        for who in sorted({one.agent for one in readings}):
            own = [one for one in readings if one.agent == who]
            if who not in accounts:
                message = f"{who} has no account: {len(own)} documents are not submitted"
                hint = f"`communique studio annotator {who} WHO` first, then this again"
                self.done.issues.append(
                    Issue(self.client.url, 0, "annotator-absent", message, hint)
                )
                continue
            marked = self._marked(who)
            for one in own:
                self._one(one, marked.get(one.doc_id, Marked()), accounts[who].person)

    def _marked(self, who: str) -> dict[DocId, Marked]:
        """All that somebody annotated, by document."""
        found: dict[DocId, dict[str, list[Annotation]]] = {}
        for layer, one in self._records(who):
            found.setdefault(one.doc_id, {}).setdefault(layer, []).append(one)
        return {doc_id: Marked.of(by_layer) for doc_id, by_layer in found.items()}

    def _records(self, who: str) -> Iterator[tuple[str, Annotation]]:
        for folder in (self.workspace.annotations, self.workspace.annotated):
            for layer in LAYERS:
                for one in layers.read(folder, Shelf(layer, INDIVIDUAL, who)):
                    yield layer, one

    def _one(self, reading: Reading, marked: Marked, account: int) -> None:
        tasks = self.tasks.get(Identity(reading.doc_id, reading.text_sha256), ())
        if not tasks:
            message = f"{reading.agent} annotated a text of {reading.doc_id} that is in no task"
            hint = "push the document with that text (clean it with --sources), then this again"
            self.done.issues.append(Issue(self.client.url, 0, "task-absent", message, hint))
        elif any(one.completed_by == account for task in tasks for one in task.annotations):
            self.done.stood += 1
        else:
            self._submit(tasks[0], reading, marked, account)

    def _submit(self, task: Seen, reading: Reading, marked: Marked, account: int) -> None:
        names = studio.names(self.workspace, self.collections.get(reading.doc_id, ""))
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.client.url}/tasks/{task.id}/{reading.agent}")
        self.client.annotate(
            task.id,
            account,
            results(marked, task.data.text, names),
            str(key),
            _shown(task, reading.saw),
        )
        self.done.new += 1

    @cached_property
    def collections(self) -> Mapping[DocId, str]:
        """The collections of all documents."""
        known = studio.known_documents(self.workspace)
        return {doc_id: one.collection for doc_id, one in known.items()}


def _shown(task: Seen, version: str | None) -> int | None:
    """The prediction of a version, if the task has it."""
    found = (one for one in task.predictions if isinstance(one, Predicted))
    return next((one.id for one in found if version and one.model_version == version), None)
