"""Reading of files with one word a line and its label behind it."""

from collections.abc import Iterable, Iterator, Mapping

from communique.jsonl import DataError
from communique.train.named import Mention, Named, spaced

Row = tuple[str, str]
"""A word and its tag: `O`, or a label behind `B-` or `I-`."""


def blocks(lines: Iterable[str], name: str, separator: str = "\t") -> Iterator[list[Row]]:
    """The stretches between blank lines of the file called `name`.

    Raises:
        DataError: a line has no second column.
    """
    block: list[Row] = []
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\n").split(separator)
        if not any(cell.strip() for cell in row):
            if block:
                yield block
            block = []
        elif len(row) != 2:  # noqa: PLR2004 -- a word and its tag
            raise DataError(f"{name}:{number}: not a word and a tag; is the file whole?")
        else:
            block.append((row[0], row[1]))
    if block:
        yield block


def named(rows: Iterable[Row], labels: Mapping[str, str]) -> Named:
    """A text of rows, its labels translated; a label that `labels` lacks is no name."""
    pairs = list(rows)
    text = tuple(word for word, _ in pairs)
    found = mentions([tag for _, tag in pairs])
    kept = (Mention(m.start, m.end, labels[m.label]) for m in found if m.label in labels)
    return Named(words=text, spaces=spaced(text), mentions=tuple(kept))


def mentions(tags: Iterable[str]) -> Iterator[Mention]:
    """The mentions of a row of tags; an `I-` that continues nothing begins one."""
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        kind = tag[2:]
        if label and (kind != label or tag.startswith("B-")):
            yield Mention(start, at, label)
            label = ""
        if kind and not label:
            start, label = at, kind
