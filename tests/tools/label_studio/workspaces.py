"""A small corpus with silver of all layers, for tests that talk to a server."""

import json
import shutil
from pathlib import Path

from communique.config import Workspace

CASES = Path(__file__).parents[2] / "cases"


def small_corpus(folder: Path, name: str) -> Workspace:
    """Three documents, one of them withheld; `name` tells its project from those of other tests."""
    for case in (CASES / "base", CASES / "valid" / "four-layers"):
        shutil.copytree(case, folder, dirs_exist_ok=True)
    settings = f'name = "{name}"\ntitle = "Small"\nmaintainers = "nobody"\n'
    (folder / "corpus.toml").write_text(settings, "utf-8")
    (folder / "build" / "run.json").write_text(json.dumps(["00000"]), "utf-8")
    return Workspace(folder)
