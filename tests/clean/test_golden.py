"""Golden files: a page as it came, and the document that the stages make of it, byte for byte.

To accept a change: `python tests/clean/test_golden.py`, and read the difference.
"""

from pathlib import Path

import msgspec

from communique import jsonl
from communique.annotate.sentences import sentence_splitter, with_sentences
from communique.clean.document import cleaned
from communique.items import Item, Place
from communique.languages import Language, language
from communique.offsets import sha256
from communique.records import Document

FOLDER = Path(__file__).parents[1] / "golden" / "clean"


def made(english: Language) -> Document:
    """The document of `page.txt`, with CRLF line ends and a byte order mark put on."""
    data = b"\xef\xbb\xbf" + (FOLDER / "page.txt").read_bytes().replace(b"\n", b"\r\n")
    place = Place(
        id="golden-page",
        path="",
        source_file="page.txt",
        media="text",
        collection="local",
        story=None,
        licence="CC-BY-4.0",
        text_available=True,
        published_inferred=None,
        sha256=sha256(data),
    )
    found = cleaned(Item(place=place, data=data), english, lambda _: "en")
    assert isinstance(found, Document), found
    return with_sentences(found, sentence_splitter(english))


def written(document: Document) -> bytes:
    """The document as indented JSON: a golden file is for reading."""
    return msgspec.json.format(jsonl.encode(document), indent=1) + b"\n"


def test_a_page_becomes_the_golden_document(english: Language) -> None:
    assert written(made(english)).decode() == (FOLDER / "document.json").read_text("utf-8")


def test_the_golden_document_is_a_document() -> None:
    golden = msgspec.json.decode((FOLDER / "document.json").read_bytes(), type=Document)

    text = golden.text or ""
    assert [text[s.start : s.end] for s in golden.sentences][-1].startswith("Neither side")
    assert [removed.reason for removed in golden.removed] == [
        "breadcrumb",
        "byline",
        "date-line",
        "label",
        "dateline",
        "related-story",
        "caption",
        "credit",
        "newsletter",
        "copyright",
        "navigation",
        "related-story",
    ]


if __name__ == "__main__":
    (FOLDER / "document.json").write_bytes(written(made(language("en"))))
