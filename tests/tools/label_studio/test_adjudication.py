"""From two annotators to gold on a real server: what they agree on, and what is decided."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from studios import Studio, api
from workspaces import small_corpus

from communique import layers
from communique.config import Workspace
from communique.layers import GOLD, Shelf
from communique.records import LAYERS, Annotation, Event
from communique.rules import Level, check
from communique.run.adjudicate import adjudicate
from communique.run.adjudication import Adjudication
from communique.run.check import subject
from communique.run.studio_pull import pull
from communique.run.studio_push import push
from communique.run.studio_status import account_of, annotator
from communique.tools.label_studio.accounts import sign_up
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import Connection
from communique.tools.label_studio.results import Json

pytestmark = pytest.mark.slow

LET_THROUGH = "evt-54f3f32b906cb5ef"
READERS = {"ida": "ida@example.org", "bo": "bo@example.org", "judge": "judge@example.org"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_corpus(tmp_path, tmp_path.name[:40])


@pytest.fixture
def client(label_studio: Studio, shared_root: Path) -> Client:
    """A client of a server on which three people have accounts; workers make them in turn."""
    found = Client(Connection(label_studio.url, label_studio.token))
    with FileLock(shared_root / "readers.lock"):
        for code, email in READERS.items():
            if account_of(found, email) is None:
                sign_up(found.invitation(), email, "a-long-password-1")
            annotator(found, code, "human", account_of(found, email) or 0)
    return found


def predicted(studio: Studio, task: int) -> list[Json]:
    """What annotators find marked in a task."""
    _, found = api(studio, f"/api/predictions/?task={task}")
    return list(found[-1]["result"])


def submit(
    client: Client,
    studio: Studio,
    project: int,
    who: str,
    change: Callable[[list[Json]], list[Json]] = lambda found: found,
) -> None:
    """Submit every task's prediction in somebody's name, with a change."""
    for task in client.listed(project):
        found = change(predicted(studio, task.id))
        account = account_of(client, READERS[who]) or 0
        client.annotate(task.id, account, found, str(uuid.uuid4()), None)


def as_aid(found: list[Json]) -> list[Json]:
    """The ferries that pass are help, somebody thinks."""
    for one in found:
        if one.get("id") == LET_THROUGH and one.get("from_name") == "type":
            one["value"] = {"start": 202, "end": 206, "choices": ["AID"]}
    return found


def as_ida_had_it(found: list[Json]) -> list[Json]:
    """What is left when all regions of the other side were deleted, with a reason."""
    gone = {one.get("id") for one in found if str(one.get("id", "")).endswith("~bo")}
    kept = [
        one
        for one in found
        if not gone & {one.get("id") or "", one.get("from_id"), one.get("to_id")}
    ]
    value: Json = {"text": ["Passage is permission."]}
    why = {"id": "w1", "from_name": "why", "to_name": "text", "type": "textarea"}
    return [*kept, {**why, "value": value}]


def gold(workspace: Workspace) -> dict[str, Annotation]:
    found = (layers.read(workspace.annotations, Shelf(layer, GOLD)) for layer in LAYERS)
    return {one.id: one for all_ in found for one in all_}


def test_what_two_agree_on_becomes_gold_and_what_they_dispute_is_decided(
    workspace: Workspace, client: Client, label_studio: Studio
) -> None:
    project = push(workspace, client).project
    submit(client, label_studio, project, "ida")
    submit(client, label_studio, project, "bo", as_aid)
    assert pull(workspace, client).issues == []

    first = adjudicate(workspace, 2, Adjudication(workspace, client))

    assert (first.agreed, first.decided, len(first.comparisons)) == (1, 0, 1)
    assert {one.doc_id for one in gold(workspace).values()} == {"made-b"}
    (disputed,) = client.projects(f"{workspace.settings.name} adjudication")
    submit(client, label_studio, disputed.id, "judge", as_ida_had_it)

    second = adjudicate(workspace, 2, Adjudication(workspace, client))

    assert (second.agreed, second.decided, second.comparisons, second.issues) == (1, 1, [], [])
    found = gold(workspace)
    decided = found[LET_THROUGH]
    assert isinstance(decided, Event)
    assert (decided.type, decided.agent, decided.note) == (
        "RETREAT",
        "judge",
        "Passage is permission.",
    )
    others = {one.agent for one in found.values() if one.agent != "judge"}
    assert others == {"bo+ida"}
    third = adjudicate(workspace, 2, Adjudication(workspace, client))
    assert (third.changed, third.held) == (0, 0)
    (workspace.build / "run.json").unlink()  # the check would look for manifests, too
    assert check(subject(workspace), upto=Level.LABELS).issues == ()


def test_gold_that_stands_is_changed_only_when_asked_to(
    workspace: Workspace, client: Client, label_studio: Studio
) -> None:
    project = push(workspace, client).project
    submit(client, label_studio, project, "ida")
    pull(workspace, client)
    adjudicate(workspace, 1, None)
    before = gold(workspace)
    path = next((workspace.annotations / "events/gold").glob("*.jsonl"))
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))

    held = adjudicate(workspace, 1, None)
    replaced = adjudicate(workspace, 1, None, replacing=True)

    assert (held.changed, held.held) == (0, 1)
    assert (replaced.changed, replaced.held) == (1, 0)
    assert gold(workspace) == before


def test_a_dispute_that_the_server_took_without_its_sides_is_sent_again(
    workspace: Workspace, client: Client, label_studio: Studio
) -> None:
    project = push(workspace, client).project
    submit(client, label_studio, project, "ida")
    submit(client, label_studio, project, "bo", as_aid)
    pull(workspace, client)
    adjudicate(workspace, 2, Adjudication(workspace, client))
    (disputed,) = client.projects(f"{workspace.settings.name} adjudication")
    (before,) = client.listed(disputed.id)
    for one in client.predictions(before.id):
        client.remove_prediction(one.id)

    adjudicate(workspace, 2, Adjudication(workspace, client))

    (after,) = client.listed(disputed.id)
    assert after.id != before.id
    assert after.versions == {"disputes"}
