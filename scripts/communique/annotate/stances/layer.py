"""The records of the `stances` layer, from what was found in a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from communique import layers
from communique.annotate.stances.component import VERSION
from communique.annotate.stances.found import Found
from communique.offsets import Digester
from communique.records import Annotation, Document, Event, Quote, Range, Span, Stance


def agent(pipeline: str, version: str) -> str:
    """Who annotated: these rules, and the pipeline that they rest on."""
    return f"communique-stances-{VERSION}+{pipeline}-{version}"


def stances(
    document: Document,
    found: Iterable[Found],
    quotes: Sequence[Quote],
    events: Sequence[Event],
    agent: str,
) -> Iterator[Stance]:
    """Silver records; a document without text has none. Texts stand where its may be shown.

    `quotes` and `events` are the document's records of these layers, in the order in which they
    were found: what a stance rests on is one of them.
    """
    if document.text is None:
        return
    digester = Digester(document.text)
    seen: Counter[str] = Counter()
    for each in found:
        evidence = _span(digester, document, each.evidence)
        yield Stance(
            id=layers.first_id(document.id, "stances", evidence.digest, seen[evidence.digest]),
            doc_id=document.id,
            agent=agent,
            basis="machine",
            status=layers.SILVER,
            holder=each.holder,
            target=each.target,
            target_kind=each.target_kind,
            polarity=each.polarity,
            evidence=evidence,
            conditional=each.conditional,
            condition=_span(digester, document, each.condition) if each.condition else None,
            inferred=each.inferred,
            unsure=each.unsure,
            rests_on=_id(quotes, each.quote) or _id(events, each.event),
        )
        seen[evidence.digest] += 1


def _id(records: Sequence[Annotation], number: int | None) -> str | None:
    return records[number].id if number is not None else None


def _span(digester: Digester, document: Document, stretch: Range) -> Span:
    return digester.span(stretch.start, stretch.end, with_text=document.text_available)
