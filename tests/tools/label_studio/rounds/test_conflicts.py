"""What cannot be taken whole is not taken: both sides are named, what was taken before stays."""

from collections.abc import Callable

import pytest
from corpora import individual_bytes, rewrite, texts
from screens import Json, Round, stranger

from communique.run.studio_pull import Pulled, pull
from communique.run.studio_push import push

pytestmark = pytest.mark.slow


def shown(task: Json) -> list[Json]:
    """The results that a task's prediction shows."""
    found = task["predictions"][-1]["result"]
    return sorted(found, key=lambda one: not str(one.get("id")).startswith("ent-"))


def pushed(here: Round) -> tuple[Json, int]:
    """A task of which Ana's work was taken, and her annotation of it."""
    push(here.workspace, here.client)
    task = here.task("made-a")
    annotation = here.ana.screen.accept(task)
    assert pull(here.workspace, here.client).taken == 1
    return task, annotation


def refused(here: Round, rule: str, *sides: str) -> Pulled:
    """A pull that takes nothing: one issue says why, and the files stay as they are."""
    before = individual_bytes(here.workspace)

    pulled = pull(here.workspace, here.client)

    assert [one.rule for one in pulled.issues] == [rule]
    assert [side for side in sides if side not in pulled.issues[0].message] == []
    assert pulled.issues[0].hint
    assert f"/projects/{here.project['id']}/data?task=" in pulled.issues[0].file
    assert individual_bytes(here.workspace) == before
    return pulled


def test_work_that_another_changed_is_not_taken(here: Round) -> None:
    task, annotation = pushed(here)
    here.bo.screen.update(annotation, shown(task)[:1])

    refused(here, "annotation-overwritten", here.ana.code, here.bo.code)


def test_work_that_its_annotator_looked_at_again_is_taken(here: Round) -> None:
    task, annotation = pushed(here)
    here.bo.screen.update(annotation, shown(task)[:1])
    here.ana.screen.update(annotation, shown(task)[:1])

    pulled = pull(here.workspace, here.client)

    assert (pulled.taken, pulled.changed, pulled.issues) == (1, 1, [])
    assert len(b"".join(individual_bytes(here.workspace).values()).splitlines()) == 1


def test_of_two_annotations_by_one_annotator_neither_is_taken(here: Round) -> None:
    task, first = pushed(here)
    second = here.ana.screen.submit(task["id"], shown(task)[:1])
    before = individual_bytes(here.workspace)

    pulled = pull(here.workspace, here.client)

    assert [one.rule for one in pulled.issues] == ["annotation-doubled"] * 2
    assert all(here.ana.code in one.message for one in pulled.issues)
    assert sorted(
        number
        for number in (first, second)
        for one in pulled.issues
        if f"({number})" in one.message
    ) == [first, second]
    assert individual_bytes(here.workspace) == before


def test_work_of_an_account_without_a_code_is_not_taken(here: Round) -> None:
    task, _ = pushed(here)
    someone = stranger(here.studio, here.client, f"s{task['id']}")
    someone.screen.accept(task)

    pulled = refused(here, "annotator-unknown", f"account {someone.account}")

    assert pulled.taken == 1
    assert someone.email not in str(pulled.issues[0])


def with_label(label: str) -> Callable[[list[Json]], list[Json]]:
    def changed(results: list[Json]) -> list[Json]:
        (first, *rest) = results
        return [{**first, "value": {**first["value"], "labels": [label]}}, *rest]

    return changed


def unlabelled(results: list[Json]) -> list[Json]:
    at = next(number for number, one in enumerate(results) if one["type"] == "relation")
    bare = {name: value for name, value in results[at].items() if name != "labels"}
    return [*results[:at], bare, *results[at + 1 :]]


def covering(start: int, end: int) -> Callable[[list[Json]], list[Json]]:
    """One entity more."""

    def changed(results: list[Json]) -> list[Json]:
        value = {"start": start, "end": end, "labels": ["GPE"]}
        more = {"type": "labels", "from_name": "entities", "to_name": "text", "value": value}
        return [*results, {"id": "extra", **more}]

    return changed


@pytest.mark.parametrize(
    ("rule", "change", "said"),
    [
        ("label-unknown", with_label("VESSEL"), "VESSEL"),
        ("relation-unlabelled", unlabelled, "relation"),
        ("entities-overlap", covering(31, 50), "GPE"),
        ("offsets-outside", covering(470, 99_999), "99999"),
        ("offsets-outside", covering(-4, 3), "GPE"),
        ("offsets-outside", covering(20, 10), "GPE"),
    ],
)
def test_an_annotation_with_one_wrong_thing_is_not_taken_at_all(
    here: Round, rule: str, change: Callable[[list[Json]], list[Json]], said: str
) -> None:
    task, annotation = pushed(here)
    results = change(shown(task))
    here.ana.screen.update(annotation, results)
    before = individual_bytes(here.workspace)

    pulled = pull(here.workspace, here.client)

    assert rule in {one.rule for one in pulled.issues}
    assert any(said in one.message for one in pulled.issues)
    assert all(here.ana.code in one.message and "made-a[" in one.message for one in pulled.issues)
    assert pulled.taken == 0
    assert individual_bytes(here.workspace) == before


def test_work_of_others_on_the_same_task_is_taken_all_the_same(here: Round) -> None:
    task, annotation = pushed(here)
    here.ana.screen.update(annotation, covering(470, 99_999)(shown(task)))
    here.bo.screen.accept(task)

    pulled = pull(here.workspace, here.client)

    assert (pulled.taken, [one.rule for one in pulled.issues]) == (1, ["offsets-outside"])
    assert codes(here) == {here.ana.code, here.bo.code}


def codes(here: Round) -> set[str]:
    return {name.split("/")[2] for name in individual_bytes(here.workspace)}


def test_work_on_a_text_that_was_changed_on_the_server_is_not_taken(here: Round) -> None:
    task, _ = pushed(here)
    data = {**task["data"], "text": "Another text. " + task["data"]["text"]}
    here.owner.ask("PATCH", f"/api/tasks/{task['id']}/", {"data": data})

    refused(here, "text-differs", "made-a")


def test_work_on_a_document_that_is_none_any_more_is_not_taken(here: Round) -> None:
    task, annotation = pushed(here)
    rewrite(here.workspace, [one for one in texts(here.workspace) if one.id != "made-a"])
    here.ana.screen.update(annotation, shown(task)[:1])

    refused(here, "text-differs", "made-a")


def test_skips_and_drafts_are_counted_and_not_taken(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.skip(here.task("made-a")["id"])
    here.bo.screen.draft(here.task("made-b")["id"], shown(here.task("made-b")))

    pulled = pull(here.workspace, here.client, everything=True)

    assert (pulled.skipped, pulled.drafts, pulled.taken, pulled.issues) == (1, 1, 0, [])
    assert individual_bytes(here.workspace) == {}


def test_a_skip_after_work_leaves_the_work_that_was_taken(here: Round) -> None:
    task, annotation = pushed(here)
    before = individual_bytes(here.workspace)
    here.ana.screen.ask("PATCH", f"/api/annotations/{annotation}/", {"was_cancelled": True})

    pulled = pull(here.workspace, here.client)

    assert (pulled.skipped, pulled.taken, pulled.issues) == (1, 0, [])
    assert individual_bytes(here.workspace) == before
    assert here.task("made-a")["id"] == task["id"]
