"""The schemas are sound, described, and say what is wrong in one sentence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest

from communique import schema


def examples(name: str) -> list[dict[str, object]]:
    return msgspec.convert(schema.load(name)["examples"], list[dict[str, object]])


def example(name: str) -> dict[str, object]:
    return examples(name)[0]


def definitions() -> Iterator[tuple[str, str | None]]:
    """Every schema, and every one of its `$defs`."""
    for name in schema.names():
        found = msgspec.convert(schema.load(name).get("$defs", {}), dict[str, object])
        yield from ((name, definition) for definition in (None, *found))


def objects(value: object) -> Iterator[dict[str, object]]:
    """Every JSON object inside `value`, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def subschemas(name: str) -> Iterator[dict[str, object]]:
    return objects({key: value for key, value in schema.load(name).items() if key != "examples"})


@pytest.mark.parametrize("name", schema.names())
def test_a_schema_follows_the_metaschema(name: str) -> None:
    assert jsonschema_rs.meta.is_valid(dict(schema.load(name)))


@pytest.mark.parametrize("name", schema.names())
def test_a_schema_has_examples_that_validate(name: str) -> None:
    assert examples(name)
    for one in examples(name):
        assert schema.explained(name, one) == "it follows the schema"
        assert schema.validator(name).is_valid(one)


@pytest.mark.parametrize(("name", "definition"), list(definitions()))
def test_every_property_has_a_description(name: str, definition: str | None) -> None:
    target = schema.load(name)
    if definition is not None:
        target = msgspec.convert(target["$defs"], dict[str, dict[str, object]])[definition]
    is_object = name == definition == "span" or "properties" in target or "$ref" in target
    described = schema.properties(name, definition).values() if is_object else [target]

    assert all(str(each["description"]).endswith(".") for each in described)


@pytest.mark.parametrize("name", schema.names())
def test_every_object_is_closed(name: str) -> None:
    opened = [one for one in subschemas(name) if one.get("type") == "object"]

    assert all(one.get("additionalProperties") is False for one in opened)


@pytest.mark.parametrize("name", schema.names())
def test_every_label_has_a_sentence_of_its_own(name: str) -> None:
    for one in subschemas(name):
        if "enum" not in one:
            continue
        keys = ["enumDescriptions", *(key for key in one if key.startswith("x-"))]
        labels, sentences, *others = (
            msgspec.convert(one[key], list[str]) for key in ("enum", *keys)
        )
        assert {len(labels)} == {len(each) for each in (sentences, *others)}
        assert len(labels) == len(set(labels)) == len(set(sentences))
        assert all(sentence.endswith(".") for sentence in sentences)


def test_the_inventories_are_those_of_the_guidelines() -> None:
    classes = list(schema.parallel("entity", "label", "x-class").values())
    quads = list(schema.parallel("event", "type", "x-quad").values())

    assert tuple(classes.count(each) for each in ("name", "time", "number")) == (11, 2, 5)
    assert [
        quads.count(f"{how} {what}")
        for how, what in (
            ("verbal", "cooperation"),
            ("material", "cooperation"),
            ("verbal", "conflict"),
            ("material", "conflict"),
        )
    ] == [4, 3, 4, 5]


def test_modes_belong_to_event_types_and_look_as_the_schema_wants() -> None:
    found = example("event")

    assert set(schema.modes()) <= set(schema.labels("event", "type"))
    for modes in schema.modes().values():
        for mode in modes:
            assert schema.validator("event").is_valid(found | {"mode": mode})


def test_every_story_of_the_checkout_follows_its_schema() -> None:
    paths = sorted((schema.folder() / "stories").glob("*.json"))

    assert paths
    for path in paths:
        assert schema.explained("story", json.loads(path.read_bytes())) == "it follows the schema"
    assert [path.stem for path in paths] == list(schema.stories())


def test_a_broken_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "mill.json").write_text('{"story": 3}')

    with pytest.raises(ValueError, match=r"mill\.json.*story\.schema\.json"):
        schema.stories(tmp_path)


def test_an_unknown_schema_is_named_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="no schema 'quotation'; there are annotation, document"):
        schema.load("quotation")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"label": "PLACE"}, "$.label: 'PLACE' is none of PERSON, "),
        ({"colour": "red"}, "$: there is no property 'colour'"),
        ({"unsure": False}, "$.unsure: false must be true, or left out"),
        ({"note": None}, "$.note: null is no string"),
        ({"note": ""}, "$.note: '' is empty: leave it out instead"),
        ({"id": "ent-7"}, "$.id: 'ent-7' does not look like "),
        ({"span": {"start": 1, "end": 2}}, "$.span: digest must be given"),
        (
            {"span": {"start": -1, "end": 2, "digest": "0" * 32}},
            "$.span.start: -1 breaks minimum 0",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_with_its_path(
    change: dict[str, object], sentence: str
) -> None:
    found = example("entity")

    assert schema.explained("entity", found | change).startswith(sentence)


def test_long_strings_are_not_repeated_since_they_may_be_withheld() -> None:
    found = example("entity")
    withheld = "the grey ferry lay all night beside the mole"

    for wrong in ({"label": withheld}, {"id": withheld}, {withheld: 1}, {"basis": [withheld]}):
        assert withheld not in schema.explained("entity", found | wrong)


def test_check_jsonschema_follows_the_references_from_a_clone(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    found = example("event")
    good.write_text(json.dumps(found))
    bad.write_text(json.dumps(found | {"trigger": {"start": 3}}))
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    where = str(schema.folder() / "event.schema.json")

    assert [
        subprocess.run([*command, where, str(path)], check=False, capture_output=True).returncode
        for path in (good, bad)
    ] == [0, 1]
