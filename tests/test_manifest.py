"""Manifests say what a folder's files were made from."""

from pathlib import Path

import msgspec

from communique import manifest
from communique.offsets import sha256
from communique.records import Manifest, Output


def output(file: str) -> Output:
    return Output(
        file=file,
        stage="clean",
        version=1,
        config=sha256("c"),
        input=sha256("i"),
        sha256=sha256(file),
        records=1,
    )


def test_a_manifest_lists_its_files_in_order_and_ends_in_a_line_end() -> None:
    data = manifest.encoded(Manifest(format=1, outputs=(output("b"), output("a"))))

    read = msgspec.json.decode(data, type=Manifest)
    assert [one.file for one in read.outputs] == ["a", "b"]
    assert data.endswith(b"}\n")


def test_a_file_is_digested_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xff\r\n" * 100_000)

    assert manifest.sha256_of(path) == sha256(path.read_bytes())
