"""Numbers in prose are generated: what stands between the markers is counted from the corpus.

A marker reads `<!-- numbers:NAME -->…<!-- /numbers -->`. `filled` puts the counted text between
them; a page that is filled already stays as it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from communique.publish.configs import split_order
from communique.publish.corpus import Corpus, ReleaseError, Selection
from communique.records import Document

_OPEN = "<!-- numbers:"
_MARKED = re.compile(r"<!-- numbers:([\w-]+) -->(.*?)<!-- /numbers -->", re.DOTALL)

NONE = "none in this version"


def numbers(corpus: Corpus) -> Mapping[str, str]:
    """The numbers of the redistributable release, by name.

    They are the same with or without the withheld sources: words are counted in texts that ship.
    """
    return numbers_of(Selection(corpus, full=False))


def numbers_of(selection: Selection) -> Mapping[str, str]:
    """The numbers of one release, by name."""
    return {name: count(selection) for name, count in _NUMBERS.items()}


def filled(text: str, generated: Mapping[str, str]) -> str:
    """The text with what is generated between its markers.

    Raises:
        ReleaseError: a marker names no number, or is not closed.
    """
    if text.count(_OPEN) != len(_MARKED.findall(text)):
        raise ReleaseError("a `<!-- numbers:NAME -->` is not closed by `<!-- /numbers -->`")
    return _MARKED.sub(lambda found: _filled(found[1], generated), text)


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; bars in cells are escaped; `NONE` where there are no rows."""
    lines = [_line(row) for row in rows]
    return "\n".join((_line(head), _line("---" for _ in head), *lines)) if lines else NONE


def words(document: Document) -> int:
    """Stretches without white space in the document's text; 0 where it is withheld."""
    return len((document.text or "").split())


def _filled(name: str, generated: Mapping[str, str]) -> str:
    if name not in generated:
        known = ", ".join(sorted(generated))
        raise ReleaseError(f"no number is called {name!r}; there are {known}")
    text = generated[name]
    inner = f"\n{text}\n" if "\n" in text else text
    return f"{_OPEN}{name} -->{inner}<!-- /numbers -->"


def _line(cells: Iterable[object]) -> str:
    escaped = (str(cell).replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _totals(selection: Selection) -> str:
    shown = [document for document in selection.documents if document.text is not None]
    withheld = len(selection.documents) - len(shown)
    counted = sum(map(words, shown))
    sentences = sum(len(document.sentences) for document in shown)
    with_text = f"{len(shown):,} documents with text ({counted:,} words, {sentences:,} sentences)"
    return f"{with_text} and {withheld:,} without"


def _documents(selection: Selection) -> str:
    groups: dict[tuple[str, str, str], list[Document]] = {}
    for document in selection.documents:
        key = (document.collection, document.story or "none", selection.corpus.split(document))
        groups.setdefault(key, []).append(document)
    head = ("collection", "story", "split", "documents", "with text", "words", "sentences")
    order = sorted(groups, key=lambda key: (key[0], split_order(key[2]), key[1]))
    return markdown(head, ((*key, *_sizes(groups[key])) for key in order))


def _sizes(documents: Sequence[Document]) -> tuple[str, ...]:
    shown = sum(document.text is not None for document in documents)
    counted = f"{sum(map(words, documents)):,}" if shown else "withheld"
    sentences = sum(len(document.sentences) for document in documents)
    return f"{len(documents):,}", f"{shown:,}", counted, f"{sentences:,}"


def _removed(selection: Selection) -> str:
    counts = Counter(
        (document.collection, removed.reason)
        for document in selection.documents
        for removed in document.removed
    )
    return _crossed("reason", counts)


def _layers(selection: Selection) -> str:
    counts = Counter(
        (layer, each.status, each.basis, selection.by_id[doc_id].collection)
        for layer, documents in selection.layers.items()
        for doc_id, annotations in documents.items()
        for each in annotations
    )
    head = ("layer", "status", "basis", "collection", "annotations")
    return markdown(head, ((*key, f"{counts[key]:,}") for key in sorted(counts)))


def _duplicates(selection: Selection) -> str:
    by_id = selection.by_id
    counts = Counter((by_id[each.doc_id].collection, each.kind) for each in selection.duplicates)
    return _crossed("kind", counts)


def _reuse(selection: Selection) -> str:
    by_id = selection.by_id
    counts = Counter((by_id[each.doc_id].collection, each.kind) for each in selection.reuse)
    return _crossed("kind", counts)


def _crossed(name: str, counts: Counter[tuple[str, str]]) -> str:
    """Counts by (collection, value) as a table with one column a collection."""
    collections = sorted({collection for collection, _ in counts})
    values = sorted({value for _, value in counts})
    rows = ((value, *(f"{counts[each, value]:,}" for each in collections)) for value in values)
    return markdown((name, *collections), rows)


def _collections(selection: Selection) -> str:
    counts = Counter(document.collection for document in selection.documents)
    rows = (
        (each.name, each.title, each.licence, each.rights, f"{counts[each.name]:,}")
        for each in selection.corpus.collections
        if counts[each.name]
    )
    return markdown(("collection", "what it is", "licence", "text", "documents"), rows)


_NUMBERS: Mapping[str, Callable[[Selection], str]] = {
    "version": lambda selection: selection.corpus.version,
    "totals": _totals,
    "documents": _documents,
    "collections": _collections,
    "removed": _removed,
    "layers": _layers,
    "duplicates": _duplicates,
    "reuse": _reuse,
    "registry": lambda selection: f"{len(selection.corpus.registered):,}",
}
