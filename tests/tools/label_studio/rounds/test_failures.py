"""Pushes that are killed, lines that break, servers that die: nothing twice, nothing by half."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import individual_bytes, many, reword
from lines import Line
from screens import Json, Person, Round, Screen, connected, person
from studios import Studio, free_port, quietly, studio

from communique.run.studio_pull import pull
from communique.run.studio_push import push
from communique.tools.label_studio.answers import Imported
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.held import is_running
from communique.tools.label_studio.place import Connection, StudioError, read_login
from communique.tools.label_studio.server import start, stop

pytestmark = pytest.mark.slow

MANY = 1_000


def command(here: Round, *arguments: str) -> subprocess.Popen[str]:
    """A command on the corpus, in a process of its own."""
    given = {"LABEL_STUDIO_URL": here.studio.url, "LABEL_STUDIO_API_KEY": here.studio.token}
    return subprocess.Popen(
        [sys.executable, "-m", "communique", "studio", *arguments],
        cwd=here.workspace.root,
        env={**os.environ, **given},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def once(here: Round, count: int) -> bool:
    """Whether all documents are there, each once."""
    found = Counter(one.identity for one in here.client.listed(here.project["id"]))
    return len(found) == count and set(found.values()) == {1}


def chunks(here: Round, number: int) -> None:
    """Wait until an import is under way, the first being 1."""
    journal = here.workspace.studio / "importing.json"
    seen: list[str] = []
    end = time.monotonic() + 60
    while len(seen) < number and time.monotonic() < end:
        if journal.exists() and (first := _first(journal)) and first not in seen:
            seen.append(first)
        time.sleep(0.01)


def _first(journal: Path) -> str | None:
    try:
        return str(json.loads(journal.read_text("utf-8"))["sent"][0]["doc_id"])
    except (FileNotFoundError, json.JSONDecodeError):
        return None


@pytest.mark.parametrize(("chunk", "delay_s"), [(1, 0.0), (1, 0.5), (3, 0.2)])
def test_a_push_that_was_killed_goes_on_and_doubles_nothing(
    here: Round, tmp_path: Path, chunk: int, delay_s: float
) -> None:
    name = f"{here.workspace.settings.name}-many"
    here = replace(here, workspace=many(tmp_path / "many", name, MANY))
    process = command(here, "push")
    chunks(here, chunk)
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    push(here.workspace, here.client)

    assert process.returncode == -signal.SIGKILL
    assert once(here, MANY)
    assert not (here.workspace.studio / "importing.json").exists()
    assert push(here.workspace, here.client).stood == MANY


@pytest.fixture
def line(here: Round) -> Iterator[Line]:
    found = Line(here.studio.url, cuts=1)
    yield found
    found.close()


def test_an_import_whose_answer_was_lost_is_not_repeated(here: Round, line: Line) -> None:
    client = Client(Connection(line.url, here.studio.token))

    pushed = push(here.workspace, client)

    assert line.cuts == 0
    assert (pushed.new, pushed.doubled) == (4, 0)
    assert here.documents() == ["kept-a", "made-a", "made-b", "practice-orrin-strait"]


def test_predictions_whose_answer_was_lost_are_shown_by_the_next_push(
    here: Round, line: Line
) -> None:
    push(here.workspace, here.client)
    client = Client(Connection(line.url, here.studio.token))
    with pytest.raises(StudioError):
        push(here.workspace, client, again=True)

    push(here.workspace, here.client, again=True)

    assert [len(one["predictions"]) for one in here.tasks() if not one["data"]["practice"]] == [
        *(1, 1, 1)
    ]


@pytest.fixture
def own(tmp_path: Path, here: Round, studio_template: Path, uv: str) -> Iterator[Round]:
    """The same on a server of its own, that may die."""
    data = tmp_path / "own"
    shutil.copytree(studio_template, data)
    start(data, uv, free_port(), quietly)
    yield _on(here, data)
    stop(data)


def _on(here: Round, data: Path) -> Round:
    there = studio(data, read_login(data))
    client = connected(there)
    ana: Person = person(there, client, code="ana")
    owner = Screen(there.url, there.token)
    return Round(there, here.workspace, client, owner, ana, ana)


def die(there: Studio) -> None:
    """End all processes of a server at once."""
    os.killpg(read_login(there.data).pid or 0, signal.SIGKILL)
    while is_running(there.data):
        time.sleep(0.05)


def test_a_server_that_dies_in_a_push_is_told_in_a_line_and_nothing_is_doubled(
    own: Round, tmp_path: Path, uv: str
) -> None:
    workspace = many(tmp_path / "many", "dies", MANY)
    own = replace(own, workspace=workspace)
    process = command(own, "push")
    chunks(own, 2)
    die(own.studio)
    _, said = process.communicate(timeout=120)
    start(own.studio.data, uv, None, quietly)

    push(workspace, own.client)

    assert process.returncode == 3
    assert said.startswith(f"communique: {own.studio.url} does not answer")
    assert len(said.strip().splitlines()) == 1
    assert once(own, MANY)


def test_a_server_that_dies_in_a_pull_leaves_all_as_it_was(
    own: Round, uv: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(own.workspace, own.client)
    own.ana.screen.accept(own.task("made-a"))
    found_project = own.client.people

    def dying() -> object:
        people = found_project()
        die(own.studio)
        return people

    with monkeypatch.context() as patch:
        patch.setattr(own.client, "people", dying)
        with pytest.raises(StudioError, match="does not answer"):
            pull(own.workspace, own.client)
    left = individual_bytes(own.workspace)
    start(own.studio.data, uv, None, quietly)

    pulled = pull(own.workspace, own.client)

    assert left == {}
    assert (pulled.taken, pulled.issues) == (1, [])


class Forgetful(Client):
    """A client of a server that takes bare tasks alone, as one does whose database was locked.

    It begins the import again, with tasks whose annotations and predictions it has taken out.
    """

    def send(self, project: int, tasks: Sequence[Json]) -> Imported:
        return super().send(project, [{"data": one["data"]} for one in tasks])


def test_what_a_server_lost_of_an_import_is_put_there(here: Round) -> None:
    client = Forgetful(Connection(here.studio.url, here.studio.token))

    pushed = push(here.workspace, client)

    assert (pushed.new, pushed.refreshed, pushed.stood, pushed.issues) == (4, 0, 0, [])
    version = here.project["model_version"]
    shown = [one["predictions"] for one in here.tasks() if not one["data"]["practice"]]
    assert [[one["model_version"] for one in each] for each in shown] == [[version]] * 3


def test_moved_work_that_a_server_lost_is_put_there(here: Round) -> None:
    client = Forgetful(Connection(here.studio.url, here.studio.token))
    push(here.workspace, here.client)
    here.ana.screen.accept(here.task("made-b"))
    pull(here.workspace, here.client)
    reword(here.workspace, "made-b", "The tide was out. {}".format)

    push(here.workspace, client)
    pulled = pull(here.workspace, here.client)

    (moved,) = here.task("made-b")["annotations"]
    assert moved["completed_by"] == here.ana.account
    assert (pulled.taken, pulled.changed) == (1, 1)
    assert [one.rule for one in pulled.issues] == ["text-differs"]
