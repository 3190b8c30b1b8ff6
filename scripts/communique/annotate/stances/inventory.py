"""The phrases by which the texts of a story raise its issues, as stems in any order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.languages.attitudes import AGAINST, FOR, Attitudes
from communique.schema import IssueCode, Story


@dataclass(frozen=True)
class Phrase:
    """A cue, each word as the stems that may stand for it; what being for it says of the code."""

    code: str
    stems: tuple[frozenset[str], ...]
    sign: int
    is_claim: bool = False
    leaning: int | None = None


LEANINGS = {None: None, "favor": FOR, "against": AGAINST}

Inventory = Mapping[str, tuple[Phrase, ...]]
"""Phrases by the stems of the word that they are looked for by, those of most words first."""


def inventory(story: Story, words: Attitudes) -> Inventory:
    """The phrases of a story."""
    found: dict[str, list[Phrase]] = {}
    for issue in story.issues:
        for phrase in _phrases(issue, words):
            for stem in phrase.stems[0]:
                found.setdefault(stem, []).append(phrase)
    return {
        stem: tuple(sorted(several, key=lambda one: -len(one.stems)))
        for stem, several in found.items()
    }


def _phrases(issue: IssueCode, words: Attitudes) -> Iterator[Phrase]:
    for sign, cues in ((FOR, issue.cues), (AGAINST, issue.against)):
        spelled = [one for cue in cues for one in _spelled(cue)]
        for stems in (_stems(one, words) for one in spelled):
            if stems:
                yield Phrase(issue.code, stems, sign, issue.claim, LEANINGS[issue.leaning])


def _spelled(cue: str) -> Iterator[str]:
    """A cue once for each of those of its alternatives that are several words: two-state."""
    word = next((one for one in cue.split() if "-" in one and "/" in one), None)
    if word is None:
        yield cue
        return
    for one in word.split("/"):
        yield from _spelled(cue.replace(word, one, 1))


def _stems(cue: str, words: Attitudes) -> tuple[frozenset[str], ...]:
    """The words of a cue that count, those with the fewest alternatives and most letters first."""
    plain = cue.lower().replace("’s", "").replace("'s", "").replace("-", " ").split()
    stems = [
        frozenset(words.stem(one) for one in word.split("/"))
        for word in plain
        if word not in words.lists["small"]
    ]
    return tuple(sorted(stems, key=lambda word: (len(word), -max(map(len, word)))))
