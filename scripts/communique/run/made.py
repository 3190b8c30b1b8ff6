"""Files that are made of something: said in a manifest of what, and not made a second time.

The files are written first and the manifest last. Where a manifest names the same stages, settings
and input, and its files still have their digests, they stand; so a run that was killed resumes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
from msgspec import field
from msgspec.structs import replace

from communique import jsonl
from communique.manifest import sha256_of
from communique.offsets import sha256
from communique.records import Digest, Record


class Made(Record, frozen=True, kw_only=True):
    """What files were made from, their digests by name, and what they hold.

    `records` counts the records of each layer, where the files are layers.
    """

    stages: dict[str, int]
    config: Digest
    input: Digest
    files: dict[str, Digest] = field(default_factory=dict)
    kept: int = 0
    dropped: int = 0
    records: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Files:
    """Files that are made together, by name, and their manifest."""

    manifest: Path
    files: Mapping[str, Path]

    @property
    def paths(self) -> list[Path]:
        """The files and their manifest."""
        return [*self.files.values(), self.manifest]

    def whole(self) -> Made | None:
        """The manifest, if all files are as it says."""
        if not all(path.exists() for path in self.paths):
            return None
        try:
            found = msgspec.json.decode(self.manifest.read_bytes(), type=Made)
        except msgspec.DecodeError:
            return None
        return found if found.files == self._digests() else None

    def standing(self, wanted: Made) -> Made | None:
        """The manifest, if the files are made of what is wanted and are as it says."""
        found = self.whole()
        return found if found and _origin(found) == _origin(wanted) else None

    def begin(self) -> None:
        """Take the manifest away: what is written from now on is not whole."""
        self.manifest.unlink(missing_ok=True)

    def finish(self, made: Made) -> Made:
        """Write the manifest, with the digests of the files as they now are.

        Raises:
            OSError: the disk is full or the folder cannot be written.
        """
        done = replace(made, files=self._digests())
        jsonl.write_bytes(self.manifest, [msgspec.json.encode(done) + b"\n"])
        return done

    def _digests(self) -> dict[str, Digest]:
        return {name: sha256_of(path) for name, path in self.files.items()}


def _origin(made: Made) -> tuple[dict[str, int], Digest, Digest]:
    return made.stages, made.config, made.input


def code(*packages: str) -> Digest:
    """A digest of the files of packages, those of packages below them left out.

    A changed rule makes things anew even where nobody raised a stage's version.
    """
    files = (file for name in packages for file in resources.files(name).iterdir())
    return digest_of(file for file in files if file.is_file())


def digest_of(files: Iterable[Traversable]) -> Digest:
    """A digest of the contents of files, whatever their order."""
    return sha256("\n".join(sorted(sha256(file.read_bytes()) for file in files)))
