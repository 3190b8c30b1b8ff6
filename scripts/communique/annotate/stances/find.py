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
from communique.annotate.stances.who import Scene
from communique.languages.attitudes import FOR, Attitudes
from communique.languages.naming import Naming

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
        for attitude in ascent.attitudes(one.head, one.sign, scene.words, own=one.tokens):
            yield from _held(scene, one.head, attitude, one.code, ISSUE)


def _on_entities(scene: Scene) -> Iterator[Found]:
    for one in who.named_at(scene):
        head = scene.doc[one.start : one.end].root
        for attitude in ascent.attitudes(head, FOR, scene.words, is_actor=True):
            if attitude.kind in {ascent.ATTITUDE, ascent.VERDICT}:
                yield from _held(scene, head, attitude, one.name, ENTITY)


def _held(
    scene: Scene, target: Token, attitude: Attitude, called: str, kind: str
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
                quote=scene.quote(attitude.by),
            )


def _names(scene: Scene, attitude: Attitude) -> Iterator[str]:
    if attitude.is_said:
        said = who.speaker(scene, attitude.by)
        if said is not None:
            yield said
        return
    for holder in who.holders(attitude):
        yield from who.names(scene, holder)


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
