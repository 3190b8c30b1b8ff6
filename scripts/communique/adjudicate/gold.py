"""How a record becomes gold: who stands for it, on what basis."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from communique.layers import GOLD
from communique.records import Annotation, Event

HUMAN, MACHINE = "human", "machine"

FOLLOWING = ("entity_id", "value", "holder_id", "target_id")
"""Fields that nobody decides and somebody may have left out."""


def agreed(records: Mapping[str, Annotation]) -> Annotation:
    """The gold record of what annotators all say, given in the order of their codes.

    It is the first's, with their id; its agent is all codes joined by `+`, its basis human only if
    that of all is. It is unsure if anybody was, and has all of their notes.
    """
    first, *_ = own = list(records.values())
    notes = dict.fromkeys(record.note for record in own if record.note)
    found = replace(
        first,
        agent="+".join(records),
        basis=HUMAN if all(record.basis == HUMAN for record in own) else MACHINE,
        unsure=any(record.unsure for record in own),
        note="; ".join(notes) or None,
        **_following(own),
    )
    return as_gold(found)


def as_gold(record: Annotation) -> Annotation:
    """A record with the status of gold, and without what only silver or a release gives it."""
    found = replace(record, status=GOLD, changed_in=None)
    return replace(found, mode=None) if isinstance(found, Event) else found


def _following(records: Iterable[Annotation]) -> dict[str, str]:
    """The first that is given of each field that follows from the others."""
    found: dict[str, str] = {}
    for record in records:
        for field in FOLLOWING:
            if value := getattr(record, field, None):
                found.setdefault(field, value)
    return found
