"""Runs over real files: what is kept, what is quarantined, and what survives a kill."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from communique import jsonl
from communique.config import Workspace
from communique.run import documents

Write = Callable[[str, bytes | str], Path]
ARTICLE = (
    "Envoy goes home over strait dispute\n\nTREVAUNIS, 8 April (LPA) — Keldra recalled its "
    "ambassador on Tuesday after a patrol ship turned back a ferry with four hundred aboard.\n\n"
    "The prime minister asked the sea council to meet before the end of the week, he said.\n"
)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def reasons(workspace: Workspace) -> dict[str, str]:
    return {d.source_file: d.reason for d in documents.quarantined(workspace)}


def test_a_folder_becomes_documents(empty_workspace: Workspace, write: Write) -> None:
    done = documents.clean(empty_workspace, [write("a.txt", ARTICLE)])

    (document,) = documents.documents(empty_workspace)
    assert (done.kept, done.dropped) == (1, 0)
    assert document.title == "Envoy goes home over strait dispute"
    assert document.publisher == "LPA"
    assert document.language == "en"
    assert len(document.sentences) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "binary"),
        ("bytes.txt", b"talk\x81ed", "undecodable"),
        ("menu.txt", b"Home\nMenu\nSearch\n", "nothing-left"),
        ("links.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no-article"),
        ("none.jsonl", b'{"id": "a", "title": "No text"}', "jsonl-line"),
        ("types.jsonl", b'{"id": "a", "text": 7}', "jsonl-line"),
    ],
)
def test_what_is_no_article_goes_to_quarantine_and_the_rest_goes_on(
    empty_workspace: Workspace, write: Write, name: str, content: bytes, reason: str
) -> None:
    write(name, content)
    done = documents.clean(empty_workspace, [write("good.txt", ARTICLE)])

    assert [document.id for document in documents.documents(empty_workspace)] == ["local-good"]
    assert done.dropped == 1
    assert [found.partition("#")[0] for found in reasons(empty_workspace)] == [name]
    assert list(reasons(empty_workspace).values()) == [reason]


def test_a_second_run_does_nothing_and_changes_nothing(
    empty_workspace: Workspace, write: Write
) -> None:
    folder = write("a.txt", ARTICLE)
    documents.clean(empty_workspace, [folder])
    before = tree(empty_workspace.build)

    done = documents.clean(empty_workspace, [folder])

    assert done.skipped == done.shards == 1
    assert tree(empty_workspace.build) == before


@pytest.mark.parametrize("damage", ["documents", "quarantine", "manifest", "cut"])
def test_damaged_output_is_made_again(
    empty_workspace: Workspace, write: Write, damage: str
) -> None:
    folder = write("a.txt", ARTICLE)
    documents.clean(empty_workspace, [folder])
    before = tree(empty_workspace.build)
    name = "quarantine/local-00000.jsonl" if damage == "quarantine" else "documents/local-00000"
    suffix = {
        "documents": ".jsonl",
        "quarantine": "",
        "manifest": ".manifest.json",
        "cut": ".jsonl",
    }
    path = empty_workspace.build / (name + suffix[damage])
    if damage == "manifest":
        path.write_text("{")
    else:
        path.write_bytes(path.read_bytes()[:40] if damage == "cut" else b"")
    if damage == "quarantine":
        path.unlink()

    done = documents.clean(empty_workspace, [folder])

    assert done.skipped == 0
    assert tree(empty_workspace.build) == before


def test_a_changed_article_changes_its_document(empty_workspace: Workspace, write: Write) -> None:
    documents.clean(empty_workspace, [write("a.txt", ARTICLE)])
    documents.clean(empty_workspace, [write("a.txt", ARTICLE.replace("Tuesday", "Monday"))])

    (document,) = documents.documents(empty_workspace)
    assert document.text is not None
    assert "Monday" in document.text


def test_documents_of_other_sources_do_not_stay_behind(
    empty_workspace: Workspace, write: Write, tmp_path: Path
) -> None:
    documents.clean(empty_workspace, [write("a.txt", ARTICLE)])
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(ARTICLE)

    documents.clean(empty_workspace, [other])

    assert [document.id for document in documents.documents(empty_workspace)] == ["local-b"]


def test_shards_of_any_size_and_number_of_workers_give_the_same_documents(
    empty_workspace: Workspace, write: Write
) -> None:
    for number in range(7):
        folder = write(f"{number}.txt", ARTICLE.replace("four", str(number)))
    documents.clean(empty_workspace, [folder])
    whole = list(documents.documents(empty_workspace))
    settings = empty_workspace.root / "corpus.toml"
    changed = settings.read_text().replace("shard_size = 500", "shard_size = 2")
    settings.write_text(changed.replace("workers = 0", "workers = 2"))

    done = documents.clean(Workspace(empty_workspace.root), [folder])

    assert done.shards == 4
    assert list(documents.documents(empty_workspace)) == whole


def test_a_full_disk_leaves_no_half_file_and_the_next_run_completes(
    empty_workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a.txt", ARTICLE)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(jsonl.os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            documents.clean(empty_workspace, [folder])
    assert not [path for path in tree(empty_workspace.build) if path.endswith(".jsonl")]

    assert documents.clean(empty_workspace, [folder]).kept == 1


def test_a_run_killed_midway_is_resumed_with_the_same_bytes(
    empty_workspace: Workspace, write: Write
) -> None:
    settings = empty_workspace.root / "corpus.toml"
    settings.write_text(
        settings.read_text()
        .replace("shard_size = 500", "shard_size = 1")
        .replace("workers = 0", "workers = 1")
    )
    workspace = Workspace(empty_workspace.root)
    for number in range(6):
        folder = write(f"{number}.txt", ARTICLE.replace("four", str(number)))
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from communique.config import Workspace\n"
        "from communique.run import documents\n"
        "def stop(shards, outcomes):\n"
        "    for number, outcome in enumerate(outcomes):\n"
        "        if number == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        yield outcome\n"
        "documents.clean(Workspace(Path(sys.argv[1])), [Path(sys.argv[2])], progress=stop)\n"
    )
    command = [sys.executable, "-c", code, str(workspace.root), str(folder)]
    killed = subprocess.run(command, check=False)
    assert killed.returncode == -signal.SIGKILL

    done = documents.clean(workspace, [folder])
    resumed = tree(workspace.build)

    assert (done.kept, done.skipped) == (6, 3)
    for path in workspace.build.rglob("*.json*"):
        path.unlink()
    documents.clean(workspace, [folder])
    assert tree(workspace.build) == resumed


def test_an_unknown_document_is_named_with_those_that_are_close(
    empty_workspace: Workspace, write: Write
) -> None:
    documents.clean(empty_workspace, [write("a.txt", ARTICLE)])

    assert documents.document(empty_workspace, "local-a").id == "local-a"
    with pytest.raises(documents.UnknownDocumentError, match=r"no document 'local-b'.*local-a"):
        documents.document(empty_workspace, "local-b")


def test_files_hold_one_record_a_line(empty_workspace: Workspace, write: Write) -> None:
    write("b.txt", ARTICLE)
    documents.clean(empty_workspace, [write("a.txt", ARTICLE)])

    (path,) = empty_workspace.documents.glob("*.jsonl")
    ids = [msgspec.json.decode(line)["id"] for line in path.read_bytes().splitlines()]
    assert ids == ["local-a", "local-b"]
