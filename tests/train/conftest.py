"""Invented sentences with trees and names, and a whole folder of tiny data sets."""

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from communique.train.conllu import Word

Parse = Callable[[str], tuple[Word, ...]]


def words_of(lines: str) -> tuple[Word, ...]:
    """Words from lines `form upos xpos head label [misc]`."""
    return tuple(_word([*line.split(), "_"]) for line in lines.strip().splitlines())


def _word(cells: list[str]) -> Word:
    form, upos, xpos, head, label, misc = cells[:6]
    return Word(
        form=form,
        lemma=form.lower(),
        upos=upos,
        xpos=xpos,
        feats="_",
        head=int(head),
        label=label,
        is_spaced="SpaceAfter=No" not in misc,
        misc=misc,
    )


@pytest.fixture
def parse() -> Parse:
    return words_of


PEOPLE = ("Mara Tolwin", "Idris Quell")
PLACES = ("Keldra", "Orrin")
VERBS = ("visited", "warned")


def _facts() -> list[tuple[str, str, str]]:
    return list(product(PEOPLE, VERBS, PLACES))


def _tree(number: int, person: str, verb: str, place: str) -> str:
    first, last = person.split()
    rows = [
        (first, first, "PROPN", "NNP", "Number=Sing", 3, "nsubj", "Entity=(1-person-new-n-1-sgl"),
        (last, last, "PROPN", "NNP", "Number=Sing", 1, "flat", "Entity=1)"),
        (verb, verb.removesuffix("ed"), "VERB", "VBD", "Tense=Past", 0, "root", "_"),
        (place, place, "PROPN", "NNP", "Number=Sing", 3, "obj", _place(number)),
        (".", ".", "PUNCT", ".", "_", 3, "punct", "_"),
    ]
    head = [f"# newdoc id = d{number}"] if number % 4 == 0 else []
    lines = [
        f"{at}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{to}\t{label}\t_\t{misc}"
        for at, (form, lemma, upos, xpos, feats, to, label, misc) in enumerate(rows, 1)
    ]
    return "\n".join([*head, f"# text = {person} {verb} {place}.", *lines, ""])


def _place(number: int) -> str:
    return f"Entity=({number + 2}-place-new-n-1-sgl)|SpaceAfter=No"


def _tagged(person: str, verb: str, place: str, labels: tuple[str, str]) -> list[tuple[str, str]]:
    who, where = labels
    first, last = person.split()
    return [(first, f"B-{who}"), (last, f"I-{who}"), (verb, "O"), (place, f"B-{where}"), (".", "O")]


def _columns(labels: tuple[str, str], line: str, prefix: str = "") -> str:
    blocks = (
        "".join(line.format(*row, at=at) for at, row in enumerate(_tagged(*fact, labels), 1))
        for fact in _facts()
    )
    return prefix + "\n".join(blocks)


def _articles() -> str:
    spans = [("PER", [0, 2]), ("LOC", [3, 4])]
    found = [
        {"type": kind, "pos": span, "sent_id": at, "name": "-"}
        for at in range(len(_facts()))
        for kind, span in spans
    ]
    sents = [[*person.split(), verb, place, "."] for person, verb, place in _facts()]
    return json.dumps([{"title": "-", "sents": sents, "vertexSet": [found]}])


@pytest.fixture(scope="session")
def treebanks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder laid out like the real one, with eight sentences in every file.

     The training trees stand there twice: the parser drops labels that it sees fewer than 20 times.
    ."""
    folder = tmp_path_factory.mktemp("treebanks")
    trees = "\n".join(_tree(number, *fact) for number, fact in enumerate(_facts())) + "\n"
    tab = "{}\t{}\n"
    copies = {"train": 2, "dev": 1, "test": 1}
    files = {f"ewt/en_ewt-ud-{part}.conllu": trees * copies[part] for part in copies}
    files |= {f"gum/gum_{part}.conllu": trees * copies[part] for part in copies}
    numbered = _columns(("PER", "LOC"), "{at}\t{}\t{}\t-\tann\n", "# newdoc id = d\n")
    files |= {f"uner/en_ewt-ud-{part}.iob2": numbered for part in ("dev", "test")}
    files["uner/en_ewt-ud-train.first-commit.iob2"] = numbered
    files |= {f"redocred/{part}_revised.json": _articles() for part in ("dev", "test")}
    politics = _columns(("politician", "country"), tab)
    files |= {
        f"crossner-politics/politics_{part}.txt": politics for part in ("train", "dev", "test")
    }
    files["wikigold/wikigold.conll.txt"] = _columns(("PER", "LOC"), "{} {}\n").replace("B-", "I-")
    military = _columns(("Person", "Location"), tab)
    files |= {f"re3d/conll/HQ/{number}.conll": military for number in range(5)}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
