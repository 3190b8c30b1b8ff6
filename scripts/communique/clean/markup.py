"""HTML pages: what is visible, where it stands in the raw file, and which of it is the article.

trafilatura finds the article; the standard library's parser keeps the offsets that trafilatura
loses. A visible line is the article's where trafilatura's extract holds it.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import trafilatura

from communique.offsets import Aligned, Edit, Offset
from communique.sources.items import Stated

BLOCK = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr img input label "
    "legend li main nav ol option p picture pre section select source summary table tbody td "
    "textarea tfoot th thead tr ul video".split()
)
UNSEEN = frozenset(["script", "style", "head", "template", "noscript", "svg", "iframe", "object"])
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
AROUND = frozenset(["nav", "header", "footer", "aside", "form", "menu"])
PARAGRAPH = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "article"])
ASIDE = frozenset(["nav", "header", "footer", "aside", "form", "figure", "button", "menu", "table"])
"""Parts of a page that hold no line of the article that its extract lacks."""
LINK = frozenset(["a", "span", "time"])
"""Links side by side in a page's surroundings are lines to a reader, not words of a sentence."""
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""The date of publication as the page's metadata has it; no guesses from the body."""
LEAST_PART = 20
"""Shorter lines count as the article's only where they are a whole line of it."""


class NoArticleError(ValueError):
    """The page holds no article that can be told from what surrounds it."""


@dataclass(frozen=True)
class Extract:
    """The visible text of a page, the lines of it that are the article, and what it states.

    `article` holds normalised lines; `text` is aligned with the raw file.
    """

    text: Aligned
    article: frozenset[str]
    running: str
    stated: Stated
    asides: tuple[tuple[Offset, Offset], ...]

    def holds(self, line: str) -> bool:
        """Whether a visible line, its blanks and typography mended, belongs to the article."""
        key = _key(line)
        return key in self.article or (len(key) >= LEAST_PART and key in self.running)

    def is_aside(self, raw_start: Offset) -> bool:
        """Whether a place of the raw file lies in a part of the page beside the article."""
        return any(start <= raw_start < end for start, end in self.asides)


def extract(raw: str) -> Extract:
    """Tell the article of an HTML page from the rest.

    Raises:
        NoArticleError: trafilatura finds none.
    """
    found = trafilatura.bare_extraction(
        raw, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    if found is None or not found.text or len(found.text.split()) < 20:  # noqa: PLR2004
        raise NoArticleError("the page holds no article: no paragraphs of running text were found")
    lines = frozenset(_key(line) for line in [*found.text.split("\n"), found.title or ""] if line)
    scanner = _scanned(raw)
    text = _text(raw, scanner)
    return Extract(text, lines, _key(found.text), _stated(found, raw), tuple(scanner.asides))


def _stated(found: "trafilatura.settings.Document", raw: str) -> Stated:
    """A date counts where the page holds it as such: trafilatura also guesses."""
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    published = found.date if found.date and found.date in raw else None
    return Stated(
        title=found.title, publisher=found.sitename, published=published, bylines=authors
    )


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", html.unescape(text)).strip().lower()


def visible(raw: str) -> Aligned:
    """The text of an HTML page that a reader sees, one line a block, aligned with `raw`."""
    return _text(raw, _scanned(raw))


def _scanned(raw: str) -> "_Scanner":
    scanner = _Scanner(raw)
    scanner.feed(raw)
    scanner.close()
    return scanner


def _text(raw: str, scanner: "_Scanner") -> Aligned:
    text = Aligned.of(raw).edited(scanner.edits())
    return text.edited(_unescaped(text.text))


def _unescaped(text: str) -> list[Edit]:
    found = re.finditer(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", text)
    return [Edit(m.start(), m.end(), html.unescape(m[0])) for m in found]


@dataclass
class _Scanner(HTMLParser):
    """Collects the stretches of visible text; everything between them is markup."""

    raw: str
    shown: list[tuple[Offset, Offset]] = field(default_factory=list)
    breaks: set[Offset] = field(default_factory=set)
    asides: list[tuple[Offset, Offset]] = field(default_factory=list)
    hidden: int = 0
    around: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(m.end() for m in re.finditer("\n", self.raw))]

    def _here(self) -> Offset:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block or a hidden part."""
        del attrs
        self._break(tag)
        if tag in AROUND or tag in PARAGRAPH:
            self.around.append(tag)
        if tag in ASIDE:
            self.asides.append((self._here(), len(self.raw)))
        if tag in UNSEEN and tag not in VOID:
            self.hidden += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content breaks the line if it is a block."""
        del attrs
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a block or a hidden part."""
        self._break(tag)
        if tag in self.around:
            while self.around.pop() != tag:
                pass
        if tag in UNSEEN:
            self.hidden = max(0, self.hidden - 1)
        if tag in ASIDE:
            self._close_aside()

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        self._show(len(data))

    def handle_entityref(self, name: str) -> None:
        """Keep a named character."""
        self._show(len(name) + 1 + self._semicolon(len(name) + 1))

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character."""
        self._show(len(name) + 2 + self._semicolon(len(name) + 2))

    def _semicolon(self, length: int) -> int:
        return int(self.raw[self._here() + length : self._here() + length + 1] == ";")

    def _show(self, length: int) -> None:
        if not self.hidden:
            self.shown.append((self._here(), self._here() + length))

    def _break(self, tag: str) -> None:
        links = tag in LINK and bool(self.around) and self.around[-1] in AROUND
        if tag in BLOCK or links or (tag == "a" and self._follows_link()):
            self.breaks.add(self._here())

    def _close_aside(self) -> None:
        """End the last part beside the article that is still open."""
        for i in range(len(self.asides) - 1, -1, -1):
            if self.asides[i][1] == len(self.raw):
                self.asides[i] = (self.asides[i][0], self._here())
                return

    def _follows_link(self) -> bool:
        """Whether nothing but blanks and marks stands between the last link and here."""
        last = self.raw.rfind("</a>", 0, self._here())
        between = self.raw[last + 4 : self._here()]
        return last >= 0 and re.fullmatch(r"[\s|·•/,]*", between) is not None

    def edits(self) -> list[Edit]:
        """The edits that leave the visible text: markup goes, blocks end in a line end.

        Line ends inside a block are blanks to a reader, so they become blanks.
        """
        edits: list[Edit] = []
        at = 0
        for start, end in [*self.shown, (len(self.raw), len(self.raw))]:
            if start > at:
                broken = any(at <= offset < start for offset in self.breaks)
                edits.append(Edit(at, start, "\n" if broken else ""))
            edits += [
                Edit(m.start(), m.end(), " ")
                for m in re.compile(r"[\r\n\t]").finditer(self.raw, start, end)
            ]
            at = end
        return edits
