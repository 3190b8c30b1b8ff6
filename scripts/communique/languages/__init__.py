"""What cleaning needs to know of a language: data in TOML files, one a language."""

import re
import tomllib
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from typing import Literal, TypeVar

import msgspec

from communique.records import Record

T = TypeVar("T")


class LanguageError(ValueError):
    """There are no rules for a language, or they are wrong."""


class Cue(Record, frozen=True, kw_only=True):
    """Phrases by which a line is known for boilerplate.

    It has at most so many `words`, and in zone `tail` it stands in the last part of the page.
    `sentences` says where it may also be a sentence that ends with a stop: an article's own
    sentences begin with the same words.
    """

    id: str
    reason: str
    words: int
    zone: Literal["any", "tail"] = "any"
    sentences: Literal["never", "tail", "any"] = "tail"
    whole: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    search: tuple[str, ...] = ()


class Language(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """The rule data of one language, as `languages/<code>.toml` has it."""

    months: tuple[str, ...]
    month_abbreviations: tuple[str, ...]
    weekdays: tuple[str, ...]
    date_words: tuple[str, ...]
    updated_words: tuple[str, ...]
    small_words: frozenset[str]
    sections: frozenset[str]
    starts: frozenset[str]
    story_times: tuple[str, ...]
    furniture: str
    roles: tuple[str, ...]
    bodies: tuple[str, ...]
    reader: tuple[str, ...]
    mail: tuple[str, ...]
    offer: tuple[str, ...]
    tails: tuple[str, ...]
    abbreviations: tuple[str, ...]
    cue: tuple[Cue, ...]

    @cached_property
    def cue_patterns(self) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
        """Each cue with one pattern to `search` for."""
        return tuple((cue, _pattern(cue)) for cue in self.cue)

    @cached_property
    def tail_pattern(self) -> re.Pattern[str]:
        """A line that heads the links at the end of a page."""
        return re.compile(rf"(?:{'|'.join(self.tails)})\s*:?", re.IGNORECASE)

    @cached_property
    def reader_pattern(self) -> re.Pattern[str]:
        """Words that address the reader."""
        return _words(self.reader)

    @cached_property
    def mail_pattern(self) -> re.Pattern[str]:
        """Words of newsletters."""
        return _words(self.mail)

    @cached_property
    def offer_pattern(self) -> re.Pattern[str]:
        """Words of a publisher's other offers."""
        return _words(self.offer)

    @cached_property
    def story_time_pattern(self) -> re.Pattern[str]:
        """Words by which the opening of a story says when it happened."""
        return _words(self.story_times)

    @cached_property
    def furniture_words(self) -> frozenset[str]:
        """Words that the furniture of pages is made of."""
        return frozenset(self.furniture.split()) | frozenset(
            word for section in self.sections for word in section.split()
        )

    @cached_property
    def body_pattern(self) -> re.Pattern[str]:
        """How the names of ministries and the like begin."""
        return re.compile(rf"(?:the )?(?:{'|'.join(self.bodies)})\b", re.IGNORECASE)

    @cached_property
    def role_pattern(self) -> re.Pattern[str]:
        """What people of the trade are called."""
        return _words(self.roles)

    @cached_property
    def month_number(self) -> dict[str, int]:
        """Month names and abbreviations, lower case, to 1 … 12."""
        numbers = {name: number for number, name in enumerate(self.months, 1)}
        return numbers | {
            short: number
            for short in self.month_abbreviations
            for name, number in numbers.items()
            if name.startswith(short)
        }


def language(code: str) -> Language:
    """The rule data of `languages/<code>.toml`.

    Raises:
        LanguageError: there is no such file.
    """
    return data(code, Language)


def data(name: str, kind: type[T]) -> T:
    """What `languages/<name>.toml` holds.

    Raises:
        LanguageError: there is no such file, or it does not hold what it should.
    """
    file = files(__package__) / f"{name}.toml"
    if not file.is_file():
        raise LanguageError(f"no rules for language {name!r}: add languages/{name}.toml")
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(f"languages/{name}.toml: {error}") from error


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _words(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _pattern(cue: Cue) -> re.Pattern[str]:
    whole = [f"^(?:{'|'.join(cue.whole)})\\s*[.:!…]?$"] if cue.whole else []
    start = [f"^(?:{'|'.join(cue.start)})"] if cue.start else []
    return re.compile("|".join([*whole, *start, *cue.search]), re.IGNORECASE)
