"""Canonical names as annotators write them: an id of the registry is seen only if unexpected."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from communique.records import RegisteredEntity

_WITH_ID = re.compile(r"(.*) #([^\s/#A-Z]*)", re.DOTALL)

Named = tuple[str, str | None]
"""A canonical name, and its id in the entity registry if it has one."""


@dataclass(frozen=True)
class Names:
    """The names of a collection's registered entities with their ids.

    A name that the registry knows means its entry: "Dramno". Where a record says otherwise, the
    id stands behind the name: "Dramno #dramno-port", or "Dramno #" for none.
    """

    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, registered: Iterable[RegisteredEntity], collection: str) -> "Names":
        """Those of a collection, and those that belong to all."""
        fitting = [one for one in registered if one.collection in {None, collection}]
        ordered = sorted(fitting, key=lambda one: one.collection is not None)
        return cls({one.name: one.id for one in ordered})

    def written(self, name: str, entity_id: str | None) -> str:
        """A name as annotators see it; `read` gives the same back."""
        is_plain = _WITH_ID.fullmatch(name) is None
        if is_plain and self.ids.get(name) == entity_id:
            return name
        return f"{name} #{entity_id or ''}"

    def read(self, written: str) -> Named:
        """The name and the id that `written` means."""
        if found := _WITH_ID.fullmatch(written):
            return found[1], found[2] or None
        return written, self.ids.get(written)
