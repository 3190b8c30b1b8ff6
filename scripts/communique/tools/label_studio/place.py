"""Where the annotation server keeps its data, and how one logs in to it.

The data is people's work and holds texts that may not be passed on: it stands outside the
checkout, in a folder that only its owner can look into.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from communique.jsonl import write_bytes
from communique.records import Record

URL = "LABEL_STUDIO_URL"
API_KEY = "LABEL_STUDIO_API_KEY"
EMAIL = "maintainer@communique.invalid"
"""Who owns the server at its first start; `.invalid`, so that no mail can ever reach a stranger."""


class StudioError(RuntimeError):
    """The server, or what it needs, fails; the message says what, where and how to put it right."""


class InstallError(StudioError):
    """The program of the server is not on this machine and cannot be had; the message says why."""


class StudioUsageError(ValueError):
    """The server was asked for what cannot be; the message says what to ask for instead."""


class Login(Record, frozen=True, kw_only=True):
    """`login.json` of a data folder: who may log in, and where its server runs or last ran.

    `token` is 40 hexadecimal digits. `port` is 0 before the first start. `pid` leads the process
    group of the server; None while it is being started.
    """

    email: str
    password: str
    token: str
    url: str = ""
    port: int = 0
    pid: int | None = None

    def __repr__(self) -> str:
        """Without the secrets, which would stand in logs."""
        return f"Login({self.email} at {self.url})"


@dataclass(frozen=True)
class Connection:
    """What a client needs: the address without a slash at its end, and a token of either kind."""

    url: str
    api_key: str = field(repr=False)


def data_folder(corpus: str, environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder of the server of the corpus named `corpus`, by the XDG base directories."""
    base = Path(environ.get("XDG_DATA_HOME", ""))
    if not base.is_absolute():  # what the XDG specification says to do with a relative one
        base = Path.home() / ".local" / "share"
    return base / "communique" / corpus / "studio"


def login_file(data: Path) -> Path:
    """The file that holds the login of a data folder."""
    return data / "login.json"


def database(data: Path) -> Path:
    """The file that holds all projects, tasks and annotations of a data folder."""
    return data / "label_studio.sqlite3"


def read_login(data: Path) -> Login:
    """The login of a data folder; a new one, not yet written, for a folder without a database.

    Raises:
        StudioError: the file is absent beside a database, or is no login.
    """
    path = login_file(data)
    if path.exists():
        try:
            return msgspec.json.decode(path.read_bytes(), type=Login)
        except msgspec.DecodeError as error:
            raise StudioError(f"{path}: {error}; put it back from a copy of the folder") from error
    if database(data).exists():
        raise StudioError(f"{path} is absent beside a database; put it back from a copy")
    return Login(email=EMAIL, password=secrets.token_urlsafe(15), token=secrets.token_hex(20))


def write_login(data: Path, login: Login) -> None:
    """Write the login of a data folder; nobody but the owner can read it at any time."""
    text = msgspec.json.format(msgspec.json.encode(login), indent=2)
    write_bytes(login_file(data), [text, b"\n"], mode=0o600)


def given_connection(environ: Mapping[str, str] = os.environ) -> Connection | None:
    """The server that the environment names, which somebody else may run; None if it names none.

    Raises:
        StudioUsageError: it gives the address without the token, or the token without the address.
    """
    url, api_key = environ.get(URL), environ.get(API_KEY)
    if url and api_key:
        return Connection(url.rstrip("/"), api_key)
    if url or api_key:
        there, lacking = (URL, API_KEY) if url else (API_KEY, URL)
        raise StudioUsageError(f"{there} is set and {lacking} is not; set both, or neither")
    return None
