"""What the README tells a stranger to do, done."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.config import Workspace


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_snippets_of_the_readme_run_offline(checkout: Workspace, tmp_path: Path) -> None:
    done = run(
        sys.executable,
        "tests/e2e/readme.py",
        cwd=checkout.root,
        HF_HOME=str(tmp_path),
        HF_HUB_OFFLINE="1",
    )

    assert done.returncode == 0, done.stderr
    assert "snippets ran" in done.stdout
    assert "None" in done.stdout


def test_the_commands_of_the_readme_exist(checkout: Workspace) -> None:
    text = (checkout.root / "README.md").read_text("utf-8")
    named = set(re.findall(r"^\.venv/bin/communique (\w+)", text, re.MULTILINE))

    assert len(named) >= 6
    for name in named:
        help_text = run(sys.executable, "-m", "communique", name, "--help", cwd=checkout.root)
        assert help_text.returncode == 0, name


def test_paths_that_the_readme_links_to_exist(checkout: Workspace) -> None:
    text = (checkout.root / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)

    assert links
    assert [link for link in links if not (checkout.root / link).exists()] == []


def make(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("make", *arguments, cwd=cwd, **environment)


def copied(checkout: Workspace, folder: Path) -> Path:
    """The Makefile and what it looks at before it makes an environment."""
    (folder / "requirements").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements/corpus.lock"):
        shutil.copy(checkout.root / name, folder / name)
    return folder


def test_make_says_what_to_install_where_venv_is_missing(
    checkout: Workspace, tmp_path: Path
) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; *) exec ' + sys.executable + ' "$@";; esac\n'
    )
    python.chmod(0o755)

    done = make("corpus", f"PYTHON={python}", cwd=copied(checkout, tmp_path / "clone"))

    assert done.returncode == 2
    assert "apt install python3-venv" in done.stderr
    assert not (tmp_path / "clone" / ".venv").exists()


def test_make_says_which_python_it_needs(checkout: Workspace, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *version_info*) exit 1;; *) echo Python 3.9.2;; esac\n'
    )
    python.chmod(0o755)

    done = make("corpus", f"PYTHON={python}", cwd=copied(checkout, tmp_path / "clone"))

    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr


@pytest.mark.slow
def test_a_fresh_clone_builds_the_same_release_with_and_without_the_articles(
    checkout: Workspace, articles: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    run("git", "clone", "--quiet", checkout.root, clone, cwd=tmp_path)
    command = (sys.executable, "-m", "communique", "build", "--root", clone)

    def release() -> dict[str, bytes]:
        folder = clone / "dist" / "communique"
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.*")}

    without = run(*command, cwd=tmp_path, COMMUNIQUE_SOURCES="")
    first = release()
    with_articles = run(*command, "--sources", articles, cwd=tmp_path)

    assert without.returncode == 0, without.stderr
    assert with_articles.returncode == 0, with_articles.stderr
    assert "not verifiable here" in without.stderr
    assert release() == first
    assert (clone / "dist" / "communique-full" / "README.md").exists()
    frozen = checkout.frozen_release
    assert first == {str(p.relative_to(frozen)): p.read_bytes() for p in frozen.rglob("*.*")}
