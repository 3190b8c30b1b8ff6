"""Events of sentences of which one is known: the type that comes first, and who takes part.

Gold of this kind (PLOVER's, CAMEO's, CASE's) has one event a sentence, of a type or one of several
acceptable ones; what else was rightly predicted of the sentence counts for nothing, and how much
that is, `types a sentence` shows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from communique.plover import quads
from communique.records import DocId, Record
from communique.score.alignment import aligned
from communique.score.measures import Counted, Mean, Slip, Tally, context
from communique.score.speakers import is_alike, is_same

NONE = "NONE"
"""The type of a sentence without an event."""

MEANS = (Mean("macro-F1"),)


class Guess(Record, frozen=True):
    """A predicted event: its types, the best first, and who takes part, as it stands."""

    types: tuple[str, ...]
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


class Sides(Record, frozen=True, kw_only=True):
    """A sentence: its acceptable types, who takes part, and events predicted, the best first.

    `actor` and `recipient` are empty where gold has none, or gives them; of a reciprocal event both
    are on both sides. `merged` are types that count as one class, by its name.
    """

    doc_id: DocId
    text: str | None = None
    types: tuple[str, ...]
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    is_reciprocal: bool = False
    merged: Mapping[str, str] = {}
    predicted: tuple[Guess, ...] = ()


def counted(sentence: Sides) -> Counted:
    """The counts of one sentence.

    The measures: the first type predicted is acceptable (`first type`), or any is (`any type`), or
    the first is of an acceptable quad category (`quad`); types predicted; participants of the first
    event of an acceptable type, else of the first, that share a word with true ones, or (`exact`)
    all. Classes: the first type; that of a sentence whose first is acceptable is that one.
    """
    types = _types(sentence.predicted)
    first = types[0] if types else NONE
    is_right = first in sentence.types
    true = _class(sentence, first if is_right else sentence.types[0])
    acceptable = {quads().get(each) for each in sentence.types}
    return Counted(
        sentence.doc_id,
        {
            "first type": Tally(int(is_right), 1),
            "any type": Tally(int(any(each in sentence.types for each in types or [NONE])), 1),
            "quad": Tally(int(quads().get(first) in acceptable), 1),
            "types a sentence": Tally(len(types), 1),
            **_roles(sentence),
        },
        tuple(_slips(sentence, first)),
        _classes(true, _class(sentence, first)),
    )


def merged(gold: Iterable[tuple[str | None, Sequence[str]]]) -> Mapping[str, str]:
    """Types that are one class, by its name, from gold's own type and the acceptable ones of each.

    CAMEO's YIELD is PLOVER's CONCEDE or RETREAT: who has seen YIELD alone cannot tell them apart.
    """
    return {
        each: "|".join(types)
        for original, types in gold
        if original == "YIELD" and len(types) > 1
        for each in types
    }


def _class(sentence: Sides, name: str) -> str:
    return sentence.merged.get(name, name)


def _classes(true: str, found: str) -> Mapping[str, Tally]:
    if true == found:
        return {true: Tally(1, 1, 1)}
    return {true: Tally(0, 1, 0), found: Tally(0, 0, 1)}


def _types(predicted: Iterable[Guess]) -> list[str]:
    """Every type predicted, once, the best first."""
    return list(dict.fromkeys(name for each in predicted for name in each.types))


def _roles(sentence: Sides) -> Mapping[str, Tally]:
    acceptable = (each for each in sentence.predicted if set(each.types) & set(sentence.types))
    first = sentence.predicted[0] if sentence.predicted else Guess(())
    guess = next(acceptable, first)
    sides = {
        "actor": (sentence.actor, guess.actor),
        "recipient": (sentence.recipient, guess.recipient),
    }
    if sentence.is_reciprocal:
        sides = {"actor": (sentence.actor + sentence.recipient, guess.actor + guess.recipient)}
    return {
        f"{role}{how}": _matched(true, found, same)
        for role, (true, found) in sides.items()
        if true
        for how, same in (("", is_alike), (", exact", is_same))
    }


def _matched(true: Sequence[str], found: Sequence[str], same: Callable[[str, str], bool]) -> Tally:
    return Tally(len(aligned(true, found, same)), len(true), len(found))


def _slips(sentence: Sides, first: str) -> Iterator[Slip]:
    if first not in sentence.types:
        whole = len(sentence.text or "")
        yield Slip(
            doc_id=sentence.doc_id,
            kind="type",
            start=0,
            end=whole,
            true=" or ".join(sentence.types),
            predicted=first,
            context=context(sentence.text, 0, whole) if sentence.text else None,
        )
