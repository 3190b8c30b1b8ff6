"""Invented reports, and what desks do to them."""

import random

SYLLABLES = [
    "ba",
    "ken",
    "dro",
    "lis",
    "mar",
    "tho",
    "vel",
    "sin",
    "qua",
    "pel",
    "or",
    "ust",
    "ni",
    "fra",
    "gem",
    "hol",
]
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", *SYLLABLES)]
"""Some four thousand words; two reports share hardly three of them in a row."""


def sentence(chance: random.Random) -> str:
    """Eight to twenty-four words."""
    return f"{' '.join(chance.choices(WORDS, k=chance.randint(8, 24)))}.".capitalize()


def sentences(seed: int, count: int = 30) -> list[str]:
    """The sentences of a report."""
    chance = random.Random(seed)  # noqa: S311
    return [sentence(chance) for _ in range(count)]


def report(seed: int, count: int = 30) -> str:
    """A report of `count` sentences."""
    return " ".join(sentences(seed, count))


def edited(text: str, share: float, seed: int = 0) -> str:
    """The text with this share of its words replaced."""
    chance = random.Random(seed)  # noqa: S311
    words = text.split()
    return " ".join(f"x{at}" if chance.random() < share else word for at, word in enumerate(words))
