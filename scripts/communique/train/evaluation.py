"""The score tables: a pipeline on the development or test part of every data set."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from communique.records import Record
from communique.train import docs, loop, material, named, scores
from communique.train.chunks import chunks
from communique.train.material import Part
from communique.train.scores import Facts, Tally

TREE_MEASURES: dict[str, Facts] = {
    "UPOS": scores.tags,
    "lemma": scores.lemmas,
    "UAS": scores.heads,
    "LAS": scores.arcs,
    "LAS with punctuation": scores.all_arcs,
    "sentences": scores.sentences,
}
PARSED = ("tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer")
"""The components that are scored on the treebank's own tokens: sentence ends are the parser's."""
WHOLE = 10**9
"""Words of a chunk that is a whole document."""


class Score(Record, frozen=True):
    """One measure on one test."""

    test: str
    measure: str
    tally: Tally


def all_scores(nlp: Language, folder: Path, part: Part) -> Iterator[Score]:
    """Every score of a whole pipeline: trees, trees from raw text, names."""
    for name in material.TREEBANKS:
        gold = tree_docs(nlp, folder, name, part)
        with nlp.select_pipes(enable=list(PARSED)):
            yield from tree_scores(name, on_own_tokens(nlp, gold))
        yield from tree_scores(f"{name}, raw text", on_raw_text(nlp, gold))
    yield from name_scores(nlp, name_docs(nlp, folder, part))


def tree_docs(nlp: Language, folder: Path, name: str, part: Part) -> list[Doc]:
    """The documents of a part of a treebank, whole."""
    sentences = material.trees(folder, name, part)
    return [docs.doc(chunk, nlp.vocab) for chunk in chunks(sentences, WHOLE)]


def name_docs(nlp: Language, folder: Path, part: Part) -> dict[str, list[Doc]]:
    """The texts of a part of every data set with names."""
    return {
        each.name: [named.doc(text, nlp.vocab) for text in each.texts]
        for each in material.name_sets(folder, part)
    }


def on_own_tokens(nlp: Language, gold: Sequence[Doc]) -> list[tuple[Doc, Doc]]:
    """Each document with its copy as the pipeline annotates it, on the same tokens."""
    bare = (loop.example(nlp, doc).predicted for doc in gold)
    return list(zip(gold, nlp.pipe(bare), strict=True))


def on_raw_text(nlp: Language, gold: Sequence[Doc]) -> list[tuple[Doc, Doc]]:
    """Each document with what the pipeline makes of its bare text."""
    return list(zip(gold, nlp.pipe(doc.text for doc in gold), strict=True))


def tree_scores(test: str, pairs: Sequence[tuple[Doc, Doc]]) -> list[Score]:
    """Every measure of tags and trees."""
    return [
        Score(test, measure, scores.tally(pairs, facts)) for measure, facts in TREE_MEASURES.items()
    ]


def name_scores(nlp: Language, gold: dict[str, list[Doc]]) -> list[Score]:
    """Names that are right to the word and of the right kind, by data set."""
    return [
        Score(name, "names", scores.name_tally(on_own_tokens(nlp, texts), named.LABELS))
        for name, texts in gold.items()
    ]


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
