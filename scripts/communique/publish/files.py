"""The data files of a release: where each stands and what its bytes are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from communique.offsets import sha256
from communique.publish.configs import Config, Part


@dataclass(frozen=True)
class DataFile:
    """The Parquet file of one configuration in one split."""

    part: Part
    content: bytes

    @property
    def config(self) -> str:
        """The name of its configuration."""
        return self.part.config.name

    @property
    def path(self) -> str:
        """Its path in the release folder."""
        return f"data/{self.config}/{self.part.split}-00000-of-00001.parquet"

    @cached_property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.content)


def by_config(files: Iterable[DataFile]) -> dict[Config, list[DataFile]]:
    """The files of each configuration, in their order."""
    groups: dict[Config, list[DataFile]] = {}
    for file in files:
        groups.setdefault(file.part.config, []).append(file)
    return groups


def content_digest(files: Iterable[DataFile]) -> str:
    """One digest for the content of several files, whatever their order."""
    return sha256("\n".join(sorted(f"{file.path} {file.sha256}" for file in files)))
