"""Invented sentences with their parses written out, so that no trained pipeline is needed."""

import spacy
from spacy.tokens import Doc

from communique.annotate.quotes.find import quotations
from communique.annotate.quotes.found import Found
from communique.languages.quoting import quoting
from communique.records import Range

ENGLISH = spacy.blank("en")
WORDS = quoting("en")
NO_BLANK_BEFORE = ".,;:?!”’"
NO_BLANK_AFTER = "“‘"
POS = {
    "NNP": "PROPN",
    "NNS": "NOUN",
    "NN": "NOUN",
    "PRP": "PRON",
    "WP": "PRON",
    "DT": "DET",
    "CD": "NUM",
    "IN": "ADP",
    "CC": "CCONJ",
    "MD": "AUX",
    "TO": "PART",
    "RB": "ADV",
    "JJ": "ADJ",
}


def parsed(rows: str) -> Doc:
    """A document from tokens written `word|tag|dependency|head`, the head by its number."""
    fields = [row.split("|") for row in rows.split()]
    words = [word for word, *_ in fields]
    spaces = [
        word not in NO_BLANK_AFTER and after[0] not in NO_BLANK_BEFORE
        for word, after in zip(words, [*words[1:], "."], strict=True)
    ]
    return Doc(
        ENGLISH.vocab,
        words=words,
        spaces=spaces,
        tags=[tag for _, tag, _, _ in fields],
        pos=[_pos(tag, dep) for _, tag, dep, _ in fields],
        deps=[dep for _, _, dep, _ in fields],
        heads=[int(head) for *_, head in fields],
    )


def blank(text: str) -> Doc:
    """A document of tokens without any annotation."""
    return ENGLISH(text)


def shown(doc: Doc) -> list[tuple[str, str, str | None, str | None]]:
    """What is found, as a reader would write it down: kind, content, cue, speaker."""
    return [
        (one.kind, covered(doc, one.content), cut(doc, one.cue), cut(doc, one.speaker))
        for one in found(doc)
    ]


def found(doc: Doc) -> list[Found]:
    return quotations(doc, WORDS)


def covered(doc: Doc, stretch: Range) -> str:
    return doc.text[stretch.start : stretch.end]


def cut(doc: Doc, stretch: Range | None) -> str | None:
    return None if stretch is None else covered(doc, stretch)


def _pos(tag: str, dep: str) -> str:
    if dep in {"aux", "auxpass"}:
        return "PART" if tag == "TO" else "AUX"
    if dep == "mark":
        return "SCONJ"
    if tag.startswith("V"):
        return "VERB"
    return POS.get(tag, "PUNCT")
