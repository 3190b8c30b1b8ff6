"""What may be said of a document whose text is withheld."""

import re
import unicodedata

from msgspec.structs import replace

from communique.records import Document

LONGEST_RUN = 7
"""Words in a row of a withheld text that may stand elsewhere; titles are excepted."""

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as rights count them: in lower case, without marks of any kind."""
    return [word.lower() for word in WORD.findall(unicodedata.normalize("NFKC", text))]


def without_text(document: Document) -> Document:
    """The document as tracked data and releases may have it: metadata, offsets and digests.

    Of a withheld document, credit lines longer than `LONGEST_RUN` words go too; where they stood
    is in `removed`.
    """
    removed = tuple(replace(each, text=None) for each in document.removed)
    short = tuple(line for line in document.credits if len(line.split()) <= LONGEST_RUN)
    credits_ = document.credits if document.text_available else short
    return replace(document, text=None, removed=removed, credits=credits_)
