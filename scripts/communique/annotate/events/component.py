"""The spaCy component `communique_events`: events in `doc.spans["events"]` and `doc._.events`.

import spacy

nlp = spacy.load("en_core_web_sm")
for component in ("communique_entities", "communique_quotes", "communique_events"):
    nlp.add_pipe(component)
for event in nlp("Keldra urged Zennava to release the crew.")._.events:
    print(event.type, event.modality, event.actor, event.recipient)
"""

import logging

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from communique.annotate.events.find import events
from communique.annotate.events.found import Found
from communique.annotate.events.words import Words
from communique.annotate.kept import Kept
from communique.annotate.quotes import component as _quotes  # noqa: F401  (doc._.quotes)
from communique.languages.coding import coding
from communique.languages.naming import Naming, naming

NAME = "communique_events"
EVENTS = "events"
STATEMENTS = "statements"
VERSION = 2

_KEPT = Kept(EVENTS, Found, NAME)
_KEPT_STATED = Kept(STATEMENTS, Found, "communique_statements")
_LOG = logging.getLogger(__name__)


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
        _KEPT.keep(doc, found)
        _KEPT_STATED.keep(doc, stated)
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
