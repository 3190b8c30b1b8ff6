"""What the server answers: the parts of people, projects, tasks and annotations that we read."""

from datetime import datetime, timedelta

import msgspec

from communique.tools.label_studio.results import Json
from communique.tools.label_studio.task import Identity, TaskData

ONE_SAVE = timedelta(seconds=0.1)
"""Times of one save differ by microseconds."""


class Person(msgspec.Struct, frozen=True):
    """Somebody with an account. Their code and basis stand as first and last name."""

    id: int
    email: str
    first_name: str = ""
    last_name: str = ""


class Project(msgspec.Struct, frozen=True):
    """A project; `label_config` is its screen, `model_version` the predictions that it shows."""

    id: int
    title: str
    label_config: str = ""
    description: str | None = None
    model_version: str | None = None
    maximum_annotations: int | None = None
    task_number: int | None = None


class Shown(msgspec.Struct, frozen=True):
    """The prediction that was shown when an annotation was submitted; empty if there was none."""

    id: int | None = None
    model_version: str | None = None


class Predicted(msgspec.Struct, frozen=True):
    """A prediction of a task, without what it predicts."""

    id: int
    model_version: str | None = None


class Submitted(msgspec.Struct, frozen=True):
    """An annotation as it was submitted or skipped (`was_cancelled`).

    `parent_prediction` is what it was made from. `prediction`, in exports alone, is what was shown
    when it was submitted, which may be another one.
    """

    id: int
    result: list[Json]
    completed_by: int | None
    updated_by: int | None
    was_cancelled: bool
    created_at: datetime
    updated_at: datetime
    lead_time: float | None = None
    parent_prediction: int | None = None
    prediction: Shown | None = None

    @property
    def is_by_another(self) -> bool:
        """Whether somebody else changed it last.

        Who submits in an annotator's name is noted as having changed it, at its creation.
        """
        is_another = self.updated_by is not None and self.updated_by != self.completed_by
        return is_another and self.updated_at - self.created_at > ONE_SAVE


class Drafted(msgspec.Struct, frozen=True):
    """Work that was begun and not submitted; `user` is the account's e-mail, or its number."""

    id: int
    user: str | int | None = None


class Seen(msgspec.Struct, frozen=True):
    """A task with all that was done to it."""

    id: int
    data: TaskData
    updated_at: datetime
    annotations: list[Submitted] = []
    drafts: list[Drafted] = []
    predictions: list[Predicted | int] = []

    @property
    def known(self) -> dict[int, str | None]:
        """The versions of its predictions, as far as they were told."""
        shown = [one.prediction for one in self.annotations if one.prediction]
        told = [one for one in (*self.predictions, *shown) if not isinstance(one, int)]
        return {one.id: one.model_version for one in told if one.id is not None}

    @property
    def is_told(self) -> bool:
        """Whether the versions of all predictions that annotations were made from are known."""
        parents = {one.parent_prediction for one in self.annotations} - {None}
        return parents <= self.known.keys()

    def saw(self, annotation: Submitted) -> str | None:
        """The version of the prediction that an annotation was made from; None if of none."""
        return self.known.get(annotation.parent_prediction or 0)


class Listed(msgspec.Struct, frozen=True):
    """A task as a list shows it."""

    id: int
    data: TaskData
    updated_at: datetime
    total_annotations: int = 0
    total_predictions: int = 0
    predictions_model_versions: str | list[str] | None = None
    drafts: list[Drafted] = []

    @property
    def versions(self) -> frozenset[str]:
        """The versions of its predictions."""
        said = self.predictions_model_versions or []
        return frozenset(said.split(",") if isinstance(said, str) else said)

    @property
    def is_touched(self) -> bool:
        """Whether anybody worked on it."""
        return bool(self.total_annotations or self.drafts)

    @property
    def identity(self) -> Identity:
        """What the task is of."""
        return self.data.identity


class Imported(msgspec.Struct, frozen=True):
    """What the server says it took of an import.

    Where its database was locked it begins again with what it has left, and that may be bare tasks:
    annotations and predictions are gone without an error.
    """

    task_count: int | None = None
    annotation_count: int | None = None
    prediction_count: int | None = None
