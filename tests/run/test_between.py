"""Duplicates and re-use of a workspace: made where needed, resumed, frozen, published."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.config import Workspace
from communique.records import Duplicate
from communique.run import documents, pairs
from communique.run.documents import UnfinishedError
from communique.run.pairs import Scope
from dedup.invented import edited, report

Write = Callable[[str, bytes | str], Path]
SAID = "“No hull will pass the strait until the bank is fished by both our rules,” he said."


def article(seed: int, *more: str) -> str:
    return "\n\n".join([f"Report {seed}", *report(seed, 12).split(". ")[:12], *more])


@pytest.fixture
def workspace(empty_workspace: Workspace, write: Write) -> Workspace:
    write("a.txt", article(1))
    write("b.txt", article(1).replace(" ken", " kin"))
    write("c.txt", article(2, SAID))
    documents.clean(empty_workspace, [write("d.txt", article(3, SAID))])
    return empty_workspace


def communique(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_stands_is_not_made_again(workspace: Workspace) -> None:
    first = pairs.dedup(Scope(workspace)), pairs.reuse(Scope(workspace))

    again = pairs.dedup(Scope(workspace)), pairs.reuse(Scope(workspace))

    assert [each.is_new for each in (*first, *again)] == [True, True, False, False]
    assert [each.records for each in first] == [each.records for each in again] == [1, 1]


def test_a_changed_source_or_file_makes_pairs_anew(workspace: Workspace, write: Write) -> None:
    pairs.refresh(Scope(workspace))
    documents.clean(workspace, [write("e.txt", edited(article(2), 0.03))])

    assert [each.kind for each in pairs.refresh(Scope(workspace)).duplicates] == ["near", "near"]

    (workspace.build / "duplicates.jsonl").write_text("")
    assert pairs.dedup(Scope(workspace)).is_new


def test_pairs_of_other_documents_are_not_given(workspace: Workspace, write: Write) -> None:
    pairs.refresh(Scope(workspace))
    documents.clean(workspace, [write("e.txt", article(4))])

    with pytest.raises(UnfinishedError, match="run `communique dedup`"):
        pairs.found(Scope(workspace), pairs.DUPLICATES, Duplicate)


def test_reuse_wants_duplicates_first(workspace: Workspace) -> None:
    with pytest.raises(UnfinishedError, match="run `communique dedup`"):
        pairs.reuse(Scope(workspace))


def test_changed_settings_make_reuse_anew(workspace: Workspace) -> None:
    pairs.refresh(Scope(workspace))
    settings = workspace.root / "corpus.toml"
    settings.write_text(settings.read_text().replace("days = 14", "days = 3"))

    again = Workspace(workspace.root)

    assert not pairs.dedup(Scope(again)).is_new
    assert pairs.reuse(Scope(again)).is_new


def test_a_manifest_that_cannot_be_read_counts_for_nothing(workspace: Workspace) -> None:
    pairs.dedup(Scope(workspace))
    (workspace.build / "duplicates.manifest.json").write_text("{")

    assert pairs.dedup(Scope(workspace)).is_new


def test_the_commands_say_what_repeats_what(workspace: Workspace) -> None:
    dedup = communique("dedup", "--root", workspace.root)
    reuse = communique("reuse", "--root", workspace.root, "--json")

    assert dedup.stdout.startswith("local-b: near: local-a (similarity 0.")
    assert dedup.stderr == "dedup: 1 edges, found\n"
    (record,) = map(json.loads, reuse.stdout.splitlines())
    assert (record["doc_id"], record["of"]) == ("local-d", "local-c")
    assert "hull" not in reuse.stdout, "an article of an unknown owner is withheld"
    assert reuse.returncode == dedup.returncode == 0


def test_nothing_but_results_is_left_in_build(workspace: Workspace) -> None:
    pairs.refresh(Scope(workspace))

    names = {path.name for path in workspace.build.iterdir() if path.is_file()}

    assert names == {
        *(".lock", "run.json"),
        *("duplicates.jsonl", "duplicates.manifest.json", "reuse.jsonl", "reuse.manifest.json"),
    }
