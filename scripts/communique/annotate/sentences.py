"""Sentences, by spaCy's rule `sentencizer`, with the traps of news copy mended.

Every paragraph is split by itself. The rule ends a sentence at a stop; it is wrong where the stop
belongs to an abbreviation, where a sentence goes on in lower case behind a closing quotation mark,
and where a bracketed or quoted end belongs to the sentence before.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique.languages import Language
from communique.records import Document, Range
from communique.stage import Dropped, Stage

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERSION = 1
PARAGRAPH = re.compile(r"[^\n]+")
GOES_ON = re.compile(r"\s*(?:[a-z]|[,;:–—)])")
INITIALS = re.compile(r"(?:^|[\s(“\"'])(?:[A-Z]\.){1,4}$")
NO_PROSE = re.compile(r"\S{400}")
"""So long a stretch without a blank is no prose, and takes spaCy's tokenizer minutes."""
LOOK = 60
"""Characters around an end that decide about it."""
CLOSERS = "\"'”’)]»"

OPENED = re.compile(r"\s+[“\"‘'(\[«]+\Z")
"""The rule leaves marks that open the next sentence at the end of the one before."""

Split = Callable[[str], Iterable[tuple[int, int]]]


def sentence_stage(language: Language) -> Stage[Document, Document]:
    """The stage that gives documents their sentences."""
    split = sentence_splitter(language)

    def run(documents: Iterable[Document]) -> Iterator[Document | Dropped]:
        return (with_sentences(document, split) for document in documents)

    return Stage(name="sentences", version=VERSION, run=run)


def with_sentences(document: Document, split: Split) -> Document:
    """`document` with its sentences; as it is where its text is withheld."""
    if document.text is None:
        return document
    return replace(document, sentences=tuple(sentences(document.text, split)))


def sentences(text: str, split: Split) -> Iterator[Range]:
    """The sentences of `text`, none of which crosses a line end."""
    for paragraph in PARAGRAPH.finditer(text):
        for start, end in split(paragraph[0]):
            yield Range(paragraph.start() + start, paragraph.start() + end)


def sentence_splitter(language: Language) -> Split:
    """A splitter of one paragraph into (start, end) pairs, without blanks at the edges."""
    import spacy  # noqa: PLC0415  (a second and a half, which commands without it need not wait)

    nlp = spacy.blank("en")
    nlp.max_length = sys.maxsize  # the limit is for parsers; the rule needs no memory to speak of
    nlp.add_pipe("sentencizer")
    abbreviations = frozenset(language.abbreviations)

    def split(paragraph: str) -> Iterator[tuple[int, int]]:
        if NO_PROSE.search(paragraph):
            return _trimmed(paragraph, [])
        return _trimmed(paragraph, _joined(paragraph, _ends(nlp(paragraph)), abbreviations))

    return split


def _ends(doc: "Doc") -> list[int]:
    return [sentence.end_char for sentence in doc.sents]


def _joined(paragraph: str, ends: Iterable[int], abbreviations: frozenset[str]) -> Iterator[int]:
    """The ends that truly end a sentence, moved behind closing marks."""
    last = 0
    for end in ends:
        opened = OPENED.search(paragraph, last, end)
        moved = opened.start() if opened else end
        while moved < len(paragraph) and paragraph[moved] in CLOSERS:
            moved += 1
        if moved > last and not _is_within(paragraph, moved, abbreviations):
            last = moved
            yield moved


def _is_within(paragraph: str, end: int, abbreviations: frozenset[str]) -> bool:
    rest = paragraph[end : end + LOOK]
    if not rest.strip():
        return False
    before = paragraph[max(0, end - LOOK) : end]
    word = before.rsplit(" ", 1)[-1].lstrip("“\"‘'([")
    ends_name = word in abbreviations or INITIALS.search(before) is not None
    starts_anew = re.match(r"\s+[“\"‘'(\[]*[A-ZÀ-Þ0-9]", rest) is not None
    if ends_name:
        return not (starts_anew and word in SENTENCE_ENDING and _begins_sentence(rest))
    return GOES_ON.match(rest) is not None or not rest[0].isspace()


SENTENCE_ENDING = frozenset(
    ["U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "a.m.", "p.m.", "etc.", "Inc."]
)
OPENERS = re.compile(
    r"\s+[“\"‘'(]*(?:The|A|An|In|On|At|He|She|It|They|We|I|But|And|However|After|Before|This|That"
    r"|These|Those|His|Her|Its|Their|Our|For|As|When|While|If|There|Asked|Earlier|Later|Meanwhile)\b"
)


def _begins_sentence(rest: str) -> bool:
    return OPENERS.match(rest) is not None


def _trimmed(paragraph: str, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in ends:
        stretch = paragraph[start:end]
        if stripped := stretch.strip():
            first = start + stretch.index(stripped[0])
            yield first, first + len(stripped)
        start = end
    if tail := paragraph[start:].strip():
        first = start + paragraph[start:].index(tail[0])
        yield first, first + len(tail)
