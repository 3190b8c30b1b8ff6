"""All mentions of a document: names from every source, times and numbers beside them."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Doc

from communique.annotate.entities import bodies, spots
from communique.annotate.entities.canonical import canonical
from communique.annotate.entities.choice import chosen
from communique.annotate.entities.found import Mention
from communique.annotate.entities.lexicon import lexicon
from communique.annotate.entities.reading import Reading, reading
from communique.annotate.entities.spots import Spot
from communique.annotate.gazetteers import Gazetteer
from communique.annotate.values import Value, values
from communique.languages.naming import Naming


@dataclass(frozen=True)
class Known:
    """What is known of a language's names, and the words that the pipeline was trained on."""

    language: str
    words: Naming
    gazetteer: Gazetteer
    familiar: Container[str] = frozenset()


def mentions(doc: Doc, known: Known, base: date | None = None) -> list[Mention]:
    """The mentions of `doc`, in order; they do not overlap.

    `base` is the day that relative dates count from, as a rule the day of publication.
    """
    found = values(doc.text, base, known.language)
    here = reading(doc, known.words, found, known.familiar)
    names = _unlike(doc, _names(doc, here, known.gazetteer), found)
    called = canonical(doc, here, names, known.gazetteer)
    mentioned = [_mention(doc, spot, name) for spot, name in zip(names, called, strict=True)]
    beside = aged(doc.text, mentioned, _beside(mentioned, found))
    return sorted([*mentioned, *beside], key=lambda mention: mention.start)


def _unlike(doc: Doc, names: Iterable[Spot], found: Sequence[Value]) -> list[Spot]:
    """The names without those that are times or numbers, or parts of them."""
    covered = [0] * (len(doc.text) + 1)
    for number, value in enumerate(found, 1):
        covered[value.start : value.end] = [number] * (value.end - value.start)
    return [spot for spot in names if not _is_value(doc, spot, covered, found)]


def _is_value(doc: Doc, spot: Spot, covered: Sequence[int], found: Sequence[Value]) -> bool:
    """Whether a time or number goes beyond a name's bounds, or covers all of it."""
    mention = _mention(doc, spot, "")
    numbers = {*covered[mention.start : mention.end]} - {0}
    return any(
        found[number - 1].start < mention.start
        or found[number - 1].end > mention.end
        or (found[number - 1].start, found[number - 1].end) == (mention.start, mention.end)
        for number in numbers
    )


def _names(doc: Doc, here: Reading, gazetteer: Gazetteer) -> list[Spot]:
    listed = [
        *spots.recognized(doc, here),
        *spots.known(here, gazetteer),
        *bodies.headed(here),
        *spots.vessels(here),
        *spots.realms(here),
        *bodies.short(here),
        *bodies.numbered(here),
        *bodies.wars(here),
    ]
    every = [*listed, *spots.capitals(here, listed), *spots.runs(here, gazetteer)]
    every += bodies.joined(here, every)
    return chosen(here, every, lexicon(here, every), gazetteer)


def _mention(doc: Doc, spot: Spot, name: str) -> Mention:
    last = doc[spot.end - 1]
    return Mention(
        start=doc[spot.start].idx, end=last.idx + len(last), label=spot.label or "", name=name
    )


def _beside(names: Sequence[Mention], found: Iterable[Value]) -> Iterator[Mention]:
    """Times and numbers that are no parts of names."""
    closed = {at for name in names for at in range(name.start, name.end)}
    for each in found:
        if closed.isdisjoint(range(each.start, each.end)):
            yield Mention(start=each.start, end=each.end, label=each.label, value=each.value)


AGE = re.compile(r"\d{1,3}")


def aged(text: str, names: Iterable[Mention], found: Iterable[Mention]) -> Iterator[Mention]:
    """Times and numbers, those that are a person's age among them as times: `Venn, 52, said`."""
    ends = {name.end for name in names if name.label == "PERSON"}
    for each in found:
        is_age = (
            each.label == "CARDINAL"
            and each.start - 2 in ends
            and text[each.start - 2 : each.start] == ", "
            and text[each.end : each.end + 1] in {",", "."}
            and AGE.fullmatch(text, each.start, each.end)
        )
        yield replace(each, label="DATE", value=None) if is_age else each
