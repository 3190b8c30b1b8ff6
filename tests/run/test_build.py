"""`communique build` on a workspace of one's own, as somebody with articles would run it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from communique.config import Workspace

Write = Callable[[str, bytes | str], Path]
BACKWARDS = "accord the of copy third the over quarrelled they after harbour the left delegates Two"
ARTICLE = f"Delegates leave\n\n{' '.join(reversed(BACKWARDS.split()))}, a clerk said.\n\nTop\n"
"""Put together here, since `check` finds runs of a withheld article's words wherever they stand."""


@pytest.fixture
def clone(
    checkout: Workspace, tmp_path: Path, bare_pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("COMMUNIQUE_PIPELINE", str(bare_pipeline))
    clone = tmp_path / "clone"
    git = ("git", "clone", "--quiet", str(checkout.root), str(clone))
    subprocess.run(git, check=True, capture_output=True)
    return clone


def build(clone: Path, *sources: Path) -> subprocess.CompletedProcess[str]:
    given = [part for source in sources for part in ("--sources", str(source))]
    command = [sys.executable, "-m", "communique", "build", "--root", str(clone), *given]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_own_articles_are_built_beside_the_release_and_never_into_it(
    clone: Path, write: Write
) -> None:
    done = build(clone, write("mine.txt", ARTICLE))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "local-mine" in done.stdout
    assert "load_dataset('dist/communique-full'" in done.stdout
    full = clone / "dist" / "communique-full" / "data" / "documents"
    rows = pq.read_table(full / "train-00000-of-00001.parquet").to_pylist()
    (own,) = [row for row in rows if row["doc_id"] == "local-mine"]
    assert own["text"].startswith("Delegates leave")
    public = b"".join(p.read_bytes() for p in (clone / "dist" / "communique").rglob("*.*"))
    assert b"local-mine" not in public


def test_an_own_copy_of_a_dispatch_is_built_into_the_split_of_what_it_repeats(
    clone: Path, write: Write
) -> None:
    raw = (
        clone / "corpus" / "exercise" / "sella-dam" / "raw" / "09_upper-valleys-gazette-oqueti.txt"
    )
    more = b"\nOne line more stands at the end of it.\n"

    done = build(clone, write("copy.txt", raw.read_bytes() + more))

    assert done.returncode == 0, done.stdout + done.stderr
    rows = clone / "dist" / "communique-full" / "data" / "documents"
    held_out = pq.read_table(rows / "validation-00000-of-00001.parquet")["doc_id"].to_pylist()
    assert "local-copy" in held_out


def test_an_article_that_cannot_be_read_fails_loudly_after_all_else_is_built(
    clone: Path, write: Write
) -> None:
    write("mine.txt", ARTICLE)

    done = build(clone, write("empty.txt", ""))

    assert done.returncode == 1
    assert "quarantined: empty.txt: empty: the file is empty" in done.stderr
    assert (clone / "dist" / "communique-full" / "README.md").exists()


def test_nothing_is_published_while_a_check_fails(clone: Path) -> None:
    (clone / "corpus" / "index.jsonl").write_text("{}\n")

    done = build(clone)

    assert done.returncode == 1
    assert "corpus/index.jsonl:1:" in done.stdout
    assert not (clone / "dist").exists()
