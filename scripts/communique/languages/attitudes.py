"""By which words stances are known: data in `languages/<code>.stances.toml`.

The file lists verbs, nouns and adjectives by what they show of an attitude toward what stands in
which of their places; its head says what each field means.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache

import msgspec

from communique.languages import LanguageError, data
from communique.languages.coding import listed

FOR, AGAINST, NO_SIDE = 1, -1, 0
COMPLEMENT, UNLESS_JUDGED, IF_JUDGED = 2, 3, 4
"""Signs that depend: on what a complement says, on whether a clause judges by itself."""

SIGNS = {
    "+": FOR,
    "-": AGAINST,
    "0": NO_SIDE,
    "=": COMPLEMENT,
    "!": UNLESS_JUDGED,
    "?": IF_JUDGED,
}


VERB, NOUN, ADJECTIVE, PREPOSITION = "VERB", "NOUN", "ADJ", "ADP"
VOWELS = "aeiou"


LOST, TURNED, NEEDED = "lost", "turned", "needed"
"""What "not" is to an entry."""
SHORTEST = 3
"""Letters that a stem has at least."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """Words that judge what stands in their places alike."""

    words: str
    takes: str
    kind: str = "attitude"
    negated: str = TURNED
    is_factive: bool = False
    is_somebody: bool = False

    @cached_property
    def signs(self) -> Mapping[str, int]:
        """The sign of each place."""
        return {place[:-1]: SIGNS[place[-1]] for place in self.takes.split()}


Beside = tuple[tuple[str, ...], Entry]
"""The words that must stand beside an entry's first one, and the entry."""


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
        return {name: frozenset(listed(words.lower())) for name, words in self.words.items()}

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """What stems leave out, the longest first."""
        return tuple(sorted(self.lists["endings"], key=lambda ending: (-len(ending), ending)))

    def stem(self, word: str) -> str:
        """A word in lower case without its ending: freed, free; letting, let."""
        return _stem(word, self.endings)

    @cached_property
    def forms(self) -> Mapping[str, frozenset[str]]:
        """The words of each list with the forms that they have as verbs."""
        return {
            name: frozenset(form for word in words for form in _verb_forms(word))
            for name, words in self.lists.items()
        }

    def lists_verb(self, name: str, form: str, lemma: str) -> bool:
        """Whether a list has a verb, by its form in lower case or its lemma."""
        return form in self.forms[name] or lemma.lower() in self.lists[name]

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, tuple[Beside, ...]]]:
        """By part of speech and form the entries, with the words that must stand beside it."""
        return {
            VERB: _by_form(self.verbs, _verb_forms),
            NOUN: _by_form(self.nouns, _noun_forms),
            ADJECTIVE: _by_form(self.adjectives, _one_form),
            PREPOSITION: _by_form(self.prepositions, _one_form),
        }


@lru_cache(maxsize=1 << 15)
def _stem(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    is_doubled = len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in VOWELS
    return word[:-1] if is_doubled else word


def _by_form(
    entries: Iterable[Entry], forms: Callable[[str], Iterator[str]]
) -> dict[str, tuple[Beside, ...]]:
    """Entries by every form of their first word, those of several words first."""
    found: dict[str, list[Beside]] = {}
    for entry in entries:
        for words in listed(entry.words):
            lemma, *rest = words.split()
            for form in forms(lemma):
                found.setdefault(form, []).append((tuple(rest), entry))
    return {
        form: tuple(sorted(several, key=lambda one: -len(one[0])))
        for form, several in found.items()
    }


def _one_form(lemma: str) -> Iterator[str]:
    yield lemma


def _noun_forms(lemma: str) -> Iterator[str]:
    yield lemma
    if not lemma.endswith("s"):
        is_y = lemma.endswith("y") and lemma[-2:-1] not in VOWELS
        yield f"{lemma[:-1]}ies" if is_y else f"{lemma}s"


def _verb_forms(lemma: str) -> Iterator[str]:
    """Regular forms: those of irregular verbs are known by their lemma alone."""
    last = lemma[-1]
    stem = lemma.removesuffix("e")
    if last == "y" and lemma[-2:-1] not in VOWELS:
        yield from (lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing")
        return
    is_hissed = lemma.endswith(("s", "x", "z", "ch", "sh"))
    yield from (lemma, f"{lemma}es" if is_hissed else f"{lemma}s", f"{stem}ed", f"{stem}ing")
    if last not in f"{VOWELS}wxy" and lemma[-2:-1] in VOWELS and lemma[-3:-2] not in VOWELS:
        yield from (f"{lemma}{last}ed", f"{lemma}{last}ing")


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
