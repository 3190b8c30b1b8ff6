"""Direct quotations: quoted stretches and the reporting word before or behind each."""

from communique.annotate.quotes import speakers
from communique.annotate.quotes.acts import Act, according_to, act, is_inverted, owner
from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range

GOES_ON = ",?!—–-…"
"""What a quotation ends with before its reporting words follow it."""
BEFORE, BEHIND = 25, 30
"""Tokens between a quotation and its reporting word, at most."""
ADJACENT = 4
"""Tokens in which reporting words must begin where no comma leads to them."""
SENTENCE = 3
"""Tokens of a quotation that stands for itself, at least."""
CONNECTOR = 2
"""Words that may stand before a quotation without making it a part of their statement."""
LABEL = 8
"""Tokens of a name before a colon, at most."""
OPEN_ENDED = frozenset(["DET", "ADJ", "ADP", "AUX", "VERB", "PART", "SCONJ", "CCONJ", "NUM"])
"""Parts of speech after which a noun phrase goes on: quoted words there are a part of it."""


def preposed(page: Page, number: int) -> Act | None:
    """The act of saying that stands before a quoted stretch: `Venn said: “…”`, `Venn: “…”`."""
    last = _before(page, number)
    if last is None:
        return None
    separator = page.doc[last].text if page.doc[last].text in ",:—–" else ""
    start = page.unit(last).start
    at = last - 1 if separator else last
    if at >= start and page.doc[at].lower_ == "that":
        at -= 1
    if not separator and _goes_on(page, number):
        return None
    found = _nearest(page, at, start, separator)
    if found is not None and (separator or _may_open(page, number, at, found)):
        return act(page, found, Range(start, last + 1))
    if separator == ":":
        return _label(page, start, last) or _noun(page, start, last) or _lead(page, number, last)
    return _according(page, start, last) if separator else None


def _before(page: Page, number: int) -> int | None:
    """The last token before a quoted stretch that belongs to its statement, or ends in a colon."""
    first = page.quoted_tokens[number].start
    opening = first - 1 if first and page.is_mark(first - 1) else first
    last = opening - 1
    while last >= 0 and page.doc[last].is_space:
        last -= 1
    if last < 0 or page.region_at[last] != OUTSIDE:
        return None
    is_same = page.unit_at[last] == page.unit_at[min(opening, len(page.doc) - 1)]
    return last if is_same or page.doc[last].text == ":" else None


def _goes_on(page: Page, number: int) -> bool:
    """Whether a statement goes on behind quoted words that no stop ends: it is quoted in part.

    `concluded that “no boat” could pass`
    """
    at = page.quoted_tokens[number].end
    while at < len(page.doc) and page.is_mark(at):
        at += 1
    if at >= len(page.doc) or page.text[page.quoted[number].end - 1] in f".{GOES_ON}":
        return False
    token = page.doc[at]
    return page.unit_at[at] == page.unit_at[at - 1] and token.pos_ in {"AUX", "VERB", "ADP", "PART"}


def _nearest(page: Page, at: int, start: int, separator: str) -> int | None:
    """The reporting verb nearest before `at`, with no other statement in between."""
    behind_comma = False
    for k in range(at, max(start, at - BEFORE) - 1, -1):
        token = page.doc[k]
        if page.region_at[k] != OUTSIDE or page.is_mark(k):
            return None
        if verb(page, token) in page.words.uttering:
            return k
        if separator != ":" and not behind_comma and token.tag_ in FINITE:
            return None
        if separator != ":" and token.lower_ == "that":
            return None
        behind_comma = behind_comma or (separator == "," and token.text == ",")
    return None


def _may_open(page: Page, number: int, at: int, found: int) -> bool:
    """Whether words right behind others can be a quotation of their own: `told them “We …”`."""
    lemma = verb(page, page.doc[found])
    if at == found:
        return True
    if lemma not in page.words.saying or page.doc[at].pos_ in OPEN_ENDED:
        return False
    if page.text[page.quoted[number].start].isupper():
        return True
    is_told = lemma in page.words.ordering or page.doc[found + 1].pos_ in {"ADP", "ADV"}
    return is_told and page.doc[at].dep_ not in {"nsubj", "nsubjpass"} and at - found < LABEL


def _label(page: Page, start: int, colon: int) -> Act | None:
    tokens = [page.doc[at] for at in range(start, colon)]
    if not 0 < len(tokens) <= LABEL or any(token.pos_ in {"VERB", "AUX"} for token in tokens):
        return None
    if not speakers.is_name(tokens[-1]) or any(token.is_punct for token in tokens):
        return None
    return Act(colon, speakers.named(page, Range(start, colon)))


def _noun(page: Page, start: int, colon: int) -> Act | None:
    """`Venn issued a statement: “…”`."""
    for k in range(colon - 1, start, -1):
        if page.doc[k].lower_ in page.words.reporting_nouns and page.region_at[k] == OUTSIDE:
            return Act(k, owner(page, k) or speakers.main_subject(page, k))
    return None


def _lead(page: Page, number: int, colon: int) -> Act | None:
    """`Nobody surprised Venn more: “We …”`: a colon is cue enough where a subject speaks."""
    stretch = page.quoted_tokens[number]
    if stretch.end - stretch.start < SENTENCE or not page.text[page.quoted[number].start].isupper():
        return None
    speaker = speakers.main_subject(page, colon)
    return Act(colon, speaker) if speaker is not None else None


def _according(page: Page, start: int, comma: int) -> Act | None:
    """`According to Venn, “…”`."""
    for k in range(start, max(start, comma - 1)):
        if page.doc[k].is_alpha:
            speaker = according_to(page, k)
            return Act(k, speaker) if speaker is not None else None
    return None


def postposed(page: Page, number: int) -> Act | None:
    """The act of saying that stands behind a quoted stretch: `“…,” said Venn`."""
    start, end = _behind(page, number)
    if start >= end:
        return None
    if speaker := according_to(page, start):
        return Act(start, speaker)
    for k in range(start, min(end, start + BEHIND)):
        if _reports(page, number, k, start):
            if k == start and not is_inverted(page, k):
                return None
            return act(page, k, Range(start, end))
        if not _may_be_speaker(page, k, start):
            return None
    return None


def _reports(page: Page, number: int, k: int, start: int) -> bool:
    """Whether a token reports: a verb of saying, or any verb right behind `“…,” she`."""
    token = page.doc[k]
    lemma = verb(page, token)
    if lemma in page.words.uttering:
        is_beside = k < start + ADJACENT or lemma not in page.words.beginning
        return token.tag_ != "VBG" and is_beside
    if token.pos_ != "VERB" or token.tag_ not in FINITE or not start < k < start + ADJACENT:
        return False
    stretch = page.quoted_tokens[number]
    is_sentence = stretch.end - stretch.start > SENTENCE and not is_fragment(page, number)
    return is_sentence and page.text[page.quoted[number].end - 1] == ","


def _behind(page: Page, number: int) -> tuple[int, int]:
    """The tokens behind a quoted stretch that can report it; an empty range where none can."""
    region, tokens = page.quoted[number], page.quoted_tokens[number]
    start = tokens.end
    while start < len(page.doc) and (page.is_mark(start) or page.doc[start].text in ",—–-"):
        start += 1
    if start >= len(page.doc) or "\n" in page.text[region.end : page.doc[start].idx]:
        return 0, 0
    ends = page.text[region.end - 1]
    gap = page.text[region.end : page.doc[start].idx]
    stop = page.unit(start).end
    if ends not in GOES_ON and "," not in gap:
        if page.unit_at[start] != page.unit_at[tokens.end - 1]:
            return 0, 0
        stop = min(stop, start + ADJACENT)
    return start, next((k for k in range(start, stop) if page.region_at[k] != OUTSIDE), stop)


def _may_be_speaker(page: Page, k: int, start: int) -> bool:
    """Whether a token between a quotation and its reporting verb can belong to the speaker."""
    token = page.doc[k]
    if k == start and (token.pos_ in {"CCONJ", "SCONJ"} or token.tag_ == "VBG"):
        return False
    if token.text in ".!?;:" or token.is_space:
        return False
    is_inner = token.dep_ in {"relcl", "acl", "aux", "auxpass"} or token.pos_ == "AUX"
    is_inner = is_inner or token.head.dep_ in {"relcl", "acl"}
    return is_inner or token.tag_ not in FINITE


def is_fragment(page: Page, number: int) -> bool:
    """Whether a quoted stretch is the end of a statement that begins before it.

    `The deal was “dead,” Venn said.` A connector or a colon before it makes it none.
    """
    first = page.quoted_tokens[number].start
    start = page.unit(max(0, first - 1)).start
    before = [page.doc[at] for at in range(start, first)]
    if any(token.text == ":" for token in before):
        return False
    words = [token for token in before if token.is_alpha and token.pos_ not in {"CCONJ", "INTJ"}]
    return len(words) > CONNECTOR
