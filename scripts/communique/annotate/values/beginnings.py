"""With which characters a pattern's matches can begin, so that most places need not be tried.

A pattern that begins with a look-behind is tried by `re` at every character. Matches of the rules
begin at the beginnings of words, and what a word begins with leaves few patterns to try.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # no public way to a parsed pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Pattern: TypeAlias = re.Pattern[str]
Argument: TypeAlias = Any
"""What a part of a parsed pattern holds; `re` gives its parts no types."""
Parsed: TypeAlias = Sequence[tuple[object, Argument]]

DEPTH = 3
"""Characters that are looked at."""
PLACE = re.compile(r"(?<!\w)\S")
"""Where a match may begin: no letter or figure before it, and no blank there."""
FIGURE = "0"
"""Stands for every figure."""
PLAIN = str.maketrans("123456789", FIGURE * 9)

Beginnings = frozenset[str]
"""Characters in lower case, figures as one; behind less than `DEPTH` of them anything may stand."""
ANYHOW: Beginnings = frozenset([""])
ANYTHING = "\0"
"""Stands, while a pattern is read, for whatever may follow."""
ASCII = 128


class Table:
    """Patterns by how their matches begin."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Take patterns that match at no place but those of `PLACE`, and never nothing."""
        self._patterns = tuple(patterns)
        self._by_begin: dict[str, set[int]] = defaultdict(set)
        for number, pattern in enumerate(self._patterns):
            for begin in beginnings(pattern):
                self._by_begin[begin].add(number)
        self._known: dict[str, tuple[int, ...]] = {}

    def matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """All matches, as each pattern's `finditer` gives them, with the pattern's number."""
        free = [0] * len(self._patterns)
        for place in PLACE.finditer(text):
            at = place.start()
            for number in self._candidates(text[at : at + DEPTH].lower().translate(PLAIN)):
                if free[number] <= at and (match := self._patterns[number].match(text, at)):
                    free[number] = match.end()
                    yield number, match

    def _candidates(self, start: str) -> Sequence[int]:
        """The patterns of which a match may begin so; all where that is not plain."""
        if len(start) < DEPTH or not start.isascii():
            return range(len(self._patterns))
        found = self._known.get(start)
        if found is None:
            begun = (self._by_begin.get(start[:length], ()) for length in range(DEPTH + 1))
            found = tuple(sorted({number for numbers in begun for number in numbers}))
            self._known[start] = found
        return found


def beginnings(pattern: Pattern) -> Beginnings:
    """How a match of `pattern` can begin."""
    begun = _sequence(parser.parse(pattern.pattern, pattern.flags), ANYHOW)
    return frozenset(one.removesuffix(ANYTHING) for one in begun)


def _sequence(parsed: Parsed, begun: Beginnings) -> Beginnings:
    for code, argument in parsed:
        begun = _then(begun, code, argument)
    return begun


def _then(begun: Beginnings, code: object, argument: Argument) -> Beginnings:
    """`begun` with one more part of a pattern behind it."""
    if code in {codes.ASSERT, codes.ASSERT_NOT, codes.AT}:
        return begun
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        return _repeated(begun, *argument)
    if code in {codes.SUBPATTERN, codes.ATOMIC_GROUP}:
        return _sequence(argument[-1] if code is codes.SUBPATTERN else argument, begun)
    if code in {codes.BRANCH, codes.GROUPREF_EXISTS}:
        branches = argument[1] if code is codes.BRANCH else argument[1:]
        return frozenset().union(*(_sequence(each or (), begun) for each in branches))
    return _longer(begun, _characters(code, argument))


def _repeated(begun: Beginnings, least: int, most: int, parsed: Parsed) -> Beginnings:
    found = begun if least == 0 else frozenset()
    for times in range(1, min(most, max(least, DEPTH)) + 1):
        begun = _sequence(parsed, begun)
        found |= begun if times >= least else frozenset()
    return found


def _characters(code: object, argument: Argument) -> str:
    """The characters of a one-character part, in lower case; `ANYTHING` where they are many."""
    if code is codes.LITERAL:
        return _plain(argument)
    if code is not codes.IN:
        return ANYTHING
    return "".join(_of_class(*each) for each in argument)


def _of_class(code: object, argument: Argument) -> str:
    if code is codes.RANGE:
        first, last = argument
        return "".join({_plain(c) for c in range(first, last + 1)}) if last < ASCII else ANYTHING
    if code is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
        return FIGURE
    return _plain(argument) if code is codes.LITERAL else ANYTHING


def _plain(character: int) -> str:
    return chr(character).lower().translate(PLAIN)


def _longer(begun: Beginnings, characters: str) -> Beginnings:
    return frozenset(
        one if len(one) == DEPTH or one.endswith(ANYTHING) else one + character
        for one in begun
        for character in characters
    )
