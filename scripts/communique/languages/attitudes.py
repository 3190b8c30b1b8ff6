"""By which words stances are known: data in `languages/<code>.stances.toml`.

The file lists verbs, nouns and adjectives by what they show of an attitude toward what stands in
which of their places; its head says what each field means.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import msgspec

from communique.languages import LanguageError, data
from communique.languages.coding import listed

FOR, AGAINST, NO_SIDE = 1, -1, 0
COMPLEMENT, UNLESS_JUDGED = 2, 3
"""Signs that depend: on what a complement says, on whether a clause judges by itself."""

SIGNS = {"+": FOR, "-": AGAINST, "0": NO_SIDE, "=": COMPLEMENT, "!": UNLESS_JUDGED}


class Entry(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """Words that judge what stands in their places alike."""

    words: str
    takes: str
    kind: str = "attitude"
    negated: str = "turned"
    is_factive: bool = False

    @cached_property
    def signs(self) -> Mapping[str, int]:
        """The sign of each place."""
        return {place[:-1]: SIGNS[place[-1]] for place in self.takes.split()}


class Judging(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """Adjectives and nouns that judge what they are said of."""

    good: str
    bad: str

    @cached_property
    def signs(self) -> Mapping[str, int]:
        """Each word with the side that it takes."""
        return {
            **dict.fromkeys(listed(self.good), FOR),
            **dict.fromkeys(listed(self.bad), AGAINST),
        }


class Attitudes(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """The words of a language that show attitudes, and those that change what they show."""

    verbs: tuple[Entry, ...]
    nouns: tuple[Entry, ...]
    adjectives: tuple[Entry, ...]
    prepositions: tuple[Entry, ...]
    judging: Judging
    words: dict[str, str]

    @cached_property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """The words of each list by its name."""
        return {name: frozenset(listed(words)) for name, words in self.words.items()}

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]]:
        """By part of speech and lemma the entries, with the words that must stand beside it."""
        return {
            "VERB": _by_lemma(self.verbs),
            "NOUN": _by_lemma(self.nouns),
            "ADJ": _by_lemma(self.adjectives),
            "ADP": _by_lemma(self.prepositions),
        }


def _by_lemma(entries: Iterable[Entry]) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Entries of a lemma, those of several words first, else in their order."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for lemma, rest, entry in _split(entries):
        found.setdefault(lemma, []).append((rest, entry))
    return {
        lemma: tuple(sorted(several, key=lambda one: -len(one[0])))
        for lemma, several in found.items()
    }


def _split(entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[str, ...], Entry]]:
    for entry in entries:
        for words in listed(entry.words):
            lemma, *rest = words.split()
            yield lemma, tuple(rest), entry


@cache
def attitudes(code: str) -> Attitudes:
    """The words of `languages/<code>.stances.toml`.

    Raises:
        LanguageError: there is no such file, or a place in it has no sign.
    """
    found = data(f"{code}.stances", Attitudes)
    for entry in (*found.verbs, *found.nouns, *found.adjectives, *found.prepositions):
        for place in entry.takes.split():
            if place[-1] not in SIGNS:
                raise LanguageError(
                    f"languages/{code}.stances.toml: {place!r} has no sign; write one of"
                    f" {' '.join(SIGNS)} behind the place"
                )
    return found
