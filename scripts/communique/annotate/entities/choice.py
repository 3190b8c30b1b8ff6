"""Which of the stretches that may be names stand: the longest, none overlapping."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from communique.annotate.entities.lexicon import Lexicon, is_of_people
from communique.annotate.entities.reading import Reading
from communique.annotate.entities.spots import KNOWN, Spot
from communique.annotate.gazetteers import Gazetteer

PARTED = frozenset(["ORG", "FAC", "LAW", "PERSON"])
"""Types of names that a state's name inside them is parted from."""
SHORTEST_CAPITALS = 4
"""Letters of names that are also looked for in capitals."""
STATES = frozenset(["country", "nationality"])


def chosen(
    reading: Reading, spots: Iterable[Spot], kinds: Lexicon, gazetteer: Gazetteer
) -> list[Spot]:
    """Names that do not overlap, in order: what was spotted, and wherever it stands again."""
    every = [
        part
        for spot in (*_labelled(reading, spots, kinds), *spread(reading, kinds))
        for part in _parts(reading, spot, kinds, gazetteer)
    ]
    return flat(every)


def _labelled(reading: Reading, spots: Iterable[Spot], kinds: Lexicon) -> Iterator[Spot]:
    for spot in spots:
        label = kinds.get(reading.surface(spot.start, spot.end))
        if label is not None:
            yield Spot(spot.start, spot.end, label, max(spot.weight, 0.5))


def spread(reading: Reading, kinds: Lexicon) -> Iterator[Spot]:
    """Every place where a surface stands whose kind is known."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for surface, label in kinds.items():
        words = tuple(surface.split())
        by_first[words[0]].append((words, label))
        if len(surface) >= SHORTEST_CAPITALS:
            by_first[words[0].upper()].append((tuple(word.upper() for word in words), label))
    plain = [text.replace("’", "'") for text in reading.texts]
    for at, text in enumerate(plain):
        for words, label in by_first.get(text, ()):
            if tuple(plain[at : at + len(words)]) == words and _may_stand(reading, at, len(words)):
                yield Spot(at, at + len(words), label, 0.25)


def _may_stand(reading: Reading, at: int, length: int) -> bool:
    """A single word that is also a common one is a name only where its capital says so."""
    return length > 1 or reading.is_telling(at) or reading.lower[at] not in reading.common


def _parts(reading: Reading, spot: Spot, kinds: Lexicon, gazetteer: Gazetteer) -> Iterator[Spot]:
    """A name, parted from a state's name that it begins or ends with; known names stay whole."""
    is_whole = gazetteer.entry(reading.surface(spot.start, spot.end)) is not None
    if spot.label not in PARTED or spot.end - spot.start == 1 or is_whole:
        yield spot
        return
    start, end = spot.start, spot.end
    if reading.lower[start] in reading.words.not_alone and reading.lower[start + 1] == "of":
        yield Spot(start + 2 + (reading.lower[start + 2] == "the"), end, "GPE", spot.weight)
        return
    first = _state(reading, start, start + 1, kinds, gazetteer)
    is_parted = first is not None and (
        first.label == "GPE" or reading.lower[end - 1] in reading.words.organs
    )
    if first is not None and is_parted and reading.is_capital(start + 1):
        yield first
        start += 1
    last = _state(reading, end - 1, end, kinds, gazetteer)
    of = end - 2 - (reading.lower[end - 2] == "the")
    if last is not None and last.label == "GPE" and of > start and reading.lower[of] == "of":
        yield last
        end = of
    if end - start > 1 or reading.lower[start] not in reading.words.not_alone:
        yield Spot(start, end, spot.label, spot.weight)


def _state(
    reading: Reading, start: int, end: int, kinds: Lexicon, gazetteer: Gazetteer
) -> Spot | None:
    """The word between `start` and `end` if it names a state or its people."""
    surface = reading.surface(start, end)
    entry = gazetteer.entry(surface)
    if entry is not None and entry.kind in STATES:
        return Spot(start, end, entry.label, KNOWN)
    label = kinds.get(surface) or ("NORP" if _is_people(surface, kinds, reading) else None)
    is_state = label in {"GPE", "NORP"} and _is_paired(surface, kinds, reading)
    return Spot(start, end, label, KNOWN) if is_state else None


def _is_people(surface: str, kinds: Lexicon, reading: Reading) -> bool:
    """Whether a word, which stands nowhere alone, is that of a state's people."""
    endings = reading.words.people_endings
    return any(
        label == "GPE" and other != surface and is_of_people(other, surface, endings)
        for other, label in kinds.items()
        if other[:3] == surface[:3]
    )


def _is_paired(surface: str, kinds: Lexicon, reading: Reading) -> bool:
    """Whether a state's name stands in the text with a word for its people."""
    endings = reading.words.people_endings
    return any(
        is_of_people(surface, other, endings) or is_of_people(other, surface, endings)
        for other in kinds
        if other[:3] == surface[:3] and other != surface
    )


def flat(spots: Iterable[Spot]) -> list[Spot]:
    """Of stretches that overlap the longest, of two as long the weightier, then the first."""
    taken: set[int] = set()
    kept = []
    for spot in sorted(spots, key=lambda s: (s.start - s.end, -s.weight, s.start)):
        if taken.isdisjoint(range(spot.start, spot.end)):
            taken.update(range(spot.start, spot.end))
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.start)
