"""When two names of a speaker are the same: all their words, or one that says something."""

import re

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile("['\u2019]s")

DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "some"})
EMPTY = frozenset(
    {"a", "an", "the"}
    | {"of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from"}
    | {"i", "we", "you", "he", "she", "it", "they", "who", "which"}
    | {"my", "our", "your", "his", "her", "its", "their"}
    | {"this", "that", "these", "those"}
    | {"mr", "mrs", "ms", "s"}
)
"""Words that two speakers may share without being one."""


def is_same(one: str, other: str) -> bool:
    """Whether two names have the same words, case, marks and a leading determiner aside."""
    words = _named(one)
    return bool(words) and words == _named(other)


def is_alike(one: str, other: str) -> bool:
    """Whether two names are the same or share a word that is not in `EMPTY`."""
    return is_same(one, other) or bool((set(_words(one)) & set(_words(other))) - EMPTY)


def _named(name: str) -> list[str]:
    words = _words(name)
    return words[1:] if len(words) > 1 and words[0] in DETERMINERS else words


def _words(name: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", name.lower()))
