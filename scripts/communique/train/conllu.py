"""Sentences of a treebank, read from CoNLL-U (https://universaldependencies.org/format.html).

Empty nodes are left out. A multiword line (`1-2 don't`) only says how its words are spaced.
"""

from collections.abc import Iterable, Iterator

from communique.jsonl import DataError
from communique.records import Record

COLUMNS = 10


class Word(Record, frozen=True, kw_only=True):
    """A syntactic word; `head` counts from 1 within the sentence, 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    label: str
    is_spaced: bool = True
    misc: str = "_"


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence; `text` is what its comment says, without a blank at the end."""

    words: tuple[Word, ...]
    text: str = ""
    opens_document: bool = False
    opens_paragraph: bool = False


def sentences(lines: Iterable[str], name: str) -> Iterator[Sentence]:
    """The sentences of the file called `name`, of which `lines` are the lines.

    Raises:
        DataError: a line has not ten columns, or its numbers are no numbers.
    """
    comments: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\n")
        if row.startswith("#"):
            comments.append(row)
        elif row:
            rows.append(_columns(row, name, number))
        elif rows:
            yield _sentence(comments, rows)
            comments, rows = [], []
    if rows:
        yield _sentence(comments, rows)


def _columns(row: str, name: str, number: int) -> list[str]:
    columns = row.split("\t")
    if len(columns) != COLUMNS or not (columns[6] == "_" or columns[6].isdigit()):
        raise DataError(
            f"{name}:{number}: this is no line of CoNLL-U (ten columns between tabs, the seventh"
            f" a number); is the file whole?"
        )
    return columns


def _sentence(comments: list[str], rows: list[list[str]]) -> Sentence:
    texts = [line.removeprefix("# text = ") for line in comments if line.startswith("# text = ")]
    return Sentence(
        words=tuple(_words(rows)),
        text=texts[0].strip() if texts else "",
        opens_document=any(line.startswith("# newdoc") for line in comments),
        opens_paragraph=any(line.startswith("# newpar") for line in comments),
    )


def _words(rows: list[list[str]]) -> Iterator[Word]:
    last_of_range, is_range_spaced = 0, True
    for row in rows:
        if "-" in row[0]:
            last_of_range = int(row[0].split("-")[1])
            is_range_spaced = _is_spaced(row)
        elif "." not in row[0]:
            number = int(row[0])
            if number < last_of_range:
                yield _word(row, is_spaced=False)
            else:
                ends_range = number == last_of_range
                yield _word(row, is_spaced=is_range_spaced if ends_range else _is_spaced(row))


def _is_spaced(row: list[str]) -> bool:
    return "SpaceAfter=No" not in row[9].split("|")


def _word(row: list[str], *, is_spaced: bool) -> Word:
    return Word(
        form=row[1],
        lemma=row[2],
        upos=row[3],
        xpos=row[4],
        feats=row[5],
        head=int(row[6]),
        label=row[7],
        is_spaced=is_spaced,
        misc=row[9],
    )
