"""What makes the silver of each layer: a spaCy component, and the records of what it finds.

A new layer is a component, a function to records, and a line in `MAKERS`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from communique.annotate.entities import component as entities_component
from communique.annotate.entities import layer as entities_layer
from communique.annotate.events import component as events_component
from communique.annotate.events import layer as events_layer
from communique.annotate.quotes import component as quotes_component
from communique.annotate.quotes import layer as quotes_layer
from communique.annotate.stances import component as stances_component
from communique.annotate.stances import layer as stances_layer
from communique.records import Annotation, Document


@dataclass(frozen=True)
class Maker:
    """How a layer's silver is made.

    `component` runs after those of the makers before it. `agent` names, from the name and version
    of a pipeline, who annotated; `records` turns what the component left in a parsed text into
    records by that agent. Raise `version` whenever either may find something else.
    """

    layer: str
    component: str
    version: int
    agent: Callable[[str, str], str]
    records: Callable[[Document, Doc, str], Iterable[Annotation]]


def _stances(document: Document, doc: Doc, agent: str) -> Iterable[Annotation]:
    """The records of stances, which rest on those of quotations and events."""
    quotes = [*quotes_layer.quotes(document, doc._.quotes, agent)]
    events = [*events_layer.events(document, doc._.events, quotes, agent)]
    return stances_layer.stances(document, doc._.stances, quotes, events, agent)


MAKERS: tuple[Maker, ...] = (
    # entities come first: their mentions are there for the layers that follow
    Maker(
        layer="entities",
        component=entities_component.NAME,
        version=entities_component.VERSION,
        agent=entities_layer.agent,
        records=lambda document, doc, agent: entities_layer.entities(
            document, doc._.mentions, agent
        ),
    ),
    Maker(
        layer="quotes",
        component=quotes_component.NAME,
        version=quotes_component.VERSION,
        agent=quotes_layer.agent,
        records=lambda document, doc, agent: quotes_layer.quotes(document, doc._.quotes, agent),
    ),
    Maker(
        layer="events",
        component=events_component.NAME,
        version=events_component.VERSION,
        agent=events_layer.agent,
        records=lambda document, doc, agent: events_layer.events(
            document, doc._.events, [*quotes_layer.quotes(document, doc._.quotes, agent)], agent
        ),
    ),
    Maker(
        layer="stances",
        component=stances_component.NAME,
        version=stances_component.VERSION,
        agent=stances_layer.agent,
        records=_stances,
    ),
)
