"""How a language reports words: data in `languages/<code>.quotes.toml`."""

from functools import cached_property

import msgspec

from communique.languages import data


class Quoting(msgspec.Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """The words that report, and what each can take; the file says what each list is."""

    verbs: str
    say: str
    utter: str
    judge: str
    order: str
    think: str
    plain: str
    nouns: str
    titles: tuple[str, ...]
    own: frozenset[str]
    objects: frozenset[str]
    backward: frozenset[str]
    relative: frozenset[str]
    according: tuple[str, ...]
    openers: frozenset[str]
    asking: frozenset[str]
    breaks: frozenset[str]
    times: frozenset[str]
    showing: frozenset[str]
    beginning: frozenset[str]
    addressed: frozenset[str]
    sources: frozenset[str]
    phrases: dict[str, frozenset[str]]

    @cached_property
    def lemma_of(self) -> dict[str, str]:
        """Every form of every verb, lower case, to its first."""
        lines = [line.split() for line in self.verbs.strip().splitlines()]
        return {form: forms[0] for forms in lines for form in forms}

    @cached_property
    def saying(self) -> frozenset[str]:
        """Verbs that take a reported clause."""
        return frozenset(self.say.split())

    @cached_property
    def uttering(self) -> frozenset[str]:
        """Verbs that stand beside direct quotations, those that take a clause among them."""
        return self.saying | frozenset(self.utter.split())

    @cached_property
    def judging(self) -> frozenset[str]:
        """Verbs that take a noun phrase, of which a part may be quoted."""
        return frozenset(self.judge.split())

    @cached_property
    def thinking(self) -> frozenset[str]:
        """Verbs of the mind."""
        return frozenset(self.think.split())

    @cached_property
    def ordering(self) -> frozenset[str]:
        """Verbs that take a reported infinitive."""
        return frozenset(self.order.split())

    @cached_property
    def only_verbs(self) -> frozenset[str]:
        """Verbs whose forms are hardly ever anything else."""
        return frozenset(self.plain.split())

    @cached_property
    def reporting_nouns(self) -> frozenset[str]:
        """Nouns that take a reported clause, and their plurals."""
        nouns = frozenset(self.nouns.split())
        return nouns | {f"{noun}s" for noun in nouns}


def quoting(code: str) -> Quoting:
    """The words of `languages/<code>.quotes.toml`.

    Raises:
        LanguageError: there is no such file.
    """
    return data(f"{code}.quotes", Quoting)
