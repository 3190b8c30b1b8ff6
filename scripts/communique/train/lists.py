"""Word lists: countries and nationalities, and which adverbs belong to a clause."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from communique.records import Record


class Words(Record, frozen=True, kw_only=True):
    """`lists/words.toml`: words in lower case."""

    clause_adverbs: frozenset[str]


@cache
def words() -> Words:
    """Adverbs that belong to the clause."""
    text = (files(__package__) / "lists" / "words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


@cache
def countries() -> frozenset[str]:
    """Names of countries and territories."""
    return _lines("countries")


@cache
def nationalities() -> frozenset[str]:
    """Words for members of nations, peoples, religions and political currents."""
    return _lines("nationalities")


def _lines(name: str) -> frozenset[str]:
    lines = (files(__package__) / "lists" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
