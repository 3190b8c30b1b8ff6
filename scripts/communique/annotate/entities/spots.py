"""Stretches of tokens that may be names, and who says so: a recognizer, a list, a capital."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from communique.annotate.entities.found import NAMES
from communique.annotate.entities.reading import DETERMINERS, MARKS, POSSESSIVES, Reading
from communique.annotate.gazetteers import Gazetteer
from communique.records import Record

RECOGNIZED, KNOWN, COUNTRY = 1.0, 2.0, 6.0
"""Weights of a recognizer's word, of a list's, and of a list's on states and their peoples."""
CERTAIN = frozenset(["country", "nationality", "international", "region", "religion", "people"])
"""Kinds of the gazetteer that hardly any other name shares its surface with."""
FULL = range(2, 4)
"""Words of full names of persons."""
PEOPLES = ("an", "ans", "ish", "ese", "ic", "ists", "ist", "is")
"""Endings of words for peoples and creeds."""
SHIPS = frozenset(["lady", "king", "queen", "prince", "princess", "lord", "duke", "sir", "dame"])
"""Titles that ships have too."""
BROKEN = frozenset(["PERSON", "GPE", "ORG", "NORP"])
"""Types of names that hold no dates: 9 April Venn said."""
ALONE = frozenset(["republic", "kingdom", "emirate", "sultanate"])
LINKS = frozenset(["of", "for", "the", "and", "&", "on"])
"""Words without a capital inside the names of bodies, realms and laws."""


class Spot(Record, frozen=True):
    """Tokens `start` to `end` (exclusive); `label` is None where nobody has said what it is."""

    start: int
    end: int
    label: str | None
    weight: float


def recognized(doc: Doc, reading: Reading) -> Iterator[Spot]:
    """The names that the pipeline's recognizer found, with the guideline's bounds."""
    for entity in doc.ents:
        if entity.label_ in NAMES:
            yield from _cut(reading, entity.start, entity.end, entity.label_)


def _cut(reading: Reading, start: int, end: int, label: str) -> Iterator[Spot]:
    """A name in two where a possessive or a line end stands in it; each part trimmed."""
    breaks = [at for at in range(start, end) if _is_break(reading, at, label)]
    first = start
    for at in (*breaks, end):
        part = trimmed(reading, first, at)
        if part is not None and _is_name(reading, *part):
            is_owner = at < end - 1 and reading.texts[at] in POSSESSIVES
            yield _recognized(reading, *part, None if is_owner else label)
        first = at + 1


def _is_break(reading: Reading, at: int, label: str) -> bool:
    """Whether a name cannot go on over a token."""
    is_time = label in BROKEN and reading.timed[at]
    return is_time or "\n" in reading.texts[at] or _parts_names(reading, at)


def _parts_names(reading: Reading, at: int) -> bool:
    """Whether a possessive stands here whose owner is a name of its own: not Farmers' League."""
    text = reading.texts[at]
    return text in POSSESSIVES and (len(text) > 1 or not reading.texts[at - 1].endswith("s"))


def _recognized(reading: Reading, start: int, end: int, label: str | None) -> Spot:
    """A recognizer knows peoples by their endings, which other names have too."""
    if label != "NORP":
        return Spot(start, end, label, RECOGNIZED)
    is_people = reading.texts[end - 1].endswith(PEOPLES)
    return Spot(start, end, "NORP" if is_people else "GPE", RECOGNIZED * 0.3)


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch has a capital that says something, and is more than an office."""
    if all(_is_office(reading, at) for at in range(start, end)):
        return False
    if end - start > 1 or reading.is_telling(start):
        return any(reading.is_capital(at) for at in range(start, end))
    is_common = reading.lower[start] in reading.common
    return reading.is_capital(start) and reading.is_proper(start) and not is_common


def _is_office(reading: Reading, at: int) -> bool:
    word = reading.lower[at].removesuffix(".")
    words = reading.words
    lists = (words.titles, words.offices, words.not_alone, LINKS)
    return any(word in one for one in lists)


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without determiners, marks, titles and possessives at its edges."""
    while start < end and (_is_edge(reading, start) or _is_title(reading, start, end)):
        start += 1
    while end > start and (
        reading.texts[end - 1] in POSSESSIVES | LINKS or not reading.texts[end - 1][-1].isalnum()
    ):
        if reading.texts[end - 1][-1] == "." and len(reading.texts[end - 1]) > 1:
            break
        end -= 1
    return (start, end) if start < end else None


def _is_edge(reading: Reading, at: int) -> bool:
    text = reading.texts[at]
    return reading.lower[at] in DETERMINERS or text in MARKS or not any(map(str.isalnum, text))


def _is_title(reading: Reading, at: int, end: int) -> bool:
    """Whether a title stands here with a name behind it."""
    is_title = reading.lower[at].removesuffix(".") in reading.words.addresses
    return is_title and at + 1 < end and reading.is_capital(at + 1)


def known(reading: Reading, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The names of the gazetteer."""
    for match in gazetteer.matches(reading.texts):
        is_certain = match.entry.kind in CERTAIN
        if _is_name(reading, match.start, match.end) or (
            is_certain and _is_unusual(reading, match.start, match.end)
        ):
            weight = COUNTRY if is_certain else KNOWN
            yield Spot(match.start, match.end, match.entry.label, weight)


def _is_unusual(reading: Reading, start: int, end: int) -> bool:
    """Whether a capital stands where every sentence has one, on no word that texts have small."""
    return all(
        reading.is_capital(at) and reading.lower[at] not in reading.common
        for at in range(start, end)
    )


def capitals(reading: Reading, taken: Iterable[Spot]) -> Iterator[Spot]:
    """Runs of words with a telling capital that are in no name yet, titles left out."""
    closed = {at for spot in taken for at in range(spot.start, spot.end)}
    at = 0
    while at < len(reading.texts):
        end = at
        while end < len(reading.texts) and _is_free(reading, end, closed):
            end += 1
        if end > at:
            yield Spot(at, end, None, 0)
        at = end + 1


def _is_free(reading: Reading, at: int, closed: set[int]) -> bool:
    return (
        at not in closed
        and not reading.timed[at]
        and (reading.is_telling(at) or _is_likely(reading, at))
        and reading.lower[at].removesuffix(".")
        not in reading.words.titles | reading.words.addresses
        and reading.texts[at][-1].isalnum()
    )


def _is_likely(reading: Reading, at: int) -> bool:
    """Whether the first word of a sentence is a name, by its tag and as it stands nowhere small."""
    word = reading.lower[at]
    is_small = word in reading.common or word in reading.words.never_names
    is_name = reading.is_capital(at) and bool(reading.tags[at]) and reading.is_proper(at)
    return is_name and not is_small and not reading.headed[at]


def runs(reading: Reading, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Two or three words with a telling capital in a row, none of them a known name.

    A recognizer often finds but one of them.
    """
    at = 0
    while at < len(reading.texts):
        end = at
        while end < len(reading.texts) and _is_free(reading, end, set()):
            end += 1
        if end - at in FULL and not any(
            gazetteer.entry(reading.surface(i, i + 1)) for i in range(at, end)
        ):
            yield Spot(at, end, None, 0)
        at = max(end, at + 1)


def vessels(reading: Reading) -> Iterator[Spot]:
    """Ships that are called like persons with a title: the Lady Ann, the ferry King Alf."""
    has_any = bool(reading.words.vessels & reading.common)
    for at in range(1, len(reading.texts) - 1):
        if has_any and reading.lower[at] in SHIPS and reading.is_capital(at):
            is_ship = reading.lower[at - 1] in reading.words.vessels | {"the"}
            if is_ship and reading.is_telling(at + 1):
                yield Spot(at, at + 2, "PRODUCT", COUNTRY)


def realms(reading: Reading) -> Iterator[Spot]:
    """A state that calls itself by its kind alone: the Republic."""
    for at in range(1, len(reading.texts) - 1):
        is_realm = reading.lower[at] in ALONE and reading.is_telling(at)
        goes_on = reading.lower[at + 1] == "of" or reading.is_capital(at + 1)
        if is_realm and reading.lower[at - 1] == "the" and not goes_on:
            yield Spot(at, at + 1, "GPE", KNOWN)
