"""Documents to the annotation server: each once, with its silver, whatever happened before.

A task is known by its document and its text. The server neither keeps a task from being imported
twice nor tells whether an import that nobody heard the end of was done; so what is under way is
written down, waited for, and what came twice is removed as long as nobody worked on it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.anchors import Anchors
from communique.config import Workspace
from communique.issues import Issue
from communique.records import DocId
from communique.run import studio
from communique.run.documents import documents
from communique.run.studio import Lesson
from communique.run.studio_import import Importer
from communique.tools.label_studio.answers import Listed, Project, Seen
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.encode import Marked, results
from communique.tools.label_studio.reanchor import reanchored
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.task import Identity, data

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

    def run(self, only: Sequence[DocId], *, again: bool) -> Pushed:
        silver = studio.silver_of(self.workspace)
        version = studio.silver_version(self.workspace, silver)
        wanted = {one.identity: one for one in self._sound(self._lessons(only, silver))}
        self.importer.await_unheard()
        listed = self._listed()
        self._send(wanted, listed, version)
        after = self._without_doubles(self._listed())
        self._refresh(wanted, after, version, again=again)
        self.done.stood = len(wanted) - self.done.new - self.done.refreshed
        return self.done

    def _lessons(self, only: Sequence[DocId], silver: Mapping[DocId, Marked]) -> Iterator[Lesson]:
        chosen = (one for one in documents(self.workspace) if not only or one.id in only)
        yield from studio.lessons(self.workspace, (one for one in chosen if one.text), silver)
        if not only and (exercise := studio.practice(self.workspace)):
            yield from studio.lessons(self.workspace, [exercise[0]], {})

    def _sound(self, found: Iterable[Lesson]) -> Iterator[Lesson]:
        """Those whose silver comes back as it would go; of others an issue says what does not."""
        for lesson in found:
            document, sent = lesson.document, _results(lesson)
            back = annotated(document.id, document.text or "", sent, lesson.names, MACHINE)
            for problem in back.problems:
                place = f"{document.id}[{problem.start}:{problem.end}]"
                message = f"{place} would not come back: {problem.message}"
                self.done.issues.append(
                    Issue(document.id, 0, problem.kind, message, "run `communique check`")
                )
            if not back.problems:
                yield lesson

    def _listed(self) -> list[Listed]:
        return self.client.listed(self.project.id)

    def _send(
        self, wanted: Mapping[Identity, Lesson], listed: Sequence[Listed], version: str
    ) -> None:
        there = {one.identity for one in listed}
        missing = [lesson for identity, lesson in wanted.items() if identity not in there]
        worked_on = self._worked_on(missing, listed)
        for start in range(0, len(missing), CHUNK):
            chunk = missing[start : start + CHUNK]
            tasks = [self._task(one, version, worked_on.get(one.document.id, [])) for one in chunk]
            self.importer.send([one.identity for one in chunk], tasks)
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

    def _worked_on(
        self, missing: Sequence[Lesson], listed: Sequence[Listed]
    ) -> dict[DocId, list[Json]]:
        """What was annotated in earlier texts of documents that are new as they are now."""
        new = {one.document.id: one.document.text or "" for one in missing}
        old = {one.id for one in listed if one.data.doc_id in new and one.total_annotations}
        found: dict[DocId, list[Json]] = {}
        for task in self.client.everything(self.project.id) if old else ():
            if task.id in old:
                doc_id = task.data.doc_id
                found.setdefault(doc_id, []).extend(self._moved(task, new[doc_id]))
        return found

    def _moved(self, task: Seen, text: str) -> Iterator[Json]:
        anchors = Anchors(task.data.text, text)
        for annotation in task.annotations:
            if annotation.was_cancelled:
                continue
            sent, flagged, lost = reanchored(annotation.result, anchors)
            self.done.moved += 1
            message = (
                f"annotation {annotation.id} of {task.data.doc_id} was moved to the new text: "
                f"{flagged} regions have other words, {lost} are gone"
            )
            hint = "its annotator looks at what is marked unsure, and presses Update"
            self._issue(task.id, "text-changed", message, hint)
            yield {"result": sent, "completed_by": annotation.completed_by}

    def _task(self, lesson: Lesson, version: str, moved: Sequence[Json]) -> Json:
        guide = self.workspace.settings.studio.guide
        is_practice = lesson.document.id == _practice_id(self.workspace)
        task: Json = {"data": data(lesson.document, lesson.story, guide, practice=is_practice)}
        if not is_practice:
            task["predictions"] = [{"model_version": version, "result": _results(lesson)}]
        if moved:
            task["annotations"] = list(moved)
        return task

    def _refresh(
        self,
        wanted: Mapping[Identity, Lesson],
        listed: Sequence[Listed],
        version: str,
        *,
        again: bool,
    ) -> None:
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
        for start in range(0, len(stale), CHUNK):
            self.client.predict(
                self.project.id,
                [
                    {
                        "task": one.id,
                        "model_version": version,
                        "result": _results(wanted[one.identity]),
                    }
                    for one in stale[start : start + CHUNK]
                ],
            )
        if self.project.model_version != version:
            self.client.change(self.project.id, model_version=version)
        for one in old:
            for prediction in earlier[one.id] if not one.is_touched else ():
                self.client.remove_prediction(prediction)
        self.done.refreshed = len(stale)

    def _predicted(self, task: int, but: str | None) -> list[int]:
        """The predictions of a task, those of one version left out."""
        return [one.id for one in self.client.predictions(task) if one.model_version != but]


def _results(lesson: Lesson) -> list[Json]:
    return results(lesson.silver, lesson.document.text or "", lesson.names)


def _practice_id(workspace: Workspace) -> DocId | None:
    found = studio.practice(workspace)
    return found[0].id if found else None


def _most_worked_on(task: Listed) -> tuple[int, bool, int]:
    return -task.total_annotations, not task.drafts, task.id
