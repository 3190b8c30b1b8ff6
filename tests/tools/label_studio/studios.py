"""Annotation servers for tests: real ones, and a stand-in for uv whose server starts at once."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from communique.tools.label_studio.place import Login

FAKE_UV = """#!{python} -IS
import subprocess, sys
if sys.argv[-2:] == ["-c", ""]:
    sys.exit({installed})
port = sys.argv[sys.argv.index("--port") + 1]
sys.exit(subprocess.call([sys.executable, "-IS", {server!r}, port], close_fds=False))
"""
SERVER = """
import json, os, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers["Authorization"] == "Token " + os.environ["LABEL_STUDIO_USER_TOKEN"]
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"email": os.environ["LABEL_STUDIO_USERNAME"]}).encode())

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@dataclass(frozen=True)
class Studio:
    """A running server."""

    url: str
    token: str
    email: str
    password: str
    data: Path


def studio(data: Path, login: Login) -> Studio:
    return Studio(login.url, login.token, login.email, login.password, data)


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def fake_uv(folder: Path, server: str = SERVER, *, is_installed: bool = True) -> str:
    """A program that does what is asked of uv here, with the Python code `server` as the server."""
    code, uv = folder / "server.py", folder / "uv"
    code.write_text(server, "utf-8")
    missing = repr("error: there is no network")
    status = "0" if is_installed else missing
    text = FAKE_UV.format(python=sys.executable, installed=status, server=str(code))
    uv.write_text(text, "utf-8")
    uv.chmod(0o755)
    return str(uv)


def living(group: int) -> list[int]:
    """The processes of a group that live; those that nobody has taken leave of do not."""
    return [pid for pid, of, state in _processes() if of == group and not state.startswith("Z")]


def _processes() -> Iterator[tuple[int, int, str]]:
    """Each process with its group and its state."""
    if Path("/proc/self/stat").exists():  # small systems have no ps
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has just ended
                state, _parent, group = stat.read_text().rpartition(")")[2].split()[:3]
                yield int(stat.parent.name), int(group), state
        return
    command = ["ps", "-A", "-o", "pid=,pgid=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        pid, group, state = line.split()
        yield int(pid), int(group), state


class Browser:
    """What a browser does: keeps cookies and sends the token of a page with its form."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        without_proxy = urllib.request.ProxyHandler({})
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(without_proxy, jar)

    def send_form(self, path: str, **fields: str) -> str:
        """Open the page at `path`, send its form, and give the path where one lands."""
        self.opener.open(self.url + path).close()
        form = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self._csrf()})
        with self.opener.open(self.url + path, form.encode()) as page:
            return urllib.parse.urlsplit(page.url).path

    def post(self, path: str) -> Any:  # noqa: ANN401 - it is JSON
        headers = {"X-CSRFToken": self._csrf(), "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, b"{}", headers)  # noqa: S310
        with self.opener.open(request) as answer:
            return json.load(answer)

    def _csrf(self) -> str:
        return next(cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken")


def api(studio: Studio, path: str, body: object = None) -> tuple[int, Any]:
    """Status and JSON of a request with the token; a POST if there is a body."""
    headers = {"Authorization": f"Token {studio.token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(studio.url + path, data, headers)  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def quietly(_text: str) -> None:
    """Say nothing."""


def is_ci() -> bool:
    return bool(os.environ.get("CI"))
