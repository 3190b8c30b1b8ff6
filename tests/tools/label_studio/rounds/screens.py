"""What people do in the browser, done over the server's API with their own tokens."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx
from studios import Browser, Studio

from communique.config import Workspace
from communique.run.studio import title
from communique.run.studio_status import account_of, annotator
from communique.tools.label_studio.accounts import sign_up
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import Connection

Json = dict[str, Any]


class Screen:
    """Somebody at the annotation screen."""

    def __init__(self, url: str, token: str) -> None:
        self.http = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Token {token}"},
            trust_env=False,
            timeout=120,
            follow_redirects=True,
        )

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:  # noqa: ANN401 - JSON
        answer = self.http.request(method, path, json=body, params=query)
        assert answer.is_success, (method, path, answer.status_code, answer.text[:300])
        return answer.json() if answer.content else None

    def submit(self, task: int, result: Iterable[Json], **more: object) -> int:
        """Submit an annotation; the server takes whatever it says."""
        body = {"result": list(result), "lead_time": 90.0, **more}
        return int(self.ask("POST", f"/api/tasks/{task}/annotations/", body)["id"])

    def accept(self, task: Json) -> int:
        """Submit what a task's prediction shows, as it is."""
        shown = task["predictions"][-1]
        return self.submit(task["id"], shown["result"], parent_prediction=shown["id"])

    def update(self, annotation: int, result: Iterable[Json]) -> None:
        self.ask("PATCH", f"/api/annotations/{annotation}/", {"result": list(result)})

    def skip(self, task: int) -> None:
        body = {"result": [], "was_cancelled": True}
        self.ask("POST", f"/api/tasks/{task}/annotations/", body)

    def draft(self, task: int, result: Iterable[Json]) -> None:
        body = {"result": list(result), "lead_time": 5.0}
        self.ask("POST", f"/api/tasks/{task}/drafts", body)


@dataclass(frozen=True)
class Person:
    """An annotator with a code."""

    code: str
    account: int
    email: str
    screen: Screen = field(repr=False)


def person(studio: Studio, client: Client, *, code: str | None = None) -> Person:
    """Somebody new: an account by invitation, a code, and a token of their own."""
    name = code or f"a{secrets.token_hex(4)}"
    found = stranger(studio, client, name)
    annotator(client, name, "human", found.account)
    return found


def stranger(studio: Studio, client: Client, name: str) -> Person:
    """Somebody with an account and no code."""
    email, password = f"{name}@example.org", secrets.token_urlsafe(12)
    sign_up(client.invitation(), email, password)
    browser = Browser(studio.url)
    browser.send_form("/user/login/", email=email, password=password)
    with browser.opener.open(f"{studio.url}/api/current-user/token") as answer:
        token = json.load(answer)["token"]
    return Person(name, account_of(client, email) or 0, email, Screen(studio.url, token))


@dataclass(frozen=True)
class Round:
    """A corpus, the server, and those who annotate it."""

    studio: Studio
    workspace: Workspace
    client: Client
    owner: Screen
    ana: Person
    bo: Person

    @property
    def project(self) -> Json:
        """The corpus's project, as the server has it."""
        named = title(self.workspace)
        (found,) = (one for one in self.projects() if one["title"] == named)
        return found

    def projects(self) -> list[Json]:
        query = {"title": title(self.workspace), "page_size": 1000}
        return list(self.owner.ask("GET", "/api/projects", **query)["results"])

    def tasks(self) -> list[Json]:
        """All tasks with predictions and annotations, in the order that they were made in."""
        found = self.owner.ask(
            "GET", "/api/tasks", project=self.project["id"], fields="all", page_size=10_000
        )["tasks"]
        return sorted(found, key=lambda one: int(one["id"]))

    def task(self, doc_id: str) -> Json:
        """The last task of a document."""
        return [one for one in self.tasks() if one["data"]["doc_id"] == doc_id][-1]

    def documents(self) -> list[str]:
        """Which documents are there, one name a task."""
        return sorted(one["data"]["doc_id"] for one in self.tasks())


def connected(studio: Studio) -> Client:
    return Client(Connection(studio.url, studio.token))
