"""Work on earlier texts of documents, moved to the texts of now."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.anchors import Anchors
from communique.offsets import sha256
from communique.records import DocId
from communique.run.studio import Lesson
from communique.tools.label_studio.answers import Listed, Seen
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.reanchor import reanchored
from communique.tools.label_studio.results import Json


@dataclass(frozen=True)
class Moved:
    """Somebody's `annotation` of an earlier text on the new one; `key` is a UUID that it is by.

    Of its regions `flagged` have other words than before, and `lost` are left out.
    """

    annotation: int
    result: list[Json]
    person: int
    key: str
    flagged: int
    lost: int

    @property
    def imported(self) -> Json:
        """As it is imported with its task; it would else be taken for the ground truth."""
        return {"result": self.result, "completed_by": self.person, "ground_truth": False}


def earlier_work(
    client: Client, project: int, missing: Sequence[Lesson], listed: Sequence[Listed]
) -> dict[DocId, list[Seen]]:
    """The tasks of earlier texts, with work, of documents that are missing as they are now."""
    new = {one.document.id for one in missing}
    old = {one.id for one in listed if one.data.doc_id in new and one.total_annotations}
    found: dict[DocId, list[Seen]] = {}
    for task in client.everything(project) if old else ():
        if task.id in old:
            found.setdefault(task.data.doc_id, []).append(task)
    return found


def moved(url: str, task: Seen, text: str) -> Iterator[Moved]:
    """What was submitted of a task, on another text."""
    anchors = Anchors(task.data.text, text)
    for one in task.annotations:
        if not one.was_cancelled:
            result, flagged, lost = reanchored(one.result, anchors)
            name = f"{url}/annotations/{one.id}/{sha256(text)}"
            key = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
            yield Moved(one.id, result, one.completed_by or 0, key, flagged, lost)
