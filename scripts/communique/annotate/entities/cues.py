"""What the words around a name say about its kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.annotate.entities.reading import MARKS, POSSESSIVES, Reading

STRONG, FAIR, WEAK, FAINT = 3.0, 2.0, 1.0, 0.5
NEAR = 6
"""Tokens of an apposition, or before a preposition, that are looked at."""
SHORT = 2
"""Words of a name that a preposition or article says much about."""
RELATIVE = frozenset(["who", "which", "where"])
SAYING = frozenset(["said", "says", "told"])
HAVING = frozenset(["has", "had", "wants", "opens", "gets", "sent", "sends"])
ADJECTIVES = ("an", "ish", "ese", "i")
AGE_DIGITS = 2

Vote = tuple[str, float]


@dataclass(frozen=True)
class Place:
    """Tokens `start` to `end` (exclusive), with the two on either side in lower case."""

    reading: Reading
    start: int
    end: int

    @property
    def before(self) -> str:
        """The token before, without the stop of an abbreviation."""
        return self.reading.before(self.start).removesuffix(".")

    @property
    def second_before(self) -> str:
        """The one before that."""
        return self.reading.before(self.start - 1) if self.start else ""

    @property
    def after(self) -> str:
        """The token behind."""
        return self.reading.after(self.end)

    @property
    def second_after(self) -> str:
        """The one behind that."""
        return self.reading.after(self.end + 1)

    @property
    def is_short(self) -> bool:
        """Whether it is a word or two."""
        return self.end - self.start <= SHORT

    @property
    def is_word(self) -> bool:
        """Whether it is one word."""
        return self.end - self.start == 1

    @property
    def is_before_small(self) -> bool:
        """Whether a word without a capital stands behind it."""
        return bool(self.after) and not self.reading.is_capital(self.end)


def cues(reading: Reading, start: int, end: int) -> Iterator[Vote]:
    """Kinds of names that the neighbours of a stretch speak for or against, with weights."""
    place = Place(reading, start, end)
    return ((label, weight) for label, weight, holds in CUES if holds(place))


def _is_in_place(at: Place) -> bool:
    return at.is_short and at.before in at.reading.words.places_after


def _is_at(at: Place) -> bool:
    """`at X`: a place, if X is no college or summit that is known."""
    words = at.reading.texts[at.start : at.end]
    return at.is_short and at.before == "at" and not any(w in at.reading.familiar for w in words)


def _is_ruled(at: Place) -> bool:
    """`the government of X`, `the Republic of X`."""
    words = at.reading.words
    return at.before == "of" and at.second_before in words.governed | words.realms


def _rules(at: Place) -> bool:
    """`X's government`."""
    return at.after in POSSESSIVES and at.second_after in at.reading.words.governed


def _is_state_adjective(at: Place) -> bool:
    return at.is_word and at.is_before_small and at.after in at.reading.words.governed


def _is_reached(at: Place) -> bool:
    """`flew to X`."""
    words, near = at.reading.words, range(max(0, at.start - 1 - NEAR), max(0, at.start - 1))
    is_way = at.is_short and at.before in {"to", "from"}
    return is_way and any(at.reading.lower[i] in words.motion for i in near)


def _is_out_of(at: Place) -> bool:
    """`out of X`, `a man of X`: a place, if it is anything."""
    return at.is_short and at.before == "of" and not _is_ruled(at)


def _is_to(at: Place) -> bool:
    return at.is_short and at.before in {"to", "from"} and not _is_reached(at)


def _is_behind_article(at: Place) -> bool:
    """`the X`, but not as in "the X delegation" and "the X-Y border"."""
    return at.before == "the" and not at.is_before_small and at.after not in {"-", "–"}


def _may_be_ship(at: Place) -> bool:
    """`the X` in a text that has ships: not the Tamblis children, the Border and Sea Guard."""
    reading, end = at.reading, at.end
    is_modifier = reading.tags[end : end + 1] in {("NN",), ("NNS",)}
    is_place = reading.lower[end - 1] in reading.words.joined_places
    goes_on = at.after in {"and", "of", *POSSESSIVES} and (
        end + 1 < len(reading.texts) and reading.is_capital(end + 1)
    )
    has_ships = bool(reading.words.vessels & reading.common)
    return (
        at.before == "the"
        and at.is_short
        and has_ships
        and not (is_modifier or is_place or goes_on)
    )


def _is_explained_before(at: Place) -> bool:
    """`its chairman, X`."""
    return at.before == "," and _has_office(at.reading, at.start - 1 - NEAR, at.start - 1)


def _is_explained_behind(at: Place) -> bool:
    """`X, the foreign minister`."""
    is_apposed = at.after == "," and at.second_after not in RELATIVE | MARKS
    return is_apposed and _has_office(at.reading, at.end + 1, _clause_end(at))


def _clause_end(at: Place) -> int:
    stop, texts = at.end + 1, at.reading.texts
    while stop < min(at.end + 1 + NEAR, len(texts)) and texts[stop] not in {",", ".", "\n"}:
        stop += 1
    return stop


def _is_aged(at: Place) -> bool:
    """`X, 52,`."""
    age = at.second_after
    is_age = age.isdigit() and len(age) == AGE_DIGITS
    return at.after == "," and is_age and at.reading.after(at.end + 2) == ","


def _is_owner_of_itself(at: Place) -> bool:
    """`X wants its licences back`."""
    behind = at.reading.lower[at.end : at.end + NEAR]
    return at.is_word and at.after in HAVING and "its" in behind


def _is_adjective(at: Place) -> bool:
    tags = at.reading.tags[at.end : at.end + 1]
    is_formed = at.reading.texts[at.start].endswith(ADJECTIVES)
    return at.is_word and at.is_before_small and is_formed and tags[0] in {"NN", "NNS", "JJ"}


def _is_new_adjective(at: Place) -> bool:
    """An adjective by its ending that is no familiar name: Iran and Milan end so too."""
    text = at.reading.texts[at.start]
    return _is_adjective(at) and not text.endswith("i") and text not in at.reading.familiar


def _has_office(reading: Reading, start: int, end: int) -> bool:
    return any(reading.lower[at] in reading.words.offices for at in range(max(0, start), end))


CUES: tuple[tuple[str, float, Callable[[Place], bool]], ...] = (
    ("PERSON", STRONG, lambda at: at.before in at.reading.words.addresses),
    ("PERSON", STRONG, _is_aged),
    ("PERSON", FAIR, _is_explained_before),
    ("PERSON", FAIR, lambda at: _is_explained_behind(at) and not _is_aged(at)),
    ("PERSON", WEAK, lambda at: "who" in {at.after, at.second_after * (at.after == ",")}),
    ("PERSON", FAINT, lambda at: at.after in SAYING or at.before in SAYING),
    ("PERSON", -FAIR, _is_behind_article),
    ("GPE", STRONG, _is_ruled),
    ("GPE", STRONG, _rules),
    ("GPE", STRONG, lambda at: _is_state_adjective(at) and not _is_adjective(at)),
    ("GPE", FAIR, _is_reached),
    ("GPE", FAIR, lambda at: at.before in at.reading.words.compass),
    ("GPE", WEAK, _is_in_place),
    ("GPE", WEAK, _is_at),
    ("GPE", WEAK, _is_owner_of_itself),
    ("GPE", FAINT, _is_to),
    ("GPE", FAINT / 2, _is_out_of),
    ("GPE", -FAIR, _is_behind_article),
    ("NORP", STRONG, lambda at: _is_state_adjective(at) and _is_adjective(at)),
    ("NORP", WEAK, _is_adjective),
    ("NORP", WEAK, _is_new_adjective),
    ("LOC", STRONG, lambda at: at.is_before_small and at.after in at.reading.words.natural),
    ("FAC", STRONG, lambda at: at.is_before_small and at.after in at.reading.words.built),
    ("PRODUCT", STRONG, lambda at: at.before in at.reading.words.vessels),
    ("PRODUCT", WEAK + FAINT, _may_be_ship),
)
"""A kind of name, how much it speaks for it (or, below zero, against), and when."""
