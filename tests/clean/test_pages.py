"""Cleaning on the development pages: floors that no change of a rule may fall through."""

import json
from pathlib import Path
from typing import Any

import pytest

from communique.clean.document import cleaned
from communique.items import Item, Place
from communique.languages import Language
from communique.records import Document
from communique.score.clean import CleanScore, CleanTruth, TrueRemoval, TrueStated, score_clean

PAGES = Path(__file__).parent / "pages"
PRECISION, RECALL = 0.985, 0.92


def item(path: Path) -> Item:
    place = Place(
        id=path.stem,
        path="",
        source_file=path.name,
        media="html" if path.suffix == ".html" else "text",
        collection="pages",
        story=None,
        licence="CC-BY-4.0",
        text_available=True,
        published_inferred=None,
        sha256="0" * 64,
    )
    return Item(place=place, data=path.read_bytes())


def truth(name: str, planted: dict[str, Any]) -> CleanTruth:
    stated = planted["stated"]
    return CleanTruth(
        doc_id=name,
        text=planted["text"].strip(),
        stated=TrueStated(
            title=stated["title"],
            publisher=stated["publisher"],
            published=stated["published"],
            bylines=tuple(stated["bylines"]),
            credits=tuple(stated["credits"]),
        ),
        removed=tuple(TrueRemoval(one["text"], one["reason"]) for one in planted["removed"]),
    )


@pytest.fixture(scope="module")
def score(english: Language) -> CleanScore:
    pairs = []
    for path in sorted(PAGES.glob("*.json")):
        page = next(one for one in PAGES.glob(f"{path.stem}.*") if one.suffix in {".txt", ".html"})
        document = cleaned(item(page), english, lambda _: "en")
        assert isinstance(document, Document), document
        pairs.append((document, truth(path.stem, json.loads(path.read_text("utf-8")))))
    return score_clean(pairs)


def test_all_pages_become_documents(score: CleanScore) -> None:
    assert score.documents == 92


def test_little_is_removed_that_belongs_to_an_article(score: CleanScore) -> None:
    assert score.removed.precision >= PRECISION


def test_most_boilerplate_is_removed(score: CleanScore) -> None:
    assert score.removed.recall >= RECALL
