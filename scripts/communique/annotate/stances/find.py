"""All stances of a parsed document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.annotate.entities.found import Mention
from communique.annotate.events.found import Found as Event
from communique.annotate.gazetteers import Gazetteer
from communique.annotate.quotes.found import Found as Quote
from communique.annotate.quotes.references import people
from communique.annotate.stances import ascent, conditions, who
from communique.annotate.stances.ascent import Attitude
from communique.annotate.stances.evidence import evidence
from communique.annotate.stances.found import AGAINST, ENTITY, FAVOR, ISSUE, NEUTRAL, Found
from communique.annotate.stances.issues import Inventory, raised
from communique.annotate.stances.terms import wanted
from communique.annotate.stances.who import Scene
from communique.languages.attitudes import FOR, Attitudes
from communique.languages.naming import Naming

BESIDE = 2
"""Words on the way from an actor to one that shows an attitude toward it, both included."""
POLARITY = {1: FAVOR, -1: AGAINST, 0: NEUTRAL}


@dataclass(frozen=True)
class Known:
    """What is known of a language: the words of attitudes, those around names, names themselves."""

    words: Attitudes
    naming: Naming
    gazetteer: Gazetteer


def stances(
    doc: Doc,
    known: Known,
    phrases: Inventory,
    *,
    mentions: Sequence[Mention] = (),
    quotes: Sequence[Quote] = (),
    events: Sequence[Event] = (),
) -> list[Found]:
    """The stances of a text, in the order of their evidence."""
    scene = Scene(
        doc=doc,
        people=people(doc, mentions, known.naming),
        quotes=quotes,
        naming=known.naming,
        words=known.words,
        gazetteer=known.gazetteer,
        events={event.token: number for number, event in enumerate(events)},
        inside=who.inside(doc, quotes),
    )
    found = [*_on_issues(scene, phrases), *_on_entities(scene)]
    return _once(sorted(found, key=lambda one: (one.evidence.start, one.evidence.end)))


def _on_issues(scene: Scene, phrases: Inventory) -> Iterator[Found]:
    for one in raised(scene.doc, phrases):
        for met in ascent.attitudes(
            one.head, one.sign, scene.words, own=one.tokens, is_claim=one.is_claim
        ):
            held = wanted(met, scene.words) if met.kind == ascent.TERM else (met,)
            for attitude in held:
                is_inferred = met.kind in {ascent.TERM, ascent.SPEAKING}
                yield from _held(scene, one.head, attitude, one.code, ISSUE, is_inferred)


def _on_entities(scene: Scene) -> Iterator[Found]:
    for one in who.named_at(scene):
        head = scene.doc[one.start : one.end].root
        for attitude in ascent.attitudes(head, FOR, scene.words, is_actor=True):
            if _is_on_somebody(attitude):
                yield from _held(scene, head, attitude, who.state(scene, one.name), ENTITY)


def _is_on_somebody(attitude: Attitude) -> bool:
    """Whether an attitude is toward an actor as such, who stands beside the word that shows it."""
    is_held = attitude.kind in {ascent.ATTITUDE, ascent.VERDICT} and attitude.sign
    return bool(is_held) and len(attitude.path) <= BESIDE


def _held(
    scene: Scene,
    target: Token,
    attitude: Attitude,
    called: str,
    kind: str,
    is_inferred: bool = False,
) -> Iterator[Found]:
    """A stance for each of those who hold an attitude, but toward themselves."""
    condition = next(conditions.conditions(attitude.path, scene.words), None)
    for name in _names(scene, attitude):
        if name != called:
            yield Found(
                holder=name,
                target=called,
                target_kind=kind,
                polarity=POLARITY[attitude.sign],
                evidence=evidence(scene, target, attitude),
                conditional=condition is not None,
                condition=None if condition is None else conditions.stretch(condition),
                inferred=is_inferred,
                quote=scene.quote(attitude.clause),
                event=scene.events.get(attitude.by.i),
            )


def _names(scene: Scene, attitude: Attitude) -> Iterator[str]:
    """Who holds an attitude; what will be, though nobody is named who does it, is its speaker's."""
    held = [] if attitude.is_said else who.holders(attitude, scene.words)
    found = [name for holder in held for name in who.names(scene, holder)]
    is_nobody = any(holder.lower_ in scene.words.lists["nobody"] for holder in held)
    is_speakers = attitude.is_said or attitude.is_reported or is_nobody
    said = who.speaker(scene, attitude.clause)
    if is_speakers or (not found and attitude.kind == ascent.INTENT):
        found = [who.state(scene, said)] if said is not None else found
    yield from found


def _once(found: Iterable[Found]) -> list[Found]:
    """Without what the same evidence shows twice."""
    kept: list[Found] = []
    for one in found:
        if not any(_is_same(one, other) for other in kept[-8:]):
            kept.append(one)
    return kept


def _is_same(one: Found, other: Found) -> bool:
    return (
        (one.holder, one.target) == (other.holder, other.target)
        and one.evidence.start < other.evidence.end
        and other.evidence.start < one.evidence.end
    )
