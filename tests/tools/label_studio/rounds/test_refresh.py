"""Silver of another version, and texts that changed: what annotators see, and keep."""

from datetime import UTC, datetime

import pytest
from corpora import another_silver, individual_bytes, overlap, reword, texts
from screens import Json, Round

from communique import layers
from communique.layers import INDIVIDUAL, Shelf
from communique.records import Entity
from communique.run.studio_pull import pull
from communique.run.studio_push import push
from communique.tools.label_studio.answers import Seen

pytestmark = pytest.mark.slow


def versions(task: Json) -> list[str]:
    return [one["model_version"] for one in task["predictions"]]


def saw(here: Round, doc_id: str) -> str | None:
    (found,) = (one for one in layers.readings(here.workspace.annotations) if one.doc_id == doc_id)
    return found.saw


def test_silver_of_another_version_takes_the_place_of_the_old(here: Round) -> None:
    push(here.workspace, here.client)
    old = here.project["model_version"]
    another_silver(here.workspace, "rules 2.0")

    pushed = push(here.workspace, here.client)

    new = here.project["model_version"]
    assert old != new
    assert (pushed.new, pushed.refreshed, pushed.issues) == (0, 3, [])
    shown = [versions(one) for one in here.tasks() if not one["data"]["practice"]]
    assert shown == [[new]] * 3
    assert push(here.workspace, here.client).refreshed == 0


def test_the_silver_that_work_came_from_is_kept_and_named(here: Round) -> None:
    push(here.workspace, here.client)
    old = here.project["model_version"]
    here.ana.screen.accept(here.task("made-a"))
    another_silver(here.workspace, "rules 2.0")

    push(here.workspace, here.client)
    pulled = pull(here.workspace, here.client)

    new = here.project["model_version"]
    assert versions(here.task("made-a")) == [old, new]
    assert versions(here.task("made-b")) == [new]
    assert (pulled.taken, pulled.issues) == (1, [])
    assert [one.rule for one in pulled.notes] == ["silver-superseded"]
    assert saw(here, "made-a") == old


def test_who_annotates_after_a_refresh_saw_the_new_silver(here: Round) -> None:
    push(here.workspace, here.client)
    another_silver(here.workspace, "rules 2.0")
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))

    pulled = pull(here.workspace, here.client)

    assert (pulled.taken, pulled.notes) == (1, [])
    assert saw(here, "made-a") == here.project["model_version"]


def test_silver_is_shown_anew_on_demand_and_once(here: Round) -> None:
    push(here.workspace, here.client)

    pushed = push(here.workspace, here.client, again=True)

    assert pushed.refreshed == 3
    assert [len(versions(one)) for one in here.tasks() if not one["data"]["practice"]] == [1, 1, 1]


def amended(text: str) -> str:
    """A sentence more before all, and a word more inside a name."""
    return "The tide was out. " + text.replace("Taric Oss", "Taric Bel Oss", 1)


def test_work_on_an_earlier_text_moves_to_the_new_one_with_its_author(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    pull(here.workspace, here.client)
    reword(here.workspace, "made-a", amended)

    pushed = push(here.workspace, here.client)
    pulled = pull(here.workspace, here.client)

    assert (pushed.new, pushed.moved, pulled.taken, pulled.changed) == (1, 1, 1, 1)
    assert [one["ground_truth"] for one in here.task("made-a")["annotations"]] == [False]
    assert [one.rule for one in pushed.issues] == ["text-changed"]
    assert [one.rule for one in pulled.issues] == ["text-differs"]
    found = list(
        layers.read(here.workspace.annotations, Shelf("entities", INDIVIDUAL, here.ana.code))
    )
    text = next(one.text for one in texts(here.workspace) if one.id == "made-a") or ""
    assert {one.span.text for one in found if isinstance(one, Entity)} == {
        *("Orsolya Venn", "Port Q\u0303ana", "Monday", "Karran", "12", "Taric Bel Oss")
    }
    assert all(
        text[one.span.start : one.span.end] == one.span.text
        for one in found
        if isinstance(one, Entity)
    )
    assert {one.span.text for one in found if isinstance(one, Entity) and one.unsure} == {
        "Taric Bel Oss"
    }


def test_moved_work_is_moved_once(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    reword(here.workspace, "made-a", amended)
    push(here.workspace, here.client)
    pull(here.workspace, here.client)
    before = individual_bytes(here.workspace)

    pushed = push(here.workspace, here.client)
    pull(here.workspace, here.client, everything=True)

    assert (pushed.new, pushed.moved, pushed.issues) == (0, 0, [])
    assert len(here.tasks()) == 5
    assert individual_bytes(here.workspace) == before


def test_all_and_what_changed_are_read_alike(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    here.bo.screen.submit(here.task("made-a")["id"], [])
    late = here.task("made-b")
    another_silver(here.workspace, "rules 2.0")
    push(here.workspace, here.client, only=["made-a"])
    here.ana.screen.submit(late["id"], [], parent_prediction=late["predictions"][0]["id"])
    project = here.project["id"]

    whole = here.client.everything(project)
    changed = here.client.changed(project, datetime(2020, 1, 1, tzinfo=UTC))

    assert readings_of(whole) == readings_of(changed)
    assert len(readings_of(whole)) == 3


def readings_of(seen: list[Seen]) -> dict[int, object]:
    return {
        one.id: (one.completed_by, one.updated_by, one.result, task.saw(one))
        for task in seen
        for one in task.annotations
    }


def test_silver_that_would_not_come_back_is_told_and_nothing_is_lost(here: Round) -> None:
    push(here.workspace, here.client)
    old = here.project["model_version"]
    another_silver(here.workspace, "rules 2.0")
    overlap(here.workspace, "made-b")

    pushed = push(here.workspace, here.client)

    assert pushed.refreshed == 2
    assert [one.rule for one in pushed.issues] == ["entities-overlap"]
    assert versions(here.task("made-b")) == [old]


def test_a_document_whose_silver_would_not_come_back_is_not_pushed(here: Round) -> None:
    overlap(here.workspace, "made-b")

    pushed = push(here.workspace, here.client)

    assert (pushed.new, pushed.stood) == (3, 0)
    assert [one.rule for one in pushed.issues] == ["entities-overlap"]
    assert "made-b" not in here.documents()
