"""Annotators of one invented document: builders of their records, and chance differences."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from msgspec.structs import replace

from communique.adjudicate.disputes import Side
from communique.layers import INDIVIDUAL, PREFIXES
from communique.offsets import Digester
from communique.records import Annotation, Argument, Entity, Event, Quote, Span, Stance

TEXT = "🚢 Venn met Tarn in Dramno. “Keldra will send aid,” she said. Tarn urged a truce."
DOC = "strait-a"
_DIGESTER = Digester(TEXT)

Work = Mapping[str, Sequence[Annotation]]


def at(words: str) -> Span:
    start = TEXT.index(words)
    return span(start, start + len(words))


def span(start: int, end: int) -> Span:
    return _DIGESTER.span(start, end, with_text=False)


def name(layer: str, number: int) -> str:
    return f"{PREFIXES[layer]}-{number:016x}"


def by(who: str, basis: str = "human") -> dict[str, str]:
    return {"doc_id": DOC, "agent": who, "basis": basis, "status": INDIVIDUAL}


def entity(who: str, words: str, label: str = "PERSON", number: int = 1, **more: object) -> Entity:
    return Entity(id=name("entities", number), span=at(words), label=label, **by(who), **more)  # type: ignore[arg-type]


def quote(who: str, number: int = 1, kind: str = "direct", **more: object) -> Quote:
    words = {"content": at("Keldra will send aid,"), "cue": at("said"), "speaker": at("she")}
    given = {**words, "speaker_entity": ("Orla Venn",), **more}
    return Quote(id=name("quotes", number), kind=kind, **by(who), **given)  # type: ignore[arg-type]


def event(who: str, words: str, type_: str, number: int = 1, **more: object) -> Event:
    given = {"modality": "actual", **more}
    return Event(id=name("events", number), trigger=at(words), type=type_, **by(who), **given)  # type: ignore[arg-type]


def stance(who: str, number: int = 1, **more: object) -> Stance:
    given = {"target": "aid", "target_kind": "issue", "polarity": "favor", **more}
    evidence = at("Keldra will send aid,")
    return Stance(
        id=name("stances", number), holder="Keldra", evidence=evidence, **by(who), **given
    )  # type: ignore[arg-type]


def person(words: str, canonical: str) -> Argument:
    return Argument(entity=canonical, span=at(words))


def all_of(work: Work) -> list[Annotation]:
    return [record for records in work.values() for record in records]


def marked(sides: Sequence[Side]) -> dict[str, list[Annotation]]:
    return {side.who: list(side.records) for side in sides}


_PLACES = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: span(p[0], sum(p)))
_PEOPLE = st.lists(
    st.builds(Argument, entity=st.sampled_from(["Keldra", "Tarn"]), span=st.none() | _PLACES),
    max_size=2,
).map(tuple)


def _entities(number: int) -> st.SearchStrategy[Annotation]:
    return st.builds(
        Entity,
        id=st.just(name("entities", number)),
        **{key: st.just(value) for key, value in by("?").items()},
        span=_PLACES,
        label=st.sampled_from(["GPE", "ORG"]),
        entity=st.sampled_from([None, "Keldra"]),
    )


def _quotes(number: int) -> st.SearchStrategy[Annotation]:
    return st.builds(
        Quote,
        id=st.just(name("quotes", number)),
        **{key: st.just(value) for key, value in by("?").items()},
        content=_PLACES,
        kind=st.sampled_from(["direct", "mixed"]),
        speaker=st.none() | _PLACES,
    )


def _events(number: int) -> st.SearchStrategy[Annotation]:
    return st.builds(
        Event,
        id=st.just(name("events", number)),
        **{key: st.just(value) for key, value in by("?").items()},
        trigger=_PLACES,
        type=st.sampled_from(["AID", "REJECT"]),
        modality=st.just("actual"),
        actor=_PEOPLE,
        attributed_to=st.sampled_from([None, "Keldra", name("quotes", 0), name("entities", 1)]),
        content=st.sampled_from([(), (name("events", 0),), (name("events", 1),)]),
    )


def _stances(number: int) -> st.SearchStrategy[Annotation]:
    return st.builds(
        Stance,
        id=st.just(name("stances", number)),
        **{key: st.just(value) for key, value in by("?").items()},
        holder=st.sampled_from(["Keldra", "Tarn"]),
        target=st.just("aid"),
        target_kind=st.just("issue"),
        polarity=st.sampled_from(["favor", "against"]),
        evidence=_PLACES,
        rests_on=st.sampled_from([None, name("quotes", 0), name("events", 1)]),
    )


_MADE = {"entities": _entities, "quotes": _quotes, "events": _events, "stances": _stances}


@st.composite
def works(draw: st.DrawFn, annotators: Sequence[str] = ("ben", "ida")) -> dict[str, Work]:
    """What annotators made of the same drafts: most kept, some changed, some left out.

    Two drafts a layer; each annotator has ids of their own or those of the drafts.
    """
    drafts = {layer: [make(number) for number in range(2)] for layer, make in _MADE.items()}
    kept = {layer: [draw(each) for each in own] for layer, own in drafts.items()}
    found: dict[str, Work] = {}
    for number, who in enumerate(annotators):
        shift = draw(st.sampled_from([0, 16 * (number + 1)]))
        own = {
            layer: [
                renamed(record, who, shift)
                for draft, standing in zip(drafts[layer], kept[layer], strict=True)
                if (record := _taken(draw, draft, standing)) is not None
            ]
            for layer in _MADE
        }
        found[who] = _whole(own)
    return found


def _taken(
    draw: st.DrawFn, draft: st.SearchStrategy[Annotation], standing: Annotation
) -> Annotation | None:
    match draw(st.integers(0, 5)):
        case 0:
            return None
        case 1:
            return draw(draft)
    return standing


def _shifted(reference: str | None, shift: int) -> str | None:
    if reference is None or "-" not in reference:
        return reference
    prefix, number = reference.split("-")
    return f"{prefix}-{int(number, 16) + shift:016x}"


def renamed(record: Annotation, who: str, shift: int) -> Annotation:
    """The record as somebody's, with all ids `shift` further on."""
    found = replace(record, id=_shifted(record.id, shift), agent=who)
    if isinstance(found, Event):
        content = tuple(_shifted(each, shift) for each in found.content)
        return replace(found, content=content, attributed_to=_shifted(found.attributed_to, shift))
    if isinstance(found, Stance):
        return replace(found, rests_on=_shifted(found.rests_on, shift))
    return found


def _whole(work: Work) -> Work:
    """The work without references to what it does not have."""
    ids = {record.id for record in all_of(work)} | {"Keldra", None}
    return {layer: [_cut(record, ids) for record in records] for layer, records in work.items()}


def _cut(record: Annotation, ids: set[str | None]) -> Annotation:
    if isinstance(record, Event):
        content = tuple(each for each in record.content if each in ids and each != record.id)
        named = record.attributed_to if record.attributed_to in ids else None
        return replace(record, content=content, attributed_to=named)
    if isinstance(record, Stance) and record.rests_on not in ids:
        return replace(record, rests_on=None)
    return record
