"""Layers: where annotations stand, in which order, under which ids, and which are published."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from communique import jsonl, layers
from communique.layers import GOLD, SILVER, Shelf
from communique.offsets import Digester, sha256
from communique.records import (
    LAYERS,
    Annotation,
    Argument,
    Entity,
    Event,
    Quote,
    Reading,
    Span,
    Stance,
)

TEXT = "Tarn 🕊️ met Oss at Q̃ana. “We stay,” Oss said, if the fleet goes."
DIGESTER = Digester(TEXT)
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)


def span(covered: str) -> Span:
    start = TEXT.index(covered)
    return DIGESTER.span(start, start + len(covered), with_text=True)


def annotation(
    record: type[Annotation],
    number: int,
    doc_id: str = "d1",
    status: str = SILVER,
    /,
    **fields: object,
) -> Annotation:
    layer = next(name for name, one in LAYERS.items() if one is record)
    return record(
        id=f"{layers.PREFIXES[layer]}-{number:016x}",
        doc_id=doc_id,
        agent="rules 1",
        basis="machine",
        status=status,
        **fields,
    )


def entity(number: int, covered: str, doc_id: str = "d1", status: str = SILVER) -> Annotation:
    place = span(covered)
    return annotation(Entity, number, doc_id, status, span=place, label="PERSON", entity=covered)


@pytest.mark.parametrize(
    ("path", "shelf"),
    [
        ("quotes/silver/00000.jsonl", Shelf("quotes", "silver")),
        ("events/gold/a.jsonl", Shelf("events", "gold")),
        ("stances/individual/ida/a.jsonl", Shelf("stances", "individual", "ida")),
        ("stances/individual/a.jsonl", None),
        ("quotes/bronze/00000.jsonl", None),
        ("letters/silver/00000.jsonl", None),
        ("quotes/silver/README.md", None),
        ("entities.jsonl", None),
    ],
)
def test_a_path_says_which_shelf_a_file_stands_on(path: str, shelf: Shelf | None) -> None:
    assert layers.shelf_of(PurePosixPath(path)) == shelf


def test_what_is_written_is_read_back_in_order(tmp_path: Path) -> None:
    later, earlier, other = entity(1, "Oss", "d2"), entity(2, "Tarn", "d2"), entity(3, "Q̃ana")
    path = tmp_path / "entities/silver/00000.jsonl"

    count = layers.write(path, [later, earlier, other])

    assert count == 3
    assert list(layers.read(tmp_path, Shelf("entities", SILVER))) == [other, earlier, later]


def test_a_moved_span_is_a_difference_of_one_line(tmp_path: Path) -> None:
    kept = [entity(number, word) for number, word in enumerate(("Tarn", "Oss"))]
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"

    layers.write(one, [*kept, entity(7, "fleet")])
    layers.write(other, [entity(7, "the fleet"), *reversed(kept)])

    old, new = one.read_text().splitlines(), other.read_text().splitlines()
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_gold_is_chosen_for_a_document_that_has_it_and_silver_for_others(tmp_path: Path) -> None:
    silver = [entity(1, "Tarn"), entity(2, "Oss"), entity(3, "Oss", "d2")]
    gold = [entity(1, "Tarn", status=GOLD)]
    layers.write(tmp_path / "entities/silver/a.jsonl", silver)
    layers.write(tmp_path / "entities/gold/a.jsonl", gold)

    assert list(layers.chosen(tmp_path, "entities")) == [gold[0], silver[2]]


def test_a_document_that_is_gold_has_nothing_in_a_layer_without_gold(tmp_path: Path) -> None:
    layers.write(tmp_path / "entities/silver/a.jsonl", [entity(1, "Tarn")])
    done = Reading(doc_id="d1", status=GOLD, agent="a1+a2", basis="human", text_sha256=sha256(TEXT))
    jsonl.write(tmp_path / layers.READINGS, [done])

    assert list(layers.chosen(tmp_path, "entities")) == []


def test_silver_from_elsewhere_counts_for_documents_that_no_shelf_knows(tmp_path: Path) -> None:
    silver, gold = entity(1, "Tarn"), entity(2, "Oss", "d2", GOLD)
    layers.write(tmp_path / "entities/silver/a.jsonl", [silver])
    layers.write(tmp_path / "entities/gold/a.jsonl", [gold])
    own = [entity(3, "Oss"), entity(4, "Tarn", "d2"), entity(5, "Oss", "d3")]

    assert list(layers.chosen(tmp_path, "entities", own)) == [silver, gold, own[2]]


def test_a_layer_without_files_chooses_nothing(tmp_path: Path) -> None:
    assert list(layers.chosen(tmp_path, "quotes")) == []


def test_the_anchor_is_the_first_of_all_spans() -> None:
    tarn, oss, content, cue = span("Tarn"), span("Oss"), span("We stay,"), span("said")
    condition = span("if the fleet goes")
    found = {
        entity(1, "Tarn"): [("span", tarn)],
        annotation(
            Quote, 1, kind="direct", content=content, cue=cue, speaker=oss
        ): [("content", content), ("cue", cue), ("speaker", oss)],
        annotation(
            Event,
            1,
            type="CONSULT",
            modality="actual",
            trigger=span("met"),
            actor=(Argument("Tarn", span=tarn), Argument("Ilka Dorn")),
            location=(Argument("Q̃ana", span=span("Q̃ana")),),
        ): [("trigger", span("met")), ("actor", tarn), ("location", span("Q̃ana"))],
        annotation(
            Stance,
            1,
            holder="Oss",
            target="other",
            target_kind="issue",
            polarity="favor",
            evidence=content,
            condition=condition,
        ): [("evidence", content), ("condition", condition)],
    }  # fmt: skip

    for record, expected in found.items():
        assert layers.spans(record) == expected
        assert layers.anchor(record) == expected[0][1]
        assert layers.with_spans(record, lambda one: one) == record
        bare = layers.with_spans(record, lambda one: replace(one, text=None))
        assert layers.spans(bare) == [(role, replace(one, text=None)) for role, one in expected]


@given(st.text(min_size=1), st.sampled_from(list(LAYERS)), HEX, st.integers(0, 9))
def test_an_id_depends_on_document_layer_digest_and_ordinal(
    doc_id: str, layer: str, digest: str, ordinal: int
) -> None:
    found = layers.first_id(doc_id, layer, digest, ordinal)

    assert layers.first_id(doc_id, layer, digest, ordinal) == found
    assert layers.layer_of_id(found) == layer
    assert found not in {
        layers.first_id(f"{doc_id}x", layer, digest, ordinal),
        layers.first_id(doc_id, layer, digest[::-1] + "0", ordinal),
        layers.first_id(doc_id, layer, digest, ordinal + 1),
    }


@pytest.mark.parametrize("name", ["Orsolya Venn", "ent-0123", "evt-0123456789abcdeg", "quo"])
def test_a_name_is_no_id(name: str) -> None:
    assert layers.layer_of_id(name) is None
