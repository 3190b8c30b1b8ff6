"""Freezing shows what would change, writes it, and then has nothing left to do."""

import shutil
from pathlib import Path

import pytest

from communique.config import Workspace
from communique.run import annotate, documents, freeze, pairs
from communique.run.check import subject
from communique.run.documents import index

CHECKOUT = Path(__file__).parents[2]
TRACKED = ("corpus.toml", "corpus", "schema", "annotations", "README.md", "DATASHEET.md")
PAGES = ("CHANGELOG.md", "CITATION.cff", "LICENSE-DATA")


@pytest.fixture
def clone(tmp_path: Path) -> Workspace:
    """A copy of the checkout's tracked data."""
    root = tmp_path / "clone"
    root.mkdir()
    for name in (*TRACKED, *PAGES):
        source = CHECKOUT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)
    workspace = Workspace(root)
    documents.clean(workspace)
    return workspace


def with_pipeline(workspace: Workspace, pipeline: Path) -> Workspace:
    """The workspace annotated by another pipeline than its own."""
    path = workspace.root / "corpus.toml"
    usual = workspace.settings.annotate.pipeline
    path.write_text(path.read_text("utf-8").replace(f'"{usual}"', f'"{pipeline}"'), "utf-8")
    annotate.annotate(again := Workspace(workspace.root))
    return again


def kinds(workspace: Workspace) -> dict[str, str]:
    found = freeze.changes(workspace, freeze.frozen(workspace))
    return {change.file: change.kind for change in found}


def test_what_is_tracked_is_what_freezing_would_write(clone: Workspace) -> None:
    assert kinds(clone) == {}


def test_withheld_documents_stay_frozen_without_their_sources(clone: Workspace) -> None:
    before = index(clone)
    freeze.write(clone, freeze.frozen(clone))

    after = index(clone)
    assert {key: after[key] for key in after if key.startswith("articles-")} == {
        key: before[key] for key in before if key.startswith("articles-")
    }
    assert sum(key.startswith("articles-") for key in after) == 5


def test_a_change_is_shown_then_written_then_gone(clone: Workspace, bare_pipeline: Path) -> None:
    clone = with_pipeline(clone, bare_pipeline)
    freeze.write(clone, freeze.frozen(clone))
    raw = next((clone.corpus / "exercise" / "sella-dam" / "raw").glob("09*"))
    raw.write_bytes(raw.read_bytes().replace(b"envoys", b"legates", 1))
    stale = clone.frozen_release / "data" / "old.parquet"
    stale.write_bytes(b"left behind")
    documents.clean(clone)
    annotate.annotate(clone)

    shown = kinds(clone)
    assert shown["corpus/index.jsonl"] == "changed"
    assert shown["corpus/release/data/documents/validation-00000-of-00001.parquet"] == "changed"
    assert shown["corpus/release/data/old.parquet"] == "removed"
    assert "corpus/release/data/documents/train-00000-of-00001.parquet" not in shown

    freeze.write(clone, freeze.frozen(clone))
    assert kinds(clone) == {}
    assert not stale.exists()


def test_a_check_sees_a_changed_source_and_keeps_what_others_were_cleaned(
    clone: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("The envoy left on Tuesday after the talks had come to nothing.")
    documents.clean(clone, [folder])
    raw = next((clone.corpus / "exercise" / "sella-dam" / "raw").glob("09*"))
    raw.write_bytes(raw.read_bytes().replace(b"envoys", b"legates", 1))

    rebuilt = {document.id: document for document in subject(clone).rebuilt or ()}

    changed = next(each for key, each in rebuilt.items() if key.startswith("sella-dam-09"))
    assert "legates" in (changed.text or "")
    assert "local-a" in rebuilt


def test_documents_of_nobody_are_not_frozen(clone: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("The envoy left on Tuesday after the talks had come to nothing.")
    documents.clean(clone, [folder])

    assert kinds(clone) == {}


def test_own_copies_of_dispatches_change_nothing_that_is_frozen(
    clone: Workspace, tmp_path: Path
) -> None:
    raw = clone.corpus / "exercise" / "orrin-strait" / "raw"
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("09_gwelsaar-offer.txt", "02_second-night.txt"):
        data = (raw / name).read_bytes().replace(b"April", b"March")
        (folder / name).write_bytes(data + b"\nOne line more stands at the end of this copy.\n")
    documents.clean(clone, [folder])

    assert kinds(clone) == {}
    found = pairs.refresh(pairs.Scope(clone))
    assert {"local-09_gwelsaar-offer", "local-02_second-night"} <= {
        doc_id for edge in found.duplicates for doc_id in (edge.doc_id, edge.of)
    }


def test_the_index_holds_no_text(clone: Workspace) -> None:
    for document in index(clone).values():
        assert document.text is None
        assert all(removed.text is None for removed in document.removed)
