"""Which port the annotation server takes, and whether it is the one that answers there.

Label Studio goes to the next port without a word where the one it was given is busy; so a free one
is chosen for it, and whoever answers is asked whether they know the login.
"""

import http.client
import socket
from itertools import chain

import msgspec

from communique.tools.label_studio.place import Login, StudioError, StudioUsageError

LOOPBACK = "127.0.0.1"
FIRST = 8080
MANY = 100
"""How many ports from the first are tried."""


class _Whoami(msgspec.Struct, frozen=True):
    email: str


def chosen_port(asked: int | None, last: int) -> int:
    """The port that was asked for, else the one of last time, else the first free one.

    Raises:
        StudioUsageError: the one that was asked for is busy.
        StudioError: all are.
    """
    if asked is not None:
        if not is_free(asked):
            raise StudioUsageError(f"port {asked} is busy; leave out --port to get a free one")
        return asked
    for port in chain([last or FIRST], range(FIRST, FIRST + MANY)):
        if is_free(port):
            return port
    raise StudioError(
        f"the ports {FIRST} to {FIRST + MANY - 1} are busy; give a free one by --port"
    )


def is_free(port: int) -> bool:
    """Whether nobody listens at a port of the loopback address and we may."""
    with socket.socket() as caller:
        if caller.connect_ex((LOOPBACK, port)) == 0:
            return False
    with socket.socket() as server:
        # As the server does: what is left of closed connections does not make a port busy.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def is_answering(login: Login, timeout_s: float = 5) -> bool:
    """Whether a server that knows the login answers at its port; False if nobody answers yet.

    Raises:
        StudioError: somebody answers who does not know it.
    """
    try:
        status, body = _whoami(login, timeout_s)
    except (OSError, http.client.HTTPException):
        return False
    if status == http.HTTPStatus.OK and _email(body) == login.email:
        return True
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return False
    raise StudioError(
        f"who answers at {login.url} does not know the login: another program, or the token or the "
        "e-mail address was changed there (then change login.json too)"
    )


def _whoami(login: Login, timeout_s: float) -> tuple[int, bytes]:
    # http.client, as urllib would send what is for the loopback address to a proxy.
    connection = http.client.HTTPConnection(LOOPBACK, login.port, timeout=timeout_s)
    try:
        headers = {"Authorization": f"Token {login.token}"}
        connection.request("GET", "/api/current-user/whoami", headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _email(body: bytes) -> str | None:
    try:
        return msgspec.json.decode(body, type=_Whoami).email
    except msgspec.DecodeError:
        return None
