"""Who speaks: the subject of a reporting word, cut to a name, a pronoun or a description."""

from spacy.tokens import Token

from communique.annotate.quotes.page import OUTSIDE, Page
from communique.records import Range

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "nsubj:pass"])
CONTROLLED = frozenset(["xcomp", "conj", "advcl", "ccomp", "dep"])
LEFT_OUT = frozenset(["relcl", "appos", "acl", "parataxis", "punct", "advcl", "ccomp", "dep"])
NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "X"])
REACH = 20
"""Tokens that the description of a speaker takes at most where no parser tells its end."""
STEPS = 4


def subject(token: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb that it depends on.

    The subject of a passive is no speaker: who acts stands after "by". Who "was quoted as saying"
    something does speak.
    """
    return _agent(token) if is_passive(token) else _subject(token, STEPS)


def _subject(token: Token, steps: int) -> Token | None:
    sides = [*reversed(list(token.lefts)), *token.rights]
    own = next((child for child in sides if child.dep_ in SUBJECTS), None)
    if own is not None or steps == 0 or token.head == token:
        return own
    if token.dep_ in {"acl", "relcl"}:
        return token.head
    if token.dep_ == "pcomp":
        return _subject(token.head.head, steps - 1)
    if token.dep_ in CONTROLLED and token.head.pos_ in {"VERB", "AUX"}:
        return _subject(token.head, steps - 1)
    return None


def is_passive(token: Token) -> bool:
    """Whether a verb stands in the passive."""
    return token.tag_ != "VBD" and any(
        child.dep_ in {"auxpass", "aux:pass"} for child in token.children
    )


def _agent(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent":
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def phrase(page: Page, head: Token) -> Range:
    """The tokens of a noun phrase without what is added behind commas, in clauses or brackets."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in LEFT_OUT or child.text in ",;:(—–":
            break
        if page.region_at[child.i] != page.region_at[head.i]:
            break
        end = child.right_edge.i + 1
    start = max(start, _after_break(page, start, head.i))
    return Range(start, max(end, head.i + 1))


def _after_break(page: Page, start: int, head: int) -> int:
    """Where a phrase begins if quoted words or brackets were taken for a part of it."""
    for at in range(head - 1, start - 1, -1):
        differs = page.region_at[at] != page.region_at[head]
        if differs or page.is_mark(at) or page.doc[at].text in ",;:)—–\n":
            return at + 1
    return start


def named(page: Page, phrase: Range) -> Range | None:
    """The name at the end of a stretch of tokens, without titles; None where it has none."""
    start = phrase.end
    while start > phrase.start and is_name(page.doc[start - 1]):
        start -= 1
    return untitled(page, Range(start, phrase.end)) if start < phrase.end else None


def is_name(token: Token) -> bool:
    """Whether a token may be part of a name."""
    return token.pos_ == "PROPN" if token.pos else token.text[:1].isupper()


def untitled(page: Page, name: Range) -> Range | None:
    """A name without the titles before it; None where it is nothing but a title."""
    start = name.start
    for at in range(name.start, name.end):
        before = [token.lower_ for token in page.doc[name.start : at + 1]]
        if any(" ".join(before[-n:]) in page.words.titles for n in (1, 2, 3)):
            start = at + 1
    return Range(start, name.end) if start < name.end else None


def speaker(page: Page, head: Token) -> Range:
    """The tokens that stand for a speaker: a name without title, else the phrase as it is."""
    whole = phrase(page, head)
    if is_name(head):
        return _name(page, whole, head) or whole
    for child in head.rights:
        if child.dep_ == "appos" and is_name(child):
            inner = phrase(page, child)
            return _name(page, inner, child) or inner
    return whole


def _name(page: Page, whole: Range, head: Token) -> Range | None:
    """The name that a phrase is, or that its head ends: `Venn of the ministry` is Venn."""
    if any(child.dep_ == "conj" for child in head.rights):
        return None
    return named(page, Range(whole.start, head.i + 1))


def beside(page: Page, verb: int, within: Range) -> Range | None:
    """The noun phrase that a reporting verb goes with where no parser tells.

    The one right before it; else, behind a comma, the one that the apposition there explains; else
    the subject of the clause that it continues. `within` are the tokens that it may stand in.
    """
    at = verb - 1
    while at >= within.start and page.doc[at].pos_ in {"AUX", "ADV", "PART"}:
        at -= 1
    if at < within.start or page.region_at[at] != page.region_at[verb]:
        return None
    if page.doc[at].text == "," and page.doc[verb].tag_ != "VBG":
        return _explained(page, at, within.start)
    found = _phrase_before(page, at, within.start)
    return found or main_subject(page, verb)


def behind(page: Page, verb: int, stop: int) -> Range | None:
    """The noun phrase right behind a reporting verb: `…, said Venn`."""
    end = verb + 1
    while end < min(stop, verb + REACH) and _is_nominal(page, end, verb):
        end += 1
    return _cut(page, Range(verb + 1, end))


def main_subject(page: Page, verb: int) -> Range | None:
    """The subject of the clause before a verb that continues it."""
    for at in range(verb - 1, page.unit(verb).start - 1, -1):
        token = page.doc[at]
        if page.region_at[at] == OUTSIDE and _is_main(page, token, verb):
            return speaker(page, token)
    return None


def _is_main(page: Page, token: Token, verb: int) -> bool:
    """Whether a token is the subject of a clause before a verb, and of none inside another."""
    is_outer = token.dep_ in SUBJECTS and token.head.dep_ not in {"relcl", "ccomp", "acl"}
    return is_outer and token.head.i < verb and token.lower_ not in page.words.relative


def _explained(page: Page, comma: int, start: int) -> Range | None:
    """The phrase before an apposition that ends with a comma: `Venn, the minister, said`."""
    for at in range(comma - 1, start, -1):
        if page.doc[at].text == ",":
            found = _phrase_before(page, at - 1, start)
            if found is not None:
                return found
    return _phrase_before(page, comma - 1, start)


def _phrase_before(page: Page, last: int, start: int) -> Range | None:
    first = last + 1
    while first > max(start, last - REACH) and _is_nominal(page, first - 1, last):
        first -= 1
    return _cut(page, Range(first, last + 1))


def _is_nominal(page: Page, at: int, beside: int) -> bool:
    """Whether a token can be a part of a noun phrase on the same side of the marks."""
    token = page.doc[at]
    if page.region_at[at] != page.region_at[beside] or token.is_space or token.is_punct:
        return False
    return not token.pos or token.pos_ in NOMINAL or token.lower_ == "of"


def _cut(page: Page, tokens: Range) -> Range | None:
    """A name or phrase without connectors at its edges; None where nothing is left."""
    start, end = tokens.start, tokens.end
    while start < end and page.doc[start].pos_ in {"CCONJ", "ADP", "PART", "NUM"}:
        start += 1
    while start < end and page.doc[end - 1].pos_ in {"DET", "ADP", "ADJ"}:
        end -= 1
    if start >= end:
        return None
    whole = Range(start, end)
    return named(page, whole) or whole
