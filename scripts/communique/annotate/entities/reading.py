"""A document as names are looked for in it: its tokens, and which of them a capital tells of."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from communique.annotate.values import Value
from communique.languages.naming import Naming

MARKS = frozenset("\"'“”‘’«»„([{—–-•")
"""Marks that a sentence or line may begin with."""
POSSESSIVES = frozenset(["'s", "’s", "'", "’", "´s"])
DETERMINERS = frozenset(["the", "a", "an", "both", "either", "neither"])
TITLE_CASE = 0.8
"""Share of the longer words of a line that have a capital where it is in title case."""
LONG = 4
"""Letters of words that title case gives a capital."""


@dataclass(frozen=True)
class Reading:
    """Tokens as text and in lower case, and what each says by where it stands.

    `opens` tokens are the first of a sentence or line; `headed` ones stand in a line in title
    case: there a capital tells nothing. `timed` ones are in a time or date. `common` are the words
    that also stand without a capital; `familiar` ones those that the pipeline was trained on.
    """

    words: Naming
    texts: tuple[str, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]
    opens: tuple[bool, ...]
    headed: tuple[bool, ...]
    timed: tuple[bool, ...]
    common: frozenset[str]
    familiar: Container[str] = frozenset()

    def is_capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.texts[at][0].isupper()

    def is_telling(self, at: int) -> bool:
        """Whether a token's capital says that it is a name or a part of one."""
        text = self.texts[at]
        if not text[0].isupper() or self.headed[at] or self.lower[at] in self.words.never_names:
            return False
        return not self.opens[at] or (text.isupper() and len(text) > 1)

    def is_proper(self, at: int) -> bool:
        """Whether the tagger takes a token for a name; True where there is no tagger."""
        return self.tags[at] in {"", "NNP", "NNPS"}

    def surface(self, start: int, end: int) -> str:
        """The tokens of a stretch with one blank between them, apostrophes made straight."""
        return " ".join(self.texts[start:end]).replace("’", "'")

    def before(self, at: int) -> str:
        """The token before `at` in lower case; empty at the beginning."""
        return self.lower[at - 1] if at > 0 else ""

    def after(self, at: int) -> str:
        """The token at `at` in lower case; empty behind the end."""
        return self.lower[at] if at < len(self.lower) else ""


def reading(
    doc: Doc, words: Naming, times: Iterable[Value] = (), familiar: Container[str] = frozenset()
) -> Reading:
    """What `doc` looks like; its tags and sentences are used where it has any."""
    covered = {
        at for each in times if each.label in {"DATE", "TIME"} for at in range(each.start, each.end)
    }
    read = [(token.text, token.tag_, token.is_sent_start, token.idx) for token in doc]
    texts = tuple(text for text, _, _, _ in read)
    has_sentences = doc.has_annotation("SENT_START")
    headed = tuple(_headed(texts))
    return Reading(
        words=words,
        texts=texts,
        lower=tuple(text.lower() for text in texts),
        tags=tuple(tag for _, tag, _, _ in read),
        opens=tuple(_opens((text, has_sentences and bool(first)) for text, _, first, _ in read)),
        headed=headed,
        timed=tuple(at in covered for _, _, _, at in read),
        common=frozenset(text for text in texts if text.islower()),
        familiar=familiar,
    )


def _opens(tokens: Iterable[tuple[str, bool]]) -> Iterator[bool]:
    """For each token, given with whether it begins a sentence, whether it opens one or a line."""
    is_open = True
    for text, is_first in tokens:
        if is_first or "\n" in text:
            is_open = True
        yield is_open
        is_open = (is_open and not text[0].isalnum()) or text in {":", "“", "‘", "•"}


def _headed(texts: tuple[str, ...]) -> Iterator[bool]:
    """Whether each token stands in a line in title case or capitals."""
    line: list[str] = []
    for text in texts:
        line.append(text)
        if "\n" in text:
            yield from [is_title_case(tuple(line))] * len(line)
            line = []
    yield from [is_title_case(tuple(line))] * len(line)


@lru_cache(maxsize=4096)
def is_title_case(line: tuple[str, ...]) -> bool:
    """Whether nearly all longer words of a line have a capital, the first one aside.

    What ends with a stop is a sentence.
    """
    if line and "\n" in line[-1]:
        line = line[:-1]
    if line[-1:] and line[-1] in {".", ";", ","}:
        return False
    long = [word for word in line[1:] if word.isalpha() and len(word) >= LONG]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) > 1 and capitals > TITLE_CASE * len(long)
