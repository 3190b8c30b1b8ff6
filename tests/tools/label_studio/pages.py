"""Arbitrary valid documents: a text with the records of all four layers."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from communique import layers
from communique.offsets import Digester
from communique.records import Annotation, Argument, Entity, Event, Quote, Span, Stance
from communique.schema import labels
from communique.tools.label_studio.encode import Marked, classes
from communique.tools.label_studio.names import Names

DOC = "d1"
WORDS = st.sampled_from(
    [
        "Tarn",
        "met",
        "Oss",
        "🕊️",
        "👩‍👩‍👧",
        "شادي",
        "Q\u0303ana",
        "«We",
        "stay»,",
        "\n\n",
        "#",
        "e\u0301x",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(
    ["Tarn", "Oss", "X #", "X #y", "actor: Tarn", "evt-1", " #"]
)
IDS = st.sampled_from(["tarn", "oss", "port-1"])
HEX = st.text("0123456789abcdef", min_size=16, max_size=16)


@dataclass(frozen=True)
class Page:
    text: str
    names: Names
    marked: Marked


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(TEXTS.filter(str.strip))
    return _Drawn(draw, text).page()


class _Drawn:
    def __init__(self, draw: st.DrawFn, text: str) -> None:
        self.draw, self.text, self.digester = draw, text, Digester(text)
        self.filled = [n for n, character in enumerate(text) if not character.isspace()]
        self.used: set[str] = set()

    def page(self) -> Page:
        names = Names(self.draw(st.dictionaries(NAMES, IDS, max_size=4)))
        self.known = sorted(names.ids)
        entities = self.entities()
        quotes = [self.quote() for _ in range(self.draw(st.integers(0, 3)))]
        events = self.events(entities, quotes)
        stances = [self.stance(quotes, events) for _ in range(self.draw(st.integers(0, 3)))]
        every = {"entities": entities, "quotes": quotes, "events": events, "stances": stances}
        return Page(
            self.text,
            names,
            Marked.of({name: sorted(found, key=layers.order) for name, found in every.items()}),
        )

    def span(self) -> Span:
        one, other = (
            self.draw(st.sampled_from(self.filled)),
            self.draw(st.sampled_from(self.filled)),
        )
        return self.digester.span(min(one, other), max(one, other) + 1, with_text=True)

    def maybe(self, strategy: st.SearchStrategy[object]) -> object:
        return self.draw(st.none() | strategy)

    def name(self) -> str:
        known = st.sampled_from(self.known) if self.known else NAMES
        return self.draw(known | NAMES)

    def base(self, layer: str) -> dict[str, object]:
        fresh = HEX.map(lambda found: f"{layers.PREFIXES[layer]}-{found}")
        identity = self.draw(fresh.filter(lambda one: one not in self.used))
        self.used.add(identity)
        return {
            "id": identity,
            "doc_id": DOC,
            "agent": self.draw(st.sampled_from(["rules 1", "a1"])),
            "basis": self.draw(st.sampled_from(["machine", "human"])),
            "status": self.draw(st.sampled_from(["silver", "individual", "gold"])),
            "changed_in": self.maybe(st.just("1.0.0")),
            "unsure": self.draw(st.booleans()),
            "note": self.maybe(NAMES),
        }

    def entities(self) -> list[Entity]:
        found: list[Entity] = []
        free = 0
        while (rest := [n for n in self.filled if n >= free]) and self.draw(st.booleans()):
            start = self.draw(st.sampled_from(rest))
            end = self.draw(st.sampled_from([n + 1 for n in rest if n >= start]))
            label = self.draw(st.sampled_from(list(labels("entity", "label"))))
            is_name = classes()[label] == "name"
            found.append(
                Entity(
                    **self.base("entities"),
                    span=self.digester.span(start, end, with_text=True),
                    label=label,
                    entity=self.draw(st.just(self.text[start:end]) | NAMES) if is_name else None,
                    entity_id=self.maybe(IDS) if is_name else None,
                    value=None if is_name else self.maybe(NAMES),
                )
            )
            free = end
        self.spans = [one.span for one in found]
        return found

    def quote(self) -> Quote:
        speakers = tuple(self.name() for _ in range(self.draw(st.integers(0, 2))))
        has_ids = bool(speakers) and self.draw(st.booleans())
        return Quote(
            **self.base("quotes"),
            kind=self.draw(st.sampled_from(list(labels("quote", "kind")))),
            content=self.span(),
            cue=self.span() if self.draw(st.booleans()) else None,
            speaker=self.place(),
            speaker_entity=speakers,
            speaker_entity_id=tuple(self.draw(IDS) for _ in speakers) if has_ids else (),
        )

    def place(self) -> Span | None:
        """Often the span of an entity."""
        if self.spans and self.draw(st.booleans()):
            return self.draw(st.sampled_from(self.spans))
        return self.span() if self.draw(st.booleans()) else None

    def arguments(self) -> tuple[Argument, ...]:
        found = {
            Argument(self.name(), self.maybe(IDS), self.place())
            for _ in range(self.draw(st.integers(0, 2)))
        }
        return tuple(sorted(found, key=layers.argument_order))

    def events(self, entities: Sequence[Entity], quotes: Sequence[Quote]) -> list[Event]:
        bases = [self.base("events") for _ in range(self.draw(st.integers(0, 3)))]
        known = [str(base["id"]) for base in bases]
        words = [*(one.id for one in entities), *(one.id for one in quotes)]
        found = []
        for base in bases:
            others = [one for one in known if one != base["id"]]
            found.append(
                Event(
                    **base,
                    type=self.draw(st.sampled_from(list(labels("event", "type")))),
                    modality=self.draw(st.sampled_from(list(labels("event", "modality")))),
                    trigger=self.span(),
                    mode=self.maybe(st.just("visit")),
                    actor=self.arguments(),
                    recipient=self.arguments(),
                    location=self.arguments(),
                    date=self.maybe(st.just("2029-10-01")),
                    attributed_to=self.maybe(NAMES | (st.sampled_from(words) if words else NAMES)),
                    content=self.some(others),
                    event_cluster=self.maybe(NAMES),
                )
            )
        return found

    def some(self, known: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(one for one in known if self.draw(st.booleans())))

    def stance(self, quotes: Sequence[Annotation], events: Sequence[Annotation]) -> Stance:
        is_issue = self.draw(st.booleans())
        condition = self.span() if self.draw(st.booleans()) else None
        rests = [one.id for one in (*quotes, *events)]
        return Stance(
            **self.base("stances"),
            holder=self.name(),
            holder_id=self.maybe(IDS),
            target=self.draw(NAMES) if is_issue else self.name(),
            target_kind="issue" if is_issue else "entity",
            target_id=None if is_issue else self.maybe(IDS),
            polarity=self.draw(st.sampled_from(list(labels("stance", "polarity")))),
            evidence=self.span(),
            conditional=condition is not None or self.draw(st.booleans()),
            condition=condition,
            inferred=self.draw(st.booleans()),
            rests_on=self.maybe(st.sampled_from(rests)) if rests else None,
        )
