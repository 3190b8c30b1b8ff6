"""`communique annotate`: what is made, what is skipped, what survives a kill, what is named."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from filelock import FileLock
from msgspec.structs import replace

from communique import jsonl
from communique.annotate.pipelines import PipelineError
from communique.config import AnnotateSettings, RunSettings, Workspace
from communique.records import Quote, RegisteredEntity
from communique.run import annotate, documents, own
from communique.run.documents import BusyError, UnfinishedError

Write = Callable[[str, bytes | str], Path]
SAID = (
    "Envoys wait\n\nThe boats stayed where they were on Tuesday.\n\n"
    "“We will wait until they come,” said Orla Venn.\n"
)
SHARD = "local-00000.jsonl"
WALL = "Envoys wait\n\nThe boats stayed where they were.\n\n" + "x." * 300


@pytest.fixture
def workspace(empty_workspace: Workspace, write: Write, bare_pipeline: Path) -> Workspace:
    """Five articles in shards of two, the third of which cannot be parsed."""
    set_up(empty_workspace, bare_pipeline)
    for name in "abde":
        write(f"{name}.txt", SAID.replace("Orla", f"Orla {name.upper()}."))
    documents.clean(empty_workspace, [write("c.txt", WALL)])
    return empty_workspace


def set_up(workspace: Workspace, pipeline: Path) -> None:
    workspace.__dict__["settings"] = replace(
        workspace.settings,
        annotate=AnnotateSettings(pipeline=str(pipeline)),
        run=RunSettings(shard_size=2, workers=1),
    )


def tree(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.annotated
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def communique(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_document_gets_its_silver(workspace: Workspace) -> None:
    done = annotate.annotate(workspace)

    assert (done.kept, done.dropped, done.shards, done.skipped) == (4, 1, 3, 0)
    assert done.records == {"entities": 8, "quotes": 4}
    quotes = list(own.silver(workspace, "quotes"))
    assert [quote.doc_id for quote in quotes] == ["local-a", "local-b", "local-d", "local-e"]
    assert all(isinstance(q, Quote) and q.speaker_entity for q in quotes)


def test_a_changed_registry_makes_silver_anew_with_its_ids(workspace: Workspace) -> None:
    annotate.annotate(workspace)
    name = next(iter(speakers(workspace)))[0][0]
    one = RegisteredEntity(id="speaker", name="Somebody", label="PERSON", aliases=(name,))
    jsonl.write(workspace.annotations / "entities.jsonl", [one])

    again = annotate.annotate(workspace)

    assert again.skipped == 0
    assert (("Somebody",), ("speaker",)) in speakers(workspace)


def speakers(workspace: Workspace) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    found = own.silver(workspace, "quotes")
    return {(q.speaker_entity, q.speaker_entity_id) for q in found if isinstance(q, Quote)}


def test_own_articles_have_offsets_and_digests_and_no_text(workspace: Workspace) -> None:
    annotate.annotate(workspace)

    written = b"".join(tree(workspace).values())
    assert b'"digest"' in written
    assert b"We will wait" not in written


def test_a_second_run_does_nothing_and_changes_nothing(workspace: Workspace) -> None:
    annotate.annotate(workspace)
    before = tree(workspace)

    again = annotate.annotate(workspace)

    assert again.skipped == again.shards == 3
    assert (again.kept, again.dropped, again.records) == (4, 1, {"entities": 8, "quotes": 4})
    assert tree(workspace) == before


@pytest.mark.parametrize(
    "lost",
    [
        "local-00000.manifest.json",
        "quotes/silver/local-00000.jsonl",
        "quarantine/local-00000.jsonl",
    ],
)
def test_a_run_that_was_killed_resumes(workspace: Workspace, lost: str) -> None:
    annotate.annotate(workspace)
    before = tree(workspace)
    (workspace.annotated / lost).unlink()
    (workspace.annotated / "quotes/silver/.local-00001.jsonl.x1").write_text("half a")

    again = annotate.annotate(workspace)

    assert (again.shards, again.skipped) == (3, 2)
    assert tree(workspace) == before


def test_one_worker_and_two_write_the_same_bytes(workspace: Workspace) -> None:
    annotate.annotate(workspace, workers=1)
    alone = tree(workspace)
    for path in workspace.annotated.glob("*.manifest.json"):
        path.unlink()

    annotate.annotate(workspace, workers=2)

    assert tree(workspace) == alone


def test_shards_of_other_sources_do_not_stay_behind(workspace: Workspace, write: Write) -> None:
    annotate.annotate(workspace)
    documents.clean(workspace, [write("a.txt", SAID) / "a.txt"])
    assert list(own.silver(workspace, "quotes")) == [], "the articles are others now"

    annotate.annotate(workspace)

    assert {name.partition("local-")[2][:5] for name in tree(workspace)} == {"00000"}
    assert [quote.doc_id for quote in own.silver(workspace, "quotes")] == ["local-a"]


def test_another_pipeline_makes_silver_anew(workspace: Workspace, tmp_path: Path) -> None:
    annotate.annotate(workspace)
    nlp = spacy.blank("en")
    nlp.meta["version"] = "0.0.1"
    nlp.to_disk(tmp_path / "other")

    again = annotate.annotate(workspace, str(tmp_path / "other"))

    assert again.skipped == 0
    (agent,) = {quote.agent for quote in own.silver(workspace, "quotes")}
    assert agent.endswith("+en_pipeline-0.0.1")


def test_a_folder_in_the_checkout_is_a_pipeline(
    workspace: Workspace, bare_pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace.root / "models").symlink_to(bare_pipeline.parent)
    set_up(workspace, Path("models") / bare_pipeline.name)
    monkeypatch.chdir("/")

    assert annotate.annotate(workspace).kept == 4


def test_nothing_is_annotated_where_nothing_was_cleaned(empty_workspace: Workspace) -> None:
    with pytest.raises(UnfinishedError, match="communique clean"):
        annotate.annotate(empty_workspace)


def test_a_pipeline_that_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(PipelineError, match="'en_nowhere'"):
        annotate.annotate(workspace, "en_nowhere")


def test_two_runs_do_not_write_at_once(workspace: Workspace) -> None:
    with FileLock(workspace.build / ".lock"), pytest.raises(BusyError, match="another run"):
        annotate.annotate(workspace)


def test_the_command_counts_and_names_what_it_could_not_annotate(
    empty_workspace: Workspace, write: Write, bare_pipeline: Path
) -> None:
    write("good.txt", SAID)
    documents.clean(empty_workspace, [write("wall.txt", WALL)])
    command = ("annotate", "--root", empty_workspace.root, "--pipeline", bare_pipeline)

    done = communique(*command, "--workers", 1)
    again = communique(*command)

    assert (done.returncode, done.stdout) == (1, "")
    assert "quarantined: wall.txt: no-prose: from character " in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "annotate: 1 documents, 2 entities, 1 quotes, 1 in quarantine, 0 of 1 shards stood already"
    )
    assert again.stderr.splitlines()[-1].endswith("1 of 1 shards stood already")


def test_wrong_usage_is_said_in_a_line(empty_workspace: Workspace, write: Write) -> None:
    documents.clean(empty_workspace, [write("good.txt", SAID)])

    done = communique("annotate", "--root", empty_workspace.root, "--pipeline", "en_nowhere")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "'en_nowhere'" in done.stderr


def test_quarantine_can_be_read_back(workspace: Workspace) -> None:
    annotate.annotate(workspace)

    (dropped,) = annotate.quarantined(workspace)

    assert (dropped.id, dropped.reason) == ("local-c", "no-prose")
    assert json.loads(jsonl.encode(dropped))["detail"].endswith("no prose")


def test_another_inventory_of_issues_annotates_anew(empty_workspace: Workspace) -> None:
    folder = empty_workspace.root / "schema" / "stories"
    folder.mkdir(parents=True)
    before = annotate.job_of(empty_workspace)

    (folder / "bridge.json").write_text('{"story": "bridge", "issues": []}', "utf-8")

    after = annotate.job_of(empty_workspace)
    assert after.stories == str(folder)
    assert after.config != before.config
