"""`communique studio`: the annotation server."""

import os
import time
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from communique.cli.options import AsJson, Root, say, workspace
from communique.tools.label_studio import server
from communique.tools.label_studio.place import URL, data_folder
from communique.tools.label_studio.program import find_uv

studio_app = typer.Typer(
    help="Annotate in Label Studio, a web application on this machine.", no_args_is_help=True
)

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        envvar="COMMUNIQUE_STUDIO",
        file_okay=False,
        help="Where the server keeps its data; default: a folder of the corpus in your home.",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        min=1,
        max=65535,
        help="Default: that of last time, else 8080, else the next free one.",
    ),
]


class Address(msgspec.Struct, frozen=True):
    """What somebody needs to log in, and where the data is."""

    url: str
    email: str
    password: str
    data: str


def studio_data(data: Path | None, root: Path | None) -> Path:
    """The data folder `data`, or else the usual one of the corpus at `root`."""
    return (data or data_folder(workspace(root).settings.name)).expanduser().resolve()


@studio_app.command()
def up(port: Port = None, data: Data = None, root: Root = None, as_json: AsJson = False) -> None:
    """Start the annotation server and print its address, the login and the data folder.

    It listens on this machine alone, lets nobody sign up and reports to nobody. It goes on until
    `communique studio down`; where it runs already nothing is started. The first start installs
    Label Studio in an environment of its own, and makes the data folder.

    Exit 0: it answers; 2: wrong usage, a busy port; 3: something outside failed.

    Example: communique studio up --port 8090
    """
    began = time.monotonic()
    place = studio_data(data, root)
    started = server.start(place, find_uv(), port, say)
    login = started.login
    address = Address(login.url, login.email, login.password, str(place))
    print(msgspec.json.encode(address).decode() if as_json else _told(address))
    took = f"started in {time.monotonic() - began:.0f} s" if started.is_new else "runs already"
    if URL in os.environ:
        say(f"studio: {URL} is set: the other commands use the server there, not this one")
    say(f"studio: {took}")


@studio_app.command()
def down(data: Data = None, root: Root = None) -> None:
    """Stop the annotation server; what was annotated stays in the data folder.

    Exit 0: none runs any more; 2: wrong usage; 3: it does not end.

    Example: communique studio down
    """
    place = studio_data(data, root)
    was_running = server.stop(place)
    say(f"studio: {'stopped the server of' if was_running else 'no server runs for'} {place}")


def _told(address: Address) -> str:
    names = {"address": address.url, "e-mail": address.email, "password": address.password}
    return "\n".join(
        f"{name:10}{value}" for name, value in (names | {"data": address.data}).items()
    )
