"""The spaCy component `communique_quotes`: quotations in `doc.spans["quotes"]` and `doc._.quotes`.

import spacy

nlp = spacy.load("en_core_web_sm")
nlp.add_pipe("communique_quotes")
for found in nlp("“We will wait,” she said.")._.quotes:
    print(found.kind, found.content)
"""

import logging

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from communique.annotate.kept import Kept
from communique.annotate.quotes.find import quotations
from communique.annotate.quotes.found import Found
from communique.languages.naming import Naming, naming
from communique.languages.quoting import Quoting, quoting

NAME = "communique_quotes"
SPANS = "quotes"
VERSION = 3

_KEPT = Kept(SPANS, Found, NAME)
_LOG = logging.getLogger(__name__)
_NEEDS = {"DEP": "parser", "TAG": "tagger", "POS": "parts of speech (morphologizer)"}


class QuotesComponent:
    """Finds quotations in parsed documents; says once what the pipeline before it lacks."""

    def __init__(self, words: Quoting, naming: Naming) -> None:
        """Take the reporting words of a language, and the words around its names."""
        self._words = words
        self._naming = naming
        self._has_warned = False

    def __call__(self, doc: Doc) -> Doc:
        """Add the quotations; the document's text and tokens stay as they are."""
        self._warn(doc)
        found = quotations(doc, self._words, self._naming)
        _KEPT.keep(doc, found)
        spans = [
            doc.char_span(each.content.start, each.content.end, each.kind, alignment_mode="expand")
            for each in found
        ]
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=[span for span in spans if span])
        return doc

    def _warn(self, doc: Doc) -> None:
        lacking = [what for layer, what in _NEEDS.items() if len(doc) and not _has(doc, layer)]
        if lacking and not self._has_warned:
            _LOG.warning("%s: no %s: indirect quotations will be missed", NAME, ", ".join(lacking))
            self._has_warned = True


def _has(doc: Doc, layer: str) -> bool:
    return bool(doc.has_annotation(layer))


@Language.factory(
    NAME,
    default_config={"language": "en"},
    assigns=["doc.spans"],
    requires=["token.dep"],
)
def make_quotes(nlp: Language, name: str, language: str) -> QuotesComponent:  # noqa: ARG001
    """Make the component; `language` names the file of reporting words."""
    return QuotesComponent(quoting(language), naming(language))
