"""A release's folder is written whole or not at all."""

import os
from pathlib import Path

import invented
import pytest

from communique.config import Workspace
from communique.publish.corpus import ReleaseError
from communique.run.publish import corpus_of, folder_files, publish, written

OLD = {"README.md": b"old", "data/a.parquet": b"1"}
NEW = {"README.md": b"new", "data/b.parquet": b"2"}
CITATION = "version: 0.1.0\ndate-released: 2031-05-09\n"


def test_a_new_release_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    written(tmp_path / "r", OLD)
    written(tmp_path / "r", NEW)

    assert folder_files(tmp_path / "r") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_the_same_release_is_not_written_again(tmp_path: Path) -> None:
    first = written(tmp_path / "r", OLD)
    second = written(tmp_path / "r", OLD)

    assert (first.is_new, second.is_new) == (True, False)


def test_a_full_disk_leaves_the_old_release_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "r", OLD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        written(tmp_path / "r", NEW)

    assert folder_files(tmp_path / "r") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".r.new").mkdir()
    (tmp_path / ".r.new/README.md").write_bytes(b"half")
    written(tmp_path / ".r.old", OLD)
    written(tmp_path / "r", NEW)

    assert [path.name for path in tmp_path.iterdir()] == ["r"]
    assert folder_files(tmp_path / "r") == NEW


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus.toml").write_text(
        'name = "invented"\ntitle = "Invented"\nmaintainers = "The maintainers"\n'
    )
    (tmp_path / "corpus/sources.toml").write_text(
        '[[collection]]\nname = "exercise"\ntitle = "Invented"\nlicence = "CC-BY-4.0"\n'
        'rights = "shipped"\n'
        '[[collection]]\nname = "articles"\ntitle = "Real"\nlicence = "LicenseRef-publisher"\n'
        'rights = "withheld"\n'
    )
    (tmp_path / "CITATION.cff").write_text(CITATION)
    for page in ("DATASHEET.md", "CHANGELOG.md", "LICENSE-DATA"):
        (tmp_path / page).write_text(f"{page}\n")
    return Workspace(tmp_path)


def test_without_withheld_sources_only_the_redistributable_release_is_written(
    workspace: Workspace,
) -> None:
    corpus = corpus_of(workspace, [invented.river()], [])
    done = publish(workspace, corpus)

    assert [each.folder.name for each in done] == ["communique"]
    assert (workspace.dist / "communique/LICENSE-DATA").read_text() == "LICENSE-DATA\n"


def test_with_withheld_sources_both_releases_are_written(workspace: Workspace) -> None:
    corpus = corpus_of(workspace, [invented.river(), invented.secret()], [])
    done = publish(workspace, corpus)

    assert [each.folder.name for each in done] == ["communique", "communique-full"]


def test_articles_that_were_never_frozen_stay_out_of_the_redistributable_release(
    workspace: Workspace,
) -> None:
    alone = corpus_of(workspace, [invented.river()], [])
    with_own = corpus_of(workspace, [invented.river(), invented.secret()], [])
    publish(workspace, alone)
    again = publish(workspace, with_own)

    assert not again[0].is_new


def test_without_cleaned_documents_nothing_is_published(workspace: Workspace) -> None:
    with pytest.raises(ReleaseError, match="run `communique clean` first"):
        publish(workspace, corpus_of(workspace, [], []))

    assert not workspace.dist.exists()


def test_version_and_day_are_those_of_the_citation(workspace: Workspace) -> None:
    corpus = corpus_of(workspace, [], [])

    assert (corpus.version, corpus.released) == ("0.1.0", "2031-05-09")


def test_a_citation_without_a_version_is_refused(workspace: Workspace) -> None:
    (workspace.root / "CITATION.cff").write_text("date-released: 2031-05-09\n")

    with pytest.raises(ReleaseError, match=r"CITATION\.cff has no line `version"):
        corpus_of(workspace, [], [])


def test_an_absent_page_is_named(workspace: Workspace) -> None:
    (workspace.root / "DATASHEET.md").unlink()

    with pytest.raises(ReleaseError, match=r"DATASHEET\.md is absent"):
        corpus_of(workspace, [], [])
