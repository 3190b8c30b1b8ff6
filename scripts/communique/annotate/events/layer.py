"""The records of the `events` layer, from what was found in a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique import layers
from communique.annotate.events.component import VERSION
from communique.annotate.events.found import Found, Participant
from communique.offsets import Digester
from communique.records import Argument, Document, Event, Quote, Range, Span


def agent(pipeline: str, version: str) -> str:
    """Who annotated: these rules, and the pipeline that they rest on."""
    return f"communique-events-{VERSION}+{pipeline}-{version}"


def events(
    document: Document, found: Sequence[Found], quotes: Sequence[Quote], agent: str
) -> Iterator[Event]:
    """Silver records; a document without text has none. Their texts stand where its may be shown.

    `quotes` are the records of the quotations that the events were found beside, in their order.
    An event that somebody tells is attributed to the speaker by name, else to the quotation by id.
    """
    if document.text is None:
        return
    here = _Here(document, Digester(document.text), agent)
    triggers = [here.span(each.trigger) for each in found]
    ids = list(_ids(document, triggers))
    for number, each in enumerate(found):
        yield here.event(
            each, ids[number], triggers[number], [ids[one] for one in each.content], quotes
        )


def _ids(document: Document, triggers: Iterable[Span]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for trigger in triggers:
        yield layers.first_id(document.id, "events", trigger.digest, seen[trigger.digest])
        seen[trigger.digest] += 1


@dataclass(frozen=True)
class _Here:
    document: Document
    digester: Digester
    agent: str

    def span(self, stretch: Range) -> Span:
        return self.digester.span(
            stretch.start, stretch.end, with_text=self.document.text_available
        )

    def event(
        self, found: Found, id_: str, trigger: Span, content: Iterable[str], quotes: Sequence[Quote]
    ) -> Event:
        return Event(
            id=id_,
            doc_id=self.document.id,
            agent=self.agent,
            basis="machine",
            status=layers.SILVER,
            type=found.type,
            modality=found.modality,
            trigger=trigger,
            mode=found.mode,
            actor=self.arguments(found.actor),
            recipient=self.arguments(found.recipient),
            location=self.arguments(found.location),
            date=found.date,
            attributed_to=None if found.quote is None else _word(quotes[found.quote]),
            content=tuple(sorted(content)),
        )

    def arguments(self, side: Iterable[Participant]) -> tuple[Argument, ...]:
        named = (
            Argument(each.name, span=self.span(each.place) if each.place else None) for each in side
        )
        return tuple(sorted(named, key=layers.argument_order))


def _word(quote: Quote) -> str:
    """On whose word an event stands: a name, else the quotation that tells it."""
    return quote.speaker_entity[0] if len(quote.speaker_entity) == 1 else quote.id
