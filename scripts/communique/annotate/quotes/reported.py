"""Indirect and mixed quotations: reporting words outside direct ones, and what they report."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.quotes import clauses, parentheses, speakers
from communique.annotate.quotes.acts import Act, according_to, act, is_inverted, is_light, owner
from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range

AUXILIARIES = frozenset(["aux", "auxpass"])
PHRASE = 4
"""Tokens of a fixed phrase before its last word, at most."""
REACH = 25
"""Tokens between a verb and the quoted part of what it takes, at most."""
Reported = tuple[Act, list[Range]]
"""An act of saying and the tokens of what is said, in one piece or two."""


def by_verbs(page: Page, used: frozenset[int]) -> Iterator[Reported]:
    """What verbs report, but those that stand beside direct quotations (`used`)."""
    for k, token in enumerate(page.doc):
        lemma = page.words.lemma_of.get(token.lower_)
        if lemma is None or k in used or not verb(page, token):
            continue
        if lemma in page.words.saying or lemma in page.words.ordering:
            found = _of_verb(page, k)
        else:
            found = _of_source(page, k) if lemma in page.words.showing else None
        if found is not None:
            yield found


def _of_verb(page: Page, k: int) -> Reported | None:
    who = act(page, k, page.unit(k))
    if page.region_at[k] != OUTSIDE and not _is_another(page, k, who):
        return None
    that = clauses.opener(page, k, page.unit(k).end)
    if is_inverted(page, k) or (that is None and _is_parenthesis(page, k)):
        return _parenthetical(page, k, who)
    clause = clauses.behind(page, k)
    return (who, [clause]) if clause is not None else _parenthetical(page, k, who)


def _of_source(page: Page, k: int) -> Reported | None:
    """What a text says: `the report shows that`."""
    head = speakers.subject(page.doc[k]) if page.is_parsed else None
    if head is None or head.lower_ not in page.words.sources or page.region_at[k] != OUTSIDE:
        return None
    clause = clauses.behind(page, k)
    return (act(page, k, page.unit(k)), [clause]) if clause is not None else None


def _is_parenthesis(page: Page, k: int) -> bool:
    """Whether a verb closes what it reports: `…, officials said.`, `…, officials said, …`."""
    after = page.doc[k + 1] if k + 1 < page.unit(k).end else None
    return after is None or after.text in {",", ".", "—", "–"}


def _parenthetical(page: Page, k: int, who: Act) -> Reported | None:
    if verb(page, page.doc[k]) not in page.words.saying or page.region_at[k] != OUTSIDE:
        return None
    if page.doc[k].tag_ == "VBG" or speakers.is_passive(page.doc[k]):
        return None
    pieces = _around(page, k, parentheses.opening(page, k, _whole(page, k, who)))
    return (who, pieces) if pieces else None


def _around(page: Page, k: int, first: int) -> list[Range]:
    """What stands around a parenthesis that begins with the token `first`."""
    start = page.unit(k).start
    if first > start and page.doc[first - 1].lower_ == "as":
        first -= 1
        if first == start:
            comma = next((a for a in range(k, page.unit(k).end) if page.doc[a].text == ","), None)
            return [Range(comma + 1, page.unit(k).end)] if comma else []
    if first > start and page.doc[first - 1].text in {",", "—", "–"} and is_light(page, k):
        return parentheses.around(page, first - 1, k)
    return []


def _is_another(page: Page, k: int, who: Act) -> bool:
    """Whether words inside a quotation report somebody whom it names: `“Venn said she …”`."""
    if who.speaker is None or page.doc[k].tag_ not in FINITE:
        return False
    is_plain = verb(page, page.doc[k]) in page.words.only_verbs
    return is_plain and who.speaker.end <= k and page.doc[who.speaker.end - 1].pos_ == "PROPN"


def _whole(page: Page, k: int, who: Act) -> Range | None:
    """The whole noun phrase of the speaker, title and all."""
    head = speakers.subject(page.doc[k]) if page.is_parsed else None
    if head is None or is_inverted(page, k):
        return who.speaker
    return Range(speakers.phrase(page, head).start, head.i + 1)


def according(page: Page, used: frozenset[int]) -> Iterator[Reported]:
    """What stands according to somebody."""
    for k in range(len(page.doc) - 2):
        who = according_to(page, k) if k not in used else None
        if who is None:
            continue
        pieces = _around_according(page, k, who)
        if pieces:
            yield Act(k, who), pieces


def _around_according(page: Page, k: int, who: Range) -> list[Range]:
    unit = page.unit(k)
    if not any(token.is_alpha for token in page.doc[unit.start : k]):
        comma = next((a for a in range(who.end, unit.end) if page.doc[a].text == ","), None)
        return [Range(comma + 1, unit.end)] if comma and comma + 1 < unit.end else []
    return parentheses.around(page, k, k)


def by_nouns(page: Page) -> Iterator[Reported]:
    """What nouns report: `in a statement that`, `his claim that`."""
    for k, token in enumerate(page.doc[:-2]):
        if token.lower_ not in page.words.reporting_nouns or token.pos_ not in {"NOUN", ""}:
            continue
        opener = page.doc[k + 1]
        if opener.lower_ == "that" and opener.dep_ in {"mark", ""} and page.region_at[k] == OUTSIDE:
            clause = clauses.behind(page, k)
            if clause is not None:
                yield Act(k, owner(page, k)), [clause]


def by_phrases(page: Page) -> Iterator[Reported]:
    """What fixed phrases report: `made it clear that`, `expressed alarm that`."""
    for k, token in enumerate(page.doc[:-2]):
        verbs = page.words.phrases.get(token.lower_)
        if verbs is None or page.doc[k + 1].lower_ != "that" or page.region_at[k] != OUTSIDE:
            continue
        before = page.doc[max(page.unit(k).start, k - PHRASE) : k]
        governing = next((one for one in reversed(before) if one.lower_ in verbs), None)
        clause = clauses.behind(page, k) if governing is not None else None
        if governing is not None and clause is not None:
            yield Act(k, act(page, governing.i, page.unit(k)).speaker), [clause]


def by_marks(page: Page, number: int) -> Reported | None:
    """The mixed quotation that a quoted part of a phrase makes with the verb before it."""
    stretch = page.quoted_tokens[number]
    k = _verb_before(page, stretch)
    if k is None:
        return None
    who, tokens = act(page, k, page.unit(k)), _phrase(page, k, number)
    is_whole = tokens.start >= stretch.start - 1 and tokens.end <= stretch.end + 1
    is_thought = verb(page, page.doc[k]) in page.words.thinking
    return None if who.speaker is None or (is_thought and is_whole) else (who, [tokens])


def _verb_before(page: Page, stretch: Range) -> int | None:
    """The nearest verb before quoted tokens that can take them, with no other clause between."""
    words, first = page.words, max(page.unit(stretch.start).start, stretch.start - REACH)
    for k in range(stretch.start - 1, first - 1, -1):
        token = page.doc[k]
        lemma = verb(page, token) if page.region_at[k] == OUTSIDE else ""
        if lemma in (words.judging | words.saying | words.thinking) - words.beginning:
            return k
        if page.region_at[k] == OUTSIDE and token.tag_ in FINITE and token.dep_ not in AUXILIARIES:
            return None
    return None


def _phrase(page: Page, k: int, number: int) -> Range:
    """What a verb takes, prepositions left out, as far as the phrase with the quoted part goes."""
    stretch = page.quoted_tokens[number]
    start = k + 1
    while start < stretch.start - 1 and page.doc[start].pos_ in {"ADP", "ADV", "PUNCT"}:
        start += 1
    end = max(stretch.end, *(t.i + 1 for t in _below(page, k, stretch)))
    end = min(end, page.unit(k).end)
    while end < len(page.doc) and page.is_mark(end):
        end += 1
    return Range(start, end)


def _below(page: Page, k: int, stretch: Range) -> Iterator[Token]:
    """The last tokens of the phrases below the verb `k` that hold some of the quoted tokens."""
    yield page.doc[stretch.end - 1]
    for token in page.doc[stretch.start : stretch.end]:
        for one in [token, *token.ancestors]:
            if one.left_edge.i <= k:
                break
            yield one.right_edge
