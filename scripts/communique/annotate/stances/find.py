"""All stances of a parsed document."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from communique.annotate.entities.found import Mention
from communique.annotate.quotes.found import Found as Quote
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


def stances(
    doc: Doc,
    words: Attitudes,
    naming: Naming,
    phrases: Inventory,
    *,
    mentions: Sequence[Mention] = (),
    quotes: Sequence[Quote] = (),
    events: Sequence[object] = (),
) -> list[Found]:
    """The stances of a text, in the order of their evidence; each once in a sentence."""
    scene = who.scene(doc, mentions, quotes, naming, words)
    found = [*_on_issues(scene, phrases), *_on_entities(scene)]
    return _once(sorted(found, key=lambda one: (one.evidence.start, one.evidence.end)))


def _on_issues(scene: Scene, phrases: Inventory) -> Iterator[Found]:
    for one in raised(scene.doc, phrases):
        for met in ascent.attitudes(one.head, one.sign, scene.words, own=one.tokens):
            held = wanted(met, scene.words) if met.kind == ascent.TERM else (met,)
            for attitude in held:
                is_inferred = met.kind in {ascent.TERM, ascent.SPEAKING}
                yield from _held(scene, one.head, attitude, one.code, ISSUE, is_inferred)


def _on_entities(scene: Scene) -> Iterator[Found]:
    for one in who.named_at(scene):
        head = scene.doc[one.start : one.end].root
        for attitude in ascent.attitudes(head, FOR, scene.words, is_actor=True):
            if _is_on_somebody(attitude):
                yield from _held(scene, head, attitude, one.name, ENTITY)


def _is_on_somebody(attitude: Attitude) -> bool:
    """Whether an attitude is toward an actor as such, who stands beside the word that shows it."""
    is_held = attitude.kind in {ascent.ATTITUDE, ascent.VERDICT} and attitude.sign
    return bool(is_held) and len(attitude.path) <= BESIDE


def _held(
    scene: Scene, target: Token, attitude: Attitude, called: str, kind: str, is_inferred: bool = False
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
                quote=scene.quote(attitude.by),
            )


def _names(scene: Scene, attitude: Attitude) -> Iterator[str]:
    """Who holds an attitude; what will be, though nobody is named who does it, is its speaker's."""
    found = []
    if not attitude.is_said:
        held = who.holders(attitude)
        found = [name for holder in held for name in who.names(scene, holder)]
    if attitude.is_said or (attitude.kind == ascent.INTENT and not found):
        said = who.speaker(scene, attitude.by)
        found = [said] if said is not None else []
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
