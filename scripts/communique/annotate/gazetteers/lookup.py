"""Looking names up: by surface, or the longest in a list of tokens."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files

from communique.annotate.gazetteers.entries import Entry, GazetteerError, entries
from communique.records import Record

ATOM = re.compile(r"\w+|[^\w\s]")
SHORTEST_CAPITALS = 4
"""Shorter names are not looked up in capitals: a headline's OF or MAN is no city."""

Key = tuple[str, ...]
Index = dict[Key, Entry]


class Match(Record, frozen=True):
    """`tokens[start:end]` is the surface of `entry`, perhaps in capitals."""

    start: int
    end: int
    entry: Entry


class Gazetteer:
    """Names by their surface. Case counts, but a name may stand all in capitals, as in headlines.

    Tokens are cut into words and marks before they are compared, so it does not matter how a
    tokenizer treats hyphens and stops; a match begins and ends with a token.
    """

    def __init__(self, known: Iterable[Entry]) -> None:
        self._known = {key(entry.surface): entry for entry in known}
        self._longest = _longest_by_first(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._known.values())

    def entry(self, surface: str) -> Entry | None:
        """The entry of `surface`; None if there is none."""
        return self._entry(key(surface))

    def matches(self, tokens: Sequence[str]) -> Iterator[Match]:
        """The names in `tokens`, from left to right, the longest first; they never overlap."""
        atoms, owners = _atoms(tokens)
        at = 0
        while at < len(atoms):
            found = self._longest_at(atoms, owners, at)
            if found is None:
                at += 1
                continue
            end, entry = found
            yield Match(owners[at], owners[end - 1] + 1, entry)
            at = end

    def _longest_at(
        self, atoms: Sequence[str], owners: Sequence[int], at: int
    ) -> tuple[int, Entry] | None:
        if at > 0 and owners[at - 1] == owners[at]:
            return None
        most = self._longest.get(atoms[at]) or self._longest_capitals.get(atoms[at], 0)
        for end in range(min(at + most, len(atoms)), at, -1):
            if end < len(atoms) and owners[end] == owners[end - 1]:
                continue
            if entry := self._entry(tuple(atoms[at:end])):
                return end, entry
        return None

    def _entry(self, key: Key) -> Entry | None:
        return self._known.get(key) or self._capitals.get(key)

    @cached_property
    def _capitals(self) -> Index:
        """Names in capitals; the first of several wins, and none takes an acronym's place."""
        index: Index = {}
        for key, entry in self._known.items():
            if len(entry.surface) >= SHORTEST_CAPITALS and not entry.surface.isupper():
                index.setdefault(tuple(atom.upper() for atom in key), entry)
        return index

    @cached_property
    def _longest_capitals(self) -> dict[str, int]:
        both = _longest_by_first(self._capitals)
        return {first: max(most, self._longest.get(first, 0)) for first, most in both.items()}


@lru_cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of `language` (`en`), read once.

    Raises:
        GazetteerError: there is none, or one of its lines is wrong.
    """
    file = files(__package__) / f"{language}.tsv"
    if not file.is_file():
        raise GazetteerError(f"no gazetteer for language {language!r}: docs/entities.md says how")
    return Gazetteer(entries(file.read_text("utf-8").splitlines(), file.name))


def key(surface: str) -> Key:
    """What two surfaces share that differ in blanks and apostrophes only."""
    return tuple(ATOM.findall(surface.replace("’", "'")))


def _atoms(tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words and marks of all `tokens`, and for each the number of its token."""
    pairs = [(atom, number) for number, token in enumerate(tokens) for atom in key(token)]
    return [atom for atom, _ in pairs], [number for _, number in pairs]


def _longest_by_first(index: Index) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in index:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest
