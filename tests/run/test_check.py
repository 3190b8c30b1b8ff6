"""`communique check` on a checkout: what it prints, how it ends, what it looks at."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.cli import main
from communique.cli.check import github
from communique.config import ConfigError, Workspace
from communique.issues import Issue
from communique.run import check as run

CASES = Path(__file__).parents[1] / "cases"
ENTITIES = "annotations/entities/silver/00000.jsonl"


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    stdout: str
    stderr: str
    returncode: object


Check = Callable[..., Done]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the command as the command line does, in this process."""
    monkeypatch.delenv("COMMUNIQUE_SOURCES", raising=False)

    def run_command(where: Path, *options: str) -> Done:
        command = ["communique", "check", "--root", str(where), *options]
        monkeypatch.setattr("sys.argv", command)
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(printed.out, printed.err, ended.value.code)

    return run_command


@pytest.fixture
def checkout_with(tmp_path: Path) -> Path:
    """A checkout with one issue of a label in line 1 of its entities."""
    for case in ("base", "invalid/trailing-possessive"):
        shutil.copytree(CASES / case, tmp_path / "checkout", dirs_exist_ok=True)
    return tmp_path / "checkout"


def test_an_issue_is_printed_with_its_place_and_a_hint_and_ends_with_1(
    check: Check, checkout_with: Path
) -> None:
    done = check(checkout_with)

    first, hint = done.stdout.splitlines()
    assert first.startswith(f"{ENTITIES}:1: trailing-possessive: ")
    assert hint.startswith("    hint: ")
    assert "check: 1 issues in 7 files" in done.stderr
    assert "corpus/index.jsonl: text-sha256: not verifiable here" in done.stderr
    assert done.returncode == 1


def test_a_program_reads_issues_and_notes_as_json(check: Check, checkout_with: Path) -> None:
    done = check(checkout_with, "--json")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows if "message" in row] == [1]
    assert all(row["reason"] for row in rows if "message" not in row)
    assert {"text-sha256"} <= {row["rule"] for row in rows if "reason" in row}


def test_a_workflow_reads_annotations(check: Check, checkout_with: Path) -> None:
    done = check(checkout_with, "--format", "github")

    place = f"::error file={ENTITIES},line=1,title=trailing-possessive::"
    assert done.stdout.startswith(place)
    assert "%0A" in done.stdout


def test_a_clean_file_ends_with_0_though_another_has_issues(
    check: Check, checkout_with: Path
) -> None:
    done = check(checkout_with, str(checkout_with / "corpus" / "splits.tsv"))

    assert (done.stdout, done.returncode) == ("", 0)
    assert "0 issues in 1 files, 2 records" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["no/such/file"], "no such file or folder"),
        ([str(CASES)], "lies outside"),
        (["--level", "6"], "--level"),
    ],
)
def test_wrong_usage_ends_with_2(
    options: list[str], said: str, check: Check, checkout_with: Path
) -> None:
    done = check(checkout_with, *options)

    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_that_no_rule_knows_is_said_not_to_be_checked(
    check: Check, checkout_with: Path
) -> None:
    done = check(checkout_with, str(checkout_with / "corpus.toml"))

    assert "corpus.toml: not checked" in done.stderr
    assert done.returncode == 0


def test_what_a_workflow_command_gives_a_meaning_is_escaped() -> None:
    issue = Issue("a,b:c%.jsonl", 0, "not-json", "50 %\r\nmore", "try again")

    assert github("error", issue) == (
        "::error file=a%2Cb%3Ac%25.jsonl,line=1,title=not-json::50 %25%0D%0Amore%0Atry again"
    )


def test_files_are_named_from_the_checkout_whatever_path_names_them(checkout_with: Path) -> None:
    where = Workspace(checkout_with.resolve())

    found = run.chosen(where, [checkout_with / "corpus" / ".." / "annotations"])

    assert found.known == {ENTITIES, "annotations/entities.jsonl"}
    assert found.unknown == ()


def test_a_path_outside_the_checkout_is_wrong_usage(checkout_with: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="give --root"):
        run.chosen(Workspace(checkout_with.resolve()), [tmp_path])


def test_without_shipped_documents_nothing_is_rebuilt(checkout_with: Path) -> None:
    shutil.rmtree(checkout_with / "build")

    assert run.subject(Workspace(checkout_with)).rebuilt == ()


def test_a_release_that_cannot_be_made_is_noted_with_the_reason(checkout_with: Path) -> None:
    where = Workspace(checkout_with)

    found = run.with_release(run.subject(where), where)

    assert found.release is None
    assert "DATASHEET.md" in found.not_rebuilt
