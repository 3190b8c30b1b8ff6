"""The whole pipeline: two trainings, joined into one with sentence ends by rule in front."""

import random
from collections.abc import Callable
from pathlib import Path

import msgspec
from spacy.language import Language

from communique.train import docs, evaluation, loop, material, named
from communique.train.chunks import chunks, varied
from communique.train.disguise import disguised
from communique.train.loop import Plan, Report

STOPS = (".", "!", "?", "…", "。", "？", "！")
LINE_ENDS = ("\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\n \n")
"""How spaCy's tokenizer gives line ends: a new line begins a new sentence."""
SELECTED = ("UPOS", "lemma", "LAS")
"""The measures by whose mean the best step is chosen."""


class Marks(msgspec.Struct):
    """`sentencizer.json`, as spaCy writes it."""

    punct_chars: list[str]
    overwrite: bool


Announce = Callable[[str], Report]
"""Told the name of a training that begins, gives who hears of its steps."""


def pipeline(folder: Path, syntax: Plan, names: Plan, announce: Announce) -> Language:
    """Train both parts on the data sets in `folder` and join them."""
    parsed = syntax_pipeline(folder, syntax, announce("syntax"))
    recognizing = names_pipeline(folder, names, announce("names"))
    return joined(parsed, recognizing)


def syntax_pipeline(folder: Path, plan: Plan, report: Report) -> Language:
    """Tagger, morphologizer, lemmatizer and parser, trained on EWT and GUM."""
    nlp = loop.blank("syntax")
    whole = [
        chunk
        for name in material.TREEBANKS
        for chunk in chunks(material.trees(folder, name, "train"))
    ]
    trained = [docs.doc(chunk, nlp.vocab) for chunk in varied(whole, random.Random(plan.seed))]
    seen = [evaluation.tree_docs(nlp, folder, name, "dev") for name in material.TREEBANKS]

    def score(candidate: Language) -> float:
        found = [
            score
            for gold in seen
            for score in evaluation.tree_scores("", evaluation.on_own_tokens(candidate, gold))
        ]
        return evaluation.mean(s.tally.f for s in found if s.measure in SELECTED)

    return loop.train(nlp, trained, score, plan, report)


def names_pipeline(folder: Path, plan: Plan, report: Report) -> Language:
    """The named-entity recognizer, trained on every data set with names."""
    nlp = loop.blank("names")
    texts = [
        text for each in material.name_sets(folder, "train") for text in each.texts * each.copies
    ]
    chance = random.Random(plan.seed)
    final = named.headlined(disguised(texts, chance), chance)
    seen = evaluation.name_docs(nlp, folder, "dev")

    def score(candidate: Language) -> float:
        return evaluation.mean(s.tally.f for s in evaluation.name_scores(candidate, seen))

    return loop.train(nlp, [named.doc(t, nlp.vocab) for t in final], score, plan, report)


def joined(parsed: Language, recognizing: Language) -> Language:
    """Both as one: sentence ends first, then tags and trees, then names.

    The recognizer has a network of its own, so it does not matter where it stands.
    """
    marks = [*STOPS, *LINE_ENDS]
    parsed.add_pipe("sentencizer", first=True, config={"punct_chars": marks})
    parsed.add_pipe("ner", source=recognizing)
    return parsed


def save(nlp: Language, folder: Path) -> None:
    """Write a joined pipeline, the same bytes for the same pipeline.

    The marks of the sentencizer are a set, which spaCy writes in any order.
    """
    nlp.to_disk(folder)
    path = folder / "sentencizer.json"
    marks = msgspec.json.decode(path.read_bytes(), type=Marks)
    marks.punct_chars.sort()
    path.write_bytes(msgspec.json.encode(marks))
