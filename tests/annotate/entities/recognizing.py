"""Invented texts with what a recognizer would say of them written out: no pipeline is needed."""

import re
from collections.abc import Iterable

import spacy
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from communique.annotate.entities.find import Known, mentions
from communique.annotate.entities.found import Mention
from communique.annotate.gazetteers import gazetteer
from communique.languages.naming import naming

ENGLISH = spacy.blank("en")
ENGLISH.add_pipe("sentencizer")
KNOWN = Known("en", naming("en"), gazetteer("en"))


def recognized(text: str, names: Iterable[tuple[str, str]] = ()) -> Doc:
    """A document in sentences, each of `names` recognized wherever it stands."""
    doc = ENGLISH(text)
    doc.set_ents(filter_spans(_spans(doc, names)), default="outside")
    return doc


def found(doc: Doc) -> list[Mention]:
    return mentions(doc, KNOWN)


def shown(doc: Doc) -> list[tuple[str, str, str | None]]:
    """What is found, as a reader would write it down: text, label, canonical name."""
    return [(doc.text[one.start : one.end], one.label, one.name) for one in found(doc)]


def _spans(doc: Doc, names: Iterable[tuple[str, str]]) -> list[Span]:
    return [
        span
        for surface, label in names
        for match in re.finditer(rf"\b{re.escape(surface)}\b", doc.text)
        if (span := doc.char_span(match.start(), match.end(), label)) is not None
    ]
