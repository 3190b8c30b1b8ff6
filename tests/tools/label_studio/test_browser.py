"""An annotator corrects a document in a real browser, and exactly that comes back."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pages_seen import Screen, browser_page
from studios import Studio
from workspaces import small_corpus

from communique import layers
from communique.config import Workspace
from communique.layers import INDIVIDUAL, SILVER, Shelf
from communique.offsets import Digester
from communique.records import LAYERS, Annotation, Argument, Entity, Event
from communique.run.documents import documents
from communique.run.studio_pull import pull
from communique.run.studio_push import push
from communique.run.studio_status import annotator
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import Connection

MONDAY, KARRAN, PASS = "ent-fa368b7d54ac956f", "ent-41e6f7ca31102eae", "evt-54f3f32b906cb5ef"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_corpus(tmp_path, "seen")


def records(workspace: Workspace, status: str, who: str | None = None) -> list[Annotation]:
    found = (layers.read(workspace.annotations, Shelf(layer, status, who)) for layer in LAYERS)
    return [one for all_ in found for one in all_ if one.doc_id == "made-a"]


def individual(record: Annotation) -> Annotation:
    record = replace(record, agent="m1", basis="human", status=INDIVIDUAL)
    return replace(record, mode=None) if isinstance(record, Event) else record


@pytest.mark.slow
def test_what_an_annotator_does_in_the_browser_is_what_is_pulled(
    workspace: Workspace, label_studio: Studio
) -> None:
    client = Client(Connection(label_studio.url, label_studio.token))
    owner = next(one for one in client.people() if one.email == label_studio.email)
    annotator(client, "m1", "human", owner.id)
    project = push(workspace, client).project
    task = next(one for one in client.listed(project) if one.data.doc_id == "made-a")
    silver = records(workspace, SILVER)
    with browser_page(label_studio) as page:
        screen = Screen(page, label_studio, project, task.id)
        for one in silver:
            screen.sees(one.id)
        screen.delete(MONDAY)
        screen.mark("r", "The Patient Heron")
        screen.select(PASS)
        screen.choose("AID")
        screen.relate(PASS, KARRAN, "actor")
        screen.submit()

    done = pull(workspace, client)

    assert done.issues == []
    assert done.taken == 1
    found = {one.id: one for one in records(workspace, INDIVIDUAL, "m1")}
    wanted = {one.id: individual(one) for one in silver if one.id != MONDAY}
    karran, event = wanted[KARRAN], wanted[PASS]
    assert isinstance(karran, Entity)
    assert isinstance(event, Event)
    actor = Argument("Karra", "karra", karran.span)
    wanted[PASS] = replace(event, type="AID", actor=(actor,))
    heron = added(workspace)
    assert found == wanted | {heron.id: heron}


def added(workspace: Workspace) -> Entity:
    """What the annotator marked anew."""
    (document,) = (one for one in documents(workspace) if one.id == "made-a")
    text = document.text or ""
    start = text.index("The Patient Heron")
    span = Digester(text).span(start, start + len("The Patient Heron"), with_text=True)
    return Entity(
        id=layers.first_id("made-a", "entities", span.digest, 0),
        doc_id="made-a",
        agent="m1",
        basis="human",
        status=INDIVIDUAL,
        span=span,
        label="PRODUCT",
        entity="The Patient Heron",
    )
