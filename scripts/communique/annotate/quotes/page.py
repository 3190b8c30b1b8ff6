"""A parsed text as the rules see it: its tokens, what is quoted, and where statements end."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from communique.annotate.entities import component as _entities  # noqa: F401  (doc._.mentions)
from communique.annotate.quotes.references import People, people
from communique.annotate.quotes.regions import regions
from communique.languages.naming import Naming
from communique.languages.quoting import Quoting
from communique.records import Range

STOPS = ".!?…"
MARKS = "“”‘’\"'«»„‚‹›`"
OUTSIDE = -1
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
"""Tags of verbs that make a clause."""


@dataclass(frozen=True)
class Page:
    """A text with what the rules ask of it most.

    `quoted` are stretches of the text, `quoted_tokens` the same in tokens; `region_at` gives for
    each token the quoted stretch that it lies in (or `OUTSIDE`), `unit_at` the statement: a
    sentence that no quotation mark breaks. `units` are in tokens. `naming` are the words around
    names, `people` whom they refer to; None where that is not known.
    """

    doc: Doc
    text: str
    words: Quoting
    quoted: tuple[Range, ...]
    quoted_tokens: tuple[Range, ...]
    region_at: tuple[int, ...]
    unit_at: tuple[int, ...]
    units: tuple[Range, ...]
    naming: Naming | None = None
    people: People | None = None

    @property
    def is_parsed(self) -> bool:
        """Whether the pipeline had a parser."""
        return self.doc.has_annotation("DEP")

    def is_mark(self, at: int) -> bool:
        """Whether the token is made of quotation marks."""
        return all(character in MARKS for character in self.doc[at].text)

    def unit(self, at: int) -> Range:
        """The statement that a token belongs to."""
        return self.units[self.unit_at[at]]

    def stretch(self, start: int, end: int) -> Range:
        """The characters of the tokens from `start` to before `end`."""
        last = self.doc[end - 1]
        return Range(self.doc[start].idx, last.idx + len(last.text))


def page(doc: Doc, words: Quoting, naming: Naming | None = None) -> Page:
    """What the rules need to know of a text; `naming` are the words around names."""
    doc = doc if doc.has_annotation("DEP") else _copied(doc)
    quoted = tuple(regions(doc.text))
    starts = [token.idx for token in doc]
    tokens = tuple(_tokens(starts, region) for region in quoted)
    region_at = [OUTSIDE] * len(doc)
    for number, stretch in enumerate(tokens):
        region_at[stretch.start : stretch.end] = [number] * (stretch.end - stretch.start)
    units = _units(doc, region_at, words)
    unit_at = [number for number, unit in enumerate(units) for _ in range(unit.start, unit.end)]
    return Page(
        doc=doc,
        text=doc.text,
        words=words,
        quoted=quoted,
        quoted_tokens=tokens,
        region_at=tuple(region_at),
        unit_at=tuple(unit_at),
        units=tuple(units),
        naming=naming,
        people=_people(doc, naming),
    )


def _people(doc: Doc, naming: Naming | None) -> People | None:
    """Whom the mentions of a parsed document refer to; None where they were not looked for."""
    found = doc._.mentions if naming and doc.has_annotation("DEP") else []
    return people(doc, found, naming) if found and naming else None


def _copied(doc: Doc) -> Doc:
    """The tokens of a document without trees, made anew.

    Where spaCy's tokenizer put in special cases, the edges of tokens that no parser has set point
    anywhere, and asking for a token's children can end the process.
    """
    starts: list[bool | int | None] = [token.is_sent_start for token in doc]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
        sent_starts=starts if doc.has_annotation("SENT_START") else None,
    )


def _tokens(starts: list[int], region: Range) -> Range:
    """The tokens of a stretch; the first may begin before it where marks cling to words."""
    first = max(0, bisect_right(starts, region.start) - 1)
    return Range(first, max(first + 1, bisect_left(starts, region.end)))


def _units(doc: Doc, region_at: list[int], words: Quoting) -> list[Range]:
    if not len(doc):
        return []
    cuts = [at for at in range(1, len(doc)) if _begins(doc, at, region_at, words)]
    return [Range(start, end) for start, end in pairwise([0, *cuts, len(doc)])]


def _begins(doc: Doc, at: int, region_at: list[int], words: Quoting) -> bool:
    """Whether a statement begins with a token."""
    if "\n" in doc[at - 1].text:
        return True
    if region_at[at] != OUTSIDE and region_at[at] == region_at[at - 1]:
        return False
    if _opens(at, region_at):
        return _ends(doc, at - 1) or doc[at - 1].is_space
    if _closes(at, region_at) or _opens(at - 1, region_at):
        return False
    if _closes(at - 1, region_at):
        return _begins_after_quotation(doc, at, words)
    return _is_start(doc, at)


def _ends(doc: Doc, at: int) -> bool:
    return doc[at].text[-1:] in STOPS


def _is_start(doc: Doc, at: int) -> bool:
    if doc.has_annotation("SENT_START"):
        return bool(doc[at].is_sent_start)
    return doc[at - 1].text in STOPS or doc[at - 1].text == "..."


def _opens(at: int, region_at: list[int]) -> bool:
    """Whether the token is the mark before a quoted stretch."""
    return at + 1 < len(region_at) and region_at[at] == OUTSIDE != region_at[at + 1]


def _closes(at: int, region_at: list[int]) -> bool:
    """Whether the token is the mark behind a quoted stretch."""
    return at > 0 and region_at[at] == OUTSIDE and region_at[at - 1] != OUTSIDE


def _begins_after_quotation(doc: Doc, at: int, words: Quoting) -> bool:
    token, last = doc[at], doc[at - 2]
    if not _ends(doc, at - 2) or token.text[:1].islower() or token.text[:1] in ",;:—–-)":
        return False
    if last.text[-1:] == ".":
        return True
    return not _is_spoken(doc, at, words)


def _is_spoken(doc: Doc, at: int, words: Quoting) -> bool:
    """Whether `“Who?” Venn said.` goes on like this after its quotation."""
    for token in doc[at : at + 8]:
        if words.lemma_of.get(token.lower_) in words.uttering:
            return True
        if token.text in STOPS or token.text == ",":
            return False
    return False


def verb(page: Page, token: Token) -> str:
    """The first form of the verb that a token is a form of, if it is a listed one; else empty.

    A tagger may take a verb for a noun; before "that" or a quotation mark it is none.
    """
    lemma = page.words.lemma_of.get(token.lower_, "")
    if not lemma or lemma in page.words.only_verbs or not token.pos:
        return lemma
    if token.pos_ in {"VERB", "AUX"}:
        return lemma
    after = page.doc[token.i + 1].lower_ if token.i + 1 < len(page.doc) else ""
    before = page.doc[token.i - 1].pos_ if token.i else ""
    is_likely = after == "that" and before in {"PROPN", "PRON", "NOUN"} and token.text.islower()
    return lemma if is_likely else ""
