"""The cast of an invented crisis: who is there, what each is called, and of what type that is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.records import Offset, Record
from communique.score.entities import bare

PEOPLE = frozenset({"NORP", "LANGUAGE"})
TYPES: Mapping[str, frozenset[str]] = {
    "person": frozenset({"PERSON"}),
    "state": frozenset({"GPE"}),
    "people": PEOPLE,
    "place": frozenset({"GPE", "LOC", "FAC"}),
    "body": frozenset({"ORG"}),
    "outlet": frozenset({"ORG"}),
}
"""The types that a mention of each kind may have."""

SMALL = frozenset({"of", "the", "and", "for", "in"})
"""Words that may begin small inside a capitalised name."""

_APOSTROPHE = "['\u2019]"


class Member(Record, frozen=True):
    """Somebody or something of the cast; `state` is the state that it belongs to, if to one."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    role: str
    state: str | None


@dataclass(frozen=True)
class Form:
    """How some members are called in texts: kinds, types and canonical names that fit.

    It is not `is_clear` where the scheme leaves open where the mention ends: a name with a common
    noun ("Sella dam"), a body with a country in it, which stands alone there.
    """

    text: str
    kinds: frozenset[str]
    names: frozenset[str]
    is_clear: bool

    @property
    def types(self) -> frozenset[str]:
        """The types that a mention may have; what is an adjective is nothing else."""
        if "people" in self.kinds:
            return PEOPLE
        return frozenset().union(*(TYPES[kind] for kind in self.kinds))


@dataclass(frozen=True)
class Standing:
    """A form where it stands in a text."""

    start: Offset
    end: Offset
    form: Form


@dataclass(frozen=True)
class Cast:
    """All members of a crisis."""

    members: Sequence[Member]

    def names(self, name: str) -> frozenset[str]:
        """The canonical names of those who are called `name`, without or with a title."""
        return self._called.get(bare(name), frozenset())

    def spoken_for(self, names: frozenset[str]) -> frozenset[str]:
        """The states of those with these canonical names, and the bodies that their roles name."""
        found: set[str] = set()
        for member in self.members:
            if member.name in names and member.kind in {"person", "body"}:
                found |= {member.state} if member.state else set()
                found |= {
                    body.name
                    for body in self.members
                    if body.kind == "body" and body is not member and _is_named(body, member.role)
                }
        return frozenset(found)

    def standing(self, text: str) -> list[Standing]:
        """Clear forms in a text, literally, the longest of those that begin alike; none overlap."""
        if not self._forms:
            return []
        found = (
            Standing(*match.span(), self._forms[_plain(match.group())])
            for match in self._pattern.finditer(text)
        )
        return [each for each in found if each.form.is_clear]

    @cached_property
    def _called(self) -> Mapping[str, frozenset[str]]:
        called: dict[str, frozenset[str]] = {}
        for member in self.members:
            for alias in (member.name, *member.aliases, *_forms(member)):
                called[bare(alias)] = called.get(bare(alias), frozenset()) | {member.name}
        return called

    @cached_property
    def _forms(self) -> Mapping[str, Form]:
        """Every form by its text, with plain apostrophes."""
        members: dict[str, list[Member]] = {}
        for member in self.members:
            for form in dict.fromkeys(_forms(member)):
                members.setdefault(_plain(form), []).append(member)
        return {text: self._form(text, called) for text, called in members.items()}

    def _form(self, text: str, called: Iterable[Member]) -> Form:
        """An adjective may be referred to the people or to their state."""
        kinds = frozenset(member.kind for member in called)
        states = {member.state for member in called if member.kind == "people"}
        is_open = bool(kinds & {"body", "outlet"}) and self._holds_country(text)
        return Form(
            text=text,
            kinds=kinds,
            names=frozenset({member.name for member in called} | {s for s in states if s}),
            is_clear=_is_capitalised(text) and not is_open,
        )

    def _holds_country(self, text: str) -> bool:
        countries = {
            name
            for member in self.members
            if member.kind in {"state", "people"}
            for name in (member.name, *member.aliases)
        }
        return bool(countries & set(re.findall(r"\w+", text)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._forms, key=lambda form: (-len(form), form))
        either = "|".join(re.escape(form).replace("'", _APOSTROPHE) for form in longest)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _forms(member: Member) -> Iterator[str]:
    """The names of a member as mentions cover them: no determiner, no title, no description."""
    for alias in (member.name, *member.aliases):
        form = _without_title(alias, member.name) if member.kind == "person" else alias
        if form[:1].isupper():
            yield form.removeprefix("The ")


def _is_named(member: Member, text: str) -> bool:
    words = _plain(text)
    return any(_plain(name) in words for name in (member.name, *member.aliases))


def _without_title(alias: str, name: str) -> str:
    """The alias from its first word on that is part of the name; empty if none is."""
    words = alias.split()
    own = set(name.split())
    return " ".join(words[next((at for at, word in enumerate(words) if word in own), len(words)) :])


def _is_capitalised(form: str) -> bool:
    return all(word in SMALL or not word[:1].islower() for word in form.split())


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")
