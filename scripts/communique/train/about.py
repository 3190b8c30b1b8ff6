"""What a written pipeline says of itself: `meta.json`, attribution and licence."""

from collections.abc import Iterable
from importlib.metadata import version

from spacy.language import Language

from communique.train.evaluation import Score
from communique.train.loop import Plan
from communique.train.sources import Source, sources

NAME = "communique_en"
VERSION = "0.1.0"
LICENCE = "CC-BY-SA-4.0"
DESCRIPTION = (
    "English for news of diplomacy: tags, lemmas, ClearNLP-like dependency trees and seven kinds"
    " of names, trained on openly licensed treebanks and named-entity sets. Sentences end at stops"
    " and line ends; remove the component `sentencizer` to let the parser decide."
)
PACKAGES = ("spacy", "thinc", "numpy")


def describe(nlp: Language, syntax: Plan, names: Plan, found: Iterable[Score]) -> None:
    """Fill the pipeline's `meta`, which spaCy writes to `meta.json`."""
    nlp.meta.update(
        {
            "name": NAME,
            "version": VERSION,
            "description": DESCRIPTION,
            "author": "Communiqué contributors",
            "license": LICENCE,
            "sources": [_source(source) for source in sources()],
            "training": {
                "syntax": {"steps": syntax.steps, "seed": syntax.seed},
                "names": {"steps": names.steps, "seed": names.seed},
                "packages": {package: version(package) for package in PACKAGES},
            },
            "performance": {f"{s.test}: {s.measure}": round(s.tally.f, 4) for s in found},
        }
    )


def _source(source: Source) -> dict[str, str]:
    return {
        "name": source.name,
        "url": source.url,
        "commit": source.commit,
        "license": source.licence,
        "texts": source.texts,
        "author": source.authors,
    }


def attribution() -> str:
    """The page that goes with the pipeline: whose work it was made from, and what was changed."""
    head = [
        f"# {NAME} {VERSION}: attribution and licence",
        "",
        "This pipeline is licensed under the Creative Commons Attribution-ShareAlike 4.0",
        "International licence (https://creativecommons.org/licenses/by-sa/4.0/). It was trained",
        "on the data sets below; their texts are not part of it. Anyone who shares it, changed or",
        "not, names these sources and keeps the licence.",
    ]
    return "\n".join([*head, *(line for each in sources() for line in _paragraph(each)), ""])


def _paragraph(source: Source) -> list[str]:
    return [
        "",
        f"## {source.name}",
        "",
        f"- By: {source.authors}",
        f"- Licence: {source.licence}; texts: {source.texts}",
        f"- From: {source.url}, commit {source.commit}",
        f"- Paper: {source.paper}",
        f"- Changes: {source.changes}",
    ]
