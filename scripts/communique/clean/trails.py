"""Breadcrumb trails, mastheads and section names: lines that say where on a site one is."""

import re

from communique.clean.page import Line
from communique.languages import Language

CRUMBS = re.compile(r"\s+[>›»/|•·→‹]\s+|\s*[>›»→‹]\s*")
DIVIDED = re.compile(r"\s[|–—·•/>›»→‹-]\s")
MOST_CRUMB_WORDS = 4


def is_trail(line: Line, language: Language) -> bool:
    """Whether a line is a trail: short names with marks between them, from the site downwards."""
    crumbs = [crumb.strip() for crumb in CRUMBS.split(line.text) if crumb.strip()]
    if len(crumbs) < 2 or line.is_terminated:  # noqa: PLR2004
        return False
    if any(len(crumb.split()) > MOST_CRUMB_WORDS for crumb in crumbs[:-1]):
        return False
    first = crumbs[0].lower()
    starts = first in language.sections or first in language.starts
    angled = re.search(r"[>›»→‹]", line.text) is not None
    return starts or angled or len(crumbs) > 2  # noqa: PLR2004


def is_section(line: Line, language: Language) -> bool:
    """Whether a line is the name of a section."""
    return line.text.strip(" :|-–—[]").lower() in language.sections


def is_divided(line: Line) -> bool:
    """Whether a line is made of a few names with marks between them, as mastheads are."""
    parts = DIVIDED.split(line.text)
    most = MOST_CRUMB_WORDS - (re.search(r"\s[–—-]\s", line.text) is not None)
    return len(parts) > 1 and all(len(part.split()) <= most for part in parts)
