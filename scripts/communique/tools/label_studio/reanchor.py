"""An annotation of a text that has changed since, moved to the new text and flagged."""

from collections.abc import Sequence

import msgspec

from communique.anchors import Anchors
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.regions import REGION_TYPES
from communique.tools.label_studio.results import Json, Result, Value

MOVED = "The text changed here; does this still hold?"


def reanchored(results: Sequence[Json], anchors: Anchors) -> tuple[list[Json], int, int]:
    """The results on the new text, how many regions were flagged, and how many are lost.

    A region whose words have changed is marked unsure, with a comment; one of which no word is
    left goes, with its relations.
    """
    found = msgspec.convert(results, list[Result])
    labelled = {one.id: one.value for one in found if one.type == "labels"}
    places = {
        identity: anchors.moved(value.start or 0, value.end or 0)
        for identity, value in labelled.items()
        if value
    }
    changed = {
        identity
        for identity, value in labelled.items()
        if value and places[identity] and not anchors.is_unchanged(value.start or 0, value.end or 0)
    }
    lost = {identity for identity, place in places.items() if place is None}
    kept: list[Result] = []
    for one in found:
        if one.type == "relation":
            kept += [] if {one.from_id, one.to_id} & lost else [one]
        elif one.type not in REGION_TYPES or not (one.value and one.id):
            continue
        elif (place := places.get(one.id)) and not _is_replaced(one, changed):
            one.value.start, one.value.end = place.start, place.end
            if isinstance(one.value.text, str):
                one.value.text = None
            kept.append(one)
    for identity in sorted(filter(None, changed)):
        kept += _flags(identity, kept)
    return [msgspec.to_builtins(one) for one in kept], len(changed), len(lost)


def _is_replaced(one: Result, changed: set[str | None]) -> bool:
    return one.id in changed and one.from_name in {c.DOUBT, c.NOTE}


def _flags(identity: str, kept: Sequence[Result]) -> list[Result]:
    region = next(one for one in kept if one.id == identity and one.type == "labels")
    value = region.value or Value()

    def flag(kind: str, name: str, more: Value) -> Result:
        more.start, more.end = value.start, value.end
        return Result(type=kind, id=identity, from_name=name, to_name=c.TEXT, value=more)

    return [
        flag("choices", c.DOUBT, Value(choices=[c.UNSURE])),
        flag("textarea", c.NOTE, Value(text=[MOVED])),
    ]
