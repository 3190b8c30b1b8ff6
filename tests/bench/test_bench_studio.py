"""`communique bench studio`: a corpus of the right size, and every figure beside the server's."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.bench.studio import REGIONS, documents, workspace
from communique.cli import app
from communique.config import Workspace
from communique.layers import SILVER, Shelf, read
from communique.tools.label_studio.program import SEARCHED


def test_the_documents_are_as_large_as_is_said(tmp_path: Path) -> None:
    where = workspace(tmp_path, 3)

    sizes = [len(one.text or "") for one in documents(where)]
    assert [3_500 < size < 5_000 for size in sizes] == [True] * 3
    assert len(list(read(Workspace(tmp_path).annotations, Shelf("entities", SILVER)))) == (
        3 * REGIONS
    )


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("uv", path=SEARCHED), reason="not verifiable here: no uv")
def test_a_push_and_a_pull_are_set_beside_the_server() -> None:
    done = CliRunner().invoke(app, ["bench", "studio", "--tasks", "10"])

    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line[:16].strip() for line in lines] == ["", "push", "pull, all", "pull, changed"]
