"""Work goes back to a server that lacks it, and how far the work is."""

import pytest
from corpora import accepted_bytes, texts, tracked
from msgspec.structs import replace as changed
from screens import Json, Round

from communique import jsonl, layers
from communique.layers import INDIVIDUAL
from communique.records import Reading
from communique.run.studio_pull import pull
from communique.run.studio_push import push
from communique.run.studio_restore import restore
from communique.run.studio_status import status
from communique.tools.label_studio.client import Client

pytestmark = pytest.mark.slow


def done(here: Round) -> None:
    """Two annotators did three things that were pulled, one of them in their own way."""
    push(here.workspace, here.client)
    for doc_id in ("made-a", "kept-a"):
        here.ana.screen.accept(here.task(doc_id))
    task = here.task("made-a")
    shown = task["predictions"][0]
    some = [one for one in shown["result"] if str(one.get("id")).startswith("ent-")][:4]
    here.bo.screen.submit(task["id"], some, parent_prediction=shown["id"])
    assert pull(here.workspace, here.client).taken == 3


def lost(here: Round) -> None:
    """The server has lost all tasks, and they were pushed anew."""
    for task in here.tasks():
        here.owner.ask("DELETE", f"/api/tasks/{task['id']}/")
    assert push(here.workspace, here.client).new == 4


def authors(tasks: list[Json]) -> list[tuple[str, int]]:
    return sorted(
        (task["data"]["doc_id"], one["completed_by"])
        for task in tasks
        for one in task["annotations"]
    )


def test_work_that_the_server_lost_comes_back_in_its_authors_names(here: Round) -> None:
    done(here)
    before, had = tracked(here.workspace), authors(here.tasks())
    lost(here)

    restored = restore(here.workspace, here.client)

    assert (restored.new, restored.stood, restored.issues) == (3, 0, [])
    assert authors(here.tasks()) == had
    pulled = pull(here.workspace, here.client, everything=True)
    assert (pulled.taken, pulled.changed, pulled.issues, pulled.notes) == (3, 0, [], [])
    assert tracked(here.workspace) == before


def test_work_that_is_there_is_not_submitted_again(here: Round) -> None:
    done(here)
    tasks = here.tasks()

    restored = [restore(here.workspace, here.client) for _ in range(2)]

    assert [(one.new, one.stood) for one in restored] == [(0, 3)] * 2
    assert here.tasks() == tasks


def test_a_task_that_its_annotator_skipped_stays_skipped(here: Round) -> None:
    done(here)
    lost(here)
    here.bo.screen.skip(here.task("made-a")["id"])

    restored = restore(here.workspace, here.client)

    assert (restored.new, restored.stood) == (2, 1)
    assert len(here.task("made-a")["annotations"]) == 1 + 1


def test_work_made_elsewhere_enters_in_the_same_way(here: Round) -> None:
    push(here.workspace, here.client)
    brought(here, here.bo.code)
    before = tracked(here.workspace)

    restored = restore(here.workspace, here.client)
    pulled = pull(here.workspace, here.client)

    assert (restored.new, restored.issues) == (3, [])
    assert (pulled.taken, pulled.changed) == (3, 0)
    assert tracked(here.workspace) == before


def brought(here: Round, code: str) -> None:
    """Files of individual annotations that no server knows."""
    for name, data in accepted_bytes(here.workspace, code).items():
        jsonl.write_bytes(here.workspace.annotations / name, [data])
    ready = {"status": INDIVIDUAL, "agent": code, "basis": "human"}
    found = [
        Reading(doc_id=one.id, text_sha256=one.text_sha256, **ready)
        for one in texts(here.workspace)
    ]
    jsonl.write(
        here.workspace.annotations / layers.READINGS, sorted(found, key=layers.reading_order)
    )


def test_an_author_without_an_account_is_named_with_what_to_do(here: Round) -> None:
    push(here.workspace, here.client)
    brought(here, "nobody")

    restored = restore(here.workspace, here.client)

    assert restored.new == 0
    assert [one.rule for one in restored.issues] == ["annotator-absent"]
    assert "nobody" in restored.issues[0].message
    assert "communique studio annotator nobody WHO" in restored.issues[0].hint


def test_work_on_a_text_that_is_in_no_task_is_named(here: Round) -> None:
    push(here.workspace, here.client)
    brought(here, here.bo.code)
    path = here.workspace.annotations / layers.READINGS
    found = list(jsonl.read(path, Reading))
    jsonl.write(path, [changed(found[0], text_sha256="0" * 64), *found[1:]])

    restored = restore(here.workspace, here.client)

    assert (restored.new, [one.rule for one in restored.issues]) == (2, ["task-absent"])
    assert found[0].doc_id in restored.issues[0].message


def test_status_counts_what_each_did_and_which_documents_are_done(here: Round) -> None:
    push(here.workspace, here.client)
    for who in (here.ana, here.bo):
        who.screen.accept(here.task("made-a"))
    here.ana.screen.accept(here.task("made-b"))
    here.bo.screen.skip(here.task("made-b")["id"])
    here.bo.screen.draft(here.task("kept-a")["id"], [])
    here.ana.screen.submit(here.task("practice-orrin-strait")["id"], [])

    found = status(here.workspace, here.client)

    counts = {one.code: (one.done, one.skipped, one.drafts) for one in found.annotators}
    assert (found.documents, found.done, found.begun, found.overlap) == (3, 1, 1, 2)
    assert counts[here.ana.code] == (2, 0, 0)
    assert counts[here.bo.code] == (1, 1, 1)
    assert next(one.minutes for one in found.annotators if one.code == here.ana.code) == 1.5


class Twice(Client):
    """A client of a server that makes a project twice, as one does whose database is locked."""

    def create(self, title: str, **settings: object) -> object:  # type: ignore[override]
        super().create(title, **settings)
        return super().create(title, **settings)


def test_a_project_that_the_server_made_twice_is_there_once(here: Round) -> None:
    client = Twice.__new__(Twice)
    client.__dict__ |= here.client.__dict__

    pushed = push(here.workspace, client)

    assert [one["id"] for one in here.projects()] == [pushed.project]
    assert here.documents() == ["kept-a", "made-a", "made-b", "practice-orrin-strait"]
