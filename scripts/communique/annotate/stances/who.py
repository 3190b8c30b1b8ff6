"""Whom a word refers to: the canonical name of the most specific one that the text commits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.gazetteers import Gazetteer
from communique.annotate.quotes.found import Found as Quote
from communique.annotate.quotes.references import PERSON, Named, People, person, referent
from communique.annotate.stances.owners import BELONGING
from communique.annotate.stances.places import NOMINAL
from communique.annotate.syntax import SUBJECTS, coordinated, first
from communique.languages.attitudes import Attitudes
from communique.languages.naming import Naming
from communique.records import Range

GPE, ORG, NORP = "GPE", "ORG", "NORP"
ACTORS = frozenset([PERSON, GPE, ORG, NORP])
BODIES = ACTORS - {PERSON}
CAPITAL = "capital"
"""The kind of a name, in the gazetteer, that stands for a state when it speaks."""
OF = frozenset(["of", "for", "in", "from"])
OFFICE = 5
"""Tokens from an office to the name of who holds it, at most."""
REACH = 60
"""Tokens before "it" that the one whom it refers to may be named in."""


@dataclass(frozen=True)
class Scene:
    """A parsed document with who is named in it and who speaks where.

    `events` are their numbers by the tokens of their triggers; `inside` has for each token the
    number of the innermost quotation around it, -1 for none.
    """

    doc: Doc
    people: People
    quotes: Sequence[Quote]
    naming: Naming
    words: Attitudes
    gazetteer: Gazetteer
    events: Mapping[int, int]
    inside: Sequence[int]

    @property
    def actors(self) -> Iterator[Named]:
        """The mentions of those who can be for or against, and be that which others are against."""
        return (one for one in self.people.named if one.label in ACTORS)

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


def state(scene: Scene, name: str) -> str:
    """The state for which a capital or the seat of a government stands; else the name itself."""
    entry = scene.gazetteer.entry(name)
    if entry is None or (entry.kind != CAPITAL and name.lower() not in scene.words.lists["seats"]):
        return name
    return entry.country or name


def named(scene: Scene, holder: Token) -> list[str]:
    """Whom a word commits: a state where its capital or government speaks; none if not plain."""
    found = name(scene, holder)
    owners = [] if holder.i in scene.people.at else list(_owners(scene, holder))
    every = owners if found in owners else [found] if found is not None else []
    return [state(scene, one) for one in every]


def name(scene: Scene, token: Token) -> str | None:
    """Whom a word refers to; None where nobody is named, or that is not plain."""
    one = scene.people.at.get(token.i)
    if one is not None:
        return _mentioned(scene, token, one)
    word, lists = token.lower_, scene.words.lists
    if word in lists["ourselves"]:
        return speaker(scene, token)
    if word in lists["persons"]:
        return _he(scene, token)
    if word in lists["bodily"]:
        return _body(scene, token)
    known = referent(scene.doc, Range(token.left_edge.i, token.i + 1), scene.people, scene.naming)
    return (
        known
        or _officer(scene, token)
        or _owned(scene, token)
        or _short(scene, token)
        or _described(scene, token)
    )


def _officer(scene: Scene, token: Token) -> str | None:
    """The person whose name stands behind an office: Secretary of State Joss Tarn."""
    if token.lemma_.lower() not in scene.naming.offices:
        return None
    for at in range(token.i + 1, min(token.i + OFFICE, len(scene.doc))):
        one = scene.people.at.get(at)
        if one is not None and one.label == PERSON:
            return one.name if scene.doc[at - 1].pos_ in NOMINAL else None
        if scene.doc[at].pos_ not in NOMINAL | {"ADP"}:
            return None
    return None


def _short(scene: Scene, token: Token) -> str | None:
    """The body named before that a noun recalls: the council, for the Council of the Basin."""
    word = token.lemma_.lower()
    if word not in scene.naming.bodies:
        return None
    bodies = [
        one.name
        for one in scene.people.named
        if one.end <= token.i and one.label == ORG and word in one.name.lower().split()
    ]
    return bodies[-1] if bodies else None


def _mentioned(scene: Scene, token: Token, one: Named) -> str | None:
    """The name of a mention; whose it is, where it is called the Government alone."""
    person = next((other for other in _apposed(scene, token) if other.label == PERSON), None)
    if one.label == GPE and person is not None:  # misread: In Dramno, President Orla Venn said
        return person.name
    is_generic = one.name.lower() in scene.naming.bodies | scene.words.lists["organs"]
    owner = _owned(scene, token) if is_generic else None
    return owner or (one.name if one.label in ACTORS else None)


def _apposed(scene: Scene, token: Token) -> Iterator[Named]:
    for child in token.rights:
        if child.dep_ == "appos" and child.i in scene.people.at:
            yield scene.people.at[child.i]


def speaker(scene: Scene, token: Token) -> str | None:
    """Who says what a word stands in."""
    number = scene.quote(token)
    if number is None:
        return None
    quote = scene.quotes[number]
    if quote.speaker_name is not None or quote.tokens is None:
        return quote.speaker_name
    root = scene.doc[quote.tokens.start : quote.tokens.end].root
    return name(scene, root) if scene.quote(root) != number else None


def _he(scene: Scene, token: Token) -> str | None:
    """He or she: in a reported clause its speaker, if that is a person."""
    number = scene.quote(token)
    said = scene.quotes[number].speaker_name if number is not None else None
    if said and number is not None and scene.quotes[number].kind != "direct":
        labels = {one.label for one in scene.people.named if one.name == said}
        if PERSON in labels and scene.people.may_be(said, token.lower_):
            return said
    return person(scene.doc, token.i, scene.people)


def _body(scene: Scene, token: Token) -> str | None:
    """It or they: the last body or state that acts before it."""
    acting = [
        one
        for one in scene.people.named
        if token.i - REACH < one.end <= token.i
        and one.label in BODIES
        and _acts(scene.doc[one.end - 1])
    ]
    return acting[-1].name if acting else None


def _acts(token: Token) -> bool:
    token = first(token)
    while token.dep_ in {"compound", "poss", "amod"}:
        token = token.head
    return token.dep_ in SUBJECTS or token.dep_ == "agent"


def _owned(scene: Scene, token: Token) -> str | None:
    return next(_owners(scene, token), None)


def _owners(scene: Scene, token: Token) -> Iterator[str]:
    """Those whose government, army, officials or members a noun names."""
    if token.pos_ not in NOMINAL | {"DET"} or not _is_organ(token, scene):
        return
    for child in token.children:
        owners = [owner for owner in _owning(child) if not _is_kind(scene, owner)]
        found = [one for owner in owners if (one := name(scene, owner)) is not None]
        if found:
            yield from found
            return


def _is_kind(scene: Scene, token: Token) -> bool:
    """Whether a word says of what people, of no one state, those are whom a noun names: Arab."""
    one = scene.people.at.get(token.i)
    if one is None or one.label != NORP:
        return False
    entry = scene.gazetteer.entry(one.name)
    return entry is not None and entry.label == NORP


def _owning(child: Token) -> Iterator[Token]:
    """The words for whose a noun is, in what hangs on it."""
    if child.dep_ in BELONGING:
        yield from coordinated(child)
    elif child.dep_ == "prep" and child.lower_ in OF:
        for inner in child.children:
            if inner.dep_ == "pobj":
                yield from coordinated(inner)


def _is_organ(token: Token, scene: Scene) -> bool:
    word, naming, lists = token.lemma_.lower(), scene.naming, scene.words.lists
    if word in lists["others"]:
        return False
    known = (naming.offices, naming.bodies, naming.governed, lists["organs"])
    return any(word in words for words in known)


def _described(scene: Scene, token: Token) -> str | None:
    """A group or office without a name by its plain words: aid workers, Gulf states."""
    lemma, lists = token.lemma_.lower(), scene.words.lists
    start = token.i
    while start > 0 and _describes(scene.doc[start - 1], token):
        start -= 1
    if lemma in lists["groups"] or (start < token.i and lemma in lists["powers"]):
        return scene.doc[start : token.i + 1].text
    return None


def _describes(word: Token, noun: Token) -> bool:
    return word.head == noun and word.dep_ in {"amod", "compound", "nmod"}
