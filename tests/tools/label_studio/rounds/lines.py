"""Broken lines and servers: what stands between a client and Label Studio, and fails."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

COOKIE = "sessionid=4f2b"


class _Page(BaseHTTPRequestHandler):
    """Answers everything with a page, as a proxy or another application does."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b"<!doctype html><title>Router</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", COOKIE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PATCH = do_GET  # noqa: N815 - the names that the library looks for

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def page() -> Iterator[str]:
    """The address of a server that gives a page of HTML for everything."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Line:
    """A line to a server that is cut, `cuts` times, when an import has gone through it.

    The server hears the whole request and goes on; its answer never arrives.
    """

    def __init__(self, url: str, cuts: int) -> None:
        self.cuts = cuts
        self.there = (urlsplit(url).hostname or "", urlsplit(url).port or 0)
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self.ear.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                caller, _ = self.ear.accept()
                threading.Thread(target=self._talk, args=(caller,), daemon=True).start()

    def _talk(self, caller: socket.socket) -> None:
        with caller, socket.create_connection(self.there) as server:
            back = threading.Thread(target=_copy, args=(server, caller), daemon=True)
            is_begun = False
            while data := _received(caller):
                if b"POST" in data and b"/import" in data.split(b"\r\n", 1)[0] and self.cuts:
                    self.cuts -= 1
                    server.sendall(data)
                    self._cut(caller, server, data)
                    return
                if not is_begun:
                    back.start()
                    is_begun = True
                server.sendall(data)

    def _cut(self, caller: socket.socket, server: socket.socket, data: bytes) -> None:
        """Let the rest of a request through, hang up, and wait until the server has answered."""
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-le"))
        left = int(next(lengths).split(b":")[1]) - len(body)
        while left > 0:
            more = _received(caller)
            left -= len(more)
            server.sendall(more)
        caller.shutdown(socket.SHUT_RDWR)
        caller.close()
        _received(server)


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(65536)
    except OSError:
        return b""


def _copy(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := _received(one):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
