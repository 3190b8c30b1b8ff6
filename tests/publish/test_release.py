"""What stands in a release, what never does, and that it is always the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import invented
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.layers import spans
from communique.offsets import Digester, sha256
from communique.publish.configs import CONFIGS
from communique.publish.corpus import ReleaseError
from communique.publish.reading import corpus_of
from communique.publish.release import release
from communique.records import LAYERS, Range

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("🕊👩‍🚀e\u0301אبج\r\n")), min_size=1
)


def table(files: dict[str, bytes], config: str, split: str) -> pa.Table:
    return pq.read_table(BytesIO(files[f"data/{config}/{split}-00000-of-00001.parquet"]))


def cells(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for each in value.values() for text in cells(each))
        case list():
            yield from (text for each in value for text in cells(each))


def texts(files: dict[str, bytes]) -> Iterator[str]:
    for path, content in files.items():
        if path.endswith(".parquet"):
            yield from cells(pq.read_table(BytesIO(content)).to_pylist())
        else:
            yield content.decode()


def test_the_same_corpus_gives_the_same_bytes() -> None:
    assert release(invented.corpus(), full=False) == release(invented.corpus(), full=False)


def test_documents_in_another_order_give_the_same_bytes() -> None:
    corpus = invented.corpus(sources=True)
    layers = {name: tuple(reversed(layer)) for name, layer in corpus.layers.items()}
    turned = replace(corpus, documents=corpus.documents[::-1], layers=layers)

    assert release(corpus, full=True) == release(turned, full=True)


def test_withheld_sources_at_hand_change_nothing_in_what_may_be_redistributed() -> None:
    without = release(invented.corpus(sources=False), full=False)

    assert without == release(invented.corpus(sources=True), full=False)


def test_what_may_be_redistributed_holds_no_sentence_of_a_withheld_text() -> None:
    files = release(invented.corpus(sources=True), full=False)
    sentence = "private sentence that only its owner"

    assert any(
        sentence in text for text in texts(release(invented.corpus(sources=True), full=True))
    )
    assert not any(sentence in text for text in texts(files))


def test_spans_of_withheld_documents_keep_the_text_of_names_alone() -> None:
    files = release(invented.corpus(), full=False)
    (event,) = table(files, "events", "test").to_pylist()
    (entity,) = table(files, "entities", "test").to_pylist()

    assert event["trigger"]["text"] is None
    assert event["sentence"] is None
    assert (event["actor"][0]["text"], entity["text"]) == ("Ostrel", "Ostrel")


def test_a_withheld_documents_own_annotations_lose_text_that_they_carry_by_mistake() -> None:
    corpus = invented.corpus()
    loose = [
        msgspec.structs.replace(each, content=invented.with_text(each.content, invented.HELD))
        for each in corpus.layers["quotes"]
    ]
    files = release(replace(corpus, layers={**corpus.layers, "quotes": loose}), full=False)

    assert (
        table(files, "quotes", "test").column("content").combine_chunks().field("text")[0].as_py()
        is None
    )


def test_the_full_release_holds_the_withheld_documents_beside_the_others() -> None:
    files = release(invented.corpus(sources=True), full=True)
    (row,) = table(files, "documents", "test").to_pylist()

    assert (row["doc_id"], row["text"], row["text_available"]) == (
        "articles-000",
        invented.HELD,
        True,
    )
    assert not any("withheld" in path for path in files)


def test_the_full_releases_card_says_first_that_it_must_not_be_redistributed() -> None:
    card = release(invented.corpus(sources=True), full=True)["README.md"].decode()
    body = card.split("\n---\n", 1)[1]

    assert body.index("NEVER REDISTRIBUTE") < 200


def test_every_row_of_an_annotation_comes_with_its_sentence() -> None:
    files = release(invented.corpus(), full=False)
    (row,) = table(files, "stances", "train").to_pylist()

    assert row["sentence"] == "Ostrel refused aid."
    assert invented.RIVER[row["sentence_start"] : row["sentence_end"]] == row["sentence"]


def test_spans_are_given_the_text_they_cover_where_the_annotation_has_none() -> None:
    corpus = invented.corpus()
    bare = [
        msgspec.structs.replace(each, content=invented.with_text(each.content, None))
        for each in corpus.layers["quotes"]
    ]
    files = release(replace(corpus, layers={**corpus.layers, "quotes": bare}), full=False)

    assert files == release(corpus, full=False)


def test_a_document_says_for_each_layer_how_settled_its_least_annotation_is() -> None:
    corpus = invented.corpus()
    silver = corpus.layers["entities"][0]
    gold = msgspec.structs.replace(silver, id="gold", status="gold", basis="human")
    adjudicated = msgspec.structs.replace(corpus.layers["events"][0], status="gold", basis="human")
    layers = {"entities": [gold, silver], "events": [adjudicated], "quotes": (), "stances": ()}
    (row,) = table(
        release(replace(corpus, layers=layers), full=False), "documents", "train"
    ).to_pylist()

    status = {"entities": "silver", "quotes": None, "events": "gold", "stances": None}
    basis = {"entities": "machine", "quotes": None, "events": "human", "stances": None}
    assert (row["status"], row["basis"]) == (status, basis)


def test_layers_without_annotations_have_their_columns_with_full_types() -> None:
    empty = table(release(invented.corpus(layers=False), full=False), "documents", "train")
    full = table(release(invented.corpus(), full=False), "documents", "train")

    assert empty.schema == full.schema
    assert {name: empty.column(name).to_pylist() for name in LAYERS} == {n: [[]] for n in LAYERS}


def test_a_split_without_rows_has_no_file() -> None:
    files = release(invented.corpus(layers=False), full=False)

    assert [path for path in files if path.endswith(".parquet")] == [
        "data/documents/train-00000-of-00001.parquet",
        "data/documents/validation-00000-of-00001.parquet",
        "data/registry/train-00000-of-00001.parquet",
        "data/withheld/test-00000-of-00001.parquet",
    ]


def test_a_story_that_no_split_lists_is_for_training() -> None:
    stray = invented.document("exercise-03", "Nobody spoke.", story="elsewhere")
    files = release(invented.with_documents([stray]), full=False)

    assert table(files, "documents", "train").column("doc_id").to_pylist() == ["exercise-03"]


def test_every_config_is_sorted_by_document_and_place() -> None:
    corpus = invented.corpus(sources=True)
    files = release(replace(corpus, splits={}), full=True)
    ids = table(files, "entities", "train").column("doc_id").to_pylist()

    assert ids == ["articles-000", "exercise-01", "exercise-02"]


def test_the_sums_are_those_of_every_other_file() -> None:
    files = release(invented.corpus(), full=False)
    lines = files["SHA256SUMS"].decode().splitlines()

    assert lines == [f"{sha256(files[path])}  {path}" for path in files if path != "SHA256SUMS"]


@pytest.mark.parametrize("full", [False, True])
def test_a_release_read_back_makes_the_same_release(*, full: bool) -> None:
    files = release(invented.corpus(sources=full), full=full)

    assert release(corpus_of(files), full=full) == files


def test_a_changed_file_is_found_when_a_release_is_read_back() -> None:
    files = release(invented.corpus(), full=False)

    with pytest.raises(ReleaseError, match=r"DATASHEET\.md has changed"):
        corpus_of({**files, "DATASHEET.md": b"otherwise"})


def test_an_absent_file_is_found_when_a_release_is_read_back() -> None:
    files = release(invented.corpus(), full=False)
    del files["DATASHEET.md"]

    with pytest.raises(ReleaseError, match=r"DATASHEET\.md is absent"):
        corpus_of(files)


def test_a_folder_that_is_no_release_is_refused() -> None:
    with pytest.raises(ReleaseError, match="not a release folder"):
        corpus_of({"notes.txt": b""})


def test_a_document_that_ships_but_has_no_text_makes_no_release() -> None:
    corpus = invented.with_documents([invented.stripped(invented.river())])

    with pytest.raises(ReleaseError, match="exercise-01 ships in full but has no text"):
        release(corpus, full=False)


def test_a_label_that_the_schema_does_not_know_makes_no_release() -> None:
    corpus = invented.corpus()
    wrong = [msgspec.structs.replace(each, label="PLANET") for each in corpus.layers["entities"]]

    with pytest.raises(ReleaseError, match=r"`label` of `entities` has the label 'PLANET'"):
        release(replace(corpus, layers={**corpus.layers, "entities": wrong}), full=False)


def test_a_column_that_no_schema_describes_makes_no_release() -> None:
    schemas = {**invented.schemas(), "quote.schema.json": b'{"properties": {}}'}

    with pytest.raises(ReleaseError, match=r"quote\.schema\.json: no property"):
        release(replace(invented.corpus(), schemas=schemas), full=False)


def test_parquet_files_carry_no_metadata_that_breaks_older_readers() -> None:
    files = release(invented.corpus(), full=False)
    metadata = pq.read_metadata(BytesIO(files["data/documents/train-00000-of-00001.parquet"]))

    assert set(metadata.metadata) == {b"ARROW:schema"}


def test_every_row_says_collection_status_basis_licence_and_whether_its_text_is_here() -> None:
    said = {"collection", "status", "basis", "licence", "text_available"}
    rows = {each.name: {column.name for column in each.columns} for each in CONFIGS}
    del rows["registry"]  # canonical names belong to no document

    assert {name: said - columns for name, columns in rows.items()} == {n: set() for n in rows}


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_offsets_of_any_text_cover_after_publishing_what_they_covered_before(
    given_texts: list[str], data: st.DataObject
) -> None:
    documents = []
    for number, text in enumerate(given_texts):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        sentences = (Range(start, end),)
        documents.append(invented.document(f"exercise-{number}", text, sentences=sentences))
    layers = {layer: [] for layer in LAYERS}
    for document in documents:
        found = invented.annotations(document)
        layers["quotes"] += found["quotes"]

    files = release(replace(invented.with_documents(documents), layers=layers), full=False)
    rows = table(files, "documents", "train").to_pylist()

    assert [row["text"] for row in rows] == given_texts
    for row, document in zip(rows, documents, strict=True):
        content = row["quotes"][0]["content"]
        covered = row["text"][content["start"] : content["end"]]
        assert covered == content["text"] == _covered(document)
        assert content["digest"] == Digester(row["text"])(content["start"], content["end"])


def _covered(document: invented.Document) -> str:
    (sentence,) = document.sentences
    return (document.text or "")[sentence.start : sentence.end]


def test_every_span_in_a_release_read_back_has_the_digest_of_what_it_covers() -> None:
    corpus = corpus_of(release(invented.corpus(), full=False))
    by_id = {document.id: document.text for document in corpus.documents}
    checked = [
        (span.digest, Digester(by_id[each.doc_id])(span.start, span.end))
        for layer in corpus.layers.values()
        for each in layer
        if each.doc_id in by_id
        for _, span in spans(each)
    ]

    assert len(checked) == 12
    assert [found for found, _ in checked] == [expected for _, expected in checked]


def test_pages_are_filled_with_the_releases_numbers() -> None:
    page = release(invented.corpus(), full=False)["DATASHEET.md"].decode()

    assert re.sub(r"<!--.*?-->", "", page) == "Version 0.1.0.\n"


def test_events_have_what_plover_would_code_of_them_in_both_configurations() -> None:
    corpus = invented.corpus()
    (told,) = (each for each in corpus.layers["events"] if each.doc_id == "exercise-01")
    feared = msgspec.structs.replace(told, id="feared", modality="hypothetical")
    files = release(replace(corpus, layers={**corpus.layers, "events": (told, feared)}), full=False)

    rows = {row["id"]: row for row in table(files, "events", "train").to_pylist()}
    nested = {
        event["id"]: event
        for document in table(files, "documents", "train").to_pylist()
        for event in document["events"]
    }
    for events in (rows, nested):
        shown = {
            id_: (event["plover_type"], event["quad"], event["intensity"])
            for id_, event in events.items()
        }
        assert shown == {
            told.id: ("REJECT", "verbal conflict", -4.2),
            "feared": (None, None, None),
        }
    assert set(corpus_of(files).layers["events"]) == {feared, told}
