"""Joining puts back what is proven to be the same, lists the rest, and spoils nothing."""

from dataclasses import replace
from pathlib import Path

import invented
import msgspec
import pytest

from communique.items import Item
from communique.publish.corpus import Corpus, ReleaseError
from communique.publish.join import joined
from communique.publish.release import release
from communique.records import Document, Removed
from communique.run.join import join
from communique.run.publish import folder_files, written
from communique.sources.plan import SourceError
from communique.stage import Dropped

RAW = f"{invented.HELD}\n\nSign up!\n"


def reasons(corpus: Corpus, found: dict[str, Document | Dropped]) -> list[str]:
    return [finding.reason for finding in joined(corpus, found, {"articles-000.txt"}).findings]


def test_a_document_with_the_same_text_and_spans_is_joined() -> None:
    result = joined(invented.corpus(), {"articles-000": invented.secret()})

    assert [finding.reason for finding in result.findings] == ["joined"]
    assert result.corpus.documents[-1].text == invented.HELD
    assert result.corpus.documents[-1].removed == invented.secret().removed


def test_a_text_that_differs_is_listed_and_left_null() -> None:
    other = invented.document("articles-000", invented.HELD + " More.")
    result = joined(invented.corpus(), {"articles-000": other})

    assert [finding.reason for finding in result.findings] == ["text-differs"]
    assert result.corpus.documents == invented.corpus().documents


def test_a_span_that_does_not_cover_its_text_is_listed_by_offsets_and_digest() -> None:
    corpus = invented.corpus()
    *others, last = corpus.layers["quotes"]
    span = msgspec.structs.replace(last.content, start=last.content.start + 1)
    layers = {**corpus.layers, "quotes": [*others, msgspec.structs.replace(last, content=span)]}
    result = joined(replace(corpus, layers=layers), {"articles-000": invented.secret()})
    (finding,) = result.findings

    assert finding.reason == "span-differs"
    assert f"articles-000-q [63:81] has digest {span.digest}" in finding.detail
    assert "refused" not in finding.detail


def test_a_passage_shared_with_another_document_is_verified_too() -> None:
    corpus = invented.corpus()
    (passage,) = corpus.reuse
    moved = msgspec.structs.replace(
        passage, span=msgspec.structs.replace(passage.span, end=passage.span.end + 1)
    )

    assert reasons(replace(corpus, reuse=(moved,)), {"articles-000": invented.secret()}) == [
        "span-differs"
    ]


def test_a_span_that_ends_beyond_the_text_is_listed() -> None:
    corpus = invented.corpus()
    *others, last = corpus.layers["quotes"]
    span = msgspec.structs.replace(last.content, end=9999)
    layers = {**corpus.layers, "quotes": [*others, msgspec.structs.replace(last, content=span)]}

    assert reasons(replace(corpus, layers=layers), {"articles-000": invented.secret()}) == [
        "span-differs"
    ]


def test_an_absent_file_and_a_changed_one_are_told_apart() -> None:
    corpus = invented.corpus()
    absent = joined(corpus, {}).findings[0]
    changed = joined(corpus, {}, {"articles-000.txt"}).findings[0]

    assert (absent.reason, changed.reason) == ("file-absent", "file-differs")


def test_a_file_that_cannot_be_cleaned_is_listed_with_the_cleaners_reason() -> None:
    dropped = Dropped("articles-000", "articles-000.txt", "no-article", "nothing found")

    assert reasons(invented.corpus(), {"articles-000": dropped}) == ["no-article"]


def test_removed_text_stays_null_where_cleaning_removed_something_else() -> None:
    other = msgspec.structs.replace(
        invented.secret(), removed=(Removed(0, 4, "caption", "rule", "Held"),)
    )
    result = joined(invented.corpus(), {"articles-000": other})

    assert result.corpus.documents[-1].removed == invented.stripped(invented.secret()).removed


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    folder = tmp_path / "downloaded"
    written(folder, release(invented.corpus(), full=False))
    return folder


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "under-another-name.txt").write_bytes(RAW.encode())
    return folder


def clean(item: Item) -> Document:
    """Cleaning as the invented corpus has it: the last line is a prompt."""
    text = item.data.decode().removesuffix("\n\nSign up!\n")
    return invented.document(item.place.id, text)


def test_a_joined_release_is_the_full_release_that_the_corpus_itself_makes(
    downloaded: Path, sources: Path, tmp_path: Path
) -> None:
    result = join(downloaded, sources, tmp_path / "joined", clean)

    assert [finding.reason for finding in result.findings] == ["joined"]
    assert folder_files(tmp_path / "joined") == release(invented.corpus(sources=True), full=True)


def test_the_downloaded_release_is_left_as_it_was(
    downloaded: Path, sources: Path, tmp_path: Path
) -> None:
    before = folder_files(downloaded)
    join(downloaded, sources, tmp_path / "joined", clean)

    assert folder_files(downloaded) == before


def test_a_line_of_a_jsonl_file_is_found_by_its_own_digest(tmp_path: Path) -> None:
    line = b'{"text": "Nobody spoke."}'
    held = msgspec.structs.replace(
        invented.secret(), raw_sha256=invented.sha256(line), source_file="many.jsonl#2"
    )
    corpus = replace(invented.corpus(layers=False), index=(invented.stripped(held),))
    written(tmp_path / "downloaded", release(corpus, full=False))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/many.jsonl").write_bytes(b'{"text": "Other."}\r\n' + line + b"\r\n")
    found: list[bytes] = []

    def seen(item: Item) -> Dropped:
        found.append(item.data)
        return Dropped(item.place.id, item.place.source_file, "empty", "")

    join(tmp_path / "downloaded", tmp_path / "mine", tmp_path / "joined", seen)

    assert found == [line]


def test_the_release_itself_is_never_overwritten(downloaded: Path, sources: Path) -> None:
    for out in (downloaded, downloaded / "data", downloaded.parent):
        with pytest.raises(ReleaseError, match="never overwritten"):
            join(downloaded, sources, out, clean)


def test_a_folder_of_something_else_is_never_overwritten(
    downloaded: Path, sources: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("one")

    with pytest.raises(ReleaseError, match="something else"):
        join(downloaded, sources, tmp_path / "thesis", clean)
    assert (tmp_path / "thesis/chapter.txt").read_text() == "one"


def test_an_earlier_joined_release_is_replaced(
    downloaded: Path, sources: Path, tmp_path: Path
) -> None:
    join(downloaded, sources, tmp_path / "joined", clean)
    again = join(downloaded, sources, tmp_path / "joined", clean)

    assert not again.published.is_new


def test_sources_that_are_no_folder_are_refused(downloaded: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        join(downloaded, tmp_path / "nowhere", tmp_path / "joined", clean)
