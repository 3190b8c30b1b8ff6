"""The spaCy component `communique_stances`: who is for or against what, in `doc._.stances`.

import spacy

nlp = spacy.load("en_core_web_sm")
for component in ("communique_entities", "communique_quotes", "communique_stances"):
    nlp.add_pipe(component)
doc = nlp.make_doc("Keldra's foreign minister, Orla Venn, condemned the closure of the strait.")
doc._.story = "orrin-strait"
for stance in nlp(doc)._.stances:
    print(stance.holder, stance.polarity, stance.target)
"""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.entities import component as _entities  # noqa: F401  (doc._.mentions)
from communique.annotate.events import component as _events  # noqa: F401  (doc._.events)
from communique.annotate.gazetteers import gazetteer
from communique.annotate.kept import Kept
from communique.annotate.quotes import component as _quotes  # noqa: F401  (doc._.quotes)
from communique.annotate.stances.find import Known, Layers, stances
from communique.annotate.stances.found import Found
from communique.annotate.stances.inventory import Inventory, inventory
from communique.languages.attitudes import Attitudes, attitudes
from communique.languages.naming import naming
from communique.schema import stories

NAME = "communique_stances"
VERSION = 1
STANCES, STORY = "stances", "story"

_KEPT = Kept(STANCES, Found, NAME)
_LOG = logging.getLogger(__name__)


if not Doc.has_extension(STORY):
    Doc.set_extension(STORY, default=None)


class StancesComponent:
    """Finds stances in parsed documents; says once what the pipeline before it lacks.

    `doc._.story` names the story whose inventory says what is at issue; without one there are
    stances toward entities alone.
    """

    def __init__(self, known: Known, inventory: Callable[[str | None], Inventory]) -> None:
        """Take what is known of a language, and what gives the inventory of a story by its name."""
        self._known = known
        self._inventory = inventory
        self._has_warned = False

    def __call__(self, doc: Doc) -> Doc:
        """Add the stances; the document's text, tokens and spans stay as they are."""
        if not doc.has_annotation("DEP"):
            self._warn(doc)
            return doc
        found = stances(
            doc,
            self._known,
            self._inventory(doc._.story),
            _layers(doc),
        )
        _KEPT.keep(doc, found)
        return doc

    def _warn(self, doc: Doc) -> None:
        if len(doc) and not self._has_warned:
            _LOG.warning("%s: no parser: there will be no stances", NAME)
            self._has_warned = True


def _layers(doc: Doc) -> Layers:
    """What the components before this one found; nothing where one has not run."""
    return Layers(doc._.mentions, doc._.quotes, doc._.events)


@Language.factory(
    NAME,
    default_config={"language": "en", "stories": None},
    requires=["token.dep", "token.lemma", "token.pos"],
)
def make_stances(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    language: str,
    stories: str | None,
) -> StancesComponent:
    """Make the component.

    `language` names the file of words; `stories` is a folder of inventories beside those shipped.
    """
    known = Known(attitudes(language), naming(language), gazetteer(language))
    return StancesComponent(known, _inventories(stories, known.words))


def _inventories(folder: str | None, words: Attitudes) -> Callable[[str | None], Inventory]:
    """What gives the inventory of a story, of the folder or else shipped; an empty one else."""

    @cache
    def found(name: str | None) -> Inventory:
        own = stories(Path(folder)) if folder else {}
        story = {**stories(), **own}.get(name) if name else None
        return inventory(story, words) if story is not None else {}

    return found
