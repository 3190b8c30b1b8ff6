"""The records of the `entities` layer, from what was found in a document."""

from collections import Counter
from collections.abc import Iterable, Iterator

from communique import layers
from communique.annotate.entities.component import VERSION
from communique.annotate.entities.found import Mention
from communique.offsets import Digester
from communique.records import Document, Entity


def agent(pipeline: str, version: str) -> str:
    """Who annotated: these rules, and the pipeline that they rest on."""
    return f"communique-entities-{VERSION}+{pipeline}-{version}"


def entities(document: Document, found: Iterable[Mention], agent: str) -> Iterator[Entity]:
    """Silver records; a document without text has none. Texts stand where its may be shown."""
    if document.text is None:
        return
    digester = Digester(document.text)
    seen: Counter[str] = Counter()
    for each in found:
        span = digester.span(each.start, each.end, with_text=document.text_available)
        yield Entity(
            id=layers.first_id(document.id, "entities", span.digest, seen[span.digest]),
            doc_id=document.id,
            agent=agent,
            basis="machine",
            status=layers.SILVER,
            span=span,
            label=each.label,
            entity=each.name,
            value=each.value,
        )
        seen[span.digest] += 1
