"""Truth from the exercise folders, for scoring."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.config import Workspace
from communique.score.clean import CleanTruth, TrueRemoval, TrueStated


class _Planted(msgspec.Struct):
    file: str
    name: str
    stated: TrueStated
    removed: tuple[TrueRemoval, ...]


def clean_truth(workspace: Workspace) -> Iterator[CleanTruth]:
    """The planted truth about cleaning, of all exercise crises, in the order of their names."""
    for path in sorted(workspace.corpus.glob("exercise/*/truth/documents.jsonl")):
        for line in path.read_bytes().splitlines():
            yield _truth(path.parent, msgspec.json.decode(line, type=_Planted))


def _truth(folder: Path, planted: _Planted) -> CleanTruth:
    text = (folder / "text" / f"{planted.name}.txt").read_text("utf-8")
    return CleanTruth(
        doc_id=f"{folder.parent.name}-{planted.name}",
        text=text.removesuffix("\n"),
        stated=planted.stated,
        removed=planted.removed,
    )
