"""Who a speaker is, as far as the text around says it safely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.annotate.quotes.page import Page
from communique.annotate.quotes.pieces import Piece
from communique.annotate.quotes.references import person, referent
from communique.annotate.quotes.speakers import is_name
from communique.records import Range

BODIES = frozenset(["ORG", "GPE", "NORP", "FAC", "LOC"])
"""Types of entities that no "he" or "she" refers to."""

PERSONAL = 2
"""Words of most people's names."""


@dataclass
class Names:
    """The full names of a text, and who spoke last in the paragraph at hand."""

    full: dict[str, str]
    paragraph: int = -1
    last: str | None = None
    bodies: frozenset[str] = field(default_factory=frozenset)


def names(page: Page, pieces: Sequence[Piece]) -> Iterator[str | None]:
    """For each piece, in their order, the name of its speaker; None where none is safe."""
    known = Names(_full_names(page, pieces), bodies=_bodies(page))
    for piece in pieces:
        if not piece.is_carried:
            paragraph = page.text.count("\n", 0, piece.content.start)
            known.last = known.last if paragraph == known.paragraph else None
            known.paragraph = paragraph
        yield _name(page, piece, known)


def _name(page: Page, piece: Piece, known: Names) -> str | None:
    if piece.is_carried and known.last:
        return known.last
    if piece.act.speaker is None:
        return None
    if _is_pronoun(page, piece.act.speaker):
        return _person(page, piece.act.speaker, known)
    name = _referent(page, piece.act.speaker, known)
    if name is not None and name not in known.bodies:
        known.last = name
    return name


def _person(page: Page, pronoun: Range, known: Names) -> str | None:
    """Whom a pronoun refers to: who spoke last in its paragraph, else who acts around it."""
    gender = page.doc[pronoun.start].lower_
    if page.people is None or (known.last and page.people.may_be(known.last, gender)):
        return known.last
    known.last = person(page.doc, pronoun.start, page.people)
    return known.last


def _referent(page: Page, speaker: Range, known: Names) -> str | None:
    """Whom a name or description refers to; by the name alone where entities are not known."""
    if page.people is not None and page.naming is not None:
        found = referent(page.doc, speaker, page.people, page.naming)
        if found is not None:
            return found
    name = _surface(page, speaker)
    return known.full.get(name, name) if name else None


def _is_pronoun(page: Page, speaker: Range) -> bool:
    one = speaker.end - speaker.start == 1
    return one and page.doc[speaker.start].lower_ in page.words.backward


def _surface(page: Page, speaker: Range) -> str | None:
    """The words of a name; None for a pronoun or a description, and for several speakers."""
    tokens = page.doc[speaker.start : speaker.end]
    if not all(is_name(token) or token.text in {".", "-", "'s", "’s", "of"} for token in tokens):
        return None
    return " ".join(tokens.text.split())


def _full_names(page: Page, pieces: Sequence[Piece]) -> dict[str, str]:
    """First and last names to full names, but those that several people share."""
    spans = [entity.text for entity in page.doc.ents if entity.label_ == "PERSON"]
    spoken = [piece.act.speaker for piece in pieces if piece.act.speaker is not None]
    spans += [name for each in spoken if (name := _surface(page, each))]
    full: dict[str, set[str]] = {}
    for name in filter(None, (" ".join(span.split()) for span in spans)):
        parts = name.split()
        for part in {parts[0], parts[-1]} - {name}:
            full.setdefault(part, set()).add(name)
    return {
        surname: one for surname, several in full.items() for one in several if len(several) == 1
    }


def _bodies(page: Page) -> frozenset[str]:
    """Names of no persons; two words in a row are taken for a person's whatever the recognizer."""
    bodies = (entity.text for entity in page.doc.ents if entity.label_ in BODIES)
    return frozenset(name for name in bodies if len(name.split()) != PERSONAL)
