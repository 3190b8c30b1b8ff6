"""Invented names in the place of known ones, so that the recognizer looks at how names are used.

A network this small learns many names by heart. In some copies of the training texts persons,
places and nations get names that nobody bears: there only shape, endings and neighbours tell.
"""

import random
from collections.abc import Iterable

from msgspec.structs import replace

from communique.languages.naming import naming
from communique.train.named import Mention, Named

SHARE = 0.2
"""Share of the training texts whose names are invented."""
STARTS = "b d f g h k l m n p r s t v w z br dr gr kh kr mar sh st th tr".split()  # noqa: SIM905
VOWELS = "a e i o u a e i o ai ou ei".split()  # noqa: SIM905
ENDS = ("", "", "", "n", "r", "l", "s", "k", "th")
ENDINGS = {
    "PERSON": ("", "", "", "is", "ov", "man", "sen", "er"),
    "GPE": ("", "", "a", "ia", "land", "stan", "burg"),
    "LOC": ("", "a"),
    "FAC": ("",),
    "NORP": ("an", "ian", "ish", "ese", "i"),
    "NORPS": ("ans", "ians", "is"),
}
"""What invented names end in, by label (NORPS: nations in the plural); others stay as they are."""


def disguised(texts: Iterable[Named], chance: random.Random) -> list[Named]:
    """The texts, some of them with invented names."""
    return [in_disguise(t, chance) if chance.random() < SHARE else t for t in texts]


def in_disguise(named: Named, chance: random.Random) -> Named:
    """`named` with invented names; a name that returns is the same again."""
    text = list(named.words)
    invented: dict[str, str] = {}
    for mention in named.mentions:
        for at in _own_words(mention, named.words):
            if text[at] not in invented:
                invented[text[at]] = invention(text[at], mention.label, chance)
            text[at] = invented[text[at]]
    return replace(named, words=tuple(text))


def _own_words(mention: Mention, text: tuple[str, ...]) -> list[int]:
    """The words of a name that could be any other: no small words, initials or common nouns."""
    known = naming("en").built | naming("en").natural
    places = range(mention.start, mention.end) if mention.label in ENDINGS else ()
    return [at for at in places if _is_own(text[at]) and text[at].lower() not in known]


def _is_own(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower()  # noqa: PLR2004


def invention(word: str, label: str, chance: random.Random) -> str:
    """An invented word in the place of `word`, which is part of a name with `label`."""
    body = "".join(_syllable(chance) for _ in range(chance.randint(1, 3)))
    kind = "NORPS" if label == "NORP" and word.endswith("s") else label
    return (body + chance.choice(ENDINGS[kind])).capitalize()


def _syllable(chance: random.Random) -> str:
    return chance.choice(STARTS) + chance.choice(VOWELS) + chance.choice(ENDS)
