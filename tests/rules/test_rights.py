"""Runs of eight words of a withheld text are found wherever they may spread."""

from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.config import Collection, Registry
from communique.issues import Issue
from communique.offsets import sha256
from communique.records import Document, Removed
from communique.rules import File, Note, Subject
from communique.rules.release.rights import RUN, runs_of, withheld_words

TITLE = "Grey ferry held all night beside the long mole"
BODY = "Sefa Lund counted nineteen lamps, naïve as ever — “مرحبا” she said; the harbour slept."
REMOVED = "Sign up to hear of every ferry that is held at night"
WORDS = st.lists(st.sampled_from("ab"), max_size=40)


def withheld(text: str | None = f"{TITLE}\n\n{BODY}", doc_id: str = "kept-a") -> Document:
    return Document(
        id=doc_id,
        collection="kept",
        source_file="a.txt",
        raw_sha256=sha256("a"),
        encoding="utf-8",
        title=TITLE,
        licence="LicenseRef-publisher",
        text_available=False,
        text=text,
        text_sha256=sha256(text or ""),
        removed=(Removed(0, 9, "newsletter", "newsletter-prompt", REMOVED),),
    )


def subject(tracked: Path, *documents: Document) -> Subject:
    kept = Collection(name="kept", title="Kept", licence="LicenseRef-publisher", rights="withheld")
    return Subject(
        root=tracked.parent,
        files=(),
        registry=Registry(collection=(kept,)),
        documents={document.id: document for document in documents},
        tracked=(File(tracked.name, tracked),),
    )


def found(tracked: Path, *documents: Document) -> list[Issue]:
    issues = withheld_words(subject(tracked, *documents))
    return [issue for issue in issues if isinstance(issue, Issue)]


@pytest.mark.parametrize(
    "text",
    [
        "counted nineteen lamps naive as ever",
        "Sefa Lund counted nineteen lamps. Naïve as",
        f"{TITLE}.",
        "every ferry that is held at last",
    ],
)
def test_what_is_shorter_or_a_title_may_stand(text: str, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(text, "utf-8")

    assert found(path, withheld()) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n\nSEFA LUND counted, nineteen; (lamps) naïve\nas ever",
        "\n\nlamps nai\u0308ve as ever مرحبا she said the",
        "\n\nhear_of every ferry that is held at",
    ],
)
def test_case_marks_composition_and_line_ends_hide_no_run(text: str, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(text, "utf-8")

    (issue,) = found(path, withheld())

    assert issue.line >= 3
    assert "kept-a" in issue.message
    assert "lamps" not in str(issue)


def test_a_run_in_a_nested_cell_of_a_table_is_found_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "test.parquet"
    rows = [{"quotes": [{"text": "nothing"}]}, {"quotes": [{"text": "too"}, {"text": BODY}]}]
    pq.write_table(pa.Table.from_pylist(rows), path)

    assert [issue.line for issue in found(path, withheld())] == [2]


def test_bytes_that_are_no_text_are_read_through(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\xff\xfe\x00" + REMOVED.encode())

    assert len(found(path, withheld())) == 1


def test_a_text_that_is_not_at_hand_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(BODY, "utf-8")
    hidden = msgspec.structs.replace(withheld(None), removed=())

    notes = list(withheld_words(subject(path, hidden)))

    assert [type(note) for note in notes] == [Note]


@given(WORDS, WORDS)
def test_the_runs_found_are_those_of_a_plain_search(one: list[str], other: list[str]) -> None:
    runs = runs_of([withheld(" ".join(one))], [])

    ends = []
    for end in range(RUN - 1, len(other)):
        run = other[end - RUN + 1 : end + 1]
        starts = range(len(one) - RUN + 1)
        is_new = not ends or end - ends[-1] >= RUN
        if is_new and any(one[at : at + RUN] == run for at in starts):
            ends.append(end)
    assert [end for end, _ in runs.found(other)] == ends
