"""An act of saying: a reporting word and who speaks."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.quotes import speakers
from communique.annotate.quotes.page import FINITE, OUTSIDE, Page, verb
from communique.records import Range


@dataclass(frozen=True)
class Act:
    """The reporting word, a token, and the tokens of the speaker, if one is named.

    `is_led`: a direct quotation goes on with what the word reports otherwise.
    """

    cue: int
    speaker: Range | None
    is_led: bool = False


def act(page: Page, cue: int, within: Range) -> Act:
    """The act whose word is the token `cue`; its speaker stands in the tokens `within`, or near."""
    token = page.doc[cue]
    if is_inverted(page, cue):
        return Act(cue, speakers.behind(page, cue, within.end))
    if _is_asked(page, cue):
        return Act(cue, None)
    if page.is_parsed and speakers.is_passive(token):
        head = speakers.subject(token)
        return Act(cue, speakers.speaker(page, head) if head is not None else None)
    if _continues(page, cue):
        return Act(cue, speakers.main_subject(page, cue) or _before(page, cue, within))
    head = speakers.subject(token) if page.is_parsed else None
    if head is not None and _may_speak(page, head, cue):
        return Act(cue, speakers.speaker(page, head))
    return Act(cue, speakers.beside(page, cue, within))


def _is_asked(page: Page, cue: int) -> bool:
    """Whether a statement begins with whoever speaks next being asked: `Asked if`, `When asked`."""
    token, first = page.doc[cue], page.unit(cue).start
    begins = cue == first or (cue == first + 1 and page.doc[first].pos_ in {"SCONJ", "ADV"})
    return begins and token.tag_ in {"VBN", "VBD"} and verb(page, token) in page.words.asking


def _continues(page: Page, cue: int) -> bool:
    """Whether a verb continues a clause: `Venn left, saying`, `Venn left and said`."""
    token = page.doc[cue]
    if cue == 0 or any(child.dep_ in speakers.SUBJECTS for child in token.lefts):
        return False
    before = page.doc[cue - 1]
    if token.tag_ == "VBG":
        return before.text in {",", "—", "–"}
    return before.pos_ == "CCONJ" and token.tag_ in FINITE


def _before(page: Page, cue: int, within: Range) -> Range | None:
    """The speaker of the reporting verb before one that continues it."""
    for k in range(cue - 1, page.unit(cue).start - 1, -1):
        if page.region_at[k] == OUTSIDE and verb(page, page.doc[k]) in page.words.saying:
            return act(page, k, within).speaker
    return None


def according_to(page: Page, k: int) -> Range | None:
    """Whoever stands behind "according to" at the token `k`, up to a comma or a clause."""
    if (
        f"{page.doc[k].lower_} {page.doc[k + 1].lower_ if k + 1 < len(page.doc) else ''}"
        not in page.words.according
    ):
        return None
    end = k + 2
    while end < page.unit(k).end and not _ends_phrase(page.doc[end]):
        end += 1
    if end == k + 2:
        return None
    whole = Range(k + 2, end)
    return speakers.named(page, whole) or whole


def _ends_phrase(token: Token) -> bool:
    is_break = token.text in {",", ".", ";", ":", "(", ")", "—", "–", "-"} or token.is_space
    return is_break or token.tag_ in {*FINITE, "WP", "WDT", "VBN", "VBG"}


def is_inverted(page: Page, cue: int) -> bool:
    """Whether the speaker follows the reporting word: `…, said Venn`."""
    token = page.doc[cue]
    if cue == 0 or cue + 1 >= len(page.doc) or not is_break(page, cue - 1):
        return False
    if token.tag_ in {"VBG", "VB"} or verb(page, token) not in page.words.uttering:
        return False
    if _takes_object(page, cue) or verb(page, token) in page.words.addressed:
        return False
    return _ends_in_name(page, cue) and not _has_subject(page, token)


def _has_subject(page: Page, token: Token) -> bool:
    """Whether a verb's own subject stands before it, and no name that ends the statement behind."""
    if page.is_mark(token.i - 1) or _is_last(page, token):
        return False
    return any(child.dep_ in speakers.SUBJECTS for child in token.lefts if not child.is_punct)


def _is_last(page: Page, token: Token) -> bool:
    """Whether a statement ends, or pauses, with the name behind a verb that takes no person."""
    found = speakers.behind(page, token.i, page.unit(token.i).end)
    if found is None or found.end >= len(page.doc):
        return False
    takes_person = verb(page, token) in page.words.ordering
    is_end = page.doc[found.end].text in {",", "."}
    return is_end and not takes_person and speakers.is_name(page.doc[found.end - 1])


def _takes_object(page: Page, cue: int) -> bool:
    """Whether a clause or a pronoun that is no subject follows a verb."""
    after = page.doc[cue + 1]
    if after.lower_ in page.words.openers:
        return True
    last = page.doc[min(cue + 2, len(page.doc) - 1)]
    return after.lower_ in page.words.objects and last.pos_ != "NOUN"


def _ends_in_name(page: Page, cue: int) -> bool:
    """Whether what follows a verb is a noun phrase and not the beginning of a clause."""
    found = speakers.behind(page, cue, page.unit(cue).end)
    if found is None or found.end >= len(page.doc):
        return found is not None
    after = page.doc[found.end]
    if after.lower_ == "that" or _goes_on(page, cue, after):
        return False
    return after.pos_ not in {"AUX", "VERB"} or after.tag_ in {"VBG", "VBN"}


def _goes_on(page: Page, cue: int, after: Token) -> bool:
    """Whether somebody is warned or urged: "…, warned Norway against", not "…, warned Venn"."""
    takes_person = verb(page, page.doc[cue]) in page.words.ordering
    return takes_person and after.pos_ in {"ADP", "PART", "SCONJ"}


def is_light(page: Page, k: int) -> bool:
    """Whether nothing but who, where and when stands beside a verb: no object of its own."""
    if is_inverted(page, k):
        return True
    after = next((t for t in page.doc[k + 1 : page.unit(k).end] if t.pos_ != "ADV"), None)
    if after is None or after.is_punct or after.is_space:
        return True
    is_when = after.lower_ in page.words.times or after.dep_ == "npadvmod"
    return is_when or after.pos_ in {"ADP", "SCONJ"} or after.dep_ == "prep"


def is_break(page: Page, at: int) -> bool:
    """Whether a token parts what is said from who says it."""
    return page.doc[at].text in {",", "—", "–", "-"} or page.is_mark(at)


def _may_speak(page: Page, head: Token, cue: int) -> bool:
    if head.is_punct or head.is_space or page.unit_at[head.i] != page.unit_at[cue]:
        return False
    return page.region_at[head.i] in {OUTSIDE, page.region_at[cue]}


def owner(page: Page, k: int) -> Range | None:
    """Whose the words are: `his claim`, `a claim by officials`, `officials issued a denial`."""
    token = page.doc[k]
    for child in token.children:
        if child.dep_ == "poss":
            return speakers.speaker(page, child)
    for child in token.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            head = next((one for one in child.children if one.dep_ == "pobj"), None)
            return speakers.speaker(page, head) if head is not None else None
    if token.dep_ in {"dobj", "pobj"}:
        head = next((h for one in token.ancestors if (h := _active_subject(one))), None)
        return speakers.speaker(page, head) if head is not None else None
    return None


def _active_subject(token: Token) -> Token | None:
    return speakers.subject(token) if token.pos_ in {"VERB", "AUX"} else None
