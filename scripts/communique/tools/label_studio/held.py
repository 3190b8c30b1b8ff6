"""A lock that the server holds as long as any of its processes lives.

The lock belongs to an open file that the processes inherit, so the system lets it go with the last
of them: no process id that another program has by now is taken for the server, and none that the
server left behind is overlooked.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.tools.label_studio.place import API_KEY, URL, StudioError

if sys.platform != "win32":
    import fcntl


def is_running(data: Path) -> bool:
    """Whether a process of the server of this data folder lives, be it still starting."""
    if sys.platform == "win32" or not _file(data).exists():
        return False
    with _file(data).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def held(data: Path) -> Iterator[int]:
    """Take the lock and give its file, to be inherited; who inherits it keeps the lock.

    Raises:
        StudioError: this system has no such locks.
    """
    if sys.platform == "win32":
        raise StudioError(
            f"no server can be started on Windows itself: use WSL, or {URL}, {API_KEY}"
        )
    file = os.open(_file(data), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # waits only for those who look whether it is held
        yield file
    finally:
        os.close(file)


def _file(data: Path) -> Path:
    return data / "server.lock"
