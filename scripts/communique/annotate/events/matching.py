"""Whether all that a pattern asks for stands beside a word."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate import syntax
from communique.annotate.events.words import ADJECTIVE, NOUN, VERB, Trigger, Words, lemmas, weight
from communique.languages.coding import NONE, Pattern, listed

HYPHENED = 2
"""Tokens before the last of a word with a hyphen."""
SEARCHED = 6
"""Tokens behind a verb that its particle is looked for in, at most."""
MODIFYING = frozenset(["compound", "nmod", "npadvmod", "amod", "nummod"])
PHRASAL = frozenset(["prt", "prep", "advmod", "dobj", "acomp", "oprd", "attr", "pobj", "dative"])


@dataclass(frozen=True)
class Matcher:
    """Matches the words of one text."""

    doc: Doc
    words: Words
    names: Container[int]
    kinds: Mapping[int, str]

    def trigger(self, token: Token) -> Trigger | None:
        """The event that a token names; None if it names none."""
        part = self._part(token)
        if part is None:
            return None
        for pattern, particles in self._candidates(token, part):
            end = self._end(token, particles)
            if end is not None and self._fits(token, pattern, part, particles):
                return None if pattern.type == NONE else self._made(token, end, pattern, part)
        return None

    def _candidates(self, token: Token, part: str) -> list[tuple[Pattern, tuple[str, ...]]]:
        """The patterns of a word as it stands and of its lemma, those with most conditions first.

        Where neither has any, those of what else its lemma may be.
        """
        known = self.words.by_word[part]
        if joined := _joined(token):
            return [*next((known[word] for word in joined if word in known), ())]
        own = known.get(token.lower_, ()) if token.lower_ != token.lemma_.lower() else ()
        found = [*own, *known.get(token.lemma_.lower(), ())]
        if not found:
            guesses = (known[lemma] for lemma in lemmas(token, part) if lemma in known)
            found = [*next(guesses, ())]
        return sorted(found, key=weight) if own else found

    def _made(self, token: Token, end: int, pattern: Pattern, part: str) -> Trigger:
        light = self._light(token) if part == NOUN else None
        start = token.i - HYPHENED if _joined(token) else token.i
        return Trigger(token, start, end, pattern, part, light)

    def spent(self, trigger: Trigger) -> Iterator[int]:
        """The nouns that a verb of little meaning names one event with: `signed an agreement`."""
        if trigger.part != VERB or not trigger.pattern.object:
            return
        if (trigger.token.lemma_.lower(),) in self.words.light:
            yield from (one.i for one in syntax.undergoers(trigger.token))

    def _part(self, token: Token) -> str | None:
        """As what part of speech a token may be a trigger; None where it may be none."""
        if token.i in self.names or (_is_in_compound(token) and not self._is_joined(token)):
            return None
        if _joined(token):
            return VERB if token.tag_.startswith("V") else NOUN
        if token.pos_ == "VERB" or is_infinitive(token) or _has_subject(token):
            return VERB
        if token.pos_ in {"NOUN", "PROPN"}:
            return None if token.dep_ in MODIFYING else NOUN
        return ADJECTIVE if token.pos_ == "ADJ" and token.dep_ not in MODIFYING else None

    def _end(self, token: Token, particles: tuple[str, ...]) -> int | None:
        """Behind the particles where they follow at once; None if one is not there."""
        at = token.i + 1
        for particle in particles:
            if at < len(self.doc) and self.doc[at].lower_ == particle:
                at += 1
            elif not any(
                child.lower_ == particle or child.lemma_.lower() == particle
                for child in token.children
                if _is_phrasal(child) and 0 < child.i - token.i <= SEARCHED
            ):
                return None
        return at

    def _fits(self, token: Token, pattern: Pattern, part: str, particles: tuple[str, ...]) -> bool:
        """Whether all that a pattern asks for stands there."""
        prepositions = listed(pattern.prep or "")
        if prepositions and not _stands_behind(token, prepositions):
            return False
        if pattern.takes and not TAKES[pattern.takes](token):
            return False
        if pattern.object and not self._is_any(
            _objects(token, part, prepositions, particles), listed(pattern.object)
        ):
            return False
        return not pattern.subject or self._is_any(_owners(token, part), listed(pattern.subject))

    def _is_any(self, heads: Iterable[Token], wanted: Collection[str]) -> bool:
        return any(
            self._is_one(one, word) for head in heads for one in self.meant(head) for word in wanted
        )

    def _is_one(self, head: Token, word: str) -> bool:
        if not word.startswith("@"):
            return word in _forms(head)
        if word[1:].isupper():
            return self.kinds.get(head.i) == word[1:]
        members = self.words.coding.members[word[1:]]
        return not members.isdisjoint(_forms(head))

    def meant(self, head: Token) -> list[Token]:
        """What a phrase is about: `soldiers` in `a group of soldiers`."""
        if head.lemma_.lower() in self.words.cushions:
            return [head, *syntax.behind(head, {"of"})]
        return [head]

    def _is_joined(self, token: Token) -> bool:
        """Whether a token ends a word with a hyphen that is listed: `cease-fire`, `re-opened`."""
        return any(
            word in known for word in _joined(token) for known in self.words.by_word.values()
        )

    def _light(self, noun: Token) -> Token | None:
        """The verb of little meaning whose object (or passive subject) a noun is."""
        head = syntax.first(noun)
        for child in head.lefts:
            if syntax.is_misread(child) and (child.lemma_.lower(),) in self.words.light:
                return child
        verb = head.head
        if head.dep_ == "pobj" and verb.head.pos_ == "VERB":
            return (
                verb.head if (verb.head.lemma_.lower(), verb.lower_) in self.words.light else None
            )
        if head.dep_ not in syntax.OBJECTS | {"nsubjpass"} or verb.pos_ != "VERB":
            return None
        lemma = verb.lemma_.lower()
        particles = {(lemma, child.lower_) for child in verb.children if child.dep_ == "prt"}
        return verb if (lemma,) in self.words.light or particles & self.words.light else None


def _forms(head: Token) -> set[str]:
    """A noun as it stands, and what its lemma may be."""
    return {head.lower_, *lemmas(head, NOUN)}


def _is_phrasal(child: Token) -> bool:
    """Whether a child of a verb may be its particle, or what it calls or makes somebody."""
    return child.dep_ in PHRASAL or (child.dep_ == "xcomp" and child.pos_ != "VERB")


def _has_subject(token: Token) -> bool:
    """Whether a word with a capital, as headlines have, was taken for a name and is a verb."""
    return token.pos_ == "PROPN" and any(child.dep_ == "nsubj" for child in token.lefts)


def is_infinitive(token: Token) -> bool:
    """Whether a word behind "to" was taken for something else than the verb that it may be."""
    if token.i == 0 or token.doc[token.i - 1].lower_ != "to" or token.pos_ == "VERB":
        return False
    return token.tag_ in {"JJ", "NNP", "RB", "IN"} and token.lower_ == token.text


def _joined(token: Token) -> list[str]:
    """The word that a token ends behind a hyphen, and its likely lemmas; none if it ends none."""
    doc, at = token.doc, token.i
    if at < HYPHENED or doc[at - 1].tag_ != "HYPH" or doc[at - 1].whitespace_:
        return []
    before = f"{doc[at - 2].lower_}-"
    part = VERB if token.tag_.startswith("V") else NOUN
    return [f"{before}{lemma}" for lemma in lemmas(token, part)]


def _is_in_compound(token: Token) -> bool:
    """Whether a hyphen joins a word to the next: `pro-truce`, `ceasefire-related`."""
    doc, at = token.doc, token.i
    before = at > 0 and doc[at - 1].tag_ == "HYPH"
    return before or (at + 1 < len(doc) and doc[at + 1].tag_ == "HYPH")


def _stands_behind(token: Token, prepositions: Collection[str]) -> bool:
    doc, behind_it = token.doc, token.i + 1
    if behind_it < len(doc) and doc[behind_it].lower_ in prepositions:
        return True
    turned = syntax.TURNED.intersection(prepositions)
    marks = (one for child in token.rights for one in child.lefts if one.dep_ == "mark")
    return any(one.lower_ in turned for one in marks) or any(
        child.lower_ in prepositions
        for child in token.rights
        if child.dep_ in {"prep", "prt", "agent", "advmod", "dative"}
    )


def _objects(
    token: Token, part: str, prepositions: Collection[str], particles: Collection[str]
) -> list[Token]:
    """What a word is done to: objects; behind its prepositions; in a noun's phrase."""
    if prepositions:
        own = syntax.behind(token, prepositions)
        return own or [
            one for each in syntax.undergoers(token) for one in syntax.behind(each, prepositions)
        ]
    if part == VERB:
        return [*_undergoers(token), *syntax.takers(token), *syntax.behind(token, particles)]
    return [*syntax.behind(token, {"of"}), *(one for one in token.lefts if one.dep_ in MODIFYING)]


def _undergoers(verb: Token) -> list[Token]:
    """The objects; what a relative clause explains, where its verb has a subject of its own."""
    found = syntax.undergoers(verb)
    is_open = not found or found[0].tag_ in {"WDT", "WP"} or found[0].lower_ == "that"
    subjects = (child for child in verb.lefts if child.dep_ == "nsubj")
    has_subject = any(child.tag_ not in {"WDT", "WP"} for child in subjects)
    return [verb.head] if verb.dep_ == "relcl" and is_open and has_subject else found


def _owners(token: Token, part: str) -> list[Token]:
    if part == VERB:
        return syntax.doers(token)
    owners = [child for child in token.lefts if child.dep_ in MODIFYING | {"poss"}]
    return [*owners, *syntax.behind(token, {"by", "of"})]


def _takes_infinitive(token: Token) -> bool:
    doc, at = token.doc, token.i
    if at + 2 < len(doc) and doc[at + 1].lower_ == "to" and doc[at + 2].tag_ in {"VB", "JJ", "RB"}:
        return True
    return any(
        child.dep_ in {"xcomp", "ccomp", "advcl", "acl"}
        and any(one.lower_ == "to" for one in child.lefts)
        for child in token.rights
    )


def _takes_clause(token: Token) -> bool:
    return any(child.dep_ in {"ccomp", "acl"} and child.tag_ != "VBG" for child in token.rights)


def _takes_gerund(token: Token) -> bool:
    own = [*token.rights, *(one for child in token.rights for one in child.rights)]
    return any(child.tag_ == "VBG" and child.dep_ in {"pcomp", "xcomp", "advcl"} for child in own)


TAKES: Mapping[str, Callable[[Token], bool]] = {
    "infinitive": _takes_infinitive,
    "that": _takes_clause,
    "gerund": _takes_gerund,
}
