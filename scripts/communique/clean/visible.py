"""What a reader sees of an HTML page, one line a block, with the way back to the raw file.

The standard library's parser gives the offsets that extractors lose.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from communique.offsets import Aligned, Edit
from communique.records import Offset

BLOCK = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr img input label "
    "legend li main nav ol option p picture pre section select source summary table tbody td "
    "textarea tfoot th thead tr ul video".split()
)
UNSEEN = frozenset(["script", "style", "head", "template", "noscript", "svg", "iframe", "object"])
LEFT_OPEN = frozenset(["head", "svg", "object"])
FLOW = frozenset(["body", "article", "main", "div", "p", "h1", "h2", "h3", "section"])
"""The start of any of these ends a head, or a picture, that was left open."""
CUT_TAG = re.compile(r"<[/!a-zA-Z][^<>]*\Z")
AROUND = frozenset(["nav", "header", "footer", "aside", "form", "menu", "figcaption"])
PARAGRAPH = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "dd", "blockquote"])
ASIDE = frozenset(["nav", "header", "footer", "aside", "form", "figure", "button", "menu"])
"""Parts of a page that hold no line of the article that its extract lacks."""
INLINE = frozenset(["a", "b", "button", "em", "i", "small", "span", "strong", "time"])
FOLLOWED = re.compile(r"</(?:a|b|button|em|i|small|span|strong|time)>[\s|·•/,]*\Z")
FAR = 60
MOST_TAG = 2000
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True)
class Visible:
    """The visible text, aligned with the raw file, and the raw stretches beside the article."""

    text: Aligned
    asides: tuple[tuple[Offset, Offset], ...]

    def is_aside(self, raw_start: Offset) -> bool:
        """Whether a place of the raw file lies in a part of the page beside the article."""
        return any(start <= raw_start < end for start, end in self.asides)


def visible(raw: str) -> Visible:
    """What a reader sees of a page; comments, scripts and markup are left out."""
    scanner = _Scanner(raw)
    cut = CUT_TAG.search(raw, max(0, len(raw) - MOST_TAG))
    scanner.feed(raw[: cut.start()] if cut else raw)
    scanner.close()
    text = Aligned.of(raw).edited(scanner.edits())
    entities = (Edit(m.start(), m.end(), html.unescape(m[0])) for m in ENTITY.finditer(text.text))
    return Visible(text.edited(entities), tuple(scanner.asides))


@dataclass
class _Scanner(HTMLParser):
    """Collects the stretches of visible text; everything between them is markup."""

    raw: str
    shown: list[tuple[Offset, Offset]] = field(default_factory=list)
    breaks: set[Offset] = field(default_factory=set)
    asides: list[tuple[Offset, Offset]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
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
        if tag in FLOW:
            self.unseen = [one for one in self.unseen if one not in LEFT_OPEN]
        if tag in UNSEEN:
            self.unseen.append(tag)

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
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
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
        if not self.unseen:
            self.shown.append((self._here(), self._here() + length))

    def _break(self, tag: str) -> None:
        if tag in BLOCK or (tag in INLINE and self._is_apart()):
            self.breaks.add(self._here())

    def _is_apart(self) -> bool:
        """Whether an inline element stands beside another one, and in no paragraph.

        Menus, bylines and captions are made so; to a reader their parts are lines.
        """
        if self.around and self.around[-1] in PARAGRAPH:
            return False
        return FOLLOWED.search(self.raw, max(0, self._here() - FAR), self._here()) is not None

    def _close_aside(self) -> None:
        """End the last part beside the article that is still open."""
        for i in range(len(self.asides) - 1, -1, -1):
            if self.asides[i][1] == len(self.raw):
                self.asides[i] = (self.asides[i][0], self._here())
                return

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
