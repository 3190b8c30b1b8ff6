"""The practice document and its answers keep every rule that real annotations keep."""

import shutil
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from communique import jsonl, schema
from communique.config import Workspace
from communique.layers import GOLD, READINGS, ROLES, order, spans
from communique.records import LAYERS, Annotation, Argument, Document, Entity, Event, Quote, Reading
from communique.rules import Level, Report, check
from communique.run.check import subject

PRACTICE = Path(__file__).parents[2] / "annotations" / "guidelines" / "practice"
SOURCES = """[[collection]]
name = "practice"
title = "An invented dispatch to practise on"
licence = "CC-BY-4.0"
rights = "shipped"
"""

Rank = tuple[bool, int, int, str]


@pytest.fixture(scope="module")
def document() -> Document:
    (found,) = jsonl.read(PRACTICE / "document.jsonl", Document)
    return found


@pytest.fixture(scope="module")
def answers() -> dict[str, list[Annotation]]:
    return {
        layer: list(jsonl.read(PRACTICE / f"{layer}.jsonl", kind)) for layer, kind in LAYERS.items()
    }


@pytest.fixture(scope="module")
def every(answers: dict[str, list[Annotation]]) -> list[Annotation]:
    return [one for layer in answers.values() for one in layer]


def reading(document: Document) -> Reading:
    return Reading(
        doc_id=document.id,
        status=GOLD,
        agent="maintainers",
        basis="machine",
        text_sha256=document.text_sha256,
    )


@pytest.fixture(scope="module")
def report(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What is found where the answers stand as gold in a corpus of the practice document alone."""
    root = tmp_path_factory.mktemp("practice")
    files = {
        "corpus.toml": b'name = "case"\ntitle = "Case"\nmaintainers = "nobody"\n',
        "corpus/sources.toml": SOURCES.encode(),
        "corpus/splits.tsv": b"story\tsplit\norrin-strait\ttrain\n",
        "corpus/index.jsonl": jsonl.lines([replace(document, text=None)]),
        "build/documents/00000.jsonl": jsonl.lines([document]),
        f"annotations/{READINGS}": jsonl.lines([reading(document)]),
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    story = Path("stories") / "orrin-strait.json"
    (root / "schema" / "stories").mkdir(parents=True)
    shutil.copy(schema.folder() / story, root / "schema" / story)
    for layer in LAYERS:
        shelf = root / "annotations" / layer / GOLD
        shelf.mkdir(parents=True)
        shutil.copy(PRACTICE / f"{layer}.jsonl", shelf / "00000.jsonl")
    return check(subject(Workspace(root)), upto=Level.LABELS)


def test_the_answers_break_no_rule(report: Report, every: list[Annotation]) -> None:
    assert list(report.issues) == []
    assert list(report.notes) == []
    assert report.records > len(every)


def test_every_span_of_an_answer_covers_the_text_it_shows(
    document: Document, every: list[Annotation]
) -> None:
    text = document.text or ""
    found = [span for one in every for _, span in spans(one)]

    assert [span.text for span in found] == [text[span.start : span.end] for span in found]


def test_answers_are_as_the_corpus_has_gold(every: list[Annotation]) -> None:
    made = {(one.agent, one.basis, one.status, one.doc_id) for one in every}

    assert made == {("maintainers", "machine", GOLD, "practice-orrin-strait")}


def test_answers_stand_in_the_order_of_their_files(answers: dict[str, list[Annotation]]) -> None:
    for layer in answers.values():
        assert layer == sorted(layer, key=order)


def test_participants_with_a_span_come_first(answers: dict[str, list[Annotation]]) -> None:
    events = [one for one in answers["events"] if isinstance(one, Event)]

    for event in events:
        for role in ROLES:
            ranks = [ranked(one) for one in getattr(event, role)]
            assert ranks == sorted(set(ranks))
        assert list(event.content) == sorted(set(event.content))
        assert event.mode is None


def ranked(argument: Argument) -> Rank:
    span = argument.span
    return (False, span.start, span.end, argument.entity) if span else (True, 0, 0, argument.entity)


def test_the_document_is_short_and_its_parts_are_known(document: Document) -> None:
    text = document.text or ""
    shown = [text[block.start : block.end] for block in document.blocks]

    assert 300 <= len(text.split()) <= 380
    assert shown == text.split("\n\n")[:2]
    assert shown[0] == document.title
    assert " ".join(text.split()) == " ".join(
        text[one.start : one.end] for one in document.sentences
    )


def test_the_answers_show_what_learners_err_on(answers: dict[str, list[Annotation]]) -> None:
    labels = {one.label for one in answers["entities"] if isinstance(one, Entity)}
    kinds = {one.kind for one in answers["quotes"] if isinstance(one, Quote)}
    modalities = {one.modality for one in answers["events"] if isinstance(one, Event)}
    stances = msgspec.json.encode(answers["stances"]).decode()

    assert len(labels) >= 14
    assert kinds == set(schema.labels("quote", "kind"))
    assert modalities == set(schema.labels("event", "modality"))
    assert all(f'"{field}":' in stances for field in ("condition", "inferred"))
    assert '"target_kind":"entity"' in stances
