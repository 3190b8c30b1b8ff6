"""What is known of the server can be had anew: a state file that cannot be read stops nothing."""

from pathlib import Path

from communique.config import Workspace
from communique.run.studio_import import Importer
from communique.run.studio_pull import _Pull
from communique.tools.label_studio.answers import Project
from communique.tools.label_studio.client import Client
from communique.tools.label_studio.place import Connection

NOBODY = Client(Connection("http://127.0.0.1:9", "0" * 40))


def broken(folder: Path, name: str) -> Path:
    path = folder / "build" / "studio" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"url": 1')
    return path


def test_a_pull_that_cannot_read_how_far_the_last_came_looks_at_everything(tmp_path: Path) -> None:
    broken(tmp_path, "pulled.json")

    assert _Pull(Workspace(tmp_path), NOBODY, Project(1, "x corpus"), {}).since() is None


def test_a_journal_that_cannot_be_read_is_put_away(tmp_path: Path) -> None:
    path = broken(tmp_path, "importing.json")

    Importer(NOBODY, 1, path.parent).await_unheard()

    assert not path.exists()
