"""Label Studio over its API: the few questions that we ask it.

Nothing that creates is repeated: a lost answer to an import that succeeded would double its tasks.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from label_studio_sdk.core.unchecked_base_model import UncheckedBaseModel
from label_studio_sdk.errors import ConflictError

from communique.tools.label_studio.answers import Imported, Listed, Person, Predicted, Project, Seen
from communique.tools.label_studio.place import Connection, StudioError
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.wire import ONCE, Page, Wire

T = TypeVar("T")
Pages = Iterable[UncheckedBaseModel]

SERVER_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
"""The only form of a time that a filter of tasks takes."""


class Client:
    """A server that is talked to."""

    def __init__(self, connection: Connection) -> None:
        """Talk to the server at `connection`; nothing is asked yet.

        Raises:
            StudioUsageError: the token cannot be one.
        """
        self.url = connection.url
        self._wire = Wire(connection)
        self._sdk = self._wire.sdk
        self._asking = self._wire.asking

    def people(self) -> list[Person]:
        """Everybody with an account."""
        with self._asking("the list of annotators"):
            return [_converted(one, Person) for one in self._sdk.users.list()]

    def rename(self, person: int, first_name: str, last_name: str) -> None:
        """Give an account its names."""
        with self._asking("a change of an account"):
            self._sdk.users.update(
                person, first_name=first_name, last_name=last_name, request_options=ONCE
            )

    def invitation(self) -> str:
        """The address that a new annotator signs up at."""
        with self._asking("an invitation"):
            found = self._sdk.organizations.invites.get_invite_link()
            return f"{self.url}{found.invite_url}"

    def projects(self, title: str) -> list[Project]:
        """The projects of this title."""
        with self._asking("its projects"):
            pages: Pages = self._sdk.projects.list(title=title)
            found = [_converted(one, Project) for one in _every(pages)]
        return [one for one in found if one.title == title]

    def count(self, project: int) -> int | None:
        """How many tasks a project has."""
        with self._asking(f"project {project}"):
            return _converted(self._sdk.projects.get(project), Project).task_number

    def create(self, title: str, **settings: object) -> Project:
        """A new project."""
        with self._asking("a new project"):
            made = self._sdk.projects.create(title=title, request_options=ONCE, **settings)  # type: ignore[arg-type]
            return _converted(made, Project)

    def remove_project(self, project: int) -> None:
        """Delete a project."""
        with self._asking(f"the removal of project {project}"):
            self._sdk.projects.delete(project, request_options=ONCE)

    def change(self, project: int, **settings: object) -> None:
        """Change settings of a project."""
        with self._asking(f"a change of project {project}"):
            self._sdk.projects.update(project, request_options=ONCE, **settings)  # type: ignore[arg-type]

    def listed(self, project: int) -> list[Listed]:
        """All tasks, without annotations and predictions themselves."""
        wanted = "id,data,updated_at,total_annotations,total_predictions,"
        wanted += "predictions_model_versions,drafts"
        with self._asking(f"the tasks of project {project}"):
            return self._wire.pages(Page[Listed], project, include=wanted)

    def changed(self, project: int, since: datetime) -> list[Seen]:
        """The tasks that the server changed after `since`, by its own clock."""
        after = {
            "filter": "filter:tasks:updated_at",
            "operator": "greater",
            "type": "Datetime",
            "value": since.astimezone(UTC).strftime(SERVER_TIME),
        }
        query = {"filters": {"conjunction": "and", "items": [after]}}
        with self._asking(f"what changed in project {project}"):
            return self._wire.pages(Page[Seen], project, query=msgspec.json.encode(query).decode())

    def everything(self, project: int) -> list[Seen]:
        """All tasks with all that was done to them."""
        with self._asking(f"an export of project {project}"):
            pieces = self._sdk.projects.exports.download_sync(
                id=project, export_type="JSON", download_all_tasks=True
            )
            return [self._told_of(one) for one in self._decoded(b"".join(pieces))]

    def _told_of(self, task: Seen) -> Seen:
        """A task with the versions of its predictions, which exports leave out."""
        if task.is_told:
            return task
        return msgspec.structs.replace(task, predictions=[*self.predictions(task.id)])

    def _decoded(self, data: bytes) -> list[Seen]:
        try:
            return msgspec.json.decode(data, type=list[Seen])
        except msgspec.DecodeError as error:
            raise StudioError(f"{self.url} exports what cannot be read: {error}") from error

    def send(self, project: int, tasks: Sequence[Json]) -> Imported:
        """Import tasks, once, and give what the server says it took."""
        with self._asking(f"an import of {len(tasks)} tasks"):
            answer = self._wire.post(f"api/projects/{project}/import", tasks)
            return msgspec.json.decode(answer, type=Imported)

    def predict(self, project: int, predictions: Sequence[Json]) -> None:
        """Add predictions to tasks."""
        with self._asking(f"an import of {len(predictions)} predictions"):
            self._wire.post(f"api/projects/{project}/import/predictions", predictions)

    def predictions(self, task: int) -> list[Predicted]:
        """The predictions of a task."""
        with self._asking(f"the predictions of task {task}"):
            return [_converted(one, Predicted) for one in self._sdk.predictions.list(task=task)]

    def remove_prediction(self, prediction: int) -> None:
        """Delete a prediction."""
        with self._asking(f"the removal of prediction {prediction}"):
            self._sdk.predictions.delete(prediction, request_options=ONCE)

    def remove_task(self, task: int) -> None:
        """Delete a task."""
        with self._asking(f"the removal of task {task}"):
            self._sdk.tasks.delete(str(task), request_options=ONCE)

    def annotate(
        self, task: int, person: int, result: Sequence[Json], key: str, saw: int | None
    ) -> None:
        """Submit an annotation in somebody's name; with a `key` (a UUID) that is there, nothing.

        `saw` is the prediction that it was made from. A server whose database is locked does a
        request again by itself, so that what has no key may be there twice.
        """
        with self._asking(f"an annotation of task {task}"), contextlib.suppress(ConflictError):
            self._sdk.annotations.create(
                task,
                completed_by=person,
                result=list(result),
                unique_id=key,
                parent_prediction=saw,
                request_options=ONCE,
            )


def _every(pages: Pages) -> Iterator[UncheckedBaseModel]:
    """All items of a paged answer."""
    return iter(pages)


def _converted(found: UncheckedBaseModel, kind: type[T]) -> T:
    """What the SDK gives, as a record of ours; fields that we do not know are left out."""
    return msgspec.json.decode(found.json(), type=kind)
