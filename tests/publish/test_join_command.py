"""`communique join` on the command line: what it prints and how it exits."""

import json
from dataclasses import replace
from pathlib import Path

import invented
import msgspec
import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.items import Item, Place
from communique.offsets import sha256
from communique.publish.corpus import Corpus
from communique.publish.release import release
from communique.run.join import cleaner
from communique.run.publish import folder_files, schemas, written

RAW = (
    "Ostrel keeps its weir shut\n\n"
    "TARN — Ilse Vantar said on Monday that the weir would stay shut until both envoys had met. "
    "She gave no day for the meeting.\n\n"
    "“Nobody has asked us,” she said. The cafe\u0301 owners of Tarn 🕊 waited outside.\n"
).encode()


def place(id_: str) -> Place:
    return Place(
        id=id_,
        path="held.txt",
        source_file="held.txt",
        media="text",
        collection="articles",
        story="held-talks",
        licence="LicenseRef-publisher",
        text_available=False,
        published_inferred=None,
        sha256=sha256(RAW),
    )


@pytest.fixture
def corpus() -> Corpus:
    document = cleaner()(Item(place=place("articles-000"), data=RAW))
    assert isinstance(document, invented.Document)
    held = msgspec.structs.replace(invented.stripped(document), text_available=False)
    return replace(invented.with_index([invented.river()], [held]), schemas=schemas())


@pytest.fixture
def downloaded(corpus: Corpus, tmp_path: Path) -> Path:
    written(tmp_path / "release", release(corpus, full=False))
    (tmp_path / "mine").mkdir()
    return tmp_path / "release"


def test_everything_joined_exits_0_and_restores_the_cleaners_text(downloaded: Path) -> None:
    mine = downloaded.with_name("mine")
    (mine / "held.txt").write_bytes(RAW)
    done = CliRunner().invoke(app, ["join", str(downloaded), "--sources", str(mine), "--json"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["reason"] == "joined"
    card = folder_files(downloaded.with_name("release-joined"))["README.md"].decode()
    assert "Documents with text: 2; without: 0" in card


def test_what_is_left_without_text_is_listed_and_exits_1(downloaded: Path) -> None:
    mine = downloaded.with_name("mine")
    (mine / "held.txt").write_bytes(RAW + b"Changed.\n")
    done = CliRunner().invoke(app, ["join", str(downloaded), "--sources", str(mine)])

    assert done.exit_code == 1
    assert "file-differs" in done.stdout
    assert "0 joined, 1 left without text" in done.stderr
