"""What the files of the data sets are read into: sentences with trees, texts with names."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from communique.records import Record
from communique.train import conllu, crossner, gum, re3d, redocred, uner, wikigold
from communique.train.conllu import Sentence
from communique.train.named import Named, grouped
from communique.train.names import settled

Part = Literal["train", "dev", "test"]
WORDS = 120
"""Words of a text that is made of several sentences."""
ALONE = 1
"""For sentences that do not follow one another: each is a text."""
TREEBANKS = {"EWT": "ewt/en_ewt-ud-{}.conllu", "GUM": "gum/gum_{}.conllu"}
UNER = {
    "train": "uner/en_ewt-ud-train.first-commit.iob2",
    "dev": "uner/en_ewt-ud-dev.iob2",
    "test": "uner/en_ewt-ud-test.iob2",
}
REDOCRED_TRAINED = 450
"""Documents of Re-DocRED's development file that train; the others select the model.

Its training file is not among the sources.
"""

CROSSNER_TRAINED = 400
"""Sentences of CrossNER's development file that train, as its training file has only 200."""


class NameSet(Record, frozen=True):
    """The texts of a data set with named entities; in training, `copies` of each."""

    name: str
    texts: tuple[Named, ...]
    copies: int = 1


def trees(folder: Path, name: str, part: Part) -> list[Sentence]:
    """The sentences of a part of EWT or GUM."""
    path = folder / TREEBANKS[name].format(part)
    return list(conllu.sentences(_lines(path), str(path)))


def name_sets(folder: Path, part: Part) -> list[NameSet]:
    """A part of every data set with named entities, in one notion of what a name is."""
    readers: dict[str, Callable[[Path, Part], Iterable[Named]]] = {
        "UNER": _uner,
        "GUM": _gum,
        "Re-DocRED": _redocred,
        "wikigold": _wikigold,
        "CrossNER": _crossner,
        "re3d": _re3d,
    }
    return [
        NameSet(name, tuple(map(settled, read(folder, part))), 2 if name == "re3d" else 1)
        for name, read in readers.items()
    ]


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from lines


def _uner(folder: Path, part: Part) -> list[Named]:
    path = folder / UNER[part]
    return grouped(uner.texts(_lines(path), str(path)), WORDS)


def _gum(folder: Path, part: Part) -> list[Named]:
    return grouped(gum.texts(trees(folder, "GUM", part)), WORDS)


def _redocred(folder: Path, part: Part) -> list[Named]:
    if part == "test":
        return redocred.texts(folder / "redocred/test_revised.json")
    texts = redocred.texts(folder / "redocred/dev_revised.json")
    return texts[:REDOCRED_TRAINED] if part == "train" else texts[REDOCRED_TRAINED:]


def _wikigold(folder: Path, part: Part) -> list[Named]:
    path = folder / "wikigold/wikigold.conll.txt"
    return grouped(wikigold.texts(_lines(path), str(path))[wikigold.PARTS[part]], WORDS)


def _crossner(folder: Path, part: Part) -> list[Named]:
    if part == "test":
        return _politics(folder, "test")
    seen = _politics(folder, "dev")
    if part == "train":
        return [*_politics(folder, "train"), *seen[:CROSSNER_TRAINED]]
    return seen[CROSSNER_TRAINED:]


def _politics(folder: Path, part: Part) -> list[Named]:
    path = folder / f"crossner-politics/politics_{part}.txt"
    return grouped(crossner.texts(_lines(path), str(path)), ALONE)


def _re3d(folder: Path, part: Part) -> list[Named]:
    paths = sorted((folder / "re3d/conll").glob("*/*.conll"))
    own = [path for number, path in enumerate(paths) if re3d.part(number) == part]
    return [re3d.text(_lines(path), str(path)) for path in own]
