"""What must not happen: half a run taken for a whole, two runs at once, tracked data emptied."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from communique.config import Workspace
from communique.publish.corpus import ReleaseError
from communique.run import documents, freeze
from communique.sources.plan import SourceError, plan

Write = Callable[[str, bytes | str], Path]
ARTICLE = (
    "Envoys quarrelled\n\nThe envoys quarrelled on Tuesday over who was to speak first, he said."
)


def test_a_run_that_did_not_end_is_not_taken_for_a_whole_one(
    empty_workspace: Workspace, write: Write
) -> None:
    folder = write("a.txt", ARTICLE)
    documents.clean(empty_workspace, [folder])
    write("b.txt", ARTICLE + " Again.")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        documents.clean(empty_workspace, [folder], progress=stopped)  # type: ignore[arg-type]
    with pytest.raises(documents.UnfinishedError, match="communique clean"):
        list(documents.documents(empty_workspace))

    documents.clean(empty_workspace, [folder])
    assert len(list(documents.documents(empty_workspace))) == 2


def test_two_runs_do_not_write_at_once(empty_workspace: Workspace, write: Write) -> None:
    folder = write("a.txt", ARTICLE)
    documents.clean(empty_workspace, [folder])

    with FileLock(empty_workspace.build / ".lock"):
        with pytest.raises(documents.BusyError, match="another run"):
            documents.clean(empty_workspace, [folder])
        with pytest.raises(documents.BusyError, match="another run"):
            documents.refresh(empty_workspace)

    assert documents.clean(empty_workspace, [folder]).skipped == 1


def test_nothing_is_frozen_where_nothing_was_cleaned(empty_workspace: Workspace) -> None:
    with pytest.raises(documents.UnfinishedError):
        freeze.frozen(empty_workspace)

    documents.clean(empty_workspace)
    with pytest.raises(ReleaseError, match="nothing of exercise was cleaned"):
        freeze.frozen(empty_workspace)


@pytest.mark.parametrize("source", ["", ".", "corpus/.."])
def test_the_checkout_itself_is_no_source(
    empty_workspace: Workspace, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty_workspace.root)

    with pytest.raises(SourceError, match="is the checkout, or holds it"):
        plan(empty_workspace, [Path(source)])


def test_a_file_name_that_is_no_text_is_written_as_escapes(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123
        file.write(ARTICLE)

    documents.clean(empty_workspace, [folder])

    (document,) = documents.documents(empty_workspace)
    assert document.source_file == "caf\\xe9.txt"


def test_an_unreadable_export_stops_nothing_else(
    empty_workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("x.jsonl", '{"text": "x"}')
    folder = write("a.txt", ARTICLE)
    opened = Path.open

    def refuse(self: Path, *mode: str, **named: str) -> object:
        if self.name == "x.jsonl":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *mode, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    found = plan(empty_workspace, [folder])

    assert [place.id for place in found.places] == ["local-a"]
    assert [(d.source_file, d.reason) for d in found.dropped] == [("x.jsonl", "unreadable")]


def test_a_line_of_a_million_characters_is_a_document(
    empty_workspace: Workspace, write: Write
) -> None:
    sentence = "The envoy of the islands left the talks on Tuesday. "

    documents.clean(empty_workspace, [write("a.txt", sentence * 22_000)])

    (document,) = documents.documents(empty_workspace)
    assert len(document.sentences) == 22_000


def test_a_long_stretch_without_blanks_is_one_sentence(
    empty_workspace: Workspace, write: Write
) -> None:
    documents.clean(empty_workspace, [write("a.txt", f"{ARTICLE}\n\n{'(x.' * 20_000}")])

    (document,) = documents.documents(empty_workspace)
    assert len(document.sentences) == 3


def test_why_an_item_became_no_document_can_be_read_back(
    empty_workspace: Workspace, write: Write
) -> None:
    documents.clean(empty_workspace, [write("a.txt", "Home\nMenu\n")])

    with pytest.raises(
        documents.UnknownDocumentError, match=r"became no document: a\.txt: nothing"
    ):
        documents.document(empty_workspace, "local-a")
