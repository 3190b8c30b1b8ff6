"""Stretches of several sentences, spaced and varied as news copy is, for training."""

import random
import re
from collections.abc import Iterable, Iterator
from itertools import cycle

from msgspec.structs import replace

from communique.train.conllu import Sentence, Word

WORDS = 120
"""Words of a chunk: enough sentences for the parser to see where they end."""
CURLY_SHARE = 0.4
"""Share of the chunks that get a newsroom's typography; no loss was seen on straight text."""
DASHES = {"--": "—", "...": "…", "'s": "’s", "n't": "n’t", "'": "’"}
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|^'(?=\w+$)")

Chunk = tuple[Sentence, ...]


def chunks(sentences: Iterable[Sentence], words: int = WORDS) -> Iterator[Chunk]:
    """Sentences that follow one another in a document, about `words` words together."""
    chunk: list[Sentence] = []
    size = 0
    for sentence in sentences:
        if chunk and (sentence.opens_document or size >= words):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(sentence)
        size += len(sentence.words)
    if chunk:
        yield tuple(chunk)


def varied(whole: Iterable[Chunk], chance: random.Random) -> list[Chunk]:
    """The chunks, some of them with curly quotation marks and dashes."""
    return [curled(chunk) if chance.random() < CURLY_SHARE else chunk for chunk in whole]


def curled(chunk: Chunk) -> Chunk:
    """`chunk` with the typography of a newsroom; every word stays where it is."""
    marks = cycle("“”")
    return tuple(
        replace(s, words=tuple(_curled(word, marks) for word in s.words), text="") for s in chunk
    )


def _curled(word: Word, marks: Iterator[str]) -> Word:
    if word.form == '"':
        mark = next(marks)
        return replace(word, form=mark, lemma=mark)
    form = DASHES.get(word.form) or APOSTROPHE.sub("’", word.form)
    is_mark = word.lemma == word.form and word.form in DASHES
    return replace(word, form=form, lemma=form if is_mark else word.lemma)
