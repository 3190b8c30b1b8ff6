"""The spaCy component `communique_entities`: entities in `doc.ents` and `doc._.mentions`.

import spacy

nlp = spacy.load("en_core_web_sm")
nlp.add_pipe("communique_entities")
for mention in nlp("Keldra's foreign minister, Orla Venn, left on Friday.")._.mentions:
    print(mention.label, mention.name)
"""

import logging
from contextlib import suppress
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from communique.annotate.entities.find import Known, mentions
from communique.annotate.entities.found import Mention
from communique.annotate.gazetteers import gazetteer
from communique.annotate.kept import Kept
from communique.annotate.values import values
from communique.languages.naming import naming

NAME = "communique_entities"
VERSION = 2
MENTIONS, PUBLISHED = "mentions", "published"

_KEPT = Kept(MENTIONS, Mention, NAME)
_LOG = logging.getLogger(__name__)


if not Doc.has_extension(PUBLISHED):
    Doc.set_extension(PUBLISHED, default=None)


class EntitiesComponent:
    """Finds names, times and numbers; says once what the pipeline before it lacks.

    `doc._.published`, an ISO date, is the day that relative dates count from.
    """

    def __init__(self, known: Known) -> None:
        """Take what is known of names beforehand."""
        self._known = known
        self._has_warned = False

    def __call__(self, doc: Doc) -> Doc:
        """Replace `doc.ents`; the document's text and tokens stay as they are."""
        self._warn(doc)
        found = mentions(doc, self._known, _day(doc._.published))
        _KEPT.keep(doc, found)
        doc.set_ents([span for each in found if (span := _span(doc, each))], default="outside")
        return doc

    def _warn(self, doc: Doc) -> None:
        if len(doc) and not doc.has_annotation("ENT_IOB") and not self._has_warned:
            _LOG.warning("%s: no recognizer (ner): names will be missed", NAME)
            self._has_warned = True


def _day(published: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(published) if published else None
    return None


def _span(doc: Doc, mention: Mention) -> Span | None:
    """The mention in tokens; None where it ends inside one."""
    return doc.char_span(mention.start, mention.end, mention.label, span_id=mention.name or "")


@Language.factory(
    NAME,
    default_config={"language": "en"},
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def make_entities(nlp: Language, name: str, language: str) -> EntitiesComponent:  # noqa: ARG001
    """Make the component; `language` names the lists of names and of the words around them.

    What the vocabulary holds now are the words that the pipeline was trained on.
    """
    familiar = frozenset(nlp.vocab.strings)
    values("on Friday", date(2000, 1, 1), language)  # compiles the rules now, not at the first text
    return EntitiesComponent(Known(language, naming(language), gazetteer(language), familiar))
