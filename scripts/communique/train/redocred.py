"""Re-DocRED (Tan et al., 2022, https://arxiv.org/abs/2205.12696), document by document."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.jsonl import DataError
from communique.train.named import Mention, Named, spaced
from communique.train.names import OTHER, PLACE

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": PLACE, "MISC": OTHER}


class Found(msgspec.Struct, frozen=True):
    """A mention as the file has it: `pos` counts words within sentence `sent_id`."""

    pos: tuple[int, int]
    sent_id: int
    type: str


class Article(msgspec.Struct, frozen=True, rename={"entities": "vertexSet"}):
    """A document as the file has it: its sentences in words, and the mentions of each entity."""

    sents: tuple[tuple[str, ...], ...]
    entities: tuple[tuple[Found, ...], ...]


def texts(path: Path) -> list[Named]:
    """The documents of one file.

    Raises:
        DataError: it is not what Re-DocRED publishes.
    """
    try:
        articles = msgspec.json.decode(path.read_bytes(), type=list[Article])
    except msgspec.DecodeError as error:
        raise DataError(f"{path}: not a file of Re-DocRED: {error}") from error
    return [named(article) for article in articles]


def named(article: Article) -> Named:
    """The text of one document with its mentions, each once."""
    words = tuple(word for sentence in article.sents for word in sentence)
    return Named(
        words=words, spaces=spaced(words), mentions=tuple(dict.fromkeys(_mentions(article)))
    )


def _mentions(article: Article) -> Iterator[Mention]:
    starts = [sum(map(len, article.sents[:number])) for number in range(len(article.sents))]
    for found in (found for entity in article.entities for found in entity):
        if found.type in LABELS:
            start = starts[found.sent_id]
            first, end = found.pos
            yield Mention(start + first, start + end, LABELS[found.type])
