"""All stances of a parsed document."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.entities.found import Mention
from communique.annotate.events.found import Found as Event
from communique.annotate.gazetteers import Gazetteer
from communique.annotate.quotes.found import Found as Quote
from communique.annotate.quotes.references import people
from communique.annotate.stances import who
from communique.annotate.stances.ascent import attitudes
from communique.annotate.stances.conditions import conditions, stretch
from communique.annotate.stances.evidence import evidence
from communique.annotate.stances.found import AGAINST, ENTITY, FAVOR, ISSUE, NEUTRAL, Found
from communique.annotate.stances.inventory import Inventory
from communique.annotate.stances.issues import Raised, raised
from communique.annotate.stances.leanings import leanings
from communique.annotate.stances.owners import holders
from communique.annotate.stances.recalled import recalled
from communique.annotate.stances.terms import wanted
from communique.annotate.stances.way import (
    ATTITUDE,
    INTENT,
    OPEN,
    SPEAKING,
    TERM,
    VERDICT,
    Attitude,
    Target,
)
from communique.annotate.stances.who import Scene
from communique.languages import attitudes as words
from communique.languages.attitudes import Attitudes
from communique.languages.naming import Naming

BESIDE = 2
"""Words on the way from an actor to one that shows an attitude toward it, both included."""
POLARITY = {words.FOR: FAVOR, words.AGAINST: AGAINST, words.NO_SIDE: NEUTRAL}


@dataclass(frozen=True)
class Known:
    """What is known of a language: the words of attitudes, those around names, names themselves."""

    words: Attitudes
    naming: Naming
    gazetteer: Gazetteer


@dataclass(frozen=True)
class Layers:
    """What was found in a document before."""

    mentions: Sequence[Mention] = ()
    quotes: Sequence[Quote] = ()
    events: Sequence[Event] = ()


@dataclass(frozen=True)
class Toward:
    """A target and what it is called: an issue code, or a canonical name."""

    target: Target
    called: str
    kind: str


def stances(doc: Doc, known: Known, phrases: Inventory, layers: Layers) -> list[Found]:
    """The stances of a text, in the order of their evidence."""
    scene = Scene(
        doc=doc,
        people=people(doc, layers.mentions, known.naming),
        quotes=layers.quotes,
        naming=known.naming,
        words=known.words,
        gazetteer=known.gazetteer,
        events={event.token: number for number, event in enumerate(layers.events)},
        inside=who.inside(doc, layers.quotes),
    )
    found = [*_on_issues(scene, phrases, layers.events), *_on_entities(scene)]
    return _once(doc, found)


def _on_issues(scene: Scene, phrases: Inventory, events: Sequence[Event]) -> Iterator[Found]:
    plain = raised(scene.doc, phrases, scene.words)
    for one in plain:
        yield from [*_judged(scene, one)] or _guessed(scene, one, events)
    for one in recalled(scene.doc, plain, scene.words):
        yield from _recalled(scene, one)


def _recalled(scene: Scene, one: Raised) -> Iterator[Found]:
    """Stances on what a word stands for: it is the object of an attitude."""
    toward = Toward(one.target, one.code, ISSUE)
    for met in attitudes(one.target, scene.words):
        if met.kind == ATTITUDE and len(met.path) <= BESIDE and not _denies(scene, met):
            yield from _held(scene, toward, met, is_inferred=False)


def _judged(scene: Scene, one: Raised) -> Iterator[Found]:
    toward = Toward(one.target, one.code, ISSUE)
    for met in attitudes(one.target, scene.words):
        if met.kind != OPEN:
            held = wanted(met, scene.words) if met.kind == TERM else (met,)
            for attitude in held:
                is_inferred = met.kind in {TERM, SPEAKING}
                yield from _held(scene, toward, attitude, is_inferred=is_inferred)


def _guessed(scene: Scene, one: Raised, events: Sequence[Event]) -> Iterator[Found]:
    """Stances that nothing but the deed around or the issue itself tells."""
    for leaning in leanings(scene, one.target, one.leaning, events):
        attitude = Attitude(leaning.by, leaning.sign, _path(one.target.head, leaning.by))
        for name in leaning.holders:
            yield Found(
                holder=name,
                target=one.code,
                target_kind=ISSUE,
                polarity=POLARITY[leaning.sign],
                evidence=evidence(scene, one.target.head, attitude),
                quote=scene.quote(leaning.by),
                event=leaning.event,
                unsure=True,
            )


def _path(low: Token, high: Token) -> tuple[Token, ...]:
    """The words from one up to another above it."""
    path = [low]
    while path[-1] != high and path[-1].head != path[-1]:
        path.append(path[-1].head)
    return tuple(path)


def _on_entities(scene: Scene) -> Iterator[Found]:
    for one in scene.actors:
        target = Target(scene.doc[one.start : one.end].root, is_actor=True)
        toward = Toward(target, who.state(scene, one.name), ENTITY)
        for attitude in attitudes(target, scene.words):
            if _is_on_somebody(attitude):
                yield from _held(scene, toward, attitude, is_inferred=_speaks(scene, attitude))


def _is_on_somebody(attitude: Attitude) -> bool:
    """Whether an attitude is toward an actor as such, who stands beside the word that shows it."""
    is_held = attitude.kind in {ATTITUDE, VERDICT} and attitude.sign != words.NO_SIDE
    return is_held and len(attitude.path) <= BESIDE


def _denies(scene: Scene, attitude: Attitude) -> bool:
    """Whether it is denied that something was said or done, which is no side on an issue."""
    return attitude.by.lemma_ in scene.words.lists["disowning"]


def _speaks(scene: Scene, attitude: Attitude) -> bool:
    """Whether an attitude is concluded from a deed: a designation."""
    return scene.words.lists_verb("speaking", attitude.by.lower_, attitude.by.lemma_)


def _held(
    scene: Scene, toward: Toward, attitude: Attitude, *, is_inferred: bool
) -> Iterator[Found]:
    """A stance for each of those who hold an attitude, but toward themselves."""
    condition = next(conditions(attitude.path, scene.words), None)
    for name in _names(scene, attitude):
        if name != toward.called:
            yield Found(
                holder=name,
                target=toward.called,
                target_kind=toward.kind,
                polarity=POLARITY[attitude.sign],
                evidence=evidence(scene, toward.target.head, attitude),
                conditional=condition is not None,
                condition=None if condition is None else stretch(condition),
                inferred=is_inferred,
                quote=scene.quote(attitude.clause),
                event=scene.events.get(attitude.by.i),
            )


def _names(scene: Scene, attitude: Attitude) -> list[str]:
    """Who holds an attitude; what will be, though nobody is named who does it, is its speaker's."""
    held = [] if attitude.is_said else holders(attitude, scene.words)
    found = [name for holder in held for name in who.named(scene, holder)]
    is_nobody = any(holder.lower_ in scene.words.lists["nobody"] for holder in held)
    is_speakers = attitude.is_said or attitude.is_reported or is_nobody
    is_own = attitude.kind == INTENT or any(_is_own_side(scene, holder) for holder in held)
    if is_speakers or (not found and is_own):
        said = who.speaker(scene, attitude.clause)
        return [who.state(scene, said)] if said is not None else found
    return found


def _is_own_side(scene: Scene, holder: Token) -> bool:
    """Whether a word that nobody is named for means the speaker's side: the government."""
    return holder.lemma_.lower() in scene.words.lists["organs"]


def _once(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Each stance once in a sentence, what words tell before guesses; of two sides the first."""
    starts = [sentence.start_char for sentence in doc.sents]
    kept: dict[tuple[int, str, str], list[Found]] = {}
    for one in sorted(found, key=_place):
        others = kept.setdefault(
            (bisect_right(starts, one.evidence.start), one.holder, one.target), []
        )
        if not any(_is_same(one, other) for other in others):
            others.append(one)
    every = (one for several in kept.values() for one in several)
    return sorted(every, key=lambda one: (one.evidence.start, one.evidence.end))


def _place(one: Found) -> tuple[bool, int, int]:
    return one.unsure, one.evidence.start, one.evidence.end


def _is_same(one: Found, other: Found) -> bool:
    """Whether a stance says no more than one of the same sentence, holder and target."""
    overlap = one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    return one.unsure or overlap or one.polarity == other.polarity
