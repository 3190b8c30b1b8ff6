"""re3d (Dstl, 2017, https://github.com/dstl/re3d), file by file.

It marks common nouns and pronouns too ("the coalition's forces"): of each span only the capitalised
run counts as a name. Where there are several runs, or one capital that may only open a sentence,
nobody can say.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from communique.train import columns
from communique.train.columns import Row
from communique.train.named import Mention, Named, joined
from communique.train.names import PLACE, UNSURE

LABELS = {
    "Organisation": "ORG",
    "Person": "PERSON",
    "Location": PLACE,
    "Nationality": "NORP",
    "Weapon": UNSURE,
    "MilitaryPlatform": UNSURE,
    "Quantity": UNSURE,
    "Money": UNSURE,
}
LINKS = frozenset(["of", "the", "for", "and", "in", "-", "–", "'s", "’s", "&", "al", "bin", "de"])
"""Small words that may stand within a name."""
PRONOUNS = frozenset(
    ["i", "we", "us", "our", "he", "his", "she", "her", "it", "its", "they", "their"]
)


def part(number: int) -> str:
    """Which part the file at `number` among the sorted files belongs to: every fifth is a test."""
    if number % 5 == 4:  # noqa: PLR2004 -- the last of five
        return "test"
    return "dev" if number % 10 == 2 else "train"  # noqa: PLR2004


def text(lines: Iterable[str], name: str) -> Named:
    """One file as one text, as far as names can be told."""
    return joined(_sentence(block) for block in columns.blocks(lines, name))


def _sentence(block: list[Row]) -> Named:
    found = columns.named(_whole_possessives(block), LABELS)
    kept: list[Mention] = []
    missing: set[int] = set()
    for mention in found.mentions:
        runs = list(capital_runs(found.words, mention))
        if mention.label == UNSURE or _is_undecided(runs, mention, found.words):
            missing.update(range(mention.start, mention.end))
        else:
            kept.extend(runs)
    return replace(found, mentions=tuple(kept), missing=frozenset(missing))


def _whole_possessives(block: list[Row]) -> list[Row]:
    """The rows with an apostrophe and its `s` as one word, as everywhere else."""
    rows: list[Row] = []
    for word, tag in block:
        if word == "s" and rows and rows[-1][0] in {"’", "'"}:
            rows[-1] = (f"{rows[-1][0]}s", rows[-1][1])
        else:
            rows.append((word, tag))
    return rows


def _is_undecided(runs: list[Mention], mention: Mention, words: tuple[str, ...]) -> bool:
    if len(runs) != 1:
        return len(runs) > 1
    run = runs[0]
    is_lone = run.end - run.start == 1 and run.start == mention.start
    return is_lone and run.start == 0 and words[run.start][1:].islower()


def _opens(word: str) -> bool:
    return word == "al" or (word[0].isupper() and word.lower() not in PRONOUNS)


def capital_runs(words: tuple[str, ...], mention: Mention) -> Iterator[Mention]:
    """The stretches of `mention` that begin and end with a capital, small links between them."""
    start: int | None = None
    last = mention.start
    for at in range(mention.start, mention.end):
        if _opens(words[at]):
            start, last = (at if start is None else start), at
        elif start is not None and words[at].lower() not in LINKS:
            yield Mention(start, last + 1, mention.label)
            start = None
    if start is not None:
        yield Mention(start, last + 1, mention.label)
