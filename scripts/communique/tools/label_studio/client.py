"""Label Studio over its API: the few questions that we ask it, and how its failures are told.

Nothing that creates is repeated: a lost answer to an import that succeeded would double its tasks.
No message holds headers, which carry a session's cookie.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import httpx
import msgspec
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.core.request_options import RequestOptions
from label_studio_sdk.core.unchecked_base_model import UncheckedBaseModel
from label_studio_sdk.errors import ConflictError

from communique.tools.label_studio.answers import Listed, Person, Predicted, Project, Seen
from communique.tools.label_studio.place import (
    API_KEY,
    Connection,
    StudioError,
    StudioUsageError,
)
from communique.tools.label_studio.results import Json

T = TypeVar("T")
Pages = Iterable[UncheckedBaseModel]

TIMEOUT_S = 600
ONCE = RequestOptions(max_retries=0, timeout_in_seconds=TIMEOUT_S)
PAGE = 1_000
LONGEST_DETAIL = 200
SERVER_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
"""The only form of a time that a filter of tasks takes."""


class Client:
    """A server that is talked to."""

    def __init__(self, connection: Connection) -> None:
        """Talk to the server at `connection`; nothing is asked yet.

        Raises:
            StudioUsageError: the token cannot be one.
        """
        if not (connection.api_key.isascii() and connection.api_key.isprintable()):
            raise StudioUsageError(f"{API_KEY} holds characters that no token has; copy it anew")
        self.url = connection.url
        self._sdk = LabelStudio(  # type: ignore[no-untyped-call]
            base_url=connection.url, api_key=connection.api_key, timeout=TIMEOUT_S
        )

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
            pages: Pages = self._sdk.tasks.list(project=project, include=wanted, page_size=PAGE)
            return [_converted(one, Listed) for one in _every(pages)]

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
            pages: Pages = self._sdk.tasks.list(
                project=project,
                fields="all",
                query=msgspec.json.encode(query).decode(),
                page_size=PAGE,
            )
            return [_converted(one, Seen) for one in _every(pages)]

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

    def send(self, project: int, tasks: Sequence[Json]) -> int:
        """Import tasks, once, and give how many the server says it took."""
        with self._asking(f"an import of {len(tasks)} tasks"):
            done = self._sdk.projects.import_tasks(
                id=project,
                request=list(tasks),  # type: ignore[arg-type]
                request_options=ONCE,
            )
            return done.task_count or 0

    def predict(self, project: int, predictions: Sequence[Json]) -> None:
        """Add predictions to tasks."""
        with self._asking(f"an import of {len(predictions)} predictions"):
            self._sdk.projects.import_predictions(
                id=project,
                request=list(predictions),  # type: ignore[arg-type]
                request_options=ONCE,
            )

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

    @contextlib.contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """Say in one sentence, without headers, what went wrong when the server was asked."""
        try:
            yield
        except ApiError as error:
            raise StudioError(self._told(what, error)) from None
        except httpx.TimeoutException:
            message = f"{self.url} did not give {what} within {TIMEOUT_S} s"
            raise StudioError(f"{message}; look at the server's log, then run again") from None
        except httpx.HTTPError as error:
            message = f"{self.url} does not answer, asked for {what} ({type(error).__name__})"
            hint = "start it (`communique studio up`) or check its address, then run again"
            raise StudioError(f"{message}; {hint}") from None
        except (httpx.InvalidURL, msgspec.ValidationError, ValueError) as error:
            message = f"{self.url} answers unlike Label Studio, asked for {what}"
            raise StudioError(f"{message}: {type(error).__name__}; check its address") from error

    def _told(self, what: str, error: ApiError) -> str:
        if error.status_code in {200, 404}:
            return f"{self.url} answers unlike Label Studio, asked for {what}; check its address"
        if error.status_code in {401, 403}:
            return (
                f"{self.url} does not accept the token (status {error.status_code}); "
                "take the access token of the account page as LABEL_STUDIO_API_KEY"
            )
        if error.status_code is not None and error.status_code >= 500:  # noqa: PLR2004
            return (
                f"{self.url} failed, asked for {what} (status {error.status_code}); "
                "look at the server's log, then run again"
            )
        return f"{self.url} refuses {what} (status {error.status_code}): {detail(error.body)}"


def detail(body: object) -> str:
    """What a server says in a refusal, in one short line.

    Of what was wrong with data it says nothing: it would repeat the data.
    """
    said = body.get("detail") if isinstance(body, dict) else None
    errors = body.get("validation_errors") if isinstance(body, dict) else None
    shown = errors.get("label_config") if isinstance(errors, dict) else None
    line = " ".join(str(shown or said or "no reason given").split())
    return line if len(line) <= LONGEST_DETAIL else f"{line[:LONGEST_DETAIL]}…"


def _every(pages: Pages) -> Iterator[UncheckedBaseModel]:
    """All items of a paged answer."""
    return iter(pages)


def _converted(found: UncheckedBaseModel, kind: type[T]) -> T:
    """What the SDK gives, as a record of ours; fields that we do not know are left out."""
    return msgspec.json.decode(found.json(), type=kind)
