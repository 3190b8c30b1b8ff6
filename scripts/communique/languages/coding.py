"""By which words events are coded: data in `languages/<code>.events.toml`.

The file lists patterns for triggers: verbs with particles, nouns, adjectives, each with what has to
stand beside it, and the type of event it then names. Where several fit a word, the one with the
most conditions counts, among equals the first.
"""

from functools import cached_property

import msgspec

from communique.languages import LanguageError, data

TAKES = frozenset([None, "infinitive", "that", "gerund"])
NONE = "NONE"
"""The type of what looks like a trigger and is none."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """Words, in commas, that name an event of `type`; the file's head says what each field asks."""

    words: str
    type: str
    mode: str | None = None
    object: str | None = None
    subject: str | None = None
    prep: str | None = None
    takes: str | None = None
    recipient: str | None = None
    actor: str | None = None
    is_mutual: bool = False
    why: str | None = None

    @cached_property
    def weight(self) -> int:
        """How many conditions it makes."""
        return sum(each is not None for each in (self.object, self.subject, self.prep, self.takes))

    @cached_property
    def lemmas(self) -> tuple[tuple[str, ...], ...]:
        """Each of the words with its particles: `call`; `pull out`."""
        return tuple(tuple(word.split()) for word in listed(self.words))


class Coding(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """The patterns of a language, the classes of words they speak of, and what sets modality."""

    classes: dict[str, str]
    verbs: tuple[Pattern, ...]
    nouns: tuple[Pattern, ...]
    adjectives: tuple[Pattern, ...]
    light: str
    future: str
    offered: str
    ideas: str
    sides: str
    both: str
    wished: str
    prevented: str
    denied: str
    agents: str
    conditions: str
    cushions: str

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """The words of each class."""
        return {name: frozenset(listed(words)) for name, words in self.classes.items()}


def listed(words: str) -> list[str]:
    """What stands between commas."""
    return [word for part in words.split(",") if (word := " ".join(part.split()))]


def coding(code: str) -> Coding:
    """The patterns of `languages/<code>.events.toml`.

    Raises:
        LanguageError: there is no such file, or a pattern asks for what there is not.
    """
    found = data(f"{code}.events", Coding)
    for pattern in (*found.verbs, *found.nouns, *found.adjectives):
        if pattern.takes not in TAKES:
            raise LanguageError(
                f"languages/{code}.events.toml: {pattern.words!r} takes {pattern.takes!r}; "
                "it can take an infinitive, that, a gerund"
            )
        for word in (*listed(pattern.object or ""), *listed(pattern.subject or "")):
            if word.startswith("@") and word[1:] not in found.classes and not word[1:].isupper():
                raise LanguageError(
                    f"languages/{code}.events.toml: {pattern.words!r} asks for a class "
                    f"{word[1:]!r} that is not there: list it under [classes]"
                )
    return found
