"""What somebody most likely holds of an issue where no word of attitude tells.

First the event whose content or object it is: who asks for it is for it, who rejects or condemns
it against. Else, in somebody's words, what those who raise the issue mostly hold (`leaning` in
the inventory of the story). Such stances are guesses, and marked unsure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.events.found import Found as Event
from communique.annotate.stances import who
from communique.annotate.stances.way import Target
from communique.annotate.stances.who import Scene
from communique.languages.attitudes import AGAINST, FOR

POLARITY = {
    "REQUEST": FOR,
    "SUPPORT": FOR,
    "AGREE": FOR,
    "CONCEDE": FOR,
    "REJECT": AGAINST,
    "ACCUSE": AGAINST,
}
"""Deeds of words: what they say of what they are about."""
STEPS = 6
APART = frozenset(["relcl", "advcl", "parataxis"])
"""How clauses hang on what they are not about."""


@dataclass(frozen=True)
class Leaning:
    """Who most likely is for or against something, by which word or event."""

    holders: tuple[str, ...]
    sign: int
    by: Token
    event: int | None = None


def leanings(
    scene: Scene, target: Target, usual: int | None, events: Sequence[Event]
) -> Iterator[Leaning]:
    """The likeliest stance on `target`, if any; `usual` is what most who raise it hold."""
    told = _told(scene, target, events)
    if told is not None:
        yield told
        return
    speaker = who.speaker(scene, target.head)
    if usual is not None and speaker is not None:
        yield Leaning((who.state(scene, speaker),), usual, target.head)


def _told(scene: Scene, target: Target, events: Sequence[Event]) -> Leaning | None:
    """What the deed of words above says."""
    token = target.head
    for _ in range(STEPS):
        number = scene.events.get(token.i)
        event = events[number] if number is not None else None
        if event is not None and event.type in POLARITY and token.i not in target.own:
            return _by(scene, target, token, number, event)
        if token.dep_ in APART | {"nsubj", "poss"} or token.head == token:
            return None
        token = token.head
    return None


def _known(scene: Scene, event: Event) -> tuple[str, ...]:
    """The actors that have a name in the text: a ferry that promises something holds nothing."""
    named = {one.name for one in scene.actors}
    return tuple(one.name for one in event.actor if one.name in named)


def _by(
    scene: Scene, target: Target, token: Token, number: int | None, event: Event
) -> Leaning | None:
    speaker = who.speaker(scene, token)
    names = _known(scene, event) or ((speaker,) if speaker and not event.actor else ())
    if not names or event.modality not in {"actual", "future", "negated"}:
        return None
    sign = POLARITY[event.type]
    is_negated = event.modality == "negated"
    if is_negated and sign == AGAINST:  # what is not ruled out is not thereby wanted
        return None
    return Leaning(names, sign * target.sign * (-1 if is_negated else 1), token, number)
