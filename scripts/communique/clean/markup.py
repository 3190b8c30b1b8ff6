"""HTML pages: what is visible, where it stands in the raw file, and which of it is the article.

trafilatura finds the article; the standard library's parser keeps the offsets that trafilatura
loses. A visible line is the article's where trafilatura's extract holds it.
"""

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.clean.visible import Visible, visible
from communique.items import Stated

if TYPE_CHECKING:
    from trafilatura.settings import Document as Found

DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""The date of publication as the page's metadata has it; no guesses from the body."""
LEAST_PART = 20
"""Shorter lines count as the article's only where they are a whole line of it."""


class NoArticleError(ValueError):
    """The page holds no article that can be told from what surrounds it."""

    reason = "no-article"


@dataclass(frozen=True)
class Extract:
    """The visible text of a page, the lines of it that are the article, and what it states.

    `article` holds the extract's lines and `running` all of it, both as words in lower case.
    """

    page: Visible
    article: frozenset[str]
    running: str
    stated: Stated

    def holds(self, line: str) -> bool:
        """Whether a visible line, its blanks and typography mended, belongs to the article."""
        key = _key(line)
        return key in self.article or (len(key) >= LEAST_PART and key in self.running)


def extract(raw: str) -> Extract:
    """Tell the article of an HTML page from the rest.

    Raises:
        NoArticleError: trafilatura finds none.
    """
    import trafilatura  # noqa: PLC0415  (a third of a second; most sources are no HTML)
    from trafilatura.settings import Document as Found  # noqa: PLC0415

    found = trafilatura.bare_extraction(
        raw, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    if not isinstance(found, Found) or not found.text or len(found.text.split()) < 20:  # noqa: PLR2004
        raise NoArticleError(
            "no paragraphs of running text were found; save the article's own page"
        )
    lines = frozenset(_key(line) for line in [*found.text.split("\n"), found.title or ""] if line)
    return Extract(visible(raw), lines, _key(found.text), _stated(found, raw))


def _stated(found: "Found", raw: str) -> Stated:
    """A date counts where the page holds it as such: trafilatura also guesses."""
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    published = found.date if found.date and found.date in raw else None
    return Stated(title=found.title, publisher=found.sitename, published=published, bylines=authors)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", html.unescape(text)).strip().lower()
