from communique.records import Document, Removed
from communique.rights import without_text

LONG = "Reporting by one envoy and another in a town by the sea"


def document(*, text_available: bool) -> Document:
    return Document(
        id="d1",
        collection="c",
        source_file="d1.txt",
        raw_sha256="0" * 64,
        encoding="utf-8",
        licence="LicenseRef-publisher",
        text_available=text_available,
        text="Text 😀",
        text_sha256="0" * 64,
        credits=("With agencies", LONG),
        removed=(Removed(3, 9, "share", "share-prompt", "Share"),),
    )


def test_a_withheld_document_keeps_offsets_and_loses_words() -> None:
    left = without_text(document(text_available=False))

    assert left.text is None
    assert left.removed == (Removed(3, 9, "share", "share-prompt"),)
    assert left.credits == ("With agencies",)


def test_a_shipped_document_keeps_its_credits_in_the_index() -> None:
    assert without_text(document(text_available=True)).credits == ("With agencies", LONG)


def test_taking_the_text_twice_is_taking_it_once() -> None:
    once = without_text(document(text_available=False))

    assert without_text(once) == once
