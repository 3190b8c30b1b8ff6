"""A release opens in `datasets`: offline, in an empty cache, streamed, and after a rebuild."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import invented
import pyarrow.parquet as pq
import pytest

from communique.publish.release import release
from communique.run.publish import written

LOADING = Path(__file__).parent / "loading.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist") / "communique"
    written(target, release(invented.corpus(), full=False))
    return target


@pytest.fixture(scope="module")
def seen(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return loaded(sys.executable, folder, tmp_path_factory.mktemp("home"))


def loaded(python: str | Path, folder: Path, home: Path) -> Mapping[str, Any]:
    output = run(python, home, str(LOADING), str(folder))
    return json.loads(output.splitlines()[-1])


def run(python: str | Path, home: Path, *arguments: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    environment = {**kept, "HOME": str(home), "HF_HOME": str(home / "hf"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [str(python), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_default_configuration_holds_the_documents_that_have_a_text(
    seen: Mapping[str, Any],
) -> None:
    assert seen["default"] == {"train": ["exercise-01"], "validation": ["exercise-02"]}


def test_every_configuration_with_rows_can_be_loaded(seen: Mapping[str, Any]) -> None:
    expected = ["documents", "withheld", "entities", "quotes", "events", "stances"]

    assert list(seen["configs"]) == [*expected, "duplicates", "reuse", "registry"]


def test_streaming_gives_the_same_rows(seen: Mapping[str, Any]) -> None:
    for splits in seen["configs"].values():
        for split in splits.values():
            assert split["streamed"] == split["rows"] != []


def test_labels_are_class_labels_also_where_they_are_nested(seen: Mapping[str, Any]) -> None:
    assert seen["labels"] == ["CONSULT", "REJECT"]
    assert seen["nested"] == ["PERSON", "GPE", "CARDINAL"]


def test_texts_dates_and_nulls_come_back_as_they_were(seen: Mapping[str, Any]) -> None:
    (row,) = seen["configs"]["documents"]["train"]["rows"]
    (held,) = seen["configs"]["withheld"]["test"]["rows"]

    assert (row["text"], row["published"]) == (invented.RIVER, "2031-05-06")
    assert (held["text"], held["published"], held["published_inferred"]) == (None, None, "2031-06")


def test_the_version_is_the_releases(seen: Mapping[str, Any]) -> None:
    assert seen["configs"]["documents"]["train"]["version"] == "0.1.0"


def test_rows_agree_with_what_other_parquet_readers_see(
    folder: Path, seen: Mapping[str, Any]
) -> None:
    for config, splits in seen["configs"].items():
        for split, found in splits.items():
            path = folder / f"data/{config}/{split}-00000-of-00001.parquet"
            assert len(found["rows"]) == pq.read_metadata(path).num_rows


STALE = """
import sys
from datasets import load_dataset
print([row["text"] for row in load_dataset(sys.argv[1], split="train")])
"""


def test_a_folder_rebuilt_in_place_serves_no_stale_rows(tmp_path: Path) -> None:
    target = tmp_path / "communique"
    for word in ("Ostrel", "Keldra"):
        text = invented.RIVER.replace("Ostrel", word)
        corpus = invented.with_documents([invented.document("exercise-01", text)])
        written(target, release(corpus, full=False))
        output = run(sys.executable, tmp_path / "home", "-c", STALE, str(target))

        assert output.strip() == repr([text])


@pytest.mark.slow
def test_datasets_3_opens_it_too(folder: Path, seen: Mapping[str, Any], tmp_path: Path) -> None:
    python = tmp_path / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "datasets==3.6.0"]
    subprocess.run(install, check=True)

    assert loaded(python, folder, tmp_path / "home") == seen
