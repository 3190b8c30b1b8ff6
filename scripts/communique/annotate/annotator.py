"""The stage that annotates documents: one parse, then what each layer finds in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.makers import MAKERS
from communique.annotate.pipelines import Pipeline, load, plain
from communique.annotate.registry import Names, identified, names
from communique.annotate.sentences import NO_PROSE
from communique.annotate.stances import component as stances_component
from communique.records import Annotation, DocId, Document, RegisteredEntity
from communique.stage import Dropped, Stage

NAME, VERSION = "annotate", 1

BATCH = 32
"""Documents parsed in one memory zone: what they taught the vocabulary is forgotten with them."""

PUBLISHED = "published"
"""The extension by which components know when a document was published: an ISO date or None."""

STORY = "story"
"""The extension by which components know which story a document tells: a name or None."""

STAGES = {NAME: VERSION} | {maker.component: maker.version for maker in MAKERS}
"""What annotations are made by, beside the pipeline."""

if not Doc.has_extension(PUBLISHED):
    Doc.set_extension(PUBLISHED, default=None)
if not Doc.has_extension(STORY):
    Doc.set_extension(STORY, default=None)


@dataclass(frozen=True)
class Annotated:
    """What was found in a document: the records of each layer."""

    doc_id: DocId
    layers: Mapping[str, tuple[Annotation, ...]]


def annotator(
    name: str,
    pipeline: Pipeline,
    registered: Sequence[RegisteredEntity] = (),
    stories: str | None = None,
) -> Stage[Document, Annotated]:
    """The stage, with the pipeline loaded that is called `name` and known as `pipeline`.

    Who is `registered` gets the name and id that the entity registry has. `stories` is a folder of
    inventories of issues, beside those that come with the package.

    Raises:
        PipelineError: it cannot be loaded.
    """
    settings = {stances_component.NAME: {"stories": stories}}
    nlp = load(name, *(maker.component for maker in MAKERS), settings=settings)
    known = cache(lambda collection: names(registered, collection))
    agents = {maker.layer: maker.agent(pipeline.name, pipeline.version) for maker in MAKERS}

    def run(documents: Iterable[Document]) -> Iterator[Annotated | Dropped]:
        rest = iter(documents)
        while batch := list(islice(rest, BATCH)):
            with nlp.memory_zone():
                done = [
                    _identified(each, known(document.collection))
                    for document, each in zip(batch, _batch(nlp, batch, agents), strict=True)
                ]
            yield from done

    return Stage(name=NAME, version=VERSION, run=run)


def _batch(
    nlp: Language, documents: Sequence[Document], agents: Mapping[str, str]
) -> Iterator[Annotated | Dropped]:
    """Text by text: a model rounds differently where a text's neighbours differ."""
    judged = [(document, _unfit(document, nlp.max_length)) for document in documents]
    fit = (_doc(nlp, document) for document, dropped in judged if dropped is None)
    docs = nlp.pipe(fit, batch_size=1)
    for document, dropped in judged:
        yield dropped or _annotated(document, next(docs), agents)


def _identified(result: Annotated | Dropped, known: Names) -> Annotated | Dropped:
    if isinstance(result, Dropped) or not known:
        return result
    layers = result.layers.items()
    return Annotated(
        result.doc_id,
        {layer: tuple(identified(each, known) for each in records) for layer, records in layers},
    )


def _unfit(document: Document, longest: int) -> Dropped | None:
    """Why a document cannot be parsed; None if it can."""
    if document.text is None:
        reason, detail = "no-text", "its text is withheld: give its source to `communique clean`"
    elif (size := len(document.text)) > longest:
        reason = "too-long"
        detail = f"{size:,} characters, more than the {longest:,} that can be parsed: split it"
    elif stretch := NO_PROSE.search(plain(document.text)):
        reason = "no-prose"
        detail = f"from character {stretch.start():,} on there is no blank for 400: no prose"
    else:
        return None
    return Dropped(document.id, document.source_file, reason, detail)


def _doc(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(plain(document.text or ""))
    doc._.set(PUBLISHED, document.published or document.published_inferred)
    doc._.set(STORY, document.story)
    return doc


def _annotated(document: Document, doc: Doc, agents: Mapping[str, str]) -> Annotated:
    found = {
        maker.layer: tuple(maker.records(document, doc, agents[maker.layer])) for maker in MAKERS
    }
    return Annotated(document.id, found)
