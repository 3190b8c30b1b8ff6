"""Label Studio to records: what an annotator submitted, as annotations of the four layers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from communique import layers
from communique.offsets import Digester
from communique.records import Annotation, Entity, Event, Quote, Stance
from communique.schema import labels
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.encode import Marked, classes
from communique.tools.label_studio.links import Links
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.regions import Problem, laid_out, overlapping
from communique.tools.label_studio.results import Json, Region

A = TypeVar("A", bound=Annotation)


@dataclass(frozen=True)
class Envelope:
    """Who decided: what a record made on the screen carries, where it was not there before."""

    agent: str
    basis: str
    status: str = layers.INDIVIDUAL


@dataclass(frozen=True)
class Annotated:
    """What an annotation says, and what in it cannot be taken; then it is not whole."""

    marked: Marked
    problems: tuple[Problem, ...]


def annotated(
    doc_id: str, text: str, results: Sequence[Json], names: Names, by: Envelope
) -> Annotated:
    """The records of one annotation of a document, each with the text that its spans cover.

    A record that was there before keeps its id and what it carries; spans are read anew from the
    text. `by` is for records that the annotator made.
    """
    layout = laid_out(results, text)
    for one, other in overlapping(layout.regions.values()):
        message = f"{one.label} [{one.start}:{one.end}] overlaps {other.label}"
        hint = "entities are flat: take the longest name, and split it where a country stands in it"
        layout.doubt(other, "entities-overlap", message, hint)
    regions, digester = list(layout.regions.values()), Digester(text)
    ids = record_ids(doc_id, regions, digester)
    page = _Page(doc_id, by, ids, Links(text, names, layout, digester, ids))
    marked = page.marked()
    return Annotated(marked, tuple(sorted(layout.problems)))


@dataclass(frozen=True)
class _Page:
    """A document as it is read from its regions."""

    doc_id: str
    by: Envelope
    ids: Mapping[str, str]
    links: Links

    def marked(self) -> Marked:
        """All records, each layer in the order of files."""
        return Marked(
            entities=self._records(c.ENTITIES, self._entity),
            quotes=self._records(c.QUOTATION, self._quote),
            events=self._records(c.EVENT, self._event),
            stances=self._records(c.STANCE, self._stance),
        )

    def _records(self, kind: str, make: Callable[[Region], A | None]) -> tuple[A, ...]:
        own = [one for one in self.links.layout.regions.values() if one.kind == kind]
        found = [record for region in own if (record := make(region)) is not None]
        return tuple(sorted(found, key=layers.order))

    def _entity(self, region: Region) -> Entity | None:
        is_name = classes()[region.label] == "name"
        name, entity_id = self.links.name(region) or ("", None)
        return Entity(
            **self._envelope(region),
            span=self.links.span(region),
            label=region.label,
            entity=name if is_name else None,
            entity_id=entity_id if is_name else None,
            value=region.typed(c.VALUE),
        )

    def _quote(self, region: Region) -> Quote | None:
        kind = self.links.choice(region, c.KIND, labels("quote", "kind"))
        speakers = self.links.linked(region, c.SPEAKER)
        named = [self.links.names.read(one) for one in self.links.unmarked(region, c.SPEAKER)]
        told = named or [one for each in speakers if (one := self.links.name(each)) is not None]
        ids = [entity_id for _, entity_id in told if entity_id is not None]
        if kind is None:
            return None
        return Quote(
            **self._envelope(region),
            kind=kind,
            content=self.links.span(region),
            cue=self.links.part(region, c.CUED),
            speaker=self.links.span(speakers[0]) if speakers else None,
            speaker_entity=tuple(name for name, _ in told),
            speaker_entity_id=tuple(ids) if len(ids) == len(told) else (),
        )

    def _event(self, region: Region) -> Event | None:
        type_ = self.links.choice(region, c.TYPE, labels("event", "type"))
        modality = self.links.choice(region, c.MODALITY, labels("event", "modality"))
        if type_ is None or modality is None:
            return None
        return Event(
            **self._envelope(region),
            type=type_,
            modality=modality,
            trigger=self.links.span(region),
            mode=region.meta.mode,
            actor=self.links.arguments(region, c.ACTOR),
            recipient=self.links.arguments(region, c.RECIPIENT),
            location=self.links.arguments(region, c.LOCATION),
            date=region.typed(c.DATE),
            attributed_to=self.links.reference(region, c.ATTRIBUTED),
            content=tuple(sorted(self.links.references(region, c.CONTENT))),
            event_cluster=region.typed(c.CLUSTER),
        )

    def _stance(self, region: Region) -> Stance | None:
        polarity = self.links.choice(region, c.POLARITY, labels("stance", "polarity"))
        holder = self.links.whoever(region, c.HOLDER)
        code, actor = region.chosen(c.CODE), self.links.whoever(region, c.TARGET)
        condition = self.links.part(region, c.IF)
        if holder is None:
            hint = "draw a relation to who holds it, or write `holder: NAME`"
            self.links.layout.doubt(region, "holder-missing", "the stance has no holder", hint)
        if (code is None) == (actor is None):
            message = "the stance has no target" if code is None else "the stance has two targets"
            hint = "choose an issue, or relate it to the actor that it is about: one of the two"
            self.links.layout.doubt(region, "target-misfit", message, hint)
        if polarity is None or holder is None or (code is None) == (actor is None):
            return None
        return Stance(
            **self._envelope(region),
            holder=holder[0],
            holder_id=holder[1],
            target=code if actor is None else actor[0],  # type: ignore[arg-type]
            target_id=None if actor is None else actor[1],
            target_kind="issue" if actor is None else "entity",
            polarity=polarity,
            evidence=self.links.span(region),
            conditional=condition is not None or c.CONDITIONAL in region.choices.get(c.FLAGS, ()),
            condition=condition,
            inferred=c.INFERRED in region.choices.get(c.FLAGS, ()),
            rests_on=self.links.reference(region, c.RESTS),
        )

    def _envelope(self, region: Region) -> dict[str, Any]:
        said = region.meta
        return {
            "id": self.ids[region.id],
            "doc_id": self.doc_id,
            "agent": said.agent or self.by.agent,
            "basis": said.basis or self.by.basis,
            "status": said.status or self.by.status,
            "changed_in": said.changed_in,
            "unsure": region.chosen(c.DOUBT) == c.UNSURE,
            "note": region.typed(c.NOTE),
        }


def record_ids(doc_id: str, regions: Iterable[Region], digester: Digester) -> dict[str, str]:
    """The id of each region's record: its own if it is one of the layer, else a first id."""
    ids: dict[str, str] = {}
    fresh: list[Region] = []
    for region in regions:
        layer = c.LAYER_OF.get(region.kind)
        if layer and layers.layer_of_id(region.id) == layer:
            ids[region.id] = region.id
        elif layer:
            fresh.append(region)
    used = set(ids.values())
    for region in sorted(fresh, key=lambda one: (one.start, one.end, one.id)):
        layer, digest = c.LAYER_OF[region.kind], digester(region.start, region.end)
        firsts = (layers.first_id(doc_id, layer, digest, ordinal) for ordinal in count())
        ids[region.id] = next(one for one in firsts if one not in used)
        used.add(ids[region.id])
    return ids
