"""What `communique annotate` finds in the validation crisis does not fall below its floors."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.config import Workspace

CRISIS = "sella-dam"
PIPELINE = Path(__file__).parents[2] / "scripts" / "communique" / "models" / "communique_en"
FLOORS = {
    # layer: measure: least share
    "quotes": {"covered": 0.80, "speaker": 0.80},
    "entities": {"found": 0.95, "type": 0.95, "name": 0.93},
    "stances": {"recall": 0.18, "precision": 0.30},
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PIPELINE.exists(), reason=f"no pipeline in {PIPELINE}"),
]


def communique(*arguments: str, root: Path) -> str:
    command = [sys.executable, "-m", "communique", *arguments, "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def annotated(checkout: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the shipped documents alone, annotated."""
    root = tmp_path_factory.mktemp("floors") / "workspace"
    shutil.copytree(checkout.corpus, root / "corpus", ignore=shutil.ignore_patterns("release"))
    shutil.copytree(checkout.annotations, root / "annotations")
    shutil.copy(checkout.root / "corpus.toml", root)
    communique("clean", root=root)
    communique("annotate", root=root)
    return root


@pytest.mark.parametrize("layer", FLOORS)
def test_the_validation_crisis_is_annotated_as_well_as_it_was(layer: str, annotated: Path) -> None:
    lines = communique("score", layer, "--json", root=annotated).splitlines()

    (score,) = (row["score"] for row in map(json.loads, lines) if row.get("crisis") == CRISIS)
    shares = {name: score["measures"][name]["value"] for name in FLOORS[layer]}
    assert {name: share for name, share in shares.items() if share < FLOORS[layer][name]} == {}
