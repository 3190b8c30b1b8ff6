"""Build `en.tsv` anew: `python -m communique.annotate.gazetteers.build`.

Of two entries with the same surface the first wins, in the order of `_sources`: "Georgia" is
the country, "Gaza" the Gaza Strip.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path

from communique.annotate.gazetteers import packages
from communique.annotate.gazetteers.entries import HEADER, Entry, line
from communique.annotate.gazetteers.lookup import Key, key
from communique.annotate.gazetteers.packages import City, ascii_letters

LEAST_POPULATION = 200_000
"""Below, more matches in running text are parts of other names than places (docs/entities.md)."""

SPELLABLE = re.compile(r"[A-Z][A-Za-z]*(?:[-' .]+[A-Za-z]+)*\.?")
PLURAL_IN_S = re.compile(r"(?:er|(?<![hst]ma)n|(?<!bat)i)$")
"""German and Israeli, not Frenchman or I-Kiribati."""

NO_DEMONYM = frozenset(["GG", "HK", "HM", "IO", "JE", "TF"])
"""Territories whose demonym in countryinfo is a country's, or a clumsy one."""

Names = dict[str, str]


def build() -> str:
    """The text of the gazetteer, from the installed packages and the lists in `own/`."""
    dropped = {surface for (surface, *_) in _own("dropped.txt")}
    kept: dict[Key, Entry] = {}
    for entry in chain.from_iterable(_sources()):
        if entry.surface not in dropped:
            kept.setdefault(key(entry.surface), entry)
    rows = sorted(line(entry) for entry in kept.values())
    return "\n".join([HEADER, *rows, ""])


def _sources() -> Iterator[Iterable[Entry]]:
    names = _canonical_names()
    yield _countries(names)
    yield _listed("places.tsv", names, "GPE")
    yield _regions()
    yield _listed("bodies.tsv", names, "ORG")
    yield _listed("peoples.tsv", names, "NORP")
    yield _nationalities(names)
    yield _capitals(names)
    yield _states()
    yield _cities(names)


def _own(name: str) -> Iterator[list[str]]:
    """The rows of one of our lists; empty fields at the end may be left out."""
    text = (files(__package__) / "own" / name).read_text("utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            yield [*row.split("\t"), "", "", ""]


def _forms(*fields: str) -> Iterator[str]:
    """The forms in `fields`, and again without accents."""
    for form in chain.from_iterable(field.split("|") for field in fields if field):
        yield form
        yield ascii_letters(form)


def _canonical_names() -> Names:
    own = {code: name for code, name, *_ in _own("countries.tsv")}
    spelled = {code: _spelled(name) for code, name in packages.territory_names().items()}
    return spelled | own


def _spelled(name: str) -> str:
    return name.replace(" & ", " and ").replace("St. ", "Saint ")


def _countries(names: Names) -> Iterator[Entry]:
    others = {code: forms for code, _, forms, *_ in _own("countries.tsv")}
    cldr = packages.territory_names()
    for code, name in sorted(names.items()):
        for form in _forms(name, others.get(code, ""), cldr.get(code, "")):
            yield Entry(form, "GPE", "country", name, name)


def _listed(file: str, names: Names, label: str) -> Iterator[Entry]:
    for kind, name, others, code, *_ in _own(file):
        country = names[code] if code else None
        forms = (others,) if label == "NORP" else (name, others)
        for form in _forms(*forms):
            yield Entry(form, "LANGUAGE" if kind == "language" else label, kind, name, country)


def _regions() -> Iterator[Entry]:
    for name, others, *_ in _own("regions.tsv"):
        for form in _forms(name, others):
            yield Entry(form, "LOC", "region", name)


def _nationalities(names: Names) -> Iterator[Entry]:
    own = {code: forms.split("|") for code, forms, *_ in _own("nationalities.tsv")}
    wanted = names.keys() - NO_DEMONYM
    seeds = {code: forms for code, forms in packages.demonyms().items() if code in wanted}
    for code, forms in chain(own.items(), sorted(seeds.items())):
        for form in chain(_forms(*forms), map(_plural, filter(_has_plural, _forms(*forms)))):
            yield Entry(form, "NORP", "nationality", names[code], names[code])


def _has_plural(form: str) -> bool:
    return PLURAL_IN_S.search(form) is not None


def _plural(form: str) -> str:
    return f"{form}s"


def _capitals(names: Names) -> Iterator[Entry]:
    for capital, code in packages.capitals():
        if code in names:
            for form in _forms(capital):
                yield Entry(form, "GPE", "capital", capital, names[code])


def _states() -> Iterator[Entry]:
    short = {name: others for name, others, *_ in _own("states.tsv")}
    for name in sorted(packages.american_states()):
        for form in _forms(name, short.get(name, "")):
            yield Entry(form, "GPE", "state", name, "United States")


def _cities(names: Names) -> Iterator[Entry]:
    """Large cities, and smaller ones after which a time zone is called."""
    in_zones = {ascii_letters(city) for city in packages.zone_cities()}
    for city in packages.cities():
        if city.country in names and _is_wanted(city, in_zones):
            for form in _forms(city.name):
                yield Entry(form, "GPE", "city", city.name, names[city.country])


def _is_wanted(city: City, in_zones: set[str]) -> bool:
    name = ascii_letters(city.name)
    known = city.population >= LEAST_POPULATION or name in in_zones
    return known and SPELLABLE.fullmatch(name) is not None


def main() -> None:
    """Write `en.tsv` beside this module."""
    text = build()
    Path(__file__).with_name("en.tsv").write_text(text, "utf-8", newline="\n")
    print(f"{len(text.splitlines()) - 1} entries in en.tsv")


if __name__ == "__main__":
    main()
