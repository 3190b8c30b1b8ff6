"""Lines that say by whom an article is."""

import re
from collections.abc import Iterator, Sequence

from communique.clean.page import Line, Page
from communique.languages import Language

NAME = (
    r"(?:(?:[A-ZÀ-Þ]|[dlDLO]['’][A-ZÀ-Þ])[\w'’.-]*"
    r"|(?:van|von|de|del|di|da|al|el|ap|ibn|bin|ab|la|le|ag|na|och|sur)(?=\s))"
)
NAMES = rf"{NAME}(?:\s+{NAME}){{1,3}}"
SIGNED = re.compile(
    r"(?i:(?:[a-z]+ ){0,2}(?:words|text|story|written|coverage|reporting|report|notes|dispatches"
    r"|posts)(?:\s+by\b|\s*:)|from)\s*:?\s+"
    rf"(?:(?i:our|the|a)\s.{{3,60}}|{NAMES}\b.{{0,90}})$"
)
BY = re.compile(r"(?i:by|posted by|author\s*:)\s+(?:\S+\s+){0,2}\S*[A-ZÀ-Þ]")
START = re.compile(
    r"(?i:by|posted by|author\s*:|(?:\w+ ){0,2}(?:by\b|:)|from|(?:text|words|story)\s*:)\s*:?\s*"
)
MOST_WORDS = 16
FEW_WORDS = 5


def is_signature(line: Line) -> bool:
    """Whether a line signs the article by its wording: “By …”, “Text: …”."""
    text = line.text.rstrip(".")
    if line.is_terminated and not SIGNED.match(text):
        return False
    return len(line.words) <= MOST_WORDS and bool(SIGNED.match(text) or BY.match(text))


def is_bare_signature(line: Line, language: Language) -> bool:
    """Whether a line is made of names, and of what their bearers are, and of nothing else."""
    parts = [part for part in _parts(re.sub(r"\s*\([^()]*\)", "", line.text.rstrip("."))) if part]
    first = parts[0] if parts else ""
    if line.text.isupper() or not re.fullmatch(NAMES, first):
        return False
    if first.split()[0].lower() in language.small_words:
        return False
    return all(_is_name_or_role(part, language) for part in parts[1:])


def _parts(text: str) -> list[str]:
    """The names, roles and places that a byline strings together."""
    joints = r",\s*|\s+(?:and|in|at|for|reports? from)\s+|\s*&\s*|\s[|–—/-]\s|;\s*"
    return [part.strip() for part in re.split(joints, text, flags=re.IGNORECASE)]


def _is_name_or_role(part: str, language: Language) -> bool:
    named = re.fullmatch(rf"(?:[Tt]he\s+)?{NAME}(?:\s+{NAME}){{0,4}}", part) is not None
    return named or (len(part.split()) <= FEW_WORDS and bool(language.role_pattern.search(part)))


def signed(page: Page, lines: Sequence[int]) -> Iterator[int]:
    """Those of `lines` that sign the article by their wording."""
    return (i for i in lines if is_signature(page.lines[i]))


def names(text: str, language: Language) -> Iterator[str]:
    """The names in a byline, without what their bearers are and where they write from."""
    plain = re.sub(r"\([^()]*\)|\s\S*@\S+", ",", START.sub("", text, count=1))
    for part in re.split(r",\s*|\s+(?i:and)\s+|\s*&\s*|\s[|–—/-]\s|;\s*", plain):
        name = re.split(r"\s(?i:in|at|on|for|reports?|from)\s", part)[0].strip(" .")
        words = name.split()
        while words and (words[0].islower() or language.role_pattern.fullmatch(words[0])):
            words = words[1:]
        named = " ".join(_after_role(words, language))
        if re.fullmatch(NAMES, named) and not language.role_pattern.search(named):
            yield named


def _after_role(words: list[str], language: Language) -> list[str]:
    """The words behind the last that names a role (“Pacific correspondent …”)."""
    roles = [i for i, word in enumerate(words) if language.role_pattern.fullmatch(word)]
    return words[roles[-1] + 1 :] if roles and roles[-1] + 1 < len(words) else words
