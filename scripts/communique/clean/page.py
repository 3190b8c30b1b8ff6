"""A text as a page of lines, and what can be said of one line by itself."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.languages import Language
from communique.offsets import Aligned, Edit
from communique.records import Offset

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
TERMINAL = re.compile(
    r"(?:[.!?…][\"'”’)\]»]*(?:\s+\(?(?!SEE|MORE)[A-Z]{2,6}\)?)?|[:;,])\s*[■◆●▪∎□♦]?$"
)
"""How sentences end: with a stop, closing marks, and at times the initials of an agency."""
BULLET = re.compile(r"[•·▪‣◦●■*]\s*")
CONTENT_WORD = 4
SHORT_SENTENCE = 7
SHORT_PARAGRAPH = 12
LONG_PARAGRAPH = 35
MOST_CODE = 10
CODED = 0.6
MARKED = 0.34


@dataclass(frozen=True)
class Line:
    """A line of a page, `page.text[start:end]`, without blanks at its edges."""

    start: Offset
    end: Offset
    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words of the line as they stand."""
        return WORD.findall(self.text)

    @cached_property
    def is_terminated(self) -> bool:
        """Whether the line ends as sentences and their parts do."""
        return TERMINAL.search(self.text) is not None

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line is a sentence of some length that ends with a full stop."""
        return (
            len(self.words) >= SHORT_SENTENCE and re.search(r"\.[\"'”’)]*$", self.text) is not None
        )

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads as a paragraph: a closed sentence of some length, or long."""
        words = len(self.words)
        return words >= LONG_PARAGRAPH or (self.is_terminated and words >= SHORT_PARAGRAPH)

    @cached_property
    def key(self) -> str:
        """The line's words in lower case: equal for two copies of a headline."""
        return " ".join(word.lower().replace("’", "'") for word in self.words)

    def title_case(self, language: Language) -> float:
        """The share of words, small ones and numbers aside, that begin with a capital."""
        words = [w for w in self.words if w.lower() not in language.small_words and w[0].isalpha()]
        return sum(w[0].isupper() for w in words) / len(words) if words else 0.0

    def furniture(self, language: Language) -> float:
        """The share of words that the furniture of pages is made of; numbers count among them.

        Small words count only where there are no others.
        """
        words = [word.lower() for word in self.words]
        own = [word for word in words if word not in language.small_words] or words
        known = language.furniture_words
        return sum(w in known or w[0].isdigit() for w in own) / len(own) if own else 1.0

    @cached_property
    def is_code(self) -> bool:
        """Whether the line is a wire's code: capitals, digits and slashes, hardly a word."""
        tokens = [token for token in re.split(r"[\s,]+", self.text) if token]
        codes = [t for t in tokens if re.fullmatch(r"[A-Z0-9/:()._=+&*#-]+", t)]
        marked = [t for t in tokens if re.search(r"\d|/|--|_", t)]
        return (
            0 < len(tokens) <= MOST_CODE
            and len(codes) >= CODED * len(tokens)
            and len(marked) >= MARKED * len(tokens)
        )

    def content(self) -> set[str]:
        """The beginnings of the words that carry content, to compare lines by."""
        return {word.lower()[:5] for word in self.words if len(word) >= CONTENT_WORD}


@dataclass(frozen=True)
class Page:
    """The lines of a text, in order; `title` is one that is known from outside, if any."""

    text: Aligned
    lines: tuple[Line, ...]
    language: Language
    title: str | None = None

    @cached_property
    def first_prose(self) -> int:
        """The index of the first line that reads as a paragraph; past the last if none does."""
        return next((i for i, line in enumerate(self.lines) if line.is_prose), len(self.lines))

    @cached_property
    def last_prose(self) -> int:
        """The index of the last line that reads as a paragraph; -1 if none does."""
        last = len(self.lines) - 1
        return next((i for i in range(last, -1, -1) if self.lines[i].is_prose), -1)


def page(text: Aligned, language: Language, title: str | None = None) -> Page:
    """The page of a normalised text. Wrapped lines are joined again to paragraphs."""
    text = unwrapped(text)
    return Page(text, tuple(_lines(text.text)), language, title)


def _lines(text: str) -> Iterator[Line]:
    for match in re.finditer(r"[^\n]+", text):
        stripped = match[0].strip(" ")
        if stripped:
            start = match.start() + match[0].index(stripped[0])
            yield Line(start, start + len(stripped), stripped)


MOST_WRAPPED_WIDTH = 100
LEAST_WRAPPED_WIDTH = 50


def unwrapped(text: Aligned) -> Aligned:
    """`text` with paragraphs that were wrapped at a fixed width on one line again.

    A text counts as wrapped where no line is long and most lines that do not end their paragraph
    are of about full width and end amid a sentence.
    """
    if not _is_wrapped(text.text):
        return text
    edits = [_joint(m.start()) for m in re.finditer(r"(?<=[^\n])\n(?=[^\n])", text.text)]
    return text.edited(edits)


def _joint(offset: Offset) -> Edit:
    return Edit(offset, offset + 1, " ")


def _is_wrapped(text: str) -> bool:
    lines = text.split("\n")
    inner = [a for a, b in itertools.pairwise(lines) if a and b]
    if len(inner) < 5 or max(map(len, lines)) > MOST_WRAPPED_WIDTH:  # noqa: PLR2004
        return False
    full = [line for line in inner if len(line) >= LEAST_WRAPPED_WIDTH]
    open_ends = [line for line in full if not TERMINAL.search(line)]
    return len(full) > 0.8 * len(inner) and len(open_ends) > 0.6 * len(inner)
