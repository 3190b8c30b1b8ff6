"""The records of the `quotes` layer, from what was found in a document."""

from collections import Counter
from collections.abc import Iterable, Iterator

from communique import layers
from communique.annotate.quotes.component import VERSION
from communique.annotate.quotes.found import Found
from communique.offsets import Digester
from communique.records import Document, Quote, Range, Span


def agent(pipeline: str, version: str) -> str:
    """Who annotated: these rules, and the pipeline that they rest on."""
    return f"communique-quotes-{VERSION}+{pipeline}-{version}"


def quotes(document: Document, found: Iterable[Found], agent: str) -> Iterator[Quote]:
    """Silver records; a document without text has none. Their texts stand where its may be shown.

    A quotation that goes on in a paragraph of its own, by a speaker without a known name, refers
    back to the cue and speaker before it and is marked unsure, for nothing else says who speaks.
    """
    if document.text is None:
        return
    digester = Digester(document.text)
    seen: Counter[str] = Counter()
    acts: dict[int, Found] = {}
    for each in found:
        first = acts.setdefault(each.act, each)
        is_nameless = each.cue is None and each.speaker_name is None
        source = first if is_nameless else each
        content = _span(digester, document, each.content)
        yield Quote(
            id=layers.first_id(document.id, "quotes", content.digest, seen[content.digest]),
            doc_id=document.id,
            agent=agent,
            basis="machine",
            status=layers.SILVER,
            kind=each.kind,
            content=content,
            cue=_span(digester, document, source.cue) if source.cue else None,
            speaker=_span(digester, document, source.speaker) if source.speaker else None,
            speaker_entity=(each.speaker_name,) if each.speaker_name else (),
            unsure=is_nameless,
        )
        seen[content.digest] += 1


def _span(digester: Digester, document: Document, stretch: Range) -> Span:
    return digester.span(stretch.start, stretch.end, with_text=document.text_available)
