"""Acronyms and short forms of names."""

from itertools import pairwise


def is_short(surface: str, name: str) -> bool:
    """Whether a word is the acronym, the first, the last or the heading word of a name."""
    words = name.split()
    heads = {left for left, right in pairwise(words) if right in {"of", "for"}}
    return surface in {words[0], words[-1]} | heads or is_acronym(surface, name)


def is_acronym(short: str, name: str) -> bool:
    """Whether `short` is made of the first letters of the words of `name`."""
    letters = short.replace(".", "")
    words = name.replace("-", " ").split()
    large = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words)
    return letters.isupper() and len(letters) > 1 and letters in {large, every.upper()}
