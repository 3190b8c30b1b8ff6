"""The command line as a user meets it: what it prints, where, and how it exits."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from communique.cli import app
from communique.config import Workspace

Write = Callable[[str, bytes | str], Path]
ARTICLE = (
    "Envoy goes home over strait dispute\n\nKeldra recalled its ambassador on Tuesday after a "
    "patrol ship turned back a ferry with four hundred aboard.\n\nBack to top\n"
)


def communique(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def commands(group: typer.core.TyperGroup, name: str = "") -> dict[str, typer.core.TyperCommand]:
    found: dict[str, typer.core.TyperCommand] = {}
    for key, command in group.commands.items():
        inner = f"{name} {key}".strip()
        if isinstance(command, typer.core.TyperGroup):
            found |= commands(command, inner)
        else:
            found[inner] = command
    return found


ALL = commands(get_command(app))


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_a_help_with_an_example(name: str) -> None:
    text = ALL[name].help or ""

    assert f"Example: communique {name}" in text
    assert text.splitlines()[0].endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_in_the_readme_or_the_docs(name: str, checkout: Workspace) -> None:
    pages = [checkout.root / "README.md", *checkout.root.glob("docs/*.md")]

    assert any(f"communique {name}" in page.read_text("utf-8") for page in pages)


def test_counts_go_to_stderr_and_quarantine_to_stdout(
    empty_workspace: Workspace, write: Write
) -> None:
    write("good.txt", ARTICLE)
    folder = write("empty.txt", "")

    done = communique("clean", "--sources", folder, "--root", empty_workspace.root)

    assert done.returncode == 1
    assert done.stdout == "empty.txt: empty: the file is empty\n"
    assert "clean: 1 documents kept, 1 in quarantine" in done.stderr


def test_quarantine_can_be_read_by_a_program(empty_workspace: Workspace, write: Write) -> None:
    folder = write("empty.txt", "")

    done = communique("clean", "--sources", folder, "--root", empty_workspace.root, "--json")

    assert json.loads(done.stdout)["reason"] == "empty"


def test_a_folder_that_is_absent_is_wrong_usage_said_in_one_line(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    done = communique("clean", "--sources", tmp_path / "no", "--root", empty_workspace.root)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no such file or folder" in done.stderr


def test_outside_a_checkout_the_error_says_what_to_do(tmp_path: Path) -> None:
    done = communique("clean", cwd=tmp_path)

    assert done.returncode == 2
    assert "no corpus.toml" in done.stderr
    assert "--root" in done.stderr


def test_settings_that_are_wrong_are_named_with_their_file(empty_workspace: Workspace) -> None:
    (empty_workspace.root / "corpus.toml").write_text('name = "x"\ntitel = "y"\n')

    done = communique("clean", "--root", empty_workspace.root)

    assert done.returncode == 2
    assert "corpus.toml" in done.stderr


def test_a_build_folder_that_cannot_be_written_is_a_failure_outside(
    empty_workspace: Workspace, write: Write
) -> None:
    folder = write("good.txt", ARTICLE)
    empty_workspace.build.write_text("in the way")

    done = communique("clean", "--sources", folder, "--root", empty_workspace.root)

    assert done.returncode == 3
    assert done.stderr.startswith("communique: ")
    assert "Traceback" not in done.stderr


def test_show_prints_what_was_kept_and_what_was_removed(
    empty_workspace: Workspace, write: Write
) -> None:
    communique("clean", "--sources", write("a.txt", ARTICLE), "--root", empty_workspace.root)

    done = communique("show", "local-a", "--root", empty_workspace.root)

    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert "            title Envoy goes home over strait dispute" in lines
    assert lines[-1] == "-      navigation Back to top  (navigation-line)"


def test_show_of_an_unknown_document_is_wrong_usage(empty_workspace: Workspace) -> None:
    done = communique("show", "nothing", "--root", empty_workspace.root)

    assert done.returncode == 2
    assert "no document 'nothing'" in done.stderr
