"""Manifests: for a folder of outputs, what was made from what, by which version."""

import hashlib
from pathlib import Path

import msgspec

from communique.records import Digest, Manifest


def encoded(manifest: Manifest) -> bytes:
    """A manifest as its file has it: indented JSON, outputs in the order of their names."""
    ordered = tuple(sorted(manifest.outputs, key=lambda output: output.file))
    data = msgspec.json.encode(msgspec.structs.replace(manifest, outputs=ordered))
    return msgspec.json.format(data, indent=1) + b"\n"


def sha256_of(path: Path) -> Digest:
    """The SHA-256 of a file's bytes, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
