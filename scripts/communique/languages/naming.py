"""The words by which a language's names are known: data in `languages/<code>.names.toml`."""

from functools import cache

import msgspec

from communique.languages import data


class Naming(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in lower case, by what they tell of a name; the file says what each list is."""

    titles: frozenset[str]
    natural: frozenset[str]
    natural_first: frozenset[str]
    built: frozenset[str]
    events: frozenset[str]
    regions: frozenset[str]
    joined_places: frozenset[str]
    bodies: frozenset[str]
    not_alone: frozenset[str]
    organs: frozenset[str]
    short_bodies: frozenset[str]
    laws: frozenset[str]
    vessels: frozenset[str]
    offices: frozenset[str]
    addresses: frozenset[str]
    governed: frozenset[str]
    realms: frozenset[str]
    places_after: frozenset[str]
    compass: frozenset[str]
    motion: frozenset[str]
    people_endings: frozenset[str]
    never_names: frozenset[str]
    determiners: frozenset[str]
    she: frozenset[str]
    he: frozenset[str]


@cache
def naming(code: str) -> Naming:
    """The words of `languages/<code>.names.toml`.

    Raises:
        LanguageError: there is no such file.
    """
    return data(f"{code}.names", Naming)
