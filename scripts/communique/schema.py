"""The contract of `schema/`: what a record may look like, and what every label means.

The schemas are read from the installed package, or from the checkout that the package lies in.
They refer to each other by file name, so that editors and `check-jsonschema` follow them too.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from communique.records import Record

Json = Mapping[str, object]

SUFFIX = ".schema.json"
BASE = "https://schema.invalid/"
"""Where validators believe the schemas to stand; nothing is ever fetched from there."""

SHOWN_CHARACTERS = 32
SHOWN_WORDS = 3


class StoryError(ValueError):
    """A file of `schema/stories` is no story."""


class IssueCode(Record, frozen=True):
    """A question at issue in a story. `cues` are phrases by which texts raise it.

    Who is for what a cue names is for the code; who is for what one of `against` names is against.
    Of a `claim` the question is whether something is so: who says so is for it. `leaning` is what
    most who raise it hold, "favor" or "against"; None where sides differ.
    """

    code: str
    meaning: str
    cues: tuple[str, ...]
    against: tuple[str, ...] = ()
    claim: bool = False
    leaning: str | None = None


class Story(Record, frozen=True, kw_only=True):
    """The issue codes of a story; `schema/stories/<story>.json`."""

    story: str
    title: str | None = None
    issues: tuple[IssueCode, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes that a stance may have as its target."""
        return frozenset(issue.code for issue in self.issues)


@cache
def folder() -> Path:
    """The folder of schemas: the package's own in a wheel, else the checkout's.

    Raises:
        FileNotFoundError: neither is there.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "schema", here.parents[1] / "schema"):
        if (candidate / f"annotation{SUFFIX}").exists():
            return candidate
    raise FileNotFoundError(f"no schemas beside {here} or two folders up; install the wheel again")


def names() -> list[str]:
    """The schemas by name, sorted: `entity` stands for `entity.schema.json`."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder().glob(f"*{SUFFIX}"))


@cache
def load(name: str) -> Json:
    """The schema called `name`, as it is written.

    Raises:
        KeyError: there is none of that name.
    """
    path = folder() / f"{name}{SUFFIX}"
    if not path.exists():
        raise KeyError(f"no schema {name!r}; there are {', '.join(names())}")
    return _parsed(path)


def properties(name: str, definition: str | None = None) -> Mapping[str, Json]:
    """The properties of a schema, or of one of its `$defs`, with their references followed.

    What stands beside a reference (a description above all) goes before what it refers to.
    """
    schema = load(name)
    if definition is not None:
        schema = _object(_object(schema["$defs"])[definition])
    if "properties" not in schema:
        schema, name = _referred(schema, name)
    return {key: _resolved(_object(value), name) for key, value in _items(schema["properties"])}


def labels(name: str, key: str, definition: str | None = None) -> Mapping[str, str]:
    """The labels that property `key` may have, in their order, each with its meaning."""
    return parallel(name, key, "enumDescriptions", definition)


@cache
def parallel(name: str, key: str, keyword: str, definition: str | None = None) -> Mapping[str, str]:
    """What the list `keyword` says of each label of property `key`: `x-quad`, `x-class`."""
    found = properties(name, definition)[key]
    return dict(zip(_strings(found["enum"]), _strings(found[keyword]), strict=True))


@cache
def modes() -> Mapping[str, Mapping[str, str]]:
    """The modes of each event type that has any, each with its meaning."""
    data = (folder() / "modes.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, dict[str, str]])


def stories(where: Path | None = None) -> Mapping[str, Story]:
    """The stories whose codes stand in the folder `where` (`schema/stories`), by their names.

    Raises:
        StoryError: a file is no story; the message names it.
    """
    found: dict[str, Story] = {}
    for path in sorted((where or folder() / "stories").glob("*.json")):
        try:
            story = msgspec.json.decode(path.read_bytes(), type=Story)
        except msgspec.DecodeError as error:
            raise StoryError(f"{path}: {error}; see schema/story{SUFFIX}") from error
        found[story.story] = story
    return found


@cache
def validator(name: str) -> jsonschema_rs.Validator:
    """A quick validator for bulk: `validator("entity").is_valid(decoded)`."""
    registry = jsonschema_rs.Registry(list(_resources()))
    return jsonschema_rs.Draft202012Validator({"$ref": _address(name)}, registry=registry)


def explained(name: str, instance: object) -> str:
    """What is wrong with `instance`, in one sentence that begins with its JSON path.

    Long strings are not repeated: they may be text that is withheld.
    """
    error = best_match(_explainer(name).iter_errors(instance))
    return "it follows the schema" if error is None else f"{error.json_path}: {_sentence(error)}"


@cache
def _explainer(name: str) -> Draft202012Validator:
    resources = [(address, DRAFT202012.create_resource(schema)) for address, schema in _resources()]
    return Draft202012Validator(
        {"$ref": _address(name)}, registry=Registry().with_resources(resources)
    )


def _address(name: str) -> str:
    return f"{BASE}{name}{SUFFIX}"


def _resources() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder().glob(f"*{SUFFIX}")):
        yield f"{BASE}{path.name}", _parsed(path)


def _parsed(path: Path) -> dict[str, Any]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])


def _sentence(error: ValidationError) -> str:
    expected, found = error.validator_value, _shown(error.instance)
    match error.validator:
        case "required":
            missing = [key for key in expected if key not in error.instance]
            said = f"{', '.join(missing)} must be given"
        case "additionalProperties":
            extra = sorted(set(error.instance) - set(error.schema["properties"]))
            said = f"there is no property {', '.join(map(_shown, extra))}"
        case "enum":
            said = f"{found} is none of {', '.join(expected)}"
        case "pattern":
            said = f"{found} does not look like {expected}"
        case "type":
            said = f"{found} is no {expected}"
        case "const":
            said = f"{found} must be {msgspec.json.encode(expected).decode()}, or left out"
        case "minItems" | "minLength":
            said = f"{found} is empty: leave it out instead"
        case other:
            said = f"{found} breaks {other} {expected}"
    return said


def _shown(value: object) -> str:
    if isinstance(value, str):
        short = len(value) <= SHOWN_CHARACTERS and len(value.split()) <= SHOWN_WORDS
        return repr(value) if short else f"a string of {len(value)} characters"
    if isinstance(value, list | dict):
        return f"{'an array' if isinstance(value, list) else 'an object'} of {len(value)}"
    return msgspec.json.encode(value).decode()


def _resolved(schema: Json, name: str) -> Json:
    if "$ref" not in schema:
        return schema
    target, where = _referred(schema, name)
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return {**_resolved(target, where), **beside}


def _referred(schema: Json, name: str) -> tuple[Json, str]:
    file, _, pointer = str(schema["$ref"]).partition("#")
    where = file.removesuffix(SUFFIX) or name
    target = load(where)
    for part in pointer.strip("/").split("/"):
        target = _object(target[part])
    return target, where


def _object(value: object) -> Json:
    return msgspec.convert(value, dict[str, object])


def _items(value: object) -> Iterator[tuple[str, object]]:
    yield from _object(value).items()


def _strings(value: object) -> list[str]:
    return msgspec.convert(value, list[str])
