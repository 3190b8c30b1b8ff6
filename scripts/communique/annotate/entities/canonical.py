"""Whom a name refers to: the fullest name that the document, or the gazetteer, has for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from communique.annotate.entities.acronyms import is_short
from communique.annotate.entities.lexicon import is_of_people
from communique.annotate.entities.reading import Reading
from communique.annotate.entities.spots import Spot
from communique.annotate.gazetteers import Gazetteer


@dataclass(frozen=True)
class Names:
    """What a document's names are called in full."""

    people: Mapping[str, str]
    bodies: Mapping[str, str]
    peoples: Mapping[str, str]


def canonical(doc: Doc, reading: Reading, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[str]:
    """The canonical name of each of `spots`, all of which have a label."""
    surfaces = _small([reading.surface(spot.start, spot.end) for spot in spots])
    labelled = [(surface, spot.label or "") for surface, spot in zip(surfaces, spots, strict=True)]
    names = Names(
        people=_people(labelled),
        bodies=_bodies(reading, spots, labelled) | _realms(reading, labelled),
        peoples=_peoples(labelled, reading.words.people_endings),
    )
    shown = {
        reading.surface(spot.start, spot.end): " ".join(doc[spot.start : spot.end].text.split())
        for spot in reversed(spots)
    }
    called = (_name(surface, label, names, gazetteer) for surface, label in labelled)
    return [shown.get(name, name) for name in called]


def _small(surfaces: Sequence[str]) -> list[str]:
    """Surfaces as they stand elsewhere, where they are all in capitals as in headlines."""
    small = {surface.upper(): surface for surface in surfaces if not surface.isupper()}
    return [small.get(surface, surface) for surface in surfaces]


def _name(surface: str, label: str, names: Names, gazetteer: Gazetteer) -> str:
    entry = gazetteer.entry(surface)
    if entry is not None and entry.label == label:
        return entry.name
    known = {"PERSON": names.people, "NORP": names.peoples}.get(label, names.bodies)
    return known.get(surface, surface)


def _people(labelled: Iterable[tuple[str, str]]) -> dict[str, str]:
    """First and last words of persons' full names, but those that several share."""
    full = {surface for surface, label in labelled if label == "PERSON" and " " in surface}
    parts: dict[str, set[str]] = {}
    for name in full:
        words = name.split()
        for part in {words[0], words[-1], " ".join(words[1:])} - {name}:
            parts.setdefault(part, set()).add(name)
    return {part: _one(names) for part, names in parts.items() if _one(names)}


def _one(names: set[str]) -> str:
    """The name that all of `names` are forms of; empty if there are several."""
    longest = max(sorted(names), key=len)
    return longest if all(set(name.split()) <= set(longest.split()) for name in names) else ""


def _peoples(labelled: Iterable[tuple[str, str]], endings: frozenset[str]) -> dict[str, str]:
    """Words for peoples to their states."""
    states = sorted({surface for surface, label in labelled if label == "GPE"})
    peoples = {surface for surface, label in labelled if label == "NORP"}
    return {
        people: state
        for people in peoples
        for state in states
        if is_of_people(state, people, endings)
    }


def _realms(reading: Reading, labelled: Iterable[tuple[str, str]]) -> dict[str, str]:
    """`Republic of Keldra`, and `Republic` alone where one is named, to the state's short name."""
    full = {
        surface: surface.rsplit(" of ", 1)[1].removeprefix("the ")
        for surface, label in labelled
        if label == "GPE" and " of " in surface and _realm(surface) in reading.words.realms
    }
    alone = {surface.split()[0]: state for surface, state in full.items()}
    return full | (alone if len(set(full.values())) == 1 else {})


def _realm(surface: str) -> str:
    return surface.rsplit(" of ", 1)[0].rsplit(maxsplit=1)[-1].lower()


def _bodies(
    reading: Reading, spots: Sequence[Spot], labelled: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Acronyms and short forms to the full names of bodies and the like."""
    full = {
        surface: label
        for surface, label in labelled
        if " " in surface and label not in {"PERSON", "NORP", "GPE"}
    }
    short: dict[str, set[str]] = {}
    for surface, label in labelled:
        if " " in surface:
            continue
        for name, other in full.items():
            if label == other and is_short(surface, name):
                short.setdefault(surface, set()).add(name)
    for before, behind in pairwise(spots):
        if _is_bracketed(reading, before, behind):
            name = reading.surface(before.start, before.end)
            short[reading.surface(behind.start, behind.end)] = {name}
    return {surface: next(iter(names)) for surface, names in short.items() if len(names) == 1}


def _is_bracketed(reading: Reading, before: Spot, behind: Spot) -> bool:
    """Whether an acronym in brackets stands behind the name that it is short for."""
    is_beside = behind.start == before.end + 1 and reading.texts[before.end] == "("
    return is_beside and behind.end - behind.start == 1 and reading.texts[behind.start].isupper()
