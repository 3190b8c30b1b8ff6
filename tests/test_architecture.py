"""The shape of the package: imports point one way, modules stay small."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
MODULES = sorted((CHECKOUT / "scripts" / "communique").rglob("*.py"))
MOST_LINES = 280
"""House style says 250; records.py, one list of records, is a little longer."""


def test_imports_point_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_no_module_outgrows_its_reader() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in MODULES}

    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_the_source_root_holds_one_package() -> None:
    assert [path.name for path in (CHECKOUT / "scripts").iterdir() if path.is_dir()] == [
        "communique"
    ]


def test_every_module_says_what_it_is_for() -> None:
    assert [path.name for path in MODULES if not path.read_text("utf-8").startswith('"""')] == []


def test_every_package_stands_in_the_architecture_page() -> None:
    page = (CHECKOUT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    package = CHECKOUT / "scripts" / "communique"
    packages = {path.parent.name for path in package.glob("*/__init__.py")}

    assert {name for name in packages if f"`{name}`" not in page} == set()


def test_what_takes_a_second_to_load_is_loaded_when_it_is_needed() -> None:
    heavy = ["spacy", "datasets", "label_studio_sdk", "trafilatura"]
    code = f"import sys, communique.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
