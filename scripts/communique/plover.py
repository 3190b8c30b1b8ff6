"""How PLOVER would code an event: its type there, quad category and intensity. For export only.

`schema/plover.json` says what PLOVER makes of modality, and how intense each type is, with the
sources. The quad category of each type is `x-quad` in the schema of events.
"""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

import msgspec

from communique import schema
from communique.records import Record

FUTURE = "future"


class Told(Protocol):
    """An event as it is told: its type is that of the deed, whatever the modality."""

    @property
    def type(self) -> str:
        """One of the sixteen types."""

    @property
    def modality(self) -> str:
        """Whether it is a fact."""


class Coded(Record, frozen=True):
    """The type that PLOVER would give an event, and that type's quad category and intensity.

    `intensity` goes from -10, conflict, to +10, cooperation.
    """

    type: str
    quad: str
    intensity: float


class _Table(Record, frozen=True):
    """`schema/plover.json`; `coded` are the modalities of events that PLOVER codes at all."""

    sources: Mapping[str, str]
    coded: tuple[str, ...]
    future: Mapping[str, str]
    intensity: Mapping[str, float]


def plover(event: Told) -> Coded | None:
    """How PLOVER would code an event; None of what is merely asked for, feared, or denied.

    Cooperation to come is the intention to cooperate (AGREE), a retreat to come a concession.
    """
    if event.modality not in _table().coded:
        return None
    intended = _table().future if event.modality == FUTURE else {}
    type_ = intended.get(event.type, event.type)
    return Coded(type_, quads()[type_], _table().intensity[type_])


@cache
def quads() -> Mapping[str, str]:
    """The quad category of each type."""
    return schema.parallel("event", "type", "x-quad")


@cache
def _table() -> _Table:
    return msgspec.json.decode((schema.folder() / "plover.json").read_bytes(), type=_Table)
