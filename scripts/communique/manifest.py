"""Manifests: for a folder of outputs, what was made from what, by which version."""

import hashlib
from pathlib import Path

import msgspec

from communique import jsonl
from communique.records import Digest, Manifest, Output

NAME = "MANIFEST.json"


def read(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one if it has none.

    Raises:
        ValueError: the file is no manifest; the message names it.
    """
    path = folder / NAME
    if not path.exists():
        return Manifest(format=1)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path}: {error}; remove it to have its folder made anew") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Write a folder's manifest, its outputs in the order of their names, one a line or two."""
    ordered = tuple(sorted(manifest.outputs, key=lambda output: output.file))
    data = msgspec.json.encode(msgspec.structs.replace(manifest, outputs=ordered))
    jsonl.write_bytes(folder / NAME, [msgspec.json.format(data, indent=2), b"\n"])


def with_output(manifest: Manifest, output: Output) -> Manifest:
    """The manifest with `output` in place of what it says of the same file, if anything."""
    others = (one for one in manifest.outputs if one.file != output.file)
    return Manifest(format=1, outputs=(*others, output))


def sha256_of(path: Path) -> Digest:
    """The SHA-256 of a file's bytes, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
