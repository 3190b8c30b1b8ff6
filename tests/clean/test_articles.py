"""The five withheld articles, line by line: by offset and keyed digest, never by their words.

`removed` holds (raw start, raw end, reason, digest keyed with the raw text); `blocks` holds
(start, end, kind, digest keyed with the cleaned text). Everything else of a file is its body.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from communique import jsonl
from communique.config import Workspace
from communique.offsets import Digester
from communique.records import Document
from communique.run.documents import index
from communique.run.shards import CleanJob, shards
from communique.sources.plan import plan

GOLDEN = json.loads(Path(__file__).parents[1].joinpath("golden", "articles.json").read_text())


@pytest.fixture(scope="module")
def documents(
    checkout: Workspace, articles: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Document]:
    out = tmp_path_factory.mktemp("articles")
    places = [place for place in plan(checkout, [articles]).places if place.story]
    own = [place for place in places if place.collection == "articles"]
    (shard,) = shards(own, 100)
    CleanJob(checkout.settings.clean, out / "documents", out / "quarantine")(shard)
    found = jsonl.read(out / "documents" / f"{shard.name}.jsonl", Document)
    return {document.id: document for document in found}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["id"])
def test_an_article_is_cleaned_as_was_found_right_by_eye(
    golden: dict[str, Any], documents: dict[str, Document], articles: Path
) -> None:
    document = documents[golden["id"]]
    text = document.text or ""
    raw = (articles / document.source_file).read_text("utf-8")
    in_raw, in_text = Digester(raw), Digester(text)

    assert [
        [r.raw_start, r.raw_end, r.reason, in_raw(r.raw_start, r.raw_end)] for r in document.removed
    ] == golden["removed"]
    assert [[b.start, b.end, b.kind, in_text(b.start, b.end)] for b in document.blocks] == golden[
        "blocks"
    ]
    assert document.text_sha256 == golden["text_sha256"]
    for field in ("title", "publisher", "published", "published_inferred"):
        assert getattr(document, field) == golden[field]
    assert (len(document.credits), text.count("\n\n") + 1) == (
        golden["credits"],
        golden["paragraphs"],
    )


def test_no_word_of_an_article_is_lost_unsaid(
    documents: dict[str, Document], articles: Path
) -> None:
    for document in documents.values():
        raw = (articles / document.source_file).read_text("utf-8")
        removed = [word for r in document.removed for word in (r.text or "").split()]
        kept = (document.text or "").split()

        assert sorted([*kept, *removed]) == sorted(raw.split())


def test_the_frozen_index_says_the_same(
    checkout: Workspace, documents: dict[str, Document]
) -> None:
    frozen = index(checkout)
    for document in documents.values():
        assert frozen[document.id].alignment == document.alignment
        assert frozen[document.id].text_sha256 == document.text_sha256
        assert frozen[document.id].sentences == document.sentences
