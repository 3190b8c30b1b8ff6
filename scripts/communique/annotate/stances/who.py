"""Whom a word refers to: the canonical name of the most specific one that the text commits."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.quotes.references import PERSON, Named, referent
from communique.annotate.stances.owners import BELONGING
from communique.annotate.stances.places import NOMINAL
from communique.annotate.stances.pronouns import body, he
from communique.annotate.stances.scene import ACTORS, GPE, NORP, ORG, Scene, state
from communique.annotate.syntax import coordinated
from communique.records import Range

OF = frozenset(["of", "for", "in", "from"])
OFFICE = 5
"""Tokens from an office to the name of who holds it, at most."""


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
        return he(scene, token)
    if word in lists["bodily"]:
        return body(scene, token)
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
    """A group without a name by listed words, and names before them: protesters, Gulf states.

    Other words of the text stay out: it may be withheld.
    """
    lemma, lists = token.lemma_.lower(), scene.words.lists
    start = token.i
    while start > 0 and start - 1 in scene.people.at and scene.doc[start - 1].head == token:
        start -= 1
    if lemma in lists["groups"] or (start < token.i and lemma in lists["powers"]):
        return scene.doc[start : token.i + 1].text
    return None
