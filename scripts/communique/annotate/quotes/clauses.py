"""The reported clause behind a reporting word, by syntax: where it begins and where it ends."""

from spacy.tokens import Token

from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range

NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADV", "CCONJ"])
LEADING = frozenset(["advcl", "acl", "dep", "csubj", "pobj"])
RELATIVES = frozenset(["dobj", "pobj"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl"])
ASIDE = 7
"""Tokens of an aside before a clause, at most."""
LEAST = 4
"""Tokens of a clause whose verb was not recognised, at least."""
NEAR = 20
"""Tokens between a reporting verb and its "that": whoever is told, where and when."""


def behind(page: Page, k: int) -> Range | None:
    """The tokens of the clause behind the verb `k`; None if it takes none there."""
    start = _start(page, k)
    if start is None:
        return None
    return Range(start, _end(page, k, start))


def _start(page: Page, k: int) -> int | None:
    token = page.doc[k]
    stop = page.unit(k).end
    that = opener(page, k, stop)
    if that is not None:
        return that
    for child in token.rights:
        if child.dep_ == "ccomp" and child.i < stop and _is_clause(child):
            return _left(page, child, k)
    if verb(page, token) in page.words.ordering:
        for child in token.rights:
            if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.tag_ == "VB":
                to = next((one.i for one in child.lefts if one.lower_ == "to"), None)
                return None if to is None else _negated(page, to)
        return _infinitive(page, k, stop)
    if verb(page, token) in page.words.only_verbs:
        return _bare(page, k, stop)
    return None


def _infinitive(page: Page, k: int, stop: int) -> int | None:
    """The "to" behind a verb and whoever is asked: `urged the two governments to talk`."""
    for at in range(k + 1, min(stop - 1, k + NEAR)):
        token = page.doc[at]
        if token.lower_ == "to" and page.doc[at + 1].tag_ == "VB":
            return _negated(page, at)
        if token.pos_ not in NOMINAL:
            return None
    return None


def _negated(page: Page, to: int) -> int:
    """Where an infinitive begins, its "not" included."""
    return to - 1 if page.doc[to - 1].dep_ == "neg" or page.doc[to - 1].lower_ == "not" else to


def opener(page: Page, k: int, stop: int) -> int | None:
    """A "that" or "whether" behind a verb, with nobody but the person told in between."""
    for at in range(k + 1, min(stop, k + NEAR)):
        token = page.doc[at]
        if page.region_at[at] != page.region_at[k] or token.tag_ in FINITE:
            return None
        if token.lower_ in page.words.openers and _opens(page, token, k):
            return at
        if token.text in {",", ";", ":"} and not _is_aside(page, at, stop):
            return None
    return None


def _opens(page: Page, token: Token, k: int) -> bool:
    """Whether the word begins a clause: "that" before a noun, and "who" behind one, do not."""
    if token.lower_ == "that":
        return _is_that(page, token, k)
    if token.lower_ == "whether":
        return True
    asks = verb(page, page.doc[k]) in page.words.asking
    return asks or (token.i == k + 1 and token.lower_ != "if")


def _is_that(page: Page, token: Token, k: int) -> bool:
    """Whether "that" begins a reported clause, and not a relative one or a noun phrase."""
    after = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else token
    if token.i == k + 1:
        return token.dep_ != "det" or after.pos_ not in {"NOUN", "ADJ"}
    if token.tag_ == "WDT" and (after.pos_ in {"VERB", "AUX"} or token.dep_ in RELATIVES):
        return False
    return token.dep_ != "det" or page.doc[token.i - 1].pos_ == "PROPN"


def _is_aside(page: Page, at: int, stop: int) -> bool:
    """Whether a comma opens an aside before the clause: `said, however, that`."""
    words = [token.lower_ for token in page.doc[at + 1 : min(stop, at + ASIDE)]]
    behind = words[words.index(",") + 1 :] if "," in words else []
    return any(found[:1] and found[0] in page.words.openers for found in (words, behind))


def _is_clause(child: Token) -> bool:
    return child.pos_ in {"VERB", "AUX"} or any(one.dep_ in {"nsubj", "cop"} for one in child.lefts)


def _left(page: Page, child: Token, k: int) -> int:
    start = max(k + 1, child.left_edge.i)
    while start < child.i and (page.doc[start].is_punct and not page.is_mark(start)):
        start += 1
    return start


def _bare(page: Page, k: int, stop: int) -> int | None:
    """Where the clause of "said" begins if the parser saw none: right behind it and adverbs."""
    start = k + 1
    while start < stop and page.doc[start].pos_ in {"ADV", "SPACE"}:
        start += 1
    first = page.doc[start] if start < stop else None
    if first is None or first.is_punct or first.pos_ in {"ADP", "CCONJ", "SCONJ", ""}:
        return None
    if verb(page, page.doc[k]) == "say" and stop - start > LEAST:
        return start
    found = next((t for t in page.doc[start:stop] if t.tag_ in FINITE or t.text == ","), first)
    return start if found.tag_ in FINITE else None


def _end(page: Page, k: int, start: int) -> int:
    """Where a clause that begins at `start` ends: with its statement, or before what goes on."""
    stop = page.unit(k).end
    if page.region_at[k] != OUTSIDE:
        stop = min(stop, page.quoted_tokens[page.region_at[k]].end)
    stop = min(stop, _main(page, k, start, stop), _first_comma(page, k, start, stop))
    return next((at for at in range(start + 1, stop) if _cuts(page, at, k, start)), stop)


def _main(page: Page, k: int, start: int, stop: int) -> int:
    """Where the main clause begins if the reporting word stands in a part that comes before it."""
    head = next((one for one in page.doc[k].ancestors if start < one.i < stop), None)
    if head is None or page.doc[k].dep_ not in LEADING:
        return stop
    first = min([head.i, *(child.left_edge.i for child in head.lefts if child.dep_ in SUBJECTS)])
    return next((at for at in range(first, start, -1) if page.doc[at].text == ","), stop)


def _first_comma(page: Page, k: int, start: int, stop: int) -> int:
    """Where a clause ends if the statement begins with its verb: `Asked if he would, Venn …`."""
    first = page.unit(k).start
    if k - first > 1 or page.doc[k].tag_ not in {"VBN", "VBG", "VBD"}:
        return stop
    if k > first and page.doc[first].pos_ not in {"SCONJ", "ADV", "ADP"}:
        return stop
    commas = (at for at in range(start, stop) if page.doc[at].text == ",")
    return next((at for at in commas if at > start + 2), stop)


def _cuts(page: Page, at: int, k: int, start: int) -> bool:
    """Whether a clause ends before a token: where the author or the reporting verb goes on."""
    token = page.doc[at]
    if page.region_at[at] != page.region_at[k] or at + 2 >= len(page.doc):
        return False
    if token.text not in {",", ";"} and token.pos_ != "CCONJ":
        return False
    after = page.doc[at + 1]
    if token.text == ";" or _says_too(page, after, k):
        return True
    if token.text == "," and (_says_on(page, after) or _breaks(page, after, start, at)):
        return True
    return after.lower_ not in page.words.openers and _leaves(page, at, k, start)


def _says_too(page: Page, token: Token, k: int) -> bool:
    """Whether somebody says more, in the same tense: `… and warned`, `… and Tarn warned that`."""
    for one in [token, *token.ancestors]:
        is_alike = one.i > k and one.tag_ == page.doc[k].tag_ in FINITE
        if is_alike and one.left_edge.i >= token.i - 1 and verb(page, one) in page.words.saying:
            return True
    return False


def _leaves(page: Page, at: int, k: int, start: int) -> bool:
    """Whether a clause behind `at` hangs on the reporting verb, or above, and not below it."""
    outer = {page.doc[k].i, *(one.i for one in page.doc[k].ancestors)}
    after = page.doc[at + 1]
    return _is_complete(page, start, at) and any(
        one.dep_ in {"conj", "advcl"}
        and one.head.i in outer
        and one.left_edge.i in {at, at + 1}
        and (verb(page, one) in page.words.saying or _has_subject(one))
        for one in [after, *after.ancestors]
        if one.i > at
    )


def _is_complete(page: Page, start: int, end: int) -> bool:
    """Whether the tokens are a clause, and not one that only leads to the reported one."""
    first = start + 1 if page.doc[start].lower_ in page.words.openers else start
    leads = page.doc[first].pos_ in {"SCONJ", "ADP"} and page.doc[first].lower_ != "that"
    return not leads and has_verb(page, Range(start, end))


def _says_on(page: Page, token: Token) -> bool:
    """Whether more is reported: `…, adding that`, `…, according to`."""
    if f"{token.lower_} to" in page.words.according:
        return True
    return token.tag_ == "VBG" and verb(page, token) in page.words.saying


def _breaks(page: Page, token: Token, start: int, end: int) -> bool:
    """Whether a word begins what the author adds to a clause that is complete: `…, while`."""
    return token.lower_ in page.words.breaks and _is_complete(page, start, end)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.lefts)


def has_verb(page: Page, tokens: Range) -> bool:
    """Whether tokens hold a finite verb."""
    return any(page.doc[at].tag_ in FINITE for at in range(tokens.start, tokens.end))
