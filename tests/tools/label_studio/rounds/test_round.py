"""Documents go to annotators and come back: the whole round on a real server."""

import shutil
from datetime import timedelta

import pytest
from corpora import (
    ODD,
    accepted_bytes,
    individual_bytes,
    rewrite,
    texts,
    tracked,
    with_text,
)
from screens import Round

from communique import layers
from communique.layers import INDIVIDUAL, Shelf
from communique.offsets import Digester
from communique.records import Entity, Reading
from communique.rules import Level, check
from communique.run.check import subject
from communique.run.studio_pull import pull
from communique.run.studio_push import push

pytestmark = pytest.mark.slow

DOCUMENTS = ["kept-a", "made-a", "made-b", "practice-orrin-strait"]


def test_every_document_is_pushed_once_and_a_second_push_changes_nothing(here: Round) -> None:
    first = push(here.workspace, here.client)
    before = here.tasks()

    second = push(here.workspace, here.client)

    assert (first.new, first.issues) == (4, [])
    assert (second.new, second.refreshed, second.stood, second.issues) == (0, 0, 4, [])
    assert here.documents() == DOCUMENTS
    assert here.tasks() == before


def test_the_practice_document_is_shown_bare_and_never_taken(here: Round) -> None:
    push(here.workspace, here.client)
    task = here.task("practice-orrin-strait")

    here.ana.screen.submit(task["id"], [])
    pulled = pull(here.workspace, here.client)

    assert task["data"]["practice"] is True
    assert task["predictions"] == []
    assert (pulled.taken, pulled.issues) == (0, [])
    assert individual_bytes(here.workspace) == {}


def test_what_was_accepted_unchanged_comes_back_byte_for_byte(here: Round) -> None:
    push(here.workspace, here.client)
    for task in here.tasks():
        if not task["data"]["practice"]:
            here.ana.screen.accept(task)

    pulled = pull(here.workspace, here.client)

    found = individual_bytes(here.workspace)
    assert (pulled.taken, pulled.changed, pulled.issues) == (3, 3, [])
    assert found == accepted_bytes(here.workspace, here.ana.code)
    assert b"grey" not in b"".join(found.values())
    assert list(check(subject(here.workspace), upto=Level.LABELS).issues) == []


def test_a_reading_says_who_finished_what_and_which_silver_they_saw(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))

    pull(here.workspace, here.client)

    document = next(one for one in texts(here.workspace) if one.id == "made-a")
    assert list(layers.readings(here.workspace.annotations)) == [
        Reading(
            doc_id="made-a",
            status=INDIVIDUAL,
            agent=here.ana.code,
            basis="human",
            text_sha256=document.text_sha256,
            saw=here.project["model_version"],
        )
    ]


def test_a_second_pull_writes_nothing(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    pull(here.workspace, here.client)
    before = tracked(here.workspace)

    again = [pull(here.workspace, here.client, everything=each) for each in (False, True)]

    assert [one.changed for one in again] == [0, 0]
    assert tracked(here.workspace) == before


def test_an_odd_text_comes_back_the_same_with_its_offsets(here: Round) -> None:
    odd = with_text(next(one for one in texts(here.workspace) if one.id == "made-b"), ODD)
    shutil.rmtree(here.workspace.annotations)
    rewrite(here.workspace, [odd])
    push(here.workspace, here.client)
    task = here.task("made-b")
    words = ["شادي", "Q\u0303ana"]
    here.ana.screen.submit(task["id"], [_name(ODD, word) for word in words])

    pulled = pull(here.workspace, here.client)

    assert pulled.issues == []
    assert task["data"]["text"] == ODD
    found = layers.read(here.workspace.annotations, Shelf("entities", INDIVIDUAL, here.ana.code))
    spans = [one.span for one in found if isinstance(one, Entity)]
    digester = Digester(ODD)
    places = [(ODD.index(word), ODD.index(word) + len(word)) for word in words]
    assert spans == [digester.span(*each, with_text=True) for each in places]


def _name(text: str, word: str) -> dict[str, object]:
    start = text.index(word)
    value = {"start": start, "end": start + len(word), "labels": ["GPE"], "text": "?"}
    names = {"from_name": "entities", "to_name": "text"}
    return {"id": f"r{start}", "type": "labels", "value": value, **names}


def test_a_pull_looks_only_at_what_changed_since_the_last(
    here: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.run.studio_pull.OVERLAP", timedelta())  # nothing twice
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    first = pull(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-b"))

    second = pull(here.workspace, here.client)

    assert (first.tasks, first.taken) == (3, 1)
    assert (second.tasks, second.taken, second.changed) == (1, 1, 1)
    assert len(list(layers.readings(here.workspace.annotations))) == 2


def test_what_is_known_of_the_server_can_be_had_anew_from_it(here: Round) -> None:
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-a"))
    here.bo.screen.accept(here.task("kept-a"))
    pull(here.workspace, here.client)
    before = individual_bytes(here.workspace)
    shutil.rmtree(here.workspace.studio)
    for path in here.workspace.annotations.glob("*/individual"):
        shutil.rmtree(path)
    (here.workspace.annotations / layers.READINGS).unlink()

    pulled = pull(here.workspace, here.client)

    assert (pulled.tasks, pulled.taken, pulled.changed) == (3, 2, 2)
    assert individual_bytes(here.workspace) == before
