"""`communique bench studio`: what a push and a pull cost beside the server itself."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from communique.cli.options import AsJson, say
from communique.config import Workspace
from communique.tools.label_studio import server
from communique.tools.label_studio.place import Connection, Login
from communique.tools.label_studio.program import find_uv

if TYPE_CHECKING:
    from communique.bench.studio import Row
    from communique.tools.label_studio.client import Client

HEAD = f"{'':<16}{'tasks':>7}{'wall s':>9}{'CPU s':>9}{'server s':>10}{'ratio':>8}"

Tasks = Annotated[int, typer.Option("--tasks", min=10, help="How many documents.")]


def studio(tasks: Tasks = 2000, as_json: AsJson = False) -> None:
    """Time a push and a pull of invented documents beside the server's own import and export.

    A server of its own is started in a folder that is thrown away. Each document has 4 kB and 60
    regions, and is annotated once. wall s: all that a command takes; CPU s: of this process; server
    s: the same data over plain HTTP, nothing done with it; ratio: of wall to server.

    Exit 0: done; 2: wrong usage; 3: the server fails.

    Example: communique bench studio --tasks 500
    """
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "server"
        login = server.start(place, find_uv(), None, say).login
        try:
            _measured(login, Path(name) / "corpus", tasks, as_json=as_json)
        finally:
            server.stop(place)
    say(f"bench: {tasks} tasks")


def _measured(login: Login, folder: Path, tasks: int, *, as_json: bool) -> None:
    from communique.bench import studio as benching  # noqa: PLC0415 - the client loads for long
    from communique.run import studio_pull, studio_push, studio_status  # noqa: PLC0415
    from communique.tools.label_studio.client import Client  # noqa: PLC0415

    def push(where: Workspace, client: "Client") -> int:
        return studio_push.push(where, client).project

    def pull(where: Workspace, client: "Client", everything: bool) -> None:
        studio_pull.pull(where, client, everything=everything)

    there = Connection(login.url, login.token)
    owner = studio_status.account_of(Client(there), login.email)
    studio_status.annotator(Client(there), "bench", "human", owner or 0)
    if not as_json:
        print(HEAD)
    for row in benching.rows(there, benching.Work(push, pull), folder, tasks):
        print(msgspec.json.encode(row).decode() if as_json else _line(row), flush=True)


def _line(row: "Row") -> str:
    line = f"{row.what:<16}{row.tasks:>7}{row.wall_s:>9.2f}{row.cpu_s:>9.2f}"
    if row.server_s is None:
        return line
    return f"{line}{row.server_s:>10.2f}{row.wall_s / row.server_s:>8.2f}"
