"""The stage that annotates: laws, what cannot be parsed, and what components are told."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate import annotator as module
from communique.annotate.annotator import STAGES, Annotated, annotator
from communique.annotate.makers import MAKERS
from communique.annotate.pipelines import load, pipeline
from communique.offsets import sha256
from communique.records import LAYERS, Document, Quote
from communique.stage import Dropped, Stage

SAID = "🚢 “We will wait,”\u00a0said Orla Venn.\r\n\n“Not\u00a0a day,” the e\u0301nvoy said."
WALL = "x" * 400
PIECES = st.sampled_from(
    ["“We stay,” ", "said Orla Venn. ", "مرحبا ", "\n\n", "🕊️", "\u200b", WALL, "She left. "]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)

Annotator = Stage[Document, Annotated]


def document(text: str | None, doc_id: str = "d1", published: str | None = None) -> Document:
    return Document(
        id=doc_id,
        collection="made",
        source_file=f"{doc_id}.txt",
        raw_sha256=sha256("a"),
        encoding="utf-8",
        published_inferred=published,
        licence="CC-BY-4.0",
        text_available=True,
        text=text,
        text_sha256=sha256(text or ""),
    )


def documents(texts: list[str], name: str = "d") -> list[Document]:
    return [document(text, f"{name}{at}") for at, text in enumerate(texts)]


@pytest.fixture(scope="module")
def stage(bare_pipeline: Path) -> Annotator:
    return annotator(str(bare_pipeline), pipeline(str(bare_pipeline)))


def reasons(stage: Annotator, *texts: str | None) -> list[str | None]:
    found = stage(document(text, f"d{at}") for at, text in enumerate(texts))
    return [one.reason if isinstance(one, Dropped) else None for one in found]


@given(one=st.lists(TEXTS, max_size=4), other=st.lists(TEXTS, max_size=4))
@settings(max_examples=25)
def test_on_shards_it_gives_what_it_gives_on_the_whole(
    stage: Annotator, one: list[str], other: list[str]
) -> None:
    a, b = documents(one, "a"), documents(other, "b")

    whole = list(stage([*a, *b]))

    assert whole == [*stage(a), *stage(b)]


def test_batches_keep_the_order_of_documents(
    stage: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [SAID, WALL, "", SAID, "Nobody spoke.", WALL]
    whole = list(stage(documents(texts)))
    monkeypatch.setattr(module, "BATCH", 2)

    assert list(stage(documents(texts))) == whole
    assert [isinstance(one, Dropped) for one in whole] == [False, True, False, False, False, True]


def test_records_say_who_made_them_and_cover_the_text_as_it_is(stage: Annotator) -> None:
    (found,) = stage([document(SAID)])

    assert isinstance(found, Annotated)
    first, second = found.layers["quotes"]
    assert isinstance(first, Quote)
    assert isinstance(second, Quote)
    assert [first.content.text, second.content.text] == ["We will wait,", "Not\u00a0a day,"]
    assert first.agent == "communique-quotes-3+en_pipeline-0.0.0"
    assert (first.status, first.basis) == ("silver", "machine")


def test_what_cannot_be_parsed_is_dropped_with_a_reason(stage: Annotator) -> None:
    too_long = "The envoy left. " * 70_000

    assert reasons(stage, SAID, WALL, None, too_long, f"a {WALL[1:]} b") == [
        *(None, "no-prose", "no-text", "too-long", None)
    ]


def test_why_it_was_dropped_says_what_to_do_and_shows_nothing_of_the_text(
    stage: Annotator,
) -> None:
    (found,) = stage([document(f"Secret words {WALL}")])

    assert isinstance(found, Dropped)
    assert (found.id, found.source_file) == ("d1", "d1.txt")
    assert "character 13" in found.detail
    assert "Secret" not in found.detail


def test_components_are_told_when_a_document_was_published(
    bare_pipeline: Path, tmp_path: Path
) -> None:
    seen: list[str | None] = []

    @Language.component("test_dates")
    def dates(doc: Doc) -> Doc:
        seen.append(doc._.published)
        return doc

    nlp = load(str(bare_pipeline), "test_dates")
    nlp.to_disk(tmp_path / "with-dates")
    stage = annotator(str(tmp_path / "with-dates"), pipeline(str(bare_pipeline)))
    dated = document("He left.", published="2029-10-01")
    list(stage([dated, document("She left.")]))

    assert seen == ["2029-10-01", None]


def test_every_maker_makes_a_layer_and_is_a_stage_of_its_own() -> None:
    assert {one.layer for one in MAKERS} <= LAYERS.keys()
    assert {one.component: one.version for one in MAKERS}.items() <= STAGES.items()
    assert len({one.layer for one in MAKERS}) == len(MAKERS)
