"""What a document says of its names: one kind a surface, by the votes of all its mentions."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from communique.annotate.entities.acronyms import is_short
from communique.annotate.entities.cues import cues
from communique.annotate.entities.reading import Reading
from communique.annotate.entities.spots import KNOWN, Spot

Ballot = dict[str, float]
"""Kinds of names to the weight of those who speak for them."""
Votes = dict[str, Ballot]
Lexicon = dict[str, str]
"""Surfaces to types."""

PAIRED = 4.0
"""Weight of a state's name and its people's standing in one text: Keldra, Keldrans."""
SURNAME = 3.0
COORDINATED = 1.5
DOUBTED = 0.5
"""What a recognizer's person counts who is never named in full nor has a title."""
PREFERRED = 1.2
ENOUGH = 0.9
"""Weight that names of familiar words need: capitals and a preposition alone tell little."""
SHORT = 2.0
"""Weight of a longer name that begins or ends with a surface, or that it is an acronym of."""
SHORTEST_STATE = 4
"""Letters: shorter names share too many beginnings."""
CERTAINTY, SUPPORTED = 3.0, 1.0
SHORTENED = frozenset(["ORG", "LOC", "FAC", "LAW", "EVENT"])
"""Types of names that are shortened to one of their words."""
PERSONAL = range(2, 5)
"""Words of persons' full names."""


def lexicon(reading: Reading, spots: Sequence[Spot]) -> Lexicon:
    """The kind of every surface among `spots` that anything speaks for."""
    said = _said(reading, spots)
    votes = _votes(reading, spots, said)
    for base, derived in paired([*votes], reading.words.people_endings):
        votes[base]["GPE"] += PAIRED
        votes[derived]["NORP"] += PAIRED
    for surname in _surnames(votes):
        votes[surname]["PERSON"] += SURNAME
    for beside, label in _coordinated(reading, spots, votes):
        votes[beside][label] += COORDINATED
    for surface in _alone(votes, said, reading.familiar):
        votes[surface]["PERSON"] *= DOUBTED
        votes[surface]["GPE"] += PREFERRED * votes[surface]["PERSON"]
    for short, label in _short(votes):
        votes[short][label] += SHORT
    told = {reading.surface(spot.start, spot.end) for spot in spots if spot.label is not None}
    return {
        surface: kind
        for surface, given in votes.items()
        if (kind := _first(given))
        and (surface in told or given[kind] >= ENOUGH or _is_new(surface, reading))
    }


def _is_new(surface: str, reading: Reading) -> bool:
    """Whether a name is of words never seen: little then says what it is."""
    words = surface.split()
    return not any(word in reading.familiar or word.isupper() for word in words)


def _said(reading: Reading, spots: Iterable[Spot]) -> Votes:
    """What the words around say of each surface; against it only where no list knows it."""
    places: dict[tuple[int, int], float] = {}
    for spot in spots:
        place = (spot.start, spot.end)
        places[place] = max(places.get(place, 0), spot.weight)
    said: Votes = defaultdict(lambda: defaultdict(float))
    for (start, end), weight in places.items():
        for label, vote in cues(reading, start, end):
            if vote > 0 or weight < KNOWN:
                said[reading.surface(start, end)][label] += vote
    return said


def _votes(reading: Reading, spots: Iterable[Spot], said: Votes) -> Votes:
    votes: Votes = defaultdict(lambda: defaultdict(float))
    for spot in spots:
        given = votes[reading.surface(spot.start, spot.end)]
        if spot.label is not None:
            given[spot.label] += spot.weight
    for surface, cued in said.items():
        for label, vote in cued.items():
            votes[surface][label] += vote
    return votes


def _first(given: Ballot) -> str | None:
    """The kind with most votes; of as many the first in the alphabet; None without any."""
    best = max(given.values(), default=0)
    return min((label for label, weight in given.items() if weight == best > 0), default=None)


def paired(surfaces: Iterable[str], endings: frozenset[str]) -> list[tuple[str, str]]:
    """States with words for their people: (`Keldra`, `Keldran`), (`Keldra`, `Keldrans`)."""
    single = sorted(surface for surface in surfaces if surface.isalpha())
    beginnings = defaultdict(list)
    for surface in single:
        beginnings[surface[:SHORTEST_STATE]].append(surface)
    return [
        (base, derived)
        for base in single
        if len(base) >= SHORTEST_STATE
        for derived in beginnings[base[:SHORTEST_STATE]]
        if base != derived and is_of_people(base, derived, endings)
    ]


def is_of_people(base: str, derived: str, endings: frozenset[str]) -> bool:
    """Whether `derived` is `base`, perhaps without its last vowels, with an ending."""
    stems = [base, base.rstrip("aeiouy")]
    rests = [derived.removeprefix(stem) for stem in stems if derived.startswith(stem)]
    return any(rest in endings or rest.removesuffix("s") in endings for rest in rests if rest)


def _surnames(votes: Mapping[str, Ballot]) -> list[str]:
    """The first and last words of full names of persons: they may stand alone too."""
    full = [surface.split() for surface, given in votes.items() if _first(given) == "PERSON"]
    return [
        word
        for words in full
        if len(words) in PERSONAL
        for word in (words[0], words[-1])
        if word[0].isupper() and word.isalpha()
    ]


def _alone(votes: Votes, said: Votes, familiar: Container[str]) -> list[str]:
    """Words never seen that a recognizer takes for persons whom the text never names in full."""
    full = {
        word
        for surface, given in votes.items()
        if " " in surface and given.get("PERSON", 0) > 0
        for word in surface.split()
    }
    return [
        surface
        for surface, given in votes.items()
        if " " not in surface
        and surface not in full
        and surface not in familiar
        and given.get("PERSON", 0) > 0
        and said.get(surface, {}).get("PERSON", 0) < SUPPORTED
    ]


def _coordinated(
    reading: Reading, spots: Sequence[Spot], votes: Mapping[str, Ballot]
) -> Iterator[tuple[str, str]]:
    """Surfaces beside which a name of a certain kind stands: A, B and C are of one kind."""
    for before, behind in pairwise(sorted(spots, key=lambda spot: spot.start)):
        if behind.start != before.end + 1 or reading.lower[before.end] not in {",", "and", "or"}:
            continue
        one, other = (reading.surface(each.start, each.end) for each in (before, behind))
        for known, beside in ((one, other), (other, one)):
            if votes[known].get("GPE", 0) >= CERTAINTY and not _sure(votes[beside]):
                yield beside, "GPE"


def _sure(given: Ballot) -> bool:
    return max(given.values(), default=0) >= CERTAINTY


def _short(votes: Mapping[str, Ballot]) -> Iterator[tuple[str, str]]:
    """Surfaces that are short for longer names of one kind: Commission, ARBC, Orrin."""
    full = {
        surface: label
        for surface, given in votes.items()
        if " " in surface and (label := _first(given)) in SHORTENED
    }
    for surface in [surface for surface in votes if " " not in surface]:
        labels = {label for name, label in full.items() if is_short(surface, name)}
        if len(labels) == 1:
            yield surface, labels.pop()
