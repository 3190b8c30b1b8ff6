"""Work from the annotation server to `annotations/`: what is new there, whole, and in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from communique import jsonl
from communique.config import Workspace
from communique.issues import Issue
from communique.records import Document
from communique.run import individual, studio
from communique.run.documents import alone
from communique.tools.label_studio.answers import Project, Seen
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.taken import Annotator, Outcome, Taken, outcome

OVERLAP = timedelta(seconds=5)
"""What is asked for twice: a change that was under way while the last pull listed."""


class State(msgspec.Struct):
    """How far the last pull came, by the server's clock. Without it all is pulled."""

    url: str
    project: int
    upto: datetime


@dataclass
class Pulled:
    """What a pull found: tasks looked at, readings taken, those new or changed, and the rest."""

    tasks: int = 0
    taken: int = 0
    changed: int = 0
    skipped: int = 0
    drafts: int = 0
    issues: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)
    """What is said of work that was taken all the same."""


def pull(workspace: Workspace, client: Client, *, everything: bool = False) -> Pulled:
    """Take what annotators submitted since the last pull, or all of it.

    Work that cannot be taken whole is not taken: an issue says why, and what was taken of it before
    stays. What is no longer on the server stays too.

    Raises:
        StudioUsageError: there is no project of this corpus.
        StudioError: the server fails; nothing was written.
        BusyError: another run is writing to `build/`.
    """
    project = studio.found_project(client, workspace)
    run = _Pull(workspace, client, project, studio.annotators(client.people()))
    since = None if everything else run.since()
    seen = client.everything(project.id) if since is None else client.changed(project.id, since)
    with alone(workspace):
        run.take(seen)
        if since is None:
            run.note_missing(seen)
        run.remember(seen)
    return run.done


@dataclass
class _Pull:
    workspace: Workspace
    client: Client
    project: Project
    people: Mapping[int, Annotator]
    done: Pulled = field(default_factory=Pulled)

    def take(self, seen: Sequence[Seen]) -> None:
        known = studio.known_documents(self.workspace)
        names = _names(self.workspace, known.values())
        taken: list[Taken] = []
        for task in seen:
            if task.data.practice:
                continue
            document = known.get(task.data.doc_id)
            own = names[document.collection] if document else Names()
            found = outcome(task, document, self.people, own, self.project.model_version)
            _count(self.done, found, self.address(task.id))
            taken += found.taken
        texts = {one.data.doc_id: one.data.text for one in seen}
        whole = {
            doc_id: msgspec.structs.replace(known[doc_id], text=text)
            for doc_id, text in texts.items()
            if doc_id in known
        }
        self.done.changed = individual.take(self.workspace, taken, known | whole)

    def note_missing(self, seen: Sequence[Seen]) -> None:
        """Say what was pulled once and is no longer on the server."""
        done = (
            (task.data.doc_id, one.completed_by or 0) for task in seen for one in task.annotations
        )
        there = {(doc_id, self.people[who].code) for doc_id, who in done if who in self.people}
        for doc_id, who in sorted(individual.readings(self.workspace).keys() - there):
            message = f"the work of {who} on {doc_id} is not on the server; it stays here"
            hint = "`communique studio push --individual` puts it there; or remove its records"
            self.done.notes.append(Issue(self.client.url, 0, "work-missing", message, hint))

    def address(self, task: int) -> str:
        return studio.task_address(self.client, self.project.id, task)

    def since(self) -> datetime | None:
        path = self.workspace.studio / "pulled.json"
        if not path.exists():
            return None
        try:
            state = msgspec.json.decode(path.read_bytes(), type=State)
        except msgspec.DecodeError:  # whatever it was: all of it can be had anew
            return None
        is_same = (state.url, state.project) == (self.client.url, self.project.id)
        return state.upto - OVERLAP if is_same else None

    def remember(self, seen: Sequence[Seen]) -> None:
        if seen:
            upto = max(one.updated_at for one in seen)
            state = State(self.client.url, self.project.id, upto)
            jsonl.write_bytes(self.workspace.studio / "pulled.json", [msgspec.json.encode(state)])


def _count(done: Pulled, found: Outcome, address: str) -> None:
    done.tasks += 1
    done.taken += len(found.taken)
    done.skipped += found.skipped
    done.drafts += found.drafts
    for one in found.findings:
        issue = Issue(address, 0, one.rule, one.message, one.hint)
        (done.notes if one.is_taken else done.issues).append(issue)


def _names(workspace: Workspace, known: Iterable[Document]) -> dict[str, Names]:
    return {
        collection: studio.names(workspace, collection)
        for collection in {one.collection for one in known}
    }
