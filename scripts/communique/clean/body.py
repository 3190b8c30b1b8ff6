"""The body and the tail of a page: other stories' headlines among true subheads, and page ends."""

import re
from collections.abc import Iterator

from communique.clean.cues import LIST_ITEM
from communique.clean.page import BULLET, Page
from communique.clean.title import title_index
from communique.clean.verdicts import Verdict, Verdicts, of_line

PICTURED = re.compile(r"[A-ZÀ-Þ]\w+(?: \w+)?: \S")
"""How captions of tabloids begin: with a word about the picture."""
HEADLINE_CASE = 0.8
LONG_HEADLINE = 6
LONG_SENTENCE = 8
MUCH_SHARED = 0.6
FEW_CLOSED = 0.34
LATE = 0.7
LEAST_SENTENCE = 4
MOST_HEADLINE_WORDS = 30


def body_verdicts(page: Page, known: Verdicts) -> Verdicts:
    """What goes from body and tail, beside the lines `known` to go."""
    found = dict(_sections(page, known))
    found |= dict(_tail(page, known | found))
    return found | dict(_headlines(page, known | found))


def _sections(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """A heading such as “Most read”, with the headlines that follow it."""
    title = title_index(page, known)
    for i in range(0 if title is None else title + 1, len(page.lines)):
        heading = page.lines[i].text
        if not page.language.tail_pattern.fullmatch(heading):
            continue
        if i not in known:
            yield i, of_line(page.lines[i], "navigation", "section-of-links")
        reason = _reason_under(heading)
        for j in _links_after(page, i, known):
            yield j, of_line(page.lines[j], reason, "section-of-links")


def _reason_under(heading: str) -> str:
    lowered = heading.lower()
    if "newsletter" in lowered:
        return "newsletter"
    return "navigation" if lowered.startswith(("prev", "next")) else "related-story"


def _links_after(page: Page, heading: int, known: Verdicts) -> Iterator[int]:
    """The headlines under a heading: to the end of the page, or to what is no headline."""
    rest = range(heading + 1, len(page.lines))
    unknown = [i for i in rest if i not in known]
    closed = [i for i in unknown if page.lines[i].is_terminated]
    few = len(closed) <= FEW_CLOSED * len(unknown)
    late = heading >= LATE * len(page.lines) and heading > page.last_prose
    if heading > page.first_prose and (few or late):
        yield from unknown
        return
    bulleted = bool(rest) and BULLET.match(page.lines[rest[0]].text) is not None
    for i in rest:
        line = page.lines[i]
        point = BULLET.match(line.text) is not None
        if line.is_terminated or line.is_prose or point != bulleted:
            return
        if i in known and known[i].reason != "breadcrumb":
            return
        yield i


def _tail(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    """After the last paragraph nothing that ends without a stop is part of the article.

    A line there that names people of the trade, or an agency, is a credit.
    """
    closed = _closed(page, known)
    if not closed:
        return
    for i in range(closed[-1] + 1, len(page.lines)):
        line = page.lines[i]
        if i not in known and not line.is_terminated and not _is_item(page, i):
            reason = "related-story" if len(line.words) >= LEAST_SENTENCE else "label"
            if page.language.role_pattern.search(line.text):
                reason = "credit"
            yield i, of_line(line, reason, "headline-at-end")


def _headlines(page: Page, known: Verdicts) -> Iterator[tuple[int, Verdict]]:
    for i in subheads(page, known):
        if _is_other_story(page, i, known):
            yield i, of_line(page.lines[i], "related-story", "headline-in-body")


def subheads(page: Page, known: Verdicts) -> Iterator[int]:
    """Lines between paragraphs that end without a stop: subheads, or headlines of other stories."""
    prose = [i for i, line in enumerate(page.lines) if line.is_prose and i not in known]
    closed = _closed(page, known)
    for i in range(prose[0] + 1 if prose else 0, closed[-1] if closed and prose else 0):
        line = page.lines[i]
        if i in known or line.is_prose or line.is_terminated or _is_item(page, i):
            continue
        if len(line.words) <= MOST_HEADLINE_WORDS:
            yield i


def _closed(page: Page, known: Verdicts) -> list[int]:
    """The lines from the first paragraph on that end as sentences do."""
    lines = range(page.first_prose, len(page.lines))
    return [
        i
        for i in lines
        if i not in known
        and page.lines[i].is_terminated
        and len(page.lines[i].words) >= LEAST_SENTENCE
    ]


def _is_item(page: Page, i: int) -> bool:
    """Whether a line belongs to a list in the article."""
    text = page.lines[i].text
    if LIST_ITEM.match(text) or BULLET.match(text):
        return True
    return i > 0 and page.lines[i - 1].text.endswith(":")


def _is_other_story(page: Page, i: int, known: Verdicts) -> bool:
    line = page.lines[i]
    if PICTURED.match(line.text) and len(line.words) >= LONG_HEADLINE:
        return True
    shared = _shared_with_section(page, i, known)
    if line.title_case(page.language) >= HEADLINE_CASE:
        return len(line.words) >= LONG_HEADLINE and shared < MUCH_SHARED
    if len(line.words) >= LONG_SENTENCE + 2:
        return True
    return len(line.words) >= LONG_SENTENCE and shared < MUCH_SHARED / 2


def _shared_with_section(page: Page, i: int, known: Verdicts) -> float:
    """The share of a line's content words that recur before the next line of its kind."""
    own = page.lines[i].content()
    section: set[str] = set()
    for j in range(i + 1, len(page.lines)):
        line = page.lines[j]
        if j not in known and not line.is_terminated and not line.is_prose:
            break
        if j not in known:
            section |= line.content()
    return len(own & section) / len(own) if own else 0.0
