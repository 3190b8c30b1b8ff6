"""`SHA256SUMS`: the digest of every file of a release, as `sha256sum --check` reads it."""

from collections.abc import Mapping

from communique.offsets import sha256

SUMS = "SHA256SUMS"


def sums(files: Mapping[str, bytes]) -> bytes:
    """The file's bytes, one line for every other file."""
    lines = (f"{sha256(files[path])}  {path}\n" for path in sorted(files) if path != SUMS)
    return "".join(lines).encode()
