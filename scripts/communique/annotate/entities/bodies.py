"""Names that a word in them tells the kind of: the Ministry of X, the X Strait, the X Accord."""

import re
from collections.abc import Iterable, Iterator

from communique.annotate.entities.acronyms import is_acronym
from communique.annotate.entities.reading import POSSESSIVES, Reading
from communique.annotate.entities.spots import ALONE, LINKS, Spot
from communique.languages.naming import Naming

HEADED = 3.0
"""Weight of a word inside a name that says what it is."""
WARS = frozenset(["war", "wars"])
NUMBER = re.compile(r"\d{3,4}")
ROMAN = re.compile(r"[IVX]{1,4}")
HINT = 0.9
"""Weight of one that a recognizer's word counts more than."""
SHORT = 2
"""Words of a place's name before the one that says what it is."""
LONGEST = 12
"""Tokens of such a name at most."""


def headed(reading: Reading) -> Iterator[Spot]:
    """Stretches of capitalised words, linked by "of" and the like, that such a word heads."""
    at = 0
    while at < len(reading.texts):
        if not _may_begin(reading, at):
            at += 1
            continue
        end = _run(reading, at)
        spot = _headed(reading, at, end)
        if spot is not None:
            yield spot
        at = max(end, at + 1)


def _may_begin(reading: Reading, at: int) -> bool:
    text = reading.texts[at]
    if not text[0].isupper() or reading.headed[at]:
        return False
    if reading.lower[at] in reading.words.never_names:
        return False
    return not reading.opens[at] or reading.is_proper(at)


def _run(reading: Reading, at: int) -> int:
    """Where the run of capitalised and linking words that begins at `at` ends."""
    end = at + 1
    while end < min(len(reading.texts), at + LONGEST):
        if reading.is_capital(end) and not reading.opens[end]:
            end += 1
            continue
        reach = end
        while reach < len(reading.texts) and _links(reading, reach):
            reach += 1
        if _is_plural_owner(reading, end):
            end += 1
            continue
        is_linked = end < reach < len(reading.texts) and reading.is_capital(reach)
        if not (is_linked or _is_hyphen(reading, end)):
            break
        end = reach + 1 if is_linked else end + 2
    return end


def _links(reading: Reading, at: int) -> bool:
    """Whether a name may go on over a small word: not over "and the", nor "on Monday"."""
    word, behind = reading.lower[at], at + 1 < len(reading.texts)
    if word == "and":
        return behind and reading.lower[at + 1] != "the"
    if word == "on":
        return behind and not reading.timed[at + 1]
    return word in LINKS


def _is_plural_owner(reading: Reading, at: int) -> bool:
    """Whether an apostrophe stands here as in Farmers' League."""
    is_mark = reading.texts[at] in {"'", "’"} and reading.texts[at - 1].endswith("s")
    return is_mark and at + 1 < len(reading.texts) and reading.is_capital(at + 1)


def _is_hyphen(reading: Reading, at: int) -> bool:
    return (
        reading.texts[at] in {"-", "–"}
        and at + 1 < len(reading.texts)
        and reading.is_capital(at + 1)
    )


def _headed(reading: Reading, start: int, end: int) -> Spot | None:
    """The part of a run that a telling word heads, with the kind that it tells."""
    return (
        _abbreviated(reading, start, end)
        or _of(reading, start, end)
        or _by_last(reading, start, _pieces(reading, start, end)[0])
    )


def _of(reading: Reading, start: int, end: int) -> Spot | None:
    """`Ministry of X`, `Treaty on X`, `Republic of X`, `Gulf of X`: the first part heads it."""
    pieces = _pieces(reading, start, end)
    first, words = pieces[0], reading.words
    head, link = reading.lower[first - 1], reading.after(first)
    if head in words.bodies and (first < end or first - start > 1):
        return Spot(start, end if link in {"of", "for", "on"} else first, "ORG", HEADED)
    if first == end:
        return None
    if head in words.laws:
        return Spot(start, end, "LAW", HEADED)
    if link != "of":
        return None
    if head in words.not_alone:
        return _realm(reading, first + 1 + (reading.lower[first + 1] == "the"), end)
    kinds = (("GPE", words.realms), ("LOC", words.natural))
    label = next((label for label, heads in kinds if head in heads), None)
    return Spot(start, [*pieces, end][1], label, HEADED) if label else None


def _realm(reading: Reading, start: int, end: int) -> Spot:
    """The state behind `Government of`: a word, or a realm with what it is of."""
    is_realm = reading.lower[start] in reading.words.realms
    return Spot(start, end if is_realm else min(end, start + 1), "GPE", HEADED)


def _numbered(reading: Reading, end: int) -> int:
    """Where a name ends behind which a Roman number stands: World War II."""
    return end + (end < len(reading.texts) and ROMAN.fullmatch(reading.texts[end]) is not None)


def _weight(head: str, label: str, words: Naming) -> float:
    """A college, a congress or a house may be more than a place: a recognizer knows better."""
    is_plain = label in {"ORG", "LAW", "LOC"} or head in words.joined_places
    return HEADED if is_plain else HINT


def _abbreviated(reading: Reading, start: int, end: int) -> Spot | None:
    """A whole run behind which its acronym stands in brackets, possessives in it and all."""
    while (
        end + 1 < len(reading.texts)
        and reading.texts[end] in POSSESSIVES
        and reading.is_capital(end + 1)
    ):
        end = _run(reading, end + 1)
    if end + 1 >= len(reading.texts) or reading.texts[end] != "(":
        return None
    surface = reading.surface(start, end)
    if " " not in surface or not is_acronym(reading.texts[end + 1], surface):
        return None
    heads = reading.words.laws
    return Spot(start, end, "LAW" if reading.lower[end - 1] in heads else "ORG", 2 * HEADED)


def _by_last(reading: Reading, start: int, end: int) -> Spot | None:
    """A run up to the last word in it that tells what it is."""
    words = reading.words
    if reading.lower[start] in words.natural_first:
        return Spot(start, end, "LOC", HEADED)
    kinds = (
        ("ORG", words.bodies),
        ("LAW", words.laws),
        ("LOC", words.natural),
        ("FAC", words.built),
        ("EVENT", words.events),
        ("GPE", ALONE),
    )
    for last in range(end - 1, start, -1):
        for label, heads in kinds:
            if reading.lower[last] in heads:
                weight = _weight(reading.lower[last], label, words)
                return Spot(start, _numbered(reading, last + 1), label, weight)
    return None


def _pieces(reading: Reading, start: int, end: int) -> list[int]:
    """Where the parts of a run end that links divide."""
    ends = [
        at
        for at in range(start + 1, end)
        if reading.lower[at] in LINKS and reading.lower[at - 1] not in LINKS
    ]
    return [*ends, end]


def joined(reading: Reading, spots: Iterable[Spot]) -> Iterator[Spot]:
    """Places whose name ends with a word without a capital: the Sella dam, the Aruqeni river."""
    for spot in spots:
        last = _joining(reading, spot.end)
        if spot.end - spot.start <= SHORT and last is not None and spot.label != "NORP":
            kind = "LOC" if reading.lower[last] in reading.words.natural else "FAC"
            yield Spot(spot.start, last + 1, kind, 2 * HEADED)


def _joining(reading: Reading, at: int) -> int | None:
    """Where the word stands that a place's name ends with, at `at` or behind one noun there."""
    places = reading.words.joined_places
    if reading.tags[at : at + 1] == ("NN",) and reading.lower[at] not in places:
        at += 1
    return at if reading.after(at) in places and not reading.headed[at] else None


def short(reading: Reading) -> Iterator[Spot]:
    """Bodies called by their kind with a capital: the Ministry, the Commission."""
    for at in range(len(reading.texts)):
        if reading.lower[at] in reading.words.short_bodies and reading.is_telling(at):
            yield Spot(at, at + 1, "ORG", HEADED / 3)


def numbered(reading: Reading) -> Iterator[Spot]:
    """Laws that go on with a number or year: Resolution 1701, the Accord of 2014."""
    for at in range(len(reading.texts) - 1):
        if reading.lower[at] not in reading.words.laws or not reading.is_telling(at):
            continue
        end = at + 1 + (reading.lower[at + 1] == "of")
        if end < len(reading.texts) and NUMBER.fullmatch(reading.texts[end]):
            start = at
            while start > 0 and reading.is_telling(start - 1) and end == at + 2:
                start -= 1
            yield Spot(start, end + 1, "LAW", 2 * HEADED)


def wars(reading: Reading) -> Iterator[Spot]:
    """Wars that are named by their sides or their year: the 2006 Keldra-Venn war."""
    for at in range(2, len(reading.texts)):
        if reading.lower[at] not in WARS or not reading.is_capital(at - 1):
            continue
        start = at - 1
        while (
            start > 1 and reading.texts[start - 1] in {"-", "–"} and reading.is_capital(start - 2)
        ):
            start -= 2
        has_year = NUMBER.fullmatch(reading.texts[start - 1]) is not None
        if has_year or start < at - 1:
            yield Spot(start - has_year, at + 1, "EVENT", 2 * HEADED)
