import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.config import Source, Workspace
from communique.offsets import sha256
from communique.sources.plan import SourceError, plan
from communique.sources.read import read_item

Write = Callable[[str, bytes | str], Path]
ARTICLE = "Keldra recalled its ambassador on Tuesday, the foreign ministry said."


def test_articles_of_any_kind_and_depth_are_found_in_the_order_of_their_ids(
    empty_workspace: Workspace, write: Write
) -> None:
    write("b.txt", ARTICLE)
    write("deep/a.html", f"<p>{ARTICLE}</p>")
    write(".hidden.txt", ARTICLE)
    write("notes.pdf", b"%PDF")
    folder = write("export.jsonl", f'{{"id": "x 1", "text": "{ARTICLE}"}}\n\n{{"text": "no id"}}\n')

    found = plan(empty_workspace, [folder])

    assert [(place.id, place.media) for place in found.places] == [
        ("local-b", "text"),
        ("local-deep-a", "html"),
        ("local-export-3", "jsonl"),
        ("local-export-x-1", "jsonl"),
    ]
    assert {place.source_file for place in found.places} >= {"export.jsonl#1", "export.jsonl#3"}


def test_articles_of_unknown_owners_are_withheld(empty_workspace: Workspace, write: Write) -> None:
    (place,) = plan(empty_workspace, [write("a.txt", ARTICLE)]).places

    assert (place.collection, place.text_available) == ("local", False)


def test_a_line_of_a_jsonl_file_is_read_alone(empty_workspace: Workspace, write: Write) -> None:
    lines = ['{"id": 1, "text": "é one"}', '{"id": 2, "text": "two"}']
    places = plan(empty_workspace, [write("x.jsonl", "\ufeff" + "\n".join(lines))]).places

    assert [read_item(place).data.decode().lstrip("\ufeff").strip() for place in places] == lines
    assert places[1].sha256 == sha256(lines[1])


def test_a_registered_file_is_known_by_its_bytes_whatever_its_name(
    checkout: Workspace, articles: Path, tmp_path: Path
) -> None:
    shutil.copy(next(iter(sorted(articles.glob("000*")))), tmp_path / "renamed.txt")

    (place,) = [p for p in plan(checkout, [tmp_path]).places if p.collection == "articles"]

    assert place.id == "articles-000"
    assert place.published_inferred == "2023-11-03"


def registered(workspace: Workspace) -> Source:
    return workspace.registry.source[0]


def test_a_registered_name_with_other_bytes_is_quarantined(
    empty_workspace: Workspace, write: Write
) -> None:
    source = registered(empty_workspace)
    found = plan(empty_workspace, [write(source.file, ARTICLE)])

    (dropped,) = found.dropped
    assert not found.places
    assert dropped.reason == "source-digest-differs"
    assert source.sha256 in dropped.detail
    assert sha256(ARTICLE) in dropped.detail


def test_the_second_of_two_items_with_one_id_is_quarantined(
    empty_workspace: Workspace, write: Write
) -> None:
    write("a b.txt", ARTICLE)
    found = plan(empty_workspace, [write("a-b.txt", ARTICLE + " Again.")])

    assert [place.source_file for place in found.places] == ["a b.txt"]
    assert [(d.source_file, d.reason) for d in found.dropped] == [("a-b.txt", "id-repeated")]
    assert "a b.txt has the id local-a-b already" in found.dropped[0].detail


def test_the_same_file_given_twice_is_read_once(empty_workspace: Workspace, write: Write) -> None:
    folder = write("a.txt", ARTICLE)

    found = plan(empty_workspace, [folder, folder / "a.txt"])

    assert len(found.places) == 1
    assert not found.dropped


def test_a_file_over_the_limit_is_quarantined_unread(
    empty_workspace: Workspace, write: Write
) -> None:
    folder = write("big.txt", b"a" * 50_000_000)

    found = plan(empty_workspace, [folder])

    assert not found.places
    assert [d.reason for d in found.dropped] == ["too-large"]
    assert "50,000,000 bytes, more than 20,000,000" in found.dropped[0].detail


def test_a_bad_line_of_a_jsonl_file_loses_no_other(
    empty_workspace: Workspace, write: Write
) -> None:
    lines = [b'{"id": "a", "text": "one"}', b"{not json", b"[1]", b"\xff\xfe", b'{"id": "b"}']
    found = plan(empty_workspace, [write("x.jsonl", b"\n".join(lines))])

    assert [place.id for place in found.places] == ["local-x-a", "local-x-b"]
    assert [(d.source_file, d.reason) for d in found.dropped] == [
        ("x.jsonl#2", "jsonl-line"),
        ("x.jsonl#3", "jsonl-line"),
        ("x.jsonl#4", "jsonl-line"),
    ]


def test_an_absent_folder_is_an_error_that_says_so(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match="nowhere: no such file or folder"):
        plan(empty_workspace, [tmp_path / "nowhere"])


def test_a_folder_without_articles_is_an_error_that_names_the_kinds(
    empty_workspace: Workspace, write: Write
) -> None:
    with pytest.raises(SourceError, match=r"holds no article; known kinds are \.htm, \.html"):
        plan(empty_workspace, [write("readme.md", "none")])
