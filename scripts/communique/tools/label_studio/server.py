"""The life of the annotation server: started, waited for, stopped; and how to reach one."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from communique.tools.label_studio.held import held, is_running
from communique.tools.label_studio.place import (
    API_KEY,
    URL,
    Connection,
    Login,
    StudioError,
    StudioUsageError,
    database,
    given_connection,
    read_login,
    write_login,
)
from communique.tools.label_studio.ports import LOOPBACK, chosen_port, is_answering
from communique.tools.label_studio.program import Say, command, environment, install, last_line

START_S = 300.0
"""How long a server may take to answer; the first start makes the database, for 25 to 100 s."""

STOP_S = 20.0
"""How long a server may take to end before it is killed."""

LOOK_S = 0.1


@dataclass(frozen=True)
class Started:
    """A server that answers; `is_new`: it did not run before."""

    login: Login
    is_new: bool


def start(data: Path, uv: str, port: int | None, say: Say) -> Started:
    """The server of the data folder `data`, started if it does not run, once it answers.

    It goes on when this process ends. The folder is made if there is none, for its owner alone.
    `say` is told what is waited for.

    Raises:
        StudioError: it cannot be installed, dies, does not answer in time; or another process has
            been starting or stopping it for as long.
        StudioUsageError: `port` is busy, or the server runs at another.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(data):
        login = read_login(data)
        if not is_running(data):
            return _launched(data, uv, _at(login, chosen_port(port, login.port)), say)
        if port not in {None, login.port}:
            raise StudioUsageError(f"it runs at {login.url}; `communique studio down` first")
        _await_answer(data, login)
        return Started(login, is_new=False)


def stop(data: Path, patience_s: float = STOP_S) -> bool:
    """End all processes of the server of `data`; False if none runs.

    Raises:
        StudioError: they cannot be ended.
    """
    if not is_running(data):
        return False
    with _alone(data):
        _end(data, read_login(data), patience_s)
    return True


def connection(data: Path, environ: Mapping[str, str] = os.environ) -> Connection:
    """How to reach the server: the one that the environment names, else the one of `data`.

    Raises:
        StudioUsageError: the environment names half of one.
        StudioError: there is none, or it does not answer.
    """
    if given := given_connection(environ):
        return given
    if not is_running(data):
        raise StudioError(f"no server: `communique studio up`, or set {URL} and {API_KEY}")
    login = read_login(data)
    if not is_answering(login):
        raise StudioError(f"the server at {login.url} does not answer; see {_log(data)}")
    return Connection(login.url, login.token)


def _at(login: Login, port: int) -> Login:
    return msgspec.structs.replace(login, url=f"http://{LOOPBACK}:{port}", port=port, pid=None)


def _launched(data: Path, uv: str, login: Login, say: Say) -> Started:
    write_login(data, login)  # first: what the server knows of it must never be lost
    env = environment(login, data)
    install(uv, env, data / "install.log", say)
    first = "" if database(data).exists() else " (the first start takes a minute or two)"
    say(f"studio: waiting for {login.url}{first}")
    started = msgspec.structs.replace(login, pid=_spawned(data, command(uv, login.port), env))
    write_login(data, started)
    try:
        _await_answer(data, started)
    except BaseException:  # an interrupt too: what nobody waits for must not go on
        _end(data, started, STOP_S)
        raise
    return Started(started, is_new=True)


def _spawned(data: Path, arguments: list[str], env: Mapping[str, str]) -> int:
    with held(data) as lock, _log(data).open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            arguments,
            env=env,
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
            umask=0o077,
        )
    process.returncode = 0  # it outlives us: not ours to wait for, nor to be warned of
    return process.pid


def _await_answer(data: Path, login: Login) -> None:
    end = time.monotonic() + START_S
    while not is_answering(login):
        log = _log(data)
        if not is_running(data):
            raise StudioError(f"the server ended: {last_line(log)} ({log})")
        if time.monotonic() > end:
            raise StudioError(f"the server did not answer in {START_S:.0f} s; see {log}")
        time.sleep(LOOK_S)


def _end(data: Path, login: Login, patience_s: float) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        _signal(data, login, sign)
        if _has_ended(data, patience_s):
            return
    raise StudioError(f"process {login.pid} of {data} does not end; end it yourself")


def _signal(data: Path, login: Login, sign: signal.Signals) -> None:
    if login.pid is not None and is_running(data):
        with suppress(ProcessLookupError):
            os.killpg(login.pid, sign)


def _has_ended(data: Path, patience_s: float) -> bool:
    end = time.monotonic() + patience_s
    while is_running(data):
        if time.monotonic() > end:
            return False
        time.sleep(LOOK_S)
    return True


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Nobody else starts or stops the server of `data` meanwhile; waits until nobody does."""
    try:
        with FileLock(data / "starting.lock", timeout=START_S):
            yield
    except Timeout as error:
        raise StudioError(f"another `communique studio` has long been at {data}; end it") from error


def _log(data: Path) -> Path:
    return data / "server.log"
