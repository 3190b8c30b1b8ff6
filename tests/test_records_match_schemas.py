"""Records and schemas say the same, both ways: fields, what is required, types, labels."""

import types
from typing import Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import records, schema
from communique.issues import Issue
from communique.records import LAYERS, Record
from communique.schema import IssueCode, Json, Story

Described = tuple[str, str | None]

PAIRS: dict[type[Record], Described] = {
    records.Span: ("span", "span"),
    records.Argument: ("span", "argument"),
    records.Range: ("span", "range"),
    records.Segment: ("span", "segment"),
    records.Document: ("document", None),
    records.Block: ("document", "block"),
    records.Removed: ("document", "removed"),
    records.Annotation: ("annotation", None),
    records.Entity: ("entity", None),
    records.Quote: ("quote", None),
    records.Event: ("event", None),
    records.Stance: ("stance", None),
    records.RegisteredEntity: ("registered-entity", None),
    records.Duplicate: ("duplicate", None),
    records.Reuse: ("reuse", None),
    records.Reading: ("reading", None),
    records.Erratum: ("erratum", None),
    records.Manifest: ("manifest", None),
    records.Output: ("manifest", "output"),
    Issue: ("issue", None),
    Story: ("story", None),
    IssueCode: ("story", "code"),
}
WHOLE = {kind: name for kind, (name, definition) in PAIRS.items() if definition is None}
WHOLE[records.Span] = "span"
JSON_TYPES = {str: "string", int: "integer", bool: "boolean", float: "number", tuple: "array"}
TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("é🕊️ش\u0301\r\n“’"), min_size=1, max_size=12
)


def hint(kind: type[Record], name: str) -> object:
    """A field's type without `| None`."""
    found = get_type_hints(kind)[name]
    if get_origin(found) in {Union, types.UnionType}:
        return next(one for one in get_args(found) if one is not type(None))
    return found


def inner(kind: object) -> object:
    """What a tuple holds."""
    return get_args(kind)[0]


def json_type(kind: object) -> object:
    if get_origin(kind) is Literal:
        return JSON_TYPES[type(get_args(kind)[0])]
    if isinstance(kind, type) and issubclass(kind, Record):
        return "object"
    return JSON_TYPES[get_origin(kind) or kind]


def one(kind: object, described: Json) -> st.SearchStrategy[object]:
    """Values of a field of type `kind`, as its property describes them."""
    if get_origin(kind) is Literal:
        return st.just(get_args(kind)[0])
    if kind in PAIRS:
        return instances(kind)
    if get_origin(kind) is tuple:
        items = msgspec.convert(described["items"], dict[str, object])
        each = one(inner(kind), schema_of_item(items))
        return st.lists(each, min_size=1, max_size=2).map(tuple)
    least = msgspec.convert(described.get("minimum", 0), int)
    plain = {bool: st.booleans(), float: st.floats(0, 1), int: st.integers(least, 2**62)}
    return plain[kind] if kind in plain else strings(described)


def strings(described: Json) -> st.SearchStrategy[object]:
    if "enum" in described:
        return st.sampled_from(msgspec.convert(described["enum"], list[str]))
    if "pattern" in described:
        found = st.from_regex(str(described["pattern"]), fullmatch=True)
        return found.filter(lambda text: text.isprintable() and text == text.strip())
    return TEXT


def definition_of(name: str, definition: str) -> Json:
    return msgspec.convert(schema.load(name)["$defs"], dict[str, dict[str, object]])[definition]


def examples(name: str) -> list[dict[str, object]]:
    return msgspec.convert(schema.load(name)["examples"], list[dict[str, object]])


def schema_of_item(items: Json) -> Json:
    """An item's schema with its reference, if any, followed."""
    target = str(items.get("$ref", ""))
    if "annotation.schema.json#/$defs/" in target:
        return definition_of("annotation", target.rpartition("/")[2])
    return items


def instances(kind: type[Record]) -> st.SearchStrategy[object]:
    """Records of a kind with labels and patterns as the schema has them."""
    described = schema.properties(*PAIRS[kind])
    fields = {
        field.name: one(hint(kind, field.name), described[field.name])
        if field.required
        else one(hint(kind, field.name), described[field.name]) | st.just(default_of(field))
        for field in msgspec.structs.fields(kind)
    }
    return st.builds(kind, **fields)


def default_of(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else ()


@pytest.mark.parametrize("kind", PAIRS)
def test_a_record_and_its_schema_have_the_same_fields_in_the_same_order(
    kind: type[Record],
) -> None:
    assert list(kind.__struct_fields__) == list(schema.properties(*PAIRS[kind]))


@pytest.mark.parametrize("kind", PAIRS)
def test_a_field_without_default_is_required_and_no_other(kind: type[Record]) -> None:
    name, definition = PAIRS[kind]
    described = schema.load(name)
    if definition is not None:
        described = definition_of(name, definition)

    required = [field.name for field in msgspec.structs.fields(kind) if field.required]
    assert required == described["required"]


@pytest.mark.parametrize("kind", PAIRS)
def test_a_field_has_the_type_of_its_property(kind: type[Record]) -> None:
    for name, described in schema.properties(*PAIRS[kind]).items():
        assert json_type(hint(kind, name)) == described["type"], name


@pytest.mark.parametrize("kind", PAIRS)
def test_what_is_left_out_by_default_is_never_written(kind: type[Record]) -> None:
    for field in msgspec.structs.fields(kind):
        described = schema.properties(*PAIRS[kind])[field.name]
        if not field.required and described["type"] == "boolean":
            assert (described["const"], field.default) == (True, False)
        if not field.required and described["type"] in {"array", "string"}:
            plain = "pattern" in described or "enum" in described
            assert plain or 1 in {described.get("minItems"), described.get("minLength")}


def test_every_layer_and_every_schema_has_its_record() -> None:
    assert set(LAYERS.values()) <= set(PAIRS)
    assert set(schema.names()) == {name for name, _ in PAIRS.values()}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_record_is_written_as_its_schema_wants(kind: type[Record]) -> None:
    @settings(max_examples=25)  # of each of many kinds
    @given(instances(kind))
    def holds(record: object) -> None:
        written = msgspec.json.encode(record)
        assert (
            schema.explained(WHOLE[kind], msgspec.json.decode(written)) == "it follows the schema"
        )
        assert record == msgspec.json.decode(written, type=kind)

    holds()


@pytest.mark.parametrize("kind", WHOLE)
def test_every_example_is_a_record_that_is_written_back_the_same(kind: type[Record]) -> None:
    for example in examples(WHOLE[kind]):
        record = msgspec.convert(example, kind)

        assert example == msgspec.json.decode(msgspec.json.encode(record))


@pytest.mark.parametrize("kind", WHOLE)
def test_neither_knows_a_field_that_the_other_does_not(kind: type[Record]) -> None:
    example = examples(WHOLE[kind])[0] | {"colour": "red"}

    assert not schema.validator(WHOLE[kind]).is_valid(example)
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert(example, kind)
