"""Take boilerplate off a text, rule by rule, until nothing more is found; mark what is left.

Each pass looks at the text that the pass before left, as if it were new: so the result does not
change when it is cleaned again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.clean.body import body_verdicts, subheads
from communique.clean.cues import cue_verdicts
from communique.clean.head import head_verdicts
from communique.clean.page import Page, page
from communique.clean.prefixes import dateline_prefix, glued_prefix, stamp_prefixes
from communique.clean.title import standfirst_index, title_index
from communique.clean.verdicts import Verdict, Verdicts
from communique.languages import Language
from communique.offsets import Aligned, joined
from communique.records import Block

MOST_PASSES = 12
BETWEEN_BLOCKS = "\n\n"


@dataclass(frozen=True)
class Piece:
    """Text that was removed, with its alignment to the raw text."""

    text: Aligned
    reason: str
    rule: str


@dataclass(frozen=True)
class Stripped:
    """What is left of a text, its marked blocks, and what was removed, in the order of passes."""

    text: Aligned
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]


def stripped(text: Aligned, language: Language, title: str | None = None) -> Stripped:
    """`text` without boilerplate; paragraphs are one line each, an empty line between them."""
    pieces: list[Piece] = []
    current = page(text, language, title)
    for _ in range(MOST_PASSES):
        verdicts = _verdicts(current)
        pieces += [_piece(current, verdict) for verdict in verdicts]
        left = _without(current, verdicts)
        if left.text == current.text.text:
            break
        current = page(left, language, title)
    return Stripped(current.text, _blocks(current), tuple(pieces))


def line_verdicts(page: Page) -> Verdicts:
    """The lines of a page that go, by all the rules, in one pass."""
    lines = cue_verdicts(page)
    lines |= head_verdicts(page, lines)
    return lines | body_verdicts(page, lines)


def _verdicts(page: Page) -> list[Verdict]:
    """A prefix glued to the title goes first: the next pass judges what is left of its line."""
    glued = glued_prefix(page)
    if glued is not None:
        return [glued]
    lines = line_verdicts(page)
    dateline = dateline_prefix(page, lines)
    prefixes = [*stamp_prefixes(page, lines), *([dateline] if dateline else [])]
    starts = {prefix.start: prefix for prefix in prefixes}
    found = [*lines.values(), *starts.values()]
    return sorted(found, key=lambda verdict: verdict.start)


def _piece(page: Page, verdict: Verdict) -> Piece:
    covered = page.text.text[verdict.start : verdict.end]
    end = verdict.start + len(covered.rstrip())
    return Piece(page.text.slice(verdict.start, end), verdict.reason, verdict.rule)


def _without(page: Page, verdicts: Iterable[Verdict]) -> Aligned:
    """The lines that are left, or what is left of them, with an empty line between them."""
    cut = {verdict.start: verdict.end for verdict in verdicts}
    parts: list[Aligned | str] = []
    for line in page.lines:
        start = cut.get(line.start, line.start)
        if start < line.end:
            parts += [BETWEEN_BLOCKS] if parts else []
            parts.append(page.text.slice(start, line.end))
    return joined(parts)


def _blocks(page: Page) -> tuple[Block, ...]:
    kinds = dict.fromkeys(subheads(page, {}), "subhead")
    if (standfirst := standfirst_index(page)) is not None:
        kinds[standfirst] = "standfirst"
    if (title := title_index(page, {})) is not None:
        kinds[title] = "title"
    lines = ((page.lines[i], kinds[i]) for i in sorted(kinds))
    return tuple(Block(line.start, line.end, kind) for line, kind in lines)
