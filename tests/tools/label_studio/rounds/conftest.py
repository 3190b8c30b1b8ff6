"""A corpus of its own for each test, on the server that all share, with two who annotate it."""

import secrets
from pathlib import Path

import pytest
from corpora import corpus
from screens import Person, Round, Screen, connected, person
from studios import Studio

from communique.run.studio_status import account_of, annotator
from communique.tools.label_studio.client import Client


@pytest.fixture(scope="session")
def client(label_studio: Studio) -> Client:
    found = connected(label_studio)
    owner = account_of(found, label_studio.email)
    annotator(found, "owner", "human", owner or 0)
    return found


@pytest.fixture(scope="session")
def ana(label_studio: Studio, client: Client) -> Person:
    return person(label_studio, client)


@pytest.fixture(scope="session")
def bo(label_studio: Studio, client: Client) -> Person:
    return person(label_studio, client)


@pytest.fixture
def here(tmp_path: Path, label_studio: Studio, client: Client, ana: Person, bo: Person) -> Round:
    workspace = corpus(tmp_path / "corpus", f"round-{secrets.token_hex(4)}")
    owner = Screen(label_studio.url, label_studio.token)
    return Round(label_studio, workspace, client, owner, ana, bo)
