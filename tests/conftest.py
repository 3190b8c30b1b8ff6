"""Fixtures that many tests share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import settings

from communique.config import Workspace, find_workspace
from communique.languages import Language
from communique.languages import language as load_language

CHECKOUT = Path(__file__).parents[1]

settings.register_profile("default", deadline=None, max_examples=60)
settings.load_profile("default")


@pytest.fixture(scope="session")
def checkout() -> Workspace:
    return find_workspace(CHECKOUT)


@pytest.fixture(scope="session")
def english() -> Language:
    return load_language("en")


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Workspace:
    """A workspace of its own: settings and registry of the checkout, no shipped documents."""
    root = tmp_path / "workspace"
    (root / "corpus").mkdir(parents=True)
    shutil.copy(CHECKOUT / "corpus.toml", root)
    shutil.copy(CHECKOUT / "corpus" / "sources.toml", root / "corpus")
    return Workspace(root)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a source file below `tmp_path/sources` and give that folder."""

    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "sources"

    return write_file


@pytest.fixture(scope="session")
def bare_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a spaCy pipeline that knows where sentences end, and nothing else."""
    folder = tmp_path_factory.mktemp("pipelines") / "bare"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the withheld source articles, where somebody has them."""
    folder = os.environ.get("COMMUNIQUE_SOURCES")
    if not folder or not Path(folder).is_dir():
        pytest.skip("not verifiable here: set COMMUNIQUE_SOURCES to the folder of the articles")
    return Path(folder)
