"""Documents to the annotation server: each once, with its silver, whatever happened before.

A task is known by its document and its text. The server neither keeps a task from being imported
twice nor tells whether an import that nobody heard the end of was done; so what is under way is
written down, waited for, and what came twice is removed as long as nobody worked on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from communique.config import Workspace
from communique.issues import Issue
from communique.records import DocId
from communique.run import studio
from communique.run.documents import documents
from communique.run.studio import Lesson
from communique.run.studio_import import Importer, ahead
from communique.run.studio_moved import Moved, earlier_work, moved
from communique.tools.label_studio.answers import Listed, Project, Seen
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.encode import Marked, results
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.task import Identity, data

T = TypeVar("T")

CHUNK = 250
"""Tasks an import: enough to be quick, few enough to wait for if nobody heard the end of it."""

MACHINE = Envelope("", "machine")


@dataclass
class Pushed:
    """What a push did."""

    project: int
    new: int = 0
    stood: int = 0
    refreshed: int = 0
    moved: int = 0
    doubled: int = 0
    issues: list[Issue] = field(default_factory=list)


def push(
    workspace: Workspace, client: Client, *, only: Sequence[DocId] = (), again: bool = False
) -> Pushed:
    """Make the server have every document whose text is at hand once, with its silver.

    `again` replaces predictions of the same version too. Work on a text that has changed since is
    moved to the new one, and flagged.

    Raises:
        StudioUsageError: the project cannot be used; nothing was changed.
        StudioError: the server fails; run again, and it goes on from there.
    """
    project = studio.ensured_project(client, workspace)
    importer = Importer(client, project.id, workspace.studio)
    return _Push(workspace, client, project, Pushed(project.id), importer).run(only, again=again)


@dataclass
class _Push:
    workspace: Workspace
    client: Client
    project: Project
    done: Pushed
    importer: Importer
    moving: dict[Identity, list[Moved]] = field(default_factory=dict)

    def run(self, only: Sequence[DocId], *, again: bool) -> Pushed:
        silver = studio.silver_of(self.workspace)
        version = studio.silver_version(self.workspace, silver)
        wanted = {one.identity: one for one in self._lessons(only, silver)}
        self.importer.await_unheard()
        listed = self._listed()
        self._send(wanted, listed, version)
        after = self._without_doubles(self._after(listed))
        self._put()
        before = {one.id for one in listed if one.identity in wanted}
        shown = self._refresh(wanted, after, version, again=again)
        self.done.refreshed = len(shown & before)
        self.done.stood = len({one.identity for one in listed} & wanted.keys())
        self.done.stood -= self.done.refreshed
        return self.done

    def _after(self, before: list[Listed]) -> list[Listed]:
        """The tasks after sending; those from before if all that was sent is there, and once.

        Tasks that are new have the silver of now, and are asked for no more.
        """
        count = len(before) + self.done.new
        is_whole = self.importer.is_whole and self.client.count(self.project.id) == count
        return before if is_whole else self._listed()

    def _put(self) -> None:
        """Submit work that was moved with a new task, and that the server lost on the way."""
        if self.importer.is_whole or not self.moving:
            return
        for task in self.client.everything(self.project.id):
            there = {one.completed_by for one in task.annotations}
            for one in self.moving.get(task.data.identity, ()):
                if one.person not in there:
                    self.client.annotate(task.id, one.person, one.result, one.key, None)

    def _lessons(self, only: Sequence[DocId], silver: Mapping[DocId, Marked]) -> Iterator[Lesson]:
        chosen = (one for one in documents(self.workspace) if not only or one.id in only)
        yield from studio.lessons(self.workspace, (one for one in chosen if one.text), silver)
        if not only and (exercise := studio.practice(self.workspace)):
            yield from studio.lessons(self.workspace, [exercise[0]], {})

    def _sound(self, lesson: Lesson) -> list[Json] | None:
        """A document's silver as results; None where it would not come back: an issue says why."""
        document = lesson.document
        sent = results(lesson.silver, document.text or "", lesson.names)
        back = annotated(document.id, document.text or "", sent, lesson.names, MACHINE)
        for problem in back.problems:
            place = f"{document.id}[{problem.start}:{problem.end}]"
            message = f"{place} would not come back: {problem.message}"
            self.done.issues.append(
                Issue(document.id, 0, problem.kind, message, "run `communique check`")
            )
        return None if back.problems else sent

    def _listed(self) -> list[Listed]:
        return self.client.listed(self.project.id)

    def _send(
        self, wanted: Mapping[Identity, Lesson], listed: Sequence[Listed], version: str
    ) -> None:
        there = {one.identity for one in listed}
        missing = [lesson for identity, lesson in wanted.items() if identity not in there]
        worked_on = earlier_work(self.client, self.project.id, missing, listed)

        def made(chunk: Sequence[Lesson]) -> list[tuple[Identity, Json]]:
            sound = ((one, shown) for one in chunk if (shown := self._sound(one)) is not None)
            return [
                (one.identity, self._task(one, version, shown, worked_on)) for one, shown in sound
            ]

        for chunk in ahead(made, _chunks(missing)):
            if chunk:
                self.importer.send([identity for identity, _ in chunk], [task for _, task in chunk])
                self.done.new += len(chunk)

    def _without_doubles(self, listed: Sequence[Listed]) -> list[Listed]:
        """The tasks after those that came twice were removed, if nobody worked on them."""
        kept: dict[Identity, Listed] = {}
        for task in sorted(listed, key=_most_worked_on):
            first = kept.setdefault(task.identity, task)
            if first is not task and task.is_touched:
                message = f"{task.identity.doc_id} is in tasks {first.id} and {task.id}, with work"
                hint = "open both, move the work into one, delete the other"
                self._issue(task.id, "task-doubled", message, hint)
            elif first is not task:
                self.client.remove_task(task.id)
                self.done.doubled += 1
        return list(kept.values())

    def _issue(self, task: int, rule: str, message: str, hint: str) -> None:
        address = studio.task_address(self.client, self.project.id, task)
        self.done.issues.append(Issue(address, 0, rule, message, hint))

    def _moved(self, earlier: Seen, lesson: Lesson) -> Iterator[Moved]:
        for one in moved(self.client.url, earlier, lesson.document.text or ""):
            self.done.moved += 1
            message = (
                f"annotation {one.annotation} of {lesson.document.id} was moved to the new text: "
                f"{one.flagged} regions have other words, {one.lost} are gone"
            )
            hint = "its annotator looks at what is marked unsure, and presses Update"
            self._issue(earlier.id, "text-changed", message, hint)
            yield one

    def _task(
        self,
        lesson: Lesson,
        version: str,
        shown: Sequence[Json],
        worked_on: Mapping[DocId, Sequence[Seen]],
    ) -> Json:
        guide = self.workspace.settings.studio.guide
        is_practice = lesson.document.id == _practice_id(self.workspace)
        task: Json = {"data": data(lesson.document, lesson.story, guide, practice=is_practice)}
        if not is_practice:
            task["predictions"] = [{"model_version": version, "result": shown}]
        earlier = worked_on.get(lesson.document.id, ())
        if work := [one for each in earlier for one in self._moved(each, lesson)]:
            self.moving[lesson.identity] = work
            task["annotations"] = [one.imported for one in work]
        return task

    def _refresh(
        self,
        wanted: Mapping[Identity, Lesson],
        listed: Sequence[Listed],
        version: str,
        *,
        again: bool,
    ) -> set[int]:
        """Show silver of another version: add it, switch to it, then remove what nobody used."""
        old = [
            one
            for one in listed
            if one.identity in wanted
            and not one.data.practice
            and (version not in one.versions or len(one.versions) > 1 or again)
        ]
        stale = [one for one in old if version not in one.versions or again]
        earlier = {one.id: self._predicted(one.id, None if again else version) for one in old}
        shown = {
            one.id for chunk in _chunks(stale) for one in self._predict(chunk, wanted, version)
        }
        if self.project.model_version != version:
            self.client.change(self.project.id, model_version=version)
        standing = {one.id for one in old} - {one.id for one in stale}
        for one in old:
            is_free = not one.is_touched and one.id in shown | standing
            for prediction in earlier[one.id] if is_free else ():
                self.client.remove_prediction(prediction)
        return shown

    def _predict(
        self, chunk: Sequence[Listed], wanted: Mapping[Identity, Lesson], version: str
    ) -> list[Listed]:
        """Add silver of this version to tasks; gives those whose silver is sound."""
        made = [(one, self._sound(wanted[one.identity])) for one in chunk]
        sound = [(one, result) for one, result in made if result is not None]
        if sound:
            predictions: list[Json] = [
                {"task": one.id, "model_version": version, "result": result}
                for one, result in sound
            ]
            self.client.predict(self.project.id, predictions)
        return [one for one, _ in sound]

    def _predicted(self, task: int, but: str | None) -> list[int]:
        """The predictions of a task, those of one version left out."""
        return [one.id for one in self.client.predictions(task) if one.model_version != but]


def _chunks(found: Sequence[T]) -> Iterator[Sequence[T]]:
    return (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))


def _practice_id(workspace: Workspace) -> DocId | None:
    found = studio.practice(workspace)
    return found[0].id if found else None


def _most_worked_on(task: Listed) -> tuple[int, bool, int]:
    return -task.total_annotations, not task.drafts, task.id
