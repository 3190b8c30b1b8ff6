"""What the schemas say about a column: its meaning and its labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from communique.publish.corpus import ReleaseError

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_SUFFIX = ".schema.json"


@dataclass(frozen=True)
class Property:
    """A property's description, and its labels with their meanings where it has any."""

    description: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class _Node:
    """A subschema and the schema file that its relative references count from."""

    file: str
    value: Mapping[str, Json]

    def at(self, key: str) -> "_Node | None":
        found = self.value.get(key)
        return _Node(self.file, found) if isinstance(found, Mapping) else None


class Dictionary:
    """The schemas, asked for properties by path (`entity.span.start`)."""

    def __init__(self, schemas: Mapping[str, bytes]) -> None:
        """Read the schemas, given by relative path; other files are passed over."""
        named = {path.rpartition("/")[2]: data for path, data in schemas.items()}
        self._schemas: Mapping[str, Mapping[str, Json]] = {
            name: msgspec.json.decode(data)
            for name, data in named.items()
            if name.endswith(_SUFFIX)
        }

    def property(self, path: str) -> Property:
        """What stands at `path`: a schema's stem, then property names.

        Raises:
            ReleaseError: there is no such property, or it has no description.
        """
        views = list(self._views(self._find(path)))
        texts = (view.value.get("description") for view in views)
        description = next((text for text in texts if isinstance(text, str)), None)
        if description is None:
            raise ReleaseError(f"schema/: `{path}` has no description; give it one")
        return Property(description, next(filter(None, map(_labels, views)), {}))

    def _find(self, path: str) -> _Node:
        stem, *names = path.split(".")
        node = self._root(stem + _SUFFIX)
        for name in names:
            found = (view.at("properties") for view in self._views(node))
            inner = next((each.at(name) for each in found if each and name in each.value), None)
            if inner is None:
                raise ReleaseError(f"schema/{stem}{_SUFFIX}: no property `{path}`; describe it")
            node = inner
        return node

    def _root(self, name: str) -> _Node:
        if name not in self._schemas:
            raise ReleaseError(f"schema/{name} is absent; a release takes its columns from there")
        return _Node(name, self._schemas[name])

    def _views(self, node: _Node) -> Iterator[_Node]:
        """The subschema, then all that it is made of: references, alternatives, list items."""
        yield node
        if isinstance(reference := node.value.get("$ref"), str):
            yield from self._views(self._target(node.file, reference))
        if items := node.at("items"):
            yield from self._views(items)
        for key in ("allOf", "anyOf", "oneOf"):
            members = node.value.get(key, ())
            for member in members if isinstance(members, Sequence) else ():
                if isinstance(member, Mapping):
                    yield from self._views(_Node(node.file, member))

    def _target(self, file: str, reference: str) -> _Node:
        path, _, fragment = reference.partition("#")
        node = self._root(path.rpartition("/")[2] or file)
        for key in filter(None, fragment.split("/")):
            inner = node.at(key)
            if inner is None:
                raise ReleaseError(f"schema/{file}: $ref {reference} leads nowhere")
            node = inner
        return node


def _labels(node: _Node) -> Mapping[str, str]:
    labels = [label for label in _list(node, "enum") if isinstance(label, str)]
    meanings = [str(text) for text in _list(node, "enumDescriptions")]
    return dict(zip(labels, meanings or [""] * len(labels), strict=False))


def _list(node: _Node, key: str) -> Sequence[Json]:
    found = node.value.get(key, ())
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()
