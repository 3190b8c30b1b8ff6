"""Manifests say what a folder's files were made from."""

from pathlib import Path

import pytest

from communique import manifest
from communique.offsets import sha256
from communique.records import Manifest, Output


def output(file: str, records: int = 1) -> Output:
    return Output(
        file=file,
        stage="clean",
        version=1,
        config=sha256("c"),
        input=sha256("i"),
        sha256=sha256(file),
        records=records,
    )


def test_a_manifest_is_written_in_the_order_of_its_files(tmp_path: Path) -> None:
    manifest.write(tmp_path, Manifest(format=1, outputs=(output("b"), output("a"))))

    assert [one.file for one in manifest.read(tmp_path).outputs] == ["a", "b"]
    assert (tmp_path / manifest.NAME).read_bytes().endswith(b"}\n")


def test_a_folder_without_a_manifest_has_an_empty_one(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) == Manifest(format=1)


def test_a_broken_manifest_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text('{"format": 2}')

    with pytest.raises(ValueError, match=r"MANIFEST\.json: .*remove it"):
        manifest.read(tmp_path)


def test_an_output_made_again_stands_in_place_of_the_old_one() -> None:
    first = manifest.with_output(Manifest(format=1), output("a"))

    again = manifest.with_output(manifest.with_output(first, output("b")), output("a", records=9))

    assert {one.file: one.records for one in again.outputs} == {"a": 9, "b": 1}


def test_a_file_is_digested_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xff\r\n" * 100_000)

    assert manifest.sha256_of(path) == sha256(path.read_bytes())
