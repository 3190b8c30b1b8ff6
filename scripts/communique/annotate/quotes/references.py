"""Whom a speaker's words refer to, by the mentions of entities around: pronouns and offices too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.entities.found import NAMES, Mention
from communique.languages.naming import Naming
from communique.records import Range

PERSON = "PERSON"
NOMINATIVE = {"him": "he", "his": "he", "her": "she"}
"""Other forms of pronouns to those that titles are known by."""
PARAGRAPHS = 2
"""How many paragraphs back a person may have been named whom "he" or "she" refers to."""
RELATIVE = frozenset(["WP", "WDT"])
"""Tags of "who" and "which"."""
BESIDE = 5
"""Tokens before "which" that the name it stands for may end in: an acronym in brackets, a comma."""
APPOSED = 8
"""Tokens between a person and the comma that ends what he or she is."""


@dataclass(frozen=True)
class Named:
    """A mention of somebody in tokens, with its canonical name."""

    start: int
    end: int
    label: str
    name: str


@dataclass(frozen=True)
class People:
    """The named mentions of a document, the offices that persons hold in it, and he or she."""

    named: tuple[Named, ...]
    at: Mapping[int, Named]
    offices: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]

    def may_be(self, name: str, pronoun: str) -> bool:
        """Whether "he" or "her" may refer to somebody, by the titles that the text gives."""
        gender = NOMINATIVE.get(pronoun, pronoun)
        return self.genders.get(name, gender) == gender


def people(doc: Doc, mentions: Iterable[Mention], words: Naming) -> People:
    """Whom the names of `doc` refer to."""
    named = tuple(_named(doc, mentions))
    persons = [one for one in named if one.label == PERSON]
    return People(
        named=named,
        at={at: one for one in named for at in range(one.start, one.end)},
        offices=_offices(doc, persons, words),
        genders=_genders(doc, persons, words),
    )


def referent(doc: Doc, speaker: Range, known: People, words: Naming) -> str | None:
    """Whom the name or description at `speaker` (tokens) refers to; None where it is not plain."""
    root = doc[speaker.start : speaker.end].root
    for token in (root, *_apposed(root)):
        if token.i in known.at:
            return known.at[token.i].name
    if root.tag_ in RELATIVE:
        return _antecedent(root, known)
    return _explained_by(doc, speaker, known) or _officer(doc, speaker, known, words)


def whole(speaker: Range, known: People | None) -> Range:
    """The tokens of a speaker, with those of the name that they are a part of: White House."""
    one = known.at.get(speaker.end - 1) if known else None
    if one is None:
        return speaker
    return Range(min(speaker.start, one.start), max(speaker.end, one.end))


def person(doc: Doc, pronoun: int, known: People) -> str | None:
    """Whom "he" or "she" at token `pronoun` refers to: the last person who acts, else the last."""
    gender = doc[pronoun].lower_
    before = [one for one in known.named if one.label == PERSON and one.end <= pronoun]
    fit = [one for one in before if known.may_be(one.name, gender)]
    for candidates in _by_paragraph(doc, fit, pronoun):
        acting = [one for one in candidates if doc[one.end - 1].dep_.startswith("nsubj")]
        if acting or len({one.name for one in candidates}) == 1:
            return (acting or candidates)[-1].name
    return None


def _named(doc: Doc, mentions: Iterable[Mention]) -> Iterator[Named]:
    for each in mentions:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if each.label in NAMES and each.name and span:
            yield Named(span.start, span.end, each.label, each.name)


def _by_paragraph(doc: Doc, named: Sequence[Named], at: int) -> Iterator[list[Named]]:
    """Mentions of the paragraph that token `at` stands in, then of those before it."""
    rest, end = [*named], at
    for _ in range(PARAGRAPHS + 1):
        start = _paragraph_start(doc, end)
        here = [one for one in rest if one.start >= start]
        rest = [one for one in rest if one.start < start]
        if here:
            yield here
        end = start - 1
        if end <= 0:
            return


def _paragraph_start(doc: Doc, at: int) -> int:
    while at > 0 and "\n" not in doc[at - 1].text:
        at -= 1
    return at


def _apposed(root: Token) -> Iterator[Token]:
    return (child for child in root.rights if child.dep_ == "appos")


def _antecedent(relative: Token, known: People) -> str | None:
    """Whom "who" or "which" stands for: what its clause hangs on, else the name right before."""
    if relative.head.dep_ == "relcl" and relative.head.head.i in known.at:
        return known.at[relative.head.head.i].name
    for at in range(relative.i - 1, max(-1, relative.i - 1 - BESIDE), -1):
        if at in known.at:
            return known.at[at].name
    return None


def _explained_by(doc: Doc, speaker: Range, known: People) -> str | None:
    """The person that a comma and a name behind a description tell: `the chairman, X, said`."""
    behind = speaker.end + 1
    is_comma = behind < len(doc) and doc[speaker.end].text == ","
    one = known.at.get(behind) if is_comma else None
    return one.name if one is not None and one.label == PERSON else None


def _officer(doc: Doc, speaker: Range, known: People, words: Naming) -> str | None:
    """The one person with the office that a description names: the minister."""
    tokens = [doc[at].lower_ for at in range(speaker.start, speaker.end)]
    for start in range(len(tokens)):
        held = known.offices.get(" ".join(tokens[start:]), frozenset())
        if len(held) == 1 and _is_bare(tokens[:start], words):
            return next(iter(held))
    return None


def _is_bare(before: Sequence[str], words: Naming) -> bool:
    """Whether nothing but an article or "its" stands before an office: another state's is not."""
    return all(word in words.determiners for word in before)


def _offices(doc: Doc, persons: Iterable[Named], words: Naming) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for one in persons:
        for office in (*_titles(doc, one.start, words), *_explained(doc, one, words)):
            held.setdefault(office, set()).add(one.name)
    return {office: frozenset(names) for office, names in held.items()}


def _titles(doc: Doc, end: int, words: Naming) -> Iterator[str]:
    """`foreign minister` and `minister`, where they stand right before token `end`."""
    start = end
    while start > 0 and _is_title(doc[start - 1], words):
        start -= 1
    for first in range(start, end):
        yield " ".join(token.lower_ for token in doc[first:end])


def _explained(doc: Doc, one: Named, words: Naming) -> Iterator[str]:
    """Offices in an apposition: `X, the foreign minister,` and `its chairman, X`."""
    if one.start > 1 and doc[one.start - 1].text == ",":
        yield from _titles(doc, _office_end(doc, one.start - 1, words), words)
    if one.end < len(doc) and doc[one.end].text == ",":
        for at in range(one.end + 1, min(one.end + 1 + APPOSED, len(doc))):
            if doc[at].text in {",", "."}:
                return
            if doc[at].lower_ in words.offices:
                yield from _titles(doc, at + 1, words)


def _office_end(doc: Doc, comma: int, words: Naming) -> int:
    """Where an office before a comma ends, without what it is of: `President of the Republic,`."""
    for at in range(comma - 1, max(-1, comma - 1 - APPOSED), -1):
        if doc[at].lower_ in words.offices:
            return at + 1 if at + 1 == comma or doc[at + 1].lower_ in {"of", "for"} else comma
    return comma


def _is_title(token: Token, words: Naming) -> bool:
    word = token.lower_.removesuffix(".")
    return word in words.titles | words.addresses | words.offices


def _genders(doc: Doc, persons: Iterable[Named], words: Naming) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in persons:
        title = doc[one.start - 1].lower_.removesuffix(".") if one.start else ""
        if title in words.she | words.he:
            found[one.name] = "she" if title in words.she else "he"
    return found
