"""Who does what in a parsed sentence: subjects, objects and what hangs on prepositions.

The labels are those of spaCy's English pipelines (ClearNLP's).
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
OBJECTS = frozenset(["dobj", "obj"])
TAKERS = frozenset(["dative", "iobj"])
SHARING = frozenset(["xcomp", "conj", "advcl", "dep"])
"""How verbs hang on others whose subject they share where they have none."""
VERBAL = frozenset(["VERB", "AUX"])
TIMES = frozenset(["DATE", "TIME"])
"""Entities that a parser may hang a clause on that belongs to the verb before them."""
OPENING = frozenset(["DT", "PRP", "PRP$", "WDT"])
"""Tags of words that begin a noun phrase, before all its adjectives."""
TURNED = frozenset(["against", "from", "of", "into"])
"""Behind these, whoever is warned or kept does it: `warned Peru against leaving`."""
STEPS = 5
"""Verbs above a verb that its subject is looked for at, at most."""


def coordinated(head: Token) -> Iterator[Token]:
    """A phrase's head, and those that "and" or "or" join to it."""
    rest = [head]
    while rest:
        token = rest.pop()
        yield token
        rest += [child for child in token.rights if child.dep_ == "conj"][::-1]


def first(token: Token) -> Token:
    """The first of the words that a word is coordinated with."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, a participle behind its noun included."""
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}:
        return not is_misread(verb)
    is_joined = verb.dep_ == "conj" and verb.tag_ == "VBN"
    is_shared = is_joined and not _has_auxiliary(verb) and not _with(verb, OBJECTS)
    one = first(verb) if is_shared else verb
    return verb.tag_ in {"VBN", "VBD"} and any(
        child.dep_ in {"auxpass", "nsubjpass"} for child in one.children
    )


def is_misread(verb: Token) -> bool:
    """Whether a verb was taken for an adjective or a participle.

    No article follows either (`he denounced the`), no noun stands right before an adjective
    (`troops killed villagers`).
    """
    doc, at = verb.doc, verb.i
    is_taken = verb.dep_ in {"amod", "acl"} and verb.tag_ in {"VBN", "VBD"}
    if not is_taken or not 0 < at < len(doc) - 1:
        return False
    is_behind_noun = verb.dep_ == "amod" and doc[at - 1].pos_ in {"NOUN", "PROPN"}
    return is_behind_noun or doc[at + 1].tag_ in OPENING


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for child in verb.children)


def doers(verb: Token) -> list[Token]:
    """The heads of whoever does what a verb says: its subject, behind "by" in the passive."""
    if is_passive(verb):
        return [one for agent in _with(verb, {"agent"}) for one in _objects_of(agent)]
    head = subject(verb)
    return list(coordinated(head)) if head is not None else []


def undergoers(verb: Token) -> list[Token]:
    """The heads of a verb's object; in the passive of its subject."""
    if verb.dep_ == "amod" and is_misread(verb):
        return list(coordinated(verb.head))
    if not is_passive(verb):
        return [one for child in _with(verb, OBJECTS) for one in coordinated(child)]
    if verb.dep_ in {"acl", "amod"}:
        return list(coordinated(verb.head))
    head = subject(verb)
    return list(coordinated(head)) if head is not None else []


def takers(verb: Token) -> list[Token]:
    """The heads of an indirect object: `gave Keldra a ship`."""
    return [one for child in _with(verb, TAKERS) for one in coordinated(child)]


def behind(token: Token, prepositions: Collection[str]) -> list[Token]:
    """The heads of what stands behind any of these prepositions of a word."""
    return [
        one
        for child in token.children
        if child.dep_ in {"prep", "agent", "dative", "prt"} and child.lower_ in prepositions
        for one in _objects_of(child)
    ]


def subject(verb: Token, steps: int = STEPS) -> Token | None:
    """A verb's own subject, or that of the verb above it which it shares; None if there is none.

    The noun that a participle or relative clause explains is its subject (`the men holding them`,
    `those who left`); whoever is asked to do something is the subject of that.
    """
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if own is not None:
        return _antecedent(verb, own)
    return None if steps == 0 or verb.head == verb else _shared(verb, steps - 1)


def _shared(verb: Token, steps: int) -> Token | None:
    """The subject of a verb that has none of its own."""
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}):
        return verb.head
    if verb.dep_ == "acl":
        return _of_noun(verb.head, steps)
    if verb.dep_ in {"pcomp", "prep"}:
        return _turned(verb.head) or _above(verb.head, steps)
    if verb.dep_ == "acomp":
        return subject(verb.head, steps)
    if verb.dep_ in SHARING | {"ccomp"} and verb.head.pos_ in VERBAL | {"ADJ"}:
        return _controller(verb, steps)
    return None


def _antecedent(verb: Token, own: Token) -> Token:
    """What "who", "which" and "that" stand for."""
    is_relative = own.tag_ in {"WP", "WDT"} or own.lower_ == "that"
    clause = first(verb)
    return clause.head if is_relative and clause.dep_ == "relcl" else own


def _controller(verb: Token, steps: int) -> Token | None:
    """The subject of an infinitive: the object of the verb above, else its subject."""
    above = verb.head
    is_turned = any(child.dep_ == "mark" and child.lower_ in TURNED for child in verb.lefts)
    if is_turned or (verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ in {"VB", "VBG"}):
        asked = [*_with(above, OBJECTS), *_with(above, TAKERS)]
        if asked:
            return asked[0]
        called = behind(above, {"on", "upon", "for", "to"})
        if called and any(child.lower_ == "to" for child in verb.lefts):
            return called[0]
    if is_passive(above) and verb.dep_ == "xcomp":
        return next((child for child in above.children if child.dep_ in SUBJECTS), None)
    return subject(above, steps)


def _turned(preposition: Token) -> Token | None:
    """The object of the verb before "against" and the like; None if it is another preposition."""
    if preposition.lower_ not in TURNED:
        return None
    asked = SUBJECTS if is_passive(preposition.head) else OBJECTS
    return next(iter(_with(preposition.head, asked)), None)


def _of_noun(noun: Token, steps: int) -> Token | None:
    """Whose noun it is that an infinitive explains: `Keldra's offer to leave`, `offered to`."""
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.ent_type_ in TIMES:
        return _above(noun, steps)
    if noun.dep_ in OBJECTS and noun.head.pos_ in VERBAL:
        return subject(noun.head, steps)
    return None


def _above(word: Token, steps: int) -> Token | None:
    """The subject of the verb that a preposition hangs on, over other words."""
    while word.pos_ not in VERBAL and word.head != word:
        word = word.head
    return subject(word, steps) if word.pos_ in VERBAL else None


def _with(token: Token, labels: Collection[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _objects_of(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from coordinated(child)
        elif child.dep_ == "prep":
            yield from _objects_of(child)
