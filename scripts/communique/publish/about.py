"""`release.json`: what programs must know of a release beyond its rows."""

from collections.abc import Mapping

import msgspec

from communique.config import Collection
from communique.publish.corpus import ReleaseError, Selection
from communique.records import Record

FILE = "release.json"


class About(Record, frozen=True, kw_only=True):
    """A release's name, version, collections with their rights, and splits (story → split).

    `full` says that text of withheld collections may stand in it. The cleaner's outcome is
    recorded in the rows (`text_sha256`), so that a later cleaner is noticed.
    """

    name: str
    title: str
    maintainers: str
    version: str
    released: str
    full: bool
    collections: tuple[Collection, ...]
    splits: Mapping[str, str]


def about(selection: Selection) -> bytes:
    """The file's bytes: collections and splits of this release's documents only."""
    corpus = selection.corpus
    collections = {document.collection for document in selection.documents}
    stories = {document.story for document in selection.documents}
    described = About(
        name=corpus.name,
        title=corpus.title,
        maintainers=corpus.maintainers,
        version=corpus.version,
        released=corpus.released,
        full=selection.full,
        collections=tuple(each for each in corpus.collections if each.name in collections),
        splits={story: split for story, split in corpus.splits.items() if story in stories},
    )
    plain = msgspec.to_builtins({**msgspec.structs.asdict(described)})
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=1) + b"\n"


def read_about(files: Mapping[str, bytes]) -> About:
    """What the release of these files says of itself.

    Raises:
        ReleaseError: the folder is no release, or of a format that this version does not know.
    """
    if FILE not in files:
        raise ReleaseError(f"no {FILE}: not a release folder; give the folder that holds README.md")
    try:
        return msgspec.json.decode(files[FILE], type=About)
    except msgspec.DecodeError as error:
        raise ReleaseError(f"{FILE}: {error}; made by another version of communique?") from error
