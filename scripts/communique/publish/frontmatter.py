"""The YAML head of a dataset card: mappings, lists and scalars, written the same every time."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Yaml: TypeAlias = "str | bool | Sequence[Yaml] | Mapping[str, Yaml]"

_PLAIN = re.compile(r"[A-Za-z][\w./*-]*")
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def front_matter(head: Mapping[str, Yaml]) -> str:
    """The head between its `---` lines."""
    return "\n".join(("---", *_mapping(head), "---", ""))


def _mapping(value: Mapping[str, Yaml]) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, str | bool):
            yield f"{_scalar(key)}: {_scalar(item)}"
            continue
        yield f"{_scalar(key)}:"
        indent = "  " if isinstance(item, Mapping) else ""
        yield from (indent + line for line in _block(item))


def _block(value: Yaml) -> Iterator[str]:
    if isinstance(value, str | bool):
        yield _scalar(value)
    elif isinstance(value, Mapping):
        yield from _mapping(value)
    else:
        for item in value:
            first, *rest = _block(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _scalar(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    plain = _PLAIN.fullmatch(value) and value.lower() not in _RESERVED
    return value if plain else json.dumps(value, ensure_ascii=False)
