"""What annotators do on the screen, as records; and what cannot be taken, said so."""

import pytest

from communique import layers
from communique.offsets import digest
from communique.tools.label_studio.decode import Annotated, Envelope, annotated
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.results import Json

TEXT = "Tarn 🕊️ urged Oss to meet. “We stay,” he said."
BY = Envelope("a1", "human")
NAMES = Names({"Oss": "oss-town"})


def place(covered: str) -> dict[str, int]:
    start = TEXT.index(covered)
    return {"start": start, "end": start + len(covered)}


def label(identity: str, covered: str, name: str, control: str = "marks") -> Json:
    value = {**place(covered), "labels": [name]}
    return {
        "id": identity,
        "from_name": control,
        "to_name": "text",
        "type": "labels",
        "value": value,
    }


def choice(identity: str, control: str, *chosen: str) -> Json:
    value = {"choices": list(chosen)}
    return {"id": identity, "from_name": control, "to_name": "text", "type": "choices"} | {
        "value": value
    }


def typed(identity: str, control: str, *lines: str) -> Json:
    value = {"text": list(lines)}
    return {"id": identity, "from_name": control, "to_name": "text", "type": "textarea"} | {
        "value": value
    }


def relation(one: str, other: str, *labels: str, direction: str = "right") -> Json:
    found: Json = {"type": "relation", "from_id": one, "to_id": other, "direction": direction}
    return found | ({"labels": list(labels)} if labels else {})


TARN = label("x1", "Tarn", "PERSON", "entities")
OSS = label("x2", "Oss", "GPE", "entities")
URGED = [label("e1", "urged", "Event"), choice("e1", "type", "REQUEST")]
ACTUAL = choice("e1", "modality", "actual")


def read(*results: Json) -> Annotated:
    return annotated("d1", TEXT, results, NAMES, BY)


def test_a_new_entity_is_named_as_it_stands_and_has_a_first_id() -> None:
    (tarn,) = read(TARN).marked.entities

    assert (tarn.entity, tarn.label, tarn.agent, tarn.basis) == ("Tarn", "PERSON", "a1", "human")
    assert tarn.id == layers.first_id("d1", "entities", digest(TEXT, 0, 4), 0)
    assert tarn.status == layers.INDIVIDUAL
    assert tarn.span.text == "Tarn"


def test_a_name_that_the_registry_knows_has_its_id() -> None:
    (oss,) = read(OSS).marked.entities

    assert (oss.entity, oss.entity_id) == ("Oss", "oss-town")


def test_what_was_typed_is_the_name() -> None:
    (tarn,) = read(TARN, typed("x1", "name", "Ilka Tarn")).marked.entities

    assert tarn.entity == "Ilka Tarn"


def test_blanks_at_the_ends_of_a_selection_are_left_out() -> None:
    wide = label("x1", "Tarn ", "PERSON", "entities")

    assert read(wide).marked.entities == read(TARN).marked.entities


def test_participants_are_drawn_from_either_end() -> None:
    drawn = [relation("e1", "x1", "actor"), relation("x2", "e1", "recipient")]
    (event,) = read(TARN, OSS, *URGED, ACTUAL, *drawn).marked.events

    assert [one.entity for one in event.actor] == ["Tarn"]
    assert [(one.entity, one.entity_id) for one in event.recipient] == [("Oss", "oss-town")]


def test_a_relation_drawn_to_the_left_is_turned() -> None:
    meet = [label("e2", "meet", "Event"), choice("e2", "type", "CONSULT")]
    future = choice("e2", "modality", "future")
    drawn = relation("e2", "e1", "content", direction="left")
    urged, met = read(*URGED, ACTUAL, *meet, future, drawn).marked.events

    assert (urged.content, met.content) == ((met.id,), ())


def test_one_that_no_words_stand_for_is_written_down_with_a_role() -> None:
    (event,) = read(*URGED, ACTUAL, typed("e1", "unmarked", "actor: Gwelsaar")).marked.events

    assert [(one.entity, one.span) for one in event.actor] == [("Gwelsaar", None)]


def test_a_quotation_is_said_by_whom_a_pronoun_means() -> None:
    found = read(
        label("q1", "We stay,", "Quotation"),
        choice("q1", "kind", "direct"),
        label("m1", "he", "Mention"),
        typed("m1", "name", "Tarn"),
        label("c1", "said", "Cue"),
        relation("q1", "m1", "speaker"),
        relation("q1", "c1", "cue"),
    )
    (quote,) = found.marked.quotes

    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.speaker.text, quote.cue.text) == ("he", "said")
    assert quote.speaker_entity == ("Tarn",)


def test_a_stated_condition_makes_a_stance_conditional() -> None:
    found = read(
        OSS,
        label("s1", "We stay,", "Stance"),
        choice("s1", "polarity", "favor"),
        choice("s1", "code", "truce"),
        relation("s1", "x2", "holder"),
        label("k1", "to meet", "Condition"),
        relation("s1", "k1", "condition"),
    )

    assert found.problems == ()
    assert found.marked.stances[0].conditional


def test_doubt_and_comment_stand_with_the_record() -> None:
    found = read(TARN, choice("x1", "doubt", "unsure"), typed("x1", "note", "Which Tarn?"))

    assert [(one.unsure, one.note) for one in found.marked.entities] == [(True, "Which Tarn?")]


def test_layers_that_were_hidden_are_no_part_of_the_annotation() -> None:
    seen = choice("z1", "seen", "hide events")

    assert read(TARN, seen) == read(TARN)


STANCE = [label("s1", "We stay,", "Stance"), choice("s1", "polarity", "favor")]
HELD_TWICE = [relation("s1", "x1", "holder"), relation("s1", "x2", "holder")]
WRONG: list[tuple[str, list[Json]]] = [
    ("entities-overlap", [TARN, label("x3", "Tarn 🕊️", "ORG", "entities")]),
    ("label-unknown", [label("x1", "Tarn", "KING", "entities")]),
    ("label-repeated", [TARN, label("x1", "Tarn", "ORG", "entities")]),
    ("label-missing", [choice("x9", "type", "AID")]),
    ("offsets-outside", [TARN | {"value": {"start": 40, "end": 99, "labels": ["ORG"]}}]),
    ("offsets-outside", [TARN | {"value": {"start": 9, "end": 4, "labels": ["ORG"]}}]),
    ("offsets-outside", [TARN | {"value": {"start": -4, "end": 4, "labels": ["ORG"]}}]),
    ("offsets-outside", [TARN | {"value": {"labels": ["ORG"]}}]),
    ("result-unreadable", [TARN | {"value": {"start": "0", "end": 4, "labels": ["ORG"]}}]),
    ("choice-misfit", [URGED[0], choice("e1", "type", "REQUEST")]),
    ("choice-misfit", [URGED[0], ACTUAL, choice("e1", "type", "REQUEST", "AID")]),
    ("choice-misfit", [URGED[0], ACTUAL, choice("e1", "type", "BEG")]),
    ("relation-unlabelled", [TARN, *URGED, ACTUAL, relation("e1", "x1")]),
    ("relation-dangling", [*URGED, ACTUAL, relation("e1", "gone", "actor")]),
    ("relation-misfit", [TARN, OSS, relation("x1", "x2", "actor")]),
    ("relation-misfit", [TARN, *URGED, ACTUAL, relation("e1", "x1", "owner")]),
    (
        "name-missing",
        [label("m1", "he", "Mention"), *URGED, ACTUAL, relation("e1", "m1", "actor")],
    ),
    ("role-unreadable", [*URGED, ACTUAL, typed("e1", "unmarked", "Gwelsaar")]),
    ("role-unreadable", [*URGED, ACTUAL, typed("e1", "unmarked", "holder: Gwelsaar")]),
    ("holder-missing", [*STANCE, choice("s1", "code", "truce")]),
    ("target-misfit", [OSS, *STANCE, relation("s1", "x2", "holder")]),
    (
        "target-misfit",
        [OSS, *STANCE, choice("s1", "code", "truce"), relation("s1", "x2", "holder", "target")],
    ),
    (
        "role-repeated",
        [TARN, OSS, *STANCE, choice("s1", "code", "x")] + HELD_TWICE,  # noqa: RUF005
    ),
]


@pytest.mark.parametrize(
    ("kind", "results"), WRONG, ids=[f"{k}-{n}" for n, (k, _) in enumerate(WRONG)]
)
def test_what_cannot_be_taken_is_a_problem_with_its_place_and_a_hint(
    kind: str, results: list[Json]
) -> None:
    found = read(*results).problems

    assert {one.kind for one in found} == {kind}
    assert all(one.message and one.hint for one in found)
    assert all(TEXT[2:] not in one.message for one in found)
