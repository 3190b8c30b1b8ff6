"""Truth from the exercise folders, for scoring."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.config import Workspace
from communique.records import DocId, Range
from communique.run.documents import documents
from communique.score.clean import CleanTruth, TrueRemoval, TrueStated
from communique.score.pairs import PairTruth, Said, TrueCopy

S = TypeVar("S", bound=msgspec.Struct)


class _Copy(msgspec.Struct):
    kind: str
    name: str
    of: str


class _Quotation(msgspec.Struct):
    utterance: str
    name: str
    text: str


class _Apart(msgspec.Struct):
    utterances: tuple[str, str]


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


def pair_truth(workspace: Workspace) -> Iterator[tuple[str, PairTruth]]:
    """What is planted between documents, crisis by crisis, with places in the last cleaned texts.

    Raises:
        UnfinishedError: nothing was cleaned.
    """
    texts = {each.id: each.text or "" for each in documents(workspace)}
    for folder in sorted(workspace.corpus.glob("exercise/*/truth")):
        crisis = folder.parent.name
        copies = _rows(folder / "copies.jsonl", _Copy)
        said = _rows(folder / "quotations.jsonl", _Quotation)
        yield (
            crisis,
            PairTruth(
                tuple(TrueCopy(f"{crisis}-{c.name}", f"{crisis}-{c.of}", c.kind) for c in copies),
                tuple(found for each in said if (found := _said(crisis, each, texts))),
                tuple(each.utterances for each in _rows(folder / "keep_apart.jsonl", _Apart)),
            ),
        )


def _said(crisis: str, planted: _Quotation, texts: Mapping[DocId, str]) -> Said | None:
    """The report with its place; None where cleaning lost it, which the scores of `clean` show."""
    doc_id = f"{crisis}-{planted.name}"
    start = texts.get(doc_id, "").find(planted.text)
    place = Range(start, start + len(planted.text))
    return None if start < 0 else Said(planted.utterance, doc_id, planted.text, place)


def _rows(path: Path, kind: type[S]) -> list[S]:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines()]


def _truth(folder: Path, planted: _Planted) -> CleanTruth:
    text = (folder / "text" / f"{planted.name}.txt").read_text("utf-8")
    return CleanTruth(
        doc_id=f"{folder.parent.name}-{planted.name}",
        text=text.removesuffix("\n"),
        stated=planted.stated,
        removed=planted.removed,
    )
