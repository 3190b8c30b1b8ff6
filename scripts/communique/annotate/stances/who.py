"""Who holds an attitude: the canonical name of the most specific one that the text commits."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.gazetteers import Gazetteer
from communique.annotate.quotes.found import Found as Quote
from communique.annotate.quotes.references import PERSON, Named, People, person, referent
from communique.annotate.stances.ascent import Attitude
from communique.annotate.stances.places import NOMINAL, is_verb
from communique.annotate.syntax import OBJECTS, SUBJECTS, VERBAL, coordinated, doers, first, subject
from communique.languages.attitudes import Attitudes
from communique.languages.naming import Naming
from communique.records import Range

ACTORS = frozenset(["PERSON", "ORG", "GPE", "NORP"])
CAPITAL = "capital"
"""The kind of a name, in the gazetteer, that stands for a state when it speaks."""
SPEAKING = frozenset(["i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"])
HE_OR_SHE = frozenset(["he", "she", "him", "her", "his"])
BODILY = frozenset(["it", "they", "its", "their", "them"])
OF = frozenset(["of", "for", "in", "from"])
BELONGING = frozenset(["poss", "compound", "amod", "nmod", "appos"])
"""How the name of one hangs on what belongs to it: its army."""


@dataclass(frozen=True)
class Scene:
    """A parsed document with who is named in it and who speaks where."""

    doc: Doc
    people: People
    quotes: Sequence[Quote]
    naming: Naming
    words: Attitudes
    gazetteer: Gazetteer
    inside: Sequence[int]
    """For each token the number of the innermost quotation around it, -1 for none."""

    def quote(self, token: Token) -> int | None:
        """The number of the innermost quotation around a token."""
        number = self.inside[token.i]
        return number if number >= 0 else None


def inside(doc: Doc, quotes: Sequence[Quote]) -> list[int]:
    """For each token the number of the innermost quotation around it: the inner ones come later."""
    numbers = [-1] * len(doc)
    for number, quote in enumerate(quotes):
        span = doc.char_span(quote.content.start, quote.content.end, alignment_mode="expand")
        if span is not None:
            numbers[span.start : span.end] = [number] * len(span)
    return numbers


def names(scene: Scene, holder: Token) -> Iterator[str]:
    """The names of those whom a word refers to: none where that is not plain."""
    found = name(scene, holder)
    if found is not None:
        yield _state(scene, found)


def _state(scene: Scene, name: str) -> str:
    """The state for which a capital or the seat of a government stands; else the name itself."""
    entry = scene.gazetteer.entry(name)
    if entry is None or (entry.kind != CAPITAL and name.lower() not in scene.words.lists["seats"]):
        return name
    return entry.country or name


def name(scene: Scene, token: Token) -> str | None:
    """Whom a word refers to; None where nobody is named, or that is not plain."""
    word = token.lower_
    if word in SPEAKING:
        return speaker(scene, token)
    if word in HE_OR_SHE:
        return _he(scene, token)
    if word in BODILY:
        return _body(scene, token)
    one = scene.people.at.get(token.i)
    if one is not None:
        generic = one.name.lower() in scene.naming.bodies | scene.words.lists["organs"]
        owner = _owned(scene, token) if generic else None
        return owner or (one.name if one.label in ACTORS else None)
    known = referent(scene.doc, Range(token.left_edge.i, token.i + 1), scene.people, scene.naming)
    return known or _owned(scene, token) or _described(scene, token)


def _described(scene: Scene, token: Token) -> str | None:
    """A group or office without a name by its plain words: families of the crew."""
    if token.lemma_.lower() not in scene.words.lists["groups"]:
        return None
    start = token.i
    while start > 0 and scene.doc[start - 1].head == token and _describes(scene.doc[start - 1]):
        start -= 1
    return scene.doc[start : token.i + 1].text


def _describes(word: Token) -> bool:
    return word.dep_ in {"amod", "compound", "nmod"}


def speaker(scene: Scene, token: Token) -> str | None:
    """Who says what a word stands in."""
    number = scene.quote(token)
    return None if number is None else scene.quotes[number].speaker_name


def _he(scene: Scene, token: Token) -> str | None:
    """He or she: in a reported clause its speaker, if that is a person."""
    said = speaker(scene, token)
    number = scene.quote(token)
    if said and number is not None and scene.quotes[number].kind != "direct":
        labels = {one.label for one in scene.people.named if one.name == said}
        if PERSON in labels and scene.people.may_be(said, token.lower_):
            return said
    return person(scene.doc, token.i, scene.people)


def _body(scene: Scene, token: Token) -> str | None:
    """It or they: the last body or state that acts before it, in its sentence or the one before."""
    before = [
        one
        for one in scene.people.named
        if one.end <= token.i and one.label in ACTORS - {PERSON} and token.i - one.end < REACH
    ]
    acting = [one for one in before if _acts(scene.doc[one.end - 1])]
    return acting[-1].name if acting else None


REACH = 60
"""Tokens before "it" that the one whom it refers to may be named in."""


def _acts(token: Token) -> bool:
    token = first(token)
    while token.dep_ in {"compound", "poss", "amod"}:
        token = token.head
    return token.dep_ in SUBJECTS or token.dep_ == "agent"


def _owned(scene: Scene, token: Token) -> str | None:
    """Whose government, army, officials or members a noun names."""
    if token.pos_ not in NOMINAL | {"DET"} or not _is_organ(token, scene):
        return None
    for child in token.children:
        owners = [child] if child.dep_ in BELONGING else _objects(child, OF)
        for owner in owners:
            found = name(scene, owner)
            if found is not None:
                return found
    return None


def _objects(preposition: Token, wanted: Collection[str]) -> list[Token]:
    if preposition.dep_ != "prep" or preposition.lower_ not in wanted:
        return []
    return [child for child in preposition.children if child.dep_ == "pobj"]


def _is_organ(token: Token, scene: Scene) -> bool:
    word = token.lemma_.lower()
    if word == "counterpart":
        return False
    naming = scene.naming
    return (
        word in naming.offices
        or word in naming.bodies
        or word in naming.governed
        or (word in scene.words.lists["organs"])
    )


def holders(attitude: Attitude) -> list[Token]:
    """The words for those who hold an attitude that is not its speaker's."""
    if attitude.is_somebody:
        return _somebody(attitude.by)
    if attitude.is_state and attitude.by.pos_ in VERBAL:
        one = subject(attitude.by)
        return list(coordinated(one)) if one is not None else []
    return _owners_of(attitude.by)


def _owners_of(by: Token) -> list[Token]:
    """The words for those who hold what a verb, noun or adjective shows."""
    if is_verb(by):
        return doers(by) or _misread(by)
    if by.pos_ == "ADJ":
        head = by.head if by.dep_ in {"acomp", "attr", "oprd", "conj", "xcomp"} else by
        one = subject(head) if head.pos_ in VERBAL else None
        return list(coordinated(one)) if one is not None else []
    return _owners(by)


def _owners(noun: Token) -> list[Token]:
    """Whose a noun is: its possessor's, whom it is of or by, who expresses or is it."""
    for child in noun.lefts:
        if child.dep_ in SUBJECTS:
            return list(coordinated(child))
        if child.dep_ == "poss":
            return list(coordinated(child))
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of", "among"}:
            return [
                one
                for inner in child.children
                if inner.dep_ == "pobj"
                for one in coordinated(inner)
            ]
        if child.dep_ == "agent":
            return [one for inner in child.children for one in coordinated(inner)]
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_:
            return [child]
    return _bearers(noun)


def _misread(verb: Token) -> list[Token]:
    """The noun of which a parser took a sentence's verb for a participle: the envoy called for."""
    is_loose = verb.dep_ in {"acl", "relcl"} and verb.head.dep_ == "ROOT"
    has_agent = any(child.dep_ == "agent" for child in verb.children)
    return [verb.head] if is_loose and not has_agent else []


def _somebody(noun: Token) -> list[Token]:
    """Whom a noun is said of: a critic of the deal."""
    top = first(noun)
    named = [child for child in noun.rights if child.dep_ == "appos"]
    if top.dep_ in {"appos", "compound", "nmod", "amod"}:
        named.append(top.head)
    if top.dep_ in {"attr", "oprd"} and top.head.pos_ in VERBAL:
        one = subject(top.head)
        named += coordinated(one) if one is not None else []
    if top.dep_ == "pobj" and top.head.lower_ == "as" and top.head.head.pos_ in VERBAL:
        named += doers(top.head.head)
    return [noun, *named]


def _bearers(noun: Token) -> list[Token]:
    """Who expresses or has what a noun names: its verb's subject."""
    top = first(noun)
    head = top.head
    if top.dep_ in OBJECTS and head.pos_ in VERBAL:
        return doers(head)
    if top.dep_ in {"attr", "oprd"} and head.lemma_ in {"be", "remain", "become"}:
        one = subject(head)
        return list(coordinated(one)) if one is not None else []
    if top.dep_ == "appos":
        return [top.head]
    if top.dep_ == "pobj" and head.lower_ in {"in", "with"} and head.head.pos_ in VERBAL:
        return doers(head.head)
    return []


def named_at(scene: Scene) -> Iterator[Named]:
    """The mentions of those who can be for or against, and be that which others are against."""
    return (one for one in scene.people.named if one.label in ACTORS)
