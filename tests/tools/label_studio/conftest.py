"""One real annotation server a test run, whichever worker asks first."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock
from studios import Studio, free_port, is_ci, studio

from communique.tools.label_studio.place import InstallError
from communique.tools.label_studio.program import find_uv
from communique.tools.label_studio.server import start, stop


@pytest.fixture(scope="session")
def shared_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a test run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def uv() -> str:
    try:
        return find_uv()
    except InstallError as error:
        _not_here(error)


@pytest.fixture(scope="session")
def studio_template(shared_root: Path, uv: str) -> Path:
    """The data folder of a server that was started once: copies of it start in seconds."""
    template, making = shared_root / "studio-template", shared_root / "studio-making"
    with FileLock(shared_root / "studio-template.lock"):
        if not template.exists():
            try:
                start(making, uv, free_port(), print)
            except InstallError as error:
                _not_here(error)
            stop(making)
            making.rename(template)
    return template


@pytest.fixture(scope="session")
def label_studio(shared_root: Path, uv: str, studio_template: Path) -> Iterator[Studio]:
    """A running server with an empty data folder; the last worker that uses it stops it."""
    data, users = shared_root / "studio", shared_root / "studio-users"
    lock = FileLock(shared_root / "studio.lock")
    with lock:
        if not data.exists():
            shutil.copytree(studio_template, data)
            start(data, uv, free_port(), print)
        login = start(data, uv, None, print).login
        _count(users, 1)
    yield studio(data, login)
    with lock:
        if _count(users, -1) == 0:
            stop(data)


def _count(file: Path, change: int) -> int:
    count = change + (int(file.read_text("utf-8")) if file.exists() else 0)
    file.write_text(str(count), "utf-8")
    return count


def _not_here(error: InstallError) -> NoReturn:
    if is_ci():
        raise error
    pytest.skip(f"not verifiable here: {error}")
