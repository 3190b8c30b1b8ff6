"""Mend what encodings, editors and web pages did to a text; leave its typography alone.

Every step is a list of edits on an aligned text, so each character keeps its way back. Quotation
marks, dashes and ellipses stay as published: quotations are found by them.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import ftfy
from ftfy.badness import is_bad
from rapidfuzz.distance import Levenshtein

from communique.offsets import Aligned, Edit

LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029]")
LINE = re.compile(r"[^\n]{1,2000}(?=[ \n]|$)|[^\n]{1,2000}")
"""A line, or a piece of a very long one: comparing texts takes time by the square."""
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
C1 = re.compile(r"[\x80-\x9f]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]"
    r"|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])"
)
BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
EDGES = re.compile(r"^ | $|(?<=\n) | (?=\n)")
MANY_LINES = re.compile(r"(?<=\n\n)\n+")
MOST_PASSES = 16

Step = Callable[[str], Iterable[Edit]]


def normalised(text: Aligned) -> Aligned:
    """`text` mended: a second pass changes nothing.

    Line ends become LF; mojibake, HTML entities and C1 controls become the characters they stand
    for; NFC; blanks of any width become one blank, none at line edges; invisible characters go
    (joiners stay in scripts and emoji that need them); at most one empty line in a row.
    """
    for _ in range(MOST_PASSES):
        before = text.text
        for step in STEPS:
            text = text.edited(step(text.text))
        if text.text == before:
            break
    return text


def _line_ends(text: str) -> Iterator[Edit]:
    yield from _replaced(LINE_END, "\n", text)


def _mojibake(text: str) -> Iterator[Edit]:
    yield from _rewritten_lines(text, is_bad, ftfy.fix_encoding)


def _entities(text: str) -> Iterator[Edit]:
    for match in ENTITY.finditer(text):
        character = html.unescape(match[0])
        if (character != match[0] and character.isprintable()) or character == "\u00a0":
            yield Edit(match.start(), match.end(), character)


def _c1(text: str) -> Iterator[Edit]:
    for match in C1.finditer(text):
        character = match[0].encode("latin-1").decode("cp1252", errors="ignore")
        yield Edit(match.start(), match.end(), character)


def _composed(text: str) -> Iterator[Edit]:
    def is_decomposed(line: str) -> bool:
        return not unicodedata.is_normalized("NFC", line)

    if is_decomposed(text):
        yield from _rewritten_lines(text, is_decomposed, lambda s: unicodedata.normalize("NFC", s))


def _invisible(text: str) -> Iterator[Edit]:
    yield from _replaced(INVISIBLE, "", text)


def _blanks(text: str) -> Iterator[Edit]:
    for match in BLANKS.finditer(text):
        if match[0] != " ":
            yield Edit(match.start(), match.start() + 1, " ")
            yield Edit(match.start() + 1, match.end())


def _edges(text: str) -> Iterator[Edit]:
    yield from _replaced(EDGES, "", text)


def _many_lines(text: str) -> Iterator[Edit]:
    yield from _replaced(MANY_LINES, "", text)


def _replaced(pattern: re.Pattern[str], replacement: str, text: str) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        yield Edit(match.start(), match.end(), replacement)


def _rewritten_lines(
    text: str, is_wrong: Callable[[str], bool], rewrite: Callable[[str], str]
) -> Iterator[Edit]:
    for match in LINE.finditer(text):
        if is_wrong(match[0]):
            yield from differences(match[0], rewrite(match[0]), match.start())


def differences(old: str, new: str, offset: int = 0) -> Iterator[Edit]:
    """The edits that make `new` of `old`, which stands at `offset`."""
    for found in Levenshtein.opcodes(old, new):
        if found.tag != "equal":
            replacement = new[found.dest_start : found.dest_end]
            yield Edit(offset + found.src_start, offset + found.src_end, replacement)


STEPS: tuple[Step, ...] = (
    _line_ends,
    _mojibake,
    _entities,
    _c1,
    _composed,
    _invisible,
    _blanks,
    _edges,
    _many_lines,
)
