"""Events as PLOVER would code them."""

import msgspec
import pytest

from communique import schema
from communique.annotate.events.found import Found
from communique.plover import Coded, plover, quads
from communique.records import Event, Range, Span


def found(type_: str, modality: str) -> Found:
    return Found(type=type_, modality=modality, trigger=Range(0, 3), token=0)


TYPES = list(schema.labels("event", "type"))


@pytest.mark.parametrize(
    ("type_", "modality", "expected"),
    [
        ("AID", "actual", Coded("AID", "material cooperation", 7.4)),
        ("AID", "future", Coded("AGREE", "verbal cooperation", 4.2)),
        ("CONSULT", "future", Coded("AGREE", "verbal cooperation", 4.2)),
        ("SUPPORT", "future", Coded("AGREE", "verbal cooperation", 4.2)),
        ("COOPERATE", "future", Coded("AGREE", "verbal cooperation", 4.2)),
        ("RETREAT", "future", Coded("CONCEDE", "verbal cooperation", 5.0)),
        ("CONCEDE", "future", Coded("CONCEDE", "verbal cooperation", 5.0)),
        ("ASSAULT", "future", Coded("ASSAULT", "material conflict", -9.3)),
        ("REQUEST", "actual", Coded("REQUEST", "verbal conflict", -5.0)),
        ("RETREAT", "hypothetical", None),
        ("ASSAULT", "negated", None),
    ],
)
def test_plover_codes_facts_and_what_is_to_come(
    type_: str, modality: str, expected: Coded | None
) -> None:
    assert expected == plover(found(type_, modality))


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_has_a_quad_and_conflict_alone_is_below_zero(type_: str) -> None:
    for modality in schema.labels("event", "modality"):
        coded = plover(found(type_, modality))

        if coded is not None:
            assert coded.type in TYPES
            assert coded.quad == quads()[coded.type]
            assert (coded.intensity < 0) is coded.quad.endswith("conflict")
            assert -10 <= coded.intensity <= 10


def test_a_record_of_the_layer_is_coded_like_what_was_found() -> None:
    record = Event(
        id="evt-0123456789abcdef",
        doc_id="d",
        agent="a",
        basis="machine",
        status="silver",
        type="AID",
        modality="future",
        trigger=Span(0, 3, "0" * 32),
    )

    assert plover(found("AID", "future")) == plover(record)


def test_the_table_speaks_of_the_types_and_modalities_of_the_schema_alone() -> None:
    table = msgspec.json.decode((schema.folder() / "plover.json").read_bytes())

    assert set(table["intensity"]) == set(TYPES)
    assert {*table["future"], *table["future"].values()} <= set(TYPES)
    assert set(table["coded"]) <= set(schema.labels("event", "modality"))
    assert set(table["sources"]) == set(table) - {"sources"}
