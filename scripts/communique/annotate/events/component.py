"""The spaCy component `communique_events`: events in `doc.spans["events"]` and `doc._.events`.

import spacy

nlp = spacy.load("en_core_web_sm")
for component in ("communique_entities", "communique_quotes", "communique_events"):
    nlp.add_pipe(component)
for event in nlp("Keldra urged Zennava to release the crew.")._.events:
    print(event.type, event.modality, event.actor, event.recipient)
"""

import logging

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from communique.annotate.events.find import events
from communique.annotate.events.found import Found
from communique.annotate.events.words import Words
from communique.annotate.quotes import component as _quotes  # noqa: F401  (doc._.quotes)
from communique.languages.coding import coding
from communique.languages.naming import Naming, naming

NAME = "communique_events"
EVENTS = "events"
STATEMENTS = "statements"
VERSION = 1

_KEPT = "communique_events"
_KEPT_STATED = "communique_statements"
_LOG = logging.getLogger(__name__)


def _events(doc: Doc) -> list[Found]:
    """The events of a document; none where the component has not run."""
    return msgspec.json.decode(doc.user_data.get(_KEPT, "[]"), type=list[Found])


def _statements(doc: Doc) -> list[Found]:
    """What PLOVER would code beside the events: demands and the like that no word names."""
    return msgspec.json.decode(doc.user_data.get(_KEPT_STATED, "[]"), type=list[Found])


if not Doc.has_extension(EVENTS):
    Doc.set_extension(EVENTS, getter=_events)
if not Doc.has_extension(STATEMENTS):
    Doc.set_extension(STATEMENTS, getter=_statements)


class EventsComponent:
    """Finds events in parsed documents; without a parser it finds none, and says so once."""

    def __init__(self, words: Words, naming: Naming) -> None:
        """Take the patterns of a language, and the words around its names."""
        self._words = words
        self._naming = naming
        self._has_warned = False

    def __call__(self, doc: Doc) -> Doc:
        """Add the events; the document's text and tokens stay as they are."""
        can_read = self._can_read(doc)
        found, stated = events(doc, self._words, self._naming) if can_read else ([], [])
        doc.user_data[_KEPT] = msgspec.json.encode(found).decode()
        doc.user_data[_KEPT_STATED] = msgspec.json.encode(stated).decode()
        spans = [doc.char_span(each.trigger.start, each.trigger.end, each.type) for each in found]
        doc.spans[EVENTS] = SpanGroup(doc, name=EVENTS, spans=[span for span in spans if span])
        return doc

    def _can_read(self, doc: Doc) -> bool:
        can = not len(doc) or (doc.has_annotation("DEP") and doc.has_annotation("POS"))
        if not can and not self._has_warned:
            _LOG.warning("%s: no parser or parts of speech: no events will be found", NAME)
            self._has_warned = True
        return bool(len(doc)) and can


@Language.factory(
    NAME,
    default_config={"language": "en"},
    assigns=["doc.spans"],
    requires=["token.dep"],
)
def make_events(nlp: Language, name: str, language: str) -> EventsComponent:  # noqa: ARG001
    """Make the component; `language` names the file of patterns."""
    return EventsComponent(Words(coding(language)), naming(language))
