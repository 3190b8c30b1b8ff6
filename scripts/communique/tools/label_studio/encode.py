"""Records to Label Studio: a document's annotations as the results of a prediction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from communique.layers import ROLES
from communique.records import Annotation, Argument, Entity, Event, Offset, Quote, Span, Stance
from communique.schema import parallel
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.names import Names
from communique.tools.label_studio.results import Json, Meta, Region, Result


@dataclass(frozen=True)
class Marked:
    """The annotations of one document, layer by layer, each in the order of files."""

    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()

    @classmethod
    def of(cls, layers: Mapping[str, Sequence[Annotation]]) -> "Marked":
        """Those of a document, by the names of the layers."""
        return cls(**{name: tuple(records) for name, records in layers.items()})  # type: ignore[arg-type]

    def layers(self) -> dict[str, tuple[Annotation, ...]]:
        """The annotations by the names of their layers."""
        return {
            "entities": self.entities,
            "quotes": self.quotes,
            "events": self.events,
            "stances": self.stances,
        }


def results(marked: Marked, text: str, names: Names) -> list[Json]:
    """A document's annotations as Label Studio's results; `decode.annotated` gives them back.

    Every record becomes a region with its id; what is linked (participants, cues, conditions) is a
    relation, and where no entity stands at a span that is linked to, a mark of its own is made.
    """
    page = _Page(text, names)
    for entity in marked.entities:
        page.entity(entity)
    for quote in marked.quotes:
        page.quote(quote)
    for event in marked.events:
        page.begin(event, c.MARKS, c.EVENT, event.trigger)
    for event in marked.events:
        page.event(event)
    for stance in marked.stances:
        page.stance(stance)
    return page.results()


def meta(annotation: Annotation) -> Meta:
    """What a record carries unseen."""
    return Meta(
        agent=annotation.agent,
        basis=annotation.basis,
        status=annotation.status,
        changed_in=annotation.changed_in,
        mode=annotation.mode if isinstance(annotation, Event) else None,
    )


@dataclass
class _Page:
    """A document's regions and relations as they are laid out."""

    text: str
    names: Names
    regions: dict[str, Region] = field(default_factory=dict)
    relations: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    places: dict[tuple[Offset, Offset], list[Region]] = field(default_factory=dict)

    def results(self) -> list[Json]:
        # the longest first: what is laid over another later can be clicked, what is below cannot
        ordered = sorted(self.regions.values(), key=lambda one: (one.start - one.end, one.start))
        found = [one for region in ordered for one in region.results()]
        found += [
            Result(type="relation", from_id=one, to_id=other, direction="right", labels=labels)
            for (one, other), labels in self.relations.items()
        ]
        return [msgspec.to_builtins(one) for one in found]

    def begin(self, record: Annotation, control: str, label: str, span: Span) -> Region:
        region = Region(record.id, span.start, span.end, control, label, meta(record))
        if record.unsure:
            region.choices[c.DOUBT] = [c.UNSURE]
        if record.note is not None:
            region.texts[c.NOTE] = [record.note]
        self.regions[record.id] = region
        return region

    def entity(self, entity: Entity) -> None:
        region = self.begin(entity, c.ENTITIES, entity.label, entity.span)
        if entity.entity is not None:
            named = self.names.written(entity.entity, entity.entity_id)
            if named != self.text[region.start : region.end]:
                region.texts[c.NAME] = [named]
        if entity.value is not None:
            region.texts[c.VALUE] = [entity.value]
        self.places.setdefault((region.start, region.end), []).append(region)

    def quote(self, quote: Quote) -> None:
        region = self.begin(quote, c.MARKS, c.QUOTATION, quote.content)
        region.choices[c.KIND] = [quote.kind]
        if quote.cue is not None:
            self.relate(region.id, self.part(c.CUE, quote.cue).id, c.CUED)
        ids = quote.speaker_entity_id or (None,) * len(quote.speaker_entity)
        named = [self.names.written(*each) for each in zip(quote.speaker_entity, ids, strict=False)]
        if quote.speaker is not None:
            found, named = self.speaker(quote.speaker, named)
            self.relate(region.id, found.id, c.SPEAKER)
        self.unmarked(region, c.SPEAKER, named)

    def speaker(self, span: Span, named: list[str]) -> tuple[Region, list[str]]:
        """The region that speaks, and the names that it does not tell."""
        if len(named) == 1:
            return self.participant(span, named[0]), []
        return self.participant(span, None), named

    def event(self, event: Event) -> None:
        region = self.regions[event.id]
        region.choices |= {c.TYPE: [event.type], c.MODALITY: [event.modality]}
        if event.date is not None:
            region.texts[c.DATE] = [event.date]
        if event.event_cluster is not None:
            region.texts[c.CLUSTER] = [event.event_cluster]
        for role in ROLES:
            for argument in getattr(event, role):
                self.argument(region, role, argument)
        for other in event.content:
            self.refer(region, c.CONTENT, other)
        if event.attributed_to is not None:
            self.refer(region, c.ATTRIBUTED, event.attributed_to)

    def argument(self, region: Region, role: str, argument: Argument) -> None:
        named = self.names.written(argument.entity, argument.entity_id)
        if argument.span is None:
            self.unmarked(region, role, [named])
        else:
            self.relate(region.id, self.participant(argument.span, named).id, role)

    def stance(self, stance: Stance) -> None:
        region = self.begin(stance, c.MARKS, c.STANCE, stance.evidence)
        self.whoever(region, c.HOLDER, self.names.written(stance.holder, stance.holder_id))
        if stance.target_kind == "issue":
            region.choices[c.CODE] = [stance.target]
        else:
            self.whoever(region, c.TARGET, self.names.written(stance.target, stance.target_id))
        region.choices[c.POLARITY] = [stance.polarity]
        flags = {c.CONDITIONAL: stance.conditional, c.INFERRED: stance.inferred}
        if any(flags.values()):
            region.choices[c.FLAGS] = [name for name, is_set in flags.items() if is_set]
        if stance.condition is not None:
            self.relate(region.id, self.part(c.CONDITION, stance.condition).id, c.IF)
        if stance.rests_on is not None:
            self.refer(region, c.RESTS, stance.rests_on)

    def whoever(self, region: Region, role: str, named: str) -> None:
        """Relate a stance to the mention of a name that is nearest, or write the name down."""
        same = [one for at in self.places.values() for one in at if self.named(one) == named]
        if same:
            nearest = min(same, key=lambda one: (abs(one.start - region.start), one.start, one.id))
            self.relate(region.id, nearest.id, role)
        else:
            self.unmarked(region, role, [named])

    def refer(self, region: Region, role: str, reference: str) -> None:
        """Relate a region to another record's, or write down a name, or an id of nothing here."""
        if reference in self.regions:
            self.relate(region.id, reference, role)
        else:
            self.unmarked(region, role, [reference])

    def unmarked(self, region: Region, role: str, named: Iterable[str]) -> None:
        if lines := [f"{role}: {one}" for one in named]:
            region.texts.setdefault(c.UNNAMED, []).extend(lines)

    def relate(self, one: str, other: str, label: str) -> None:
        # Label Studio keeps one relation between two regions, with several labels
        labels = self.relations.setdefault((one, other), [])
        if label not in labels:
            labels.append(label)

    def named(self, region: Region) -> str | None:
        """The name that a region tells: that typed, else for a name what it covers."""
        if typed := region.typed(c.NAME):
            return typed
        is_name = region.control == c.ENTITIES and classes()[region.label] == "name"
        return self.text[region.start : region.end] if is_name else None

    def participant(self, span: Span, named: str | None) -> Region:
        """The region at a span that tells this name (None: no name); a mention if there is none."""
        here = self.places.setdefault((span.start, span.end), [])
        for region in here:
            if self.named(region) == named:
                return region
        mentions = sum(region.label == c.MENTION for region in here)
        more = f"-{mentions}" if mentions else ""
        identity = f"{c.PART_PREFIXES[c.MENTION]}-{span.start}-{span.end}{more}"
        region = Region(identity, span.start, span.end, c.MARKS, c.MENTION)
        if named is not None:
            region.texts[c.NAME] = [named]
        self.regions[identity] = region
        here.append(region)
        return region

    def part(self, label: str, span: Span) -> Region:
        """The cue or condition at a span."""
        identity = f"{c.PART_PREFIXES[label]}-{span.start}-{span.end}"
        region = Region(identity, span.start, span.end, c.MARKS, label)
        return self.regions.setdefault(identity, region)


def classes() -> Mapping[str, str]:
    """Which entity labels are names, times and numbers."""
    return parallel("entity", "label", "x-class")
