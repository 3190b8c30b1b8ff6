"""The annotation server: what a push and a pull cost beside the server's own import and export."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec

from communique import jsonl, layers
from communique.config import Workspace
from communique.offsets import Digester, sha256
from communique.records import Document, Entity, Record
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.encode import Marked, results
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.place import Connection, StudioError
from communique.tools.label_studio.results import Json
from communique.tools.label_studio.task import data

CHANGED = 10
REGIONS = 60
CHUNK = 250
SHARD = 500
SETTLED_S = 6.0
"""After this long a change no longer lies in what an incremental pull asks for twice."""

SENTENCE = "Orla{:03} Venn of the harbour board met the envoy on the mole; all kept calm. "
NAME = len("Orla000 Venn")
CORPUS = 'name = "bench-{}"\ntitle = "Bench"\nmaintainers = "nobody"\n'
SOURCES = (
    '[[collection]]\nname = "bench"\ntitle = "Bench"\nlicence = "CC0-1.0"\nrights = "shipped"\n'
)


class Row(Record, frozen=True):
    """What something took: on the clock, of our processor, and the server alone with as much."""

    what: str
    tasks: int
    wall_s: float
    cpu_s: float
    server_s: float | None


@dataclass(frozen=True)
class Work:
    """What is measured: a push, which gives the project's number, and a pull, of all or not."""

    push: Callable[[Workspace, Client], int]
    pull: Callable[[Workspace, Client, bool], None]


class Spent(NamedTuple):
    """Seconds on the clock and of this process."""

    wall_s: float
    cpu_s: float


def rows(connection: Connection, work: Work, folder: Path, tasks: int) -> Iterator[Row]:
    """Push `tasks` invented documents, annotate them, pull all of them, then ten that changed.

    Beside each the server's own time, with the same data over plain HTTP. Needs an annotator who
    has a code; makes two projects, and removes them.

    Raises:
        StudioError: the server fails.
    """
    bench = _Bench(connection, work, workspace(folder, tasks))
    try:
        yield from bench.rows(tasks)
    finally:
        bench.clear()


class _Annotation(msgspec.Struct):
    id: int
    result: list[Json]


class _Exported(msgspec.Struct):
    annotations: list[_Annotation]


class _Screen(msgspec.Struct):
    label_config: str


class _Bench:
    def __init__(self, connection: Connection, work: Work, where: Workspace) -> None:
        self.client, self.work, self.where = Client(connection), work, where
        self.bare = _Bare(connection)
        self.projects: list[int] = []

    def rows(self, tasks: int) -> Iterator[Row]:
        pushed = _spent(lambda: self.projects.append(self.work.push(self.where, self.client)))
        (project,) = self.projects
        made = msgspec.json.decode(self.bare.ask("GET", f"/api/projects/{project}"), type=_Screen)
        twin = self.client.create("bench, bare", label_config=made.label_config)
        self.projects.append(twin.id)
        payload = list(_payload(self.where, None))
        imported = _spent(lambda: self.bare.send(twin.id, payload))
        yield Row("push", tasks, *pushed, imported.wall_s)
        self._annotate(project)
        exported = _spent(lambda: self.bare.export(project))
        pulled = _spent(lambda: self.work.pull(self.where, self.client, True))
        yield Row("pull, all", tasks, *pulled, exported.wall_s)
        whole = self.bare.export(project)
        self._change(whole, result_from=1)
        self.work.pull(self.where, self.client, False)  # takes those imported last once more
        self._change(whole, result_from=2)
        again = _spent(lambda: self.work.pull(self.where, self.client, False))
        yield Row("pull, changed", CHANGED, *again, None)

    def _annotate(self, project: int) -> None:
        """The same tasks, each with what an annotator submitted."""
        person = next(one.id for one in self.client.people() if one.first_name)
        self.bare.empty(project)
        self.bare.send(project, _payload(self.where, person))

    def _change(self, exported: bytes, *, result_from: int) -> None:
        """Leave some regions out of ten annotations, when other changes lie far enough back."""
        time.sleep(SETTLED_S)
        found = msgspec.json.decode(exported, type=list[_Exported])
        for task in found[:: max(1, len(found) // CHANGED)][:CHANGED]:
            (annotation,) = task.annotations
            body = {"result": annotation.result[result_from:]}
            self.bare.ask("PATCH", f"/api/annotations/{annotation.id}/", body)

    def clear(self) -> None:
        for project in self.projects:
            self.client.remove_project(project)


class _Bare:
    """The server over plain HTTP."""

    def __init__(self, connection: Connection) -> None:
        headers = {"Authorization": f"Token {connection.api_key}"}
        self.http = httpx.Client(
            base_url=connection.url, headers=headers, timeout=600, trust_env=False
        )

    def ask(self, method: str, path: str, body: object = None) -> bytes:
        sent = None if body is None else msgspec.json.encode(body)
        kind = {"Content-Type": "application/json"}
        answer = self.http.request(method, path, content=sent, headers=kind)
        if answer.is_error:
            raise StudioError(f"{method} {path}: status {answer.status_code}")
        return answer.content

    def send(self, project: int, chunks: Iterable[bytes]) -> None:
        for chunk in chunks:
            self.ask("POST", f"/api/projects/{project}/import", msgspec.Raw(chunk))

    def export(self, project: int) -> bytes:
        path = f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true"
        return self.ask("GET", path)

    def empty(self, project: int) -> None:
        chosen = {"selectedItems": {"all": True, "excluded": []}}
        self.ask("POST", f"/api/dm/actions?id=delete_tasks&project={project}", chosen)


def workspace(folder: Path, tasks: int) -> Workspace:
    """A corpus of invented documents of about 4 kB, each with the silver of 60 names."""
    found = Workspace(folder)
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus.toml").write_text(CORPUS.format(sha256(str(folder))[:8]), "utf-8")
    (folder / "corpus" / "sources.toml").write_text(SOURCES, "utf-8")
    shards = []
    for start in range(0, tasks, SHARD):
        made = [_document(number) for number in range(start, min(tasks, start + SHARD))]
        shards.append(f"bench-{start // SHARD:05}")
        jsonl.write(found.documents / f"{shards[-1]}.jsonl", made)
        silver = found.annotations / "entities" / "silver" / f"{shards[-1]}.jsonl"
        layers.write(silver, [one for each in made for one in _entities(each)])
    jsonl.write_bytes(found.build / "run.json", [msgspec.json.encode(shards)])
    return found


def documents(where: Workspace) -> Iterator[Document]:
    """The documents of such a corpus."""
    for path in sorted(where.documents.glob("*.jsonl")):
        yield from jsonl.read(path, Document)


def _document(number: int) -> Document:
    text = f"Dispatch {number}\n\n" + "".join(SENTENCE.format(one) for one in range(REGIONS))
    return Document(
        id=f"bench-{number:06}",
        collection="bench",
        source_file=f"{number}.txt",
        raw_sha256=sha256(text),
        encoding="utf-8",
        licence="CC0-1.0",
        text_available=True,
        text=text.rstrip(),
        text_sha256=sha256(text.rstrip()),
    )


def _entities(document: Document) -> Iterator[Entity]:
    text = document.text or ""
    digester, at = Digester(text), text.index("Orla")
    for number in range(REGIONS):
        start = at + number * len(SENTENCE.format(0))
        span = digester.span(start, start + NAME, with_text=True)
        yield Entity(
            id=layers.first_id(document.id, "entities", span.digest, 0),
            doc_id=document.id,
            agent="bench 1",
            basis="machine",
            status="silver",
            span=span,
            label="PERSON",
            entity=span.text,
        )


def _shown(document: Document) -> list[Json]:
    marked = Marked(entities=tuple(_entities(document)))
    return results(marked, document.text or "", Names())


def _payload(where: Workspace, person: int | None) -> Iterator[bytes]:
    """The bodies of imports, annotated by a person or not."""
    made = list(documents(where))
    for start in range(0, len(made), CHUNK):
        yield msgspec.json.encode([_task(one, person) for one in made[start : start + CHUNK]])


def _task(document: Document, person: int | None) -> Json:
    shown = _shown(document)
    task: Json = {
        "data": data(document, None, ""),
        "predictions": [{"model_version": "bench", "result": shown}],
    }
    return task if person is None else {**task, "annotations": [_by(person, shown)]}


def _by(person: int, shown: Sequence[Json]) -> Json:
    return {"result": shown, "completed_by": person}


def _spent(do: Callable[[], object]) -> Spent:
    wall, cpu = time.monotonic(), time.process_time()
    do()
    return Spent(time.monotonic() - wall, time.process_time() - cpu)
