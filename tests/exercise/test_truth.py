"""The planted truth of the exercise collection holds together, and cleaning is held to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from communique.clean.document import cleaned
from communique.config import Workspace
from communique.languages import Language
from communique.records import Document
from communique.run.score import clean_truth
from communique.schema import stories
from communique.score.clean import CleanScore, score_clean
from communique.sources.plan import plan
from communique.sources.read import read_item

EXERCISE = Path(__file__).parents[2] / "corpus" / "exercise"
CRISES = sorted(folder.name for folder in EXERCISE.iterdir() if folder.is_dir())
FLOORS = {
    # crisis: precision, recall of removed lines; exact metadata fields; whole texts
    "marrak-corridor": (0.98, 0.95, 0.95, 5),
    "orrin-strait": (0.99, 0.99, 0.97, 15),
    "sella-dam": (0.99, 0.99, 0.97, 8),
}


def rows(crisis: str, name: str) -> list[dict[str, Any]]:
    path = EXERCISE / crisis / "truth" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def text(crisis: str, name: str) -> str:
    return (EXERCISE / crisis / "truth" / "text" / f"{name}.txt").read_text("utf-8")


def names(crisis: str) -> set[str]:
    return {row["name"] for row in rows(crisis, "documents")}


@pytest.fixture(scope="session")
def scores(checkout: Workspace, english: Language) -> dict[str, CleanScore]:
    found = {
        place.id: (place.story, cleaned(read_item(place), english, lambda _: "en"))
        for place in plan(checkout).places
    }
    pairs: dict[str, list[Any]] = {crisis: [] for crisis in CRISES}
    for truth in clean_truth(checkout):
        story, document = found[truth.doc_id]
        assert isinstance(document, Document), document
        pairs[story or ""].append((document, truth))
    return {crisis: score_clean(both) for crisis, both in pairs.items()}


def test_there_are_three_crises_with_the_planned_number_of_dispatches() -> None:
    copies = {c: {r["name"] for r in rows(c, "copies") if r["kind"] != "derived"} for c in CRISES}

    assert {crisis: len(names(crisis) - copies[crisis]) for crisis in CRISES} == {
        "marrak-corridor": 6,
        "orrin-strait": 12,
        "sella-dam": 6,
    }


@pytest.mark.parametrize("crisis", CRISES)
def test_dispatches_have_the_planned_length(crisis: str) -> None:
    copies = {row["name"] for row in rows(crisis, "copies") if row["kind"] != "derived"}

    for row in rows(crisis, "documents"):
        heads = sum(len(m["text"].split()) for m in row["marked"] if m["kind"] == "title")
        words = len(text(crisis, row["name"]).split()) - heads
        if row["name"] not in copies:
            assert 240 <= words <= 430, (row["name"], words)


@pytest.mark.parametrize("crisis", CRISES)
def test_marks_quotations_and_figures_stand_in_their_texts(crisis: str) -> None:
    for row in rows(crisis, "documents"):
        blocks = text(crisis, row["name"]).removesuffix("\n").split("\n\n")
        assert all(mark["text"] in blocks for mark in row["marked"]), row["name"]
    for kind in ("quotations", "figures"):
        for row in rows(crisis, kind):
            assert row["text"] in text(crisis, row["name"]), row


@pytest.mark.parametrize("crisis", CRISES)
def test_copies_and_look_alikes_name_what_exists(crisis: str) -> None:
    known = names(crisis)
    utterances = {row["utterance"] for row in rows(crisis, "quotations")}

    copies = rows(crisis, "copies")
    assert {row["kind"] for row in copies} == {"exact", "near", "contained", "derived"}
    assert all({row["name"], row["of"]} <= known for row in copies)
    apart = rows(crisis, "keep_apart")
    assert apart
    assert all(set(row["utterances"]) <= utterances for row in apart)


@pytest.mark.parametrize("crisis", CRISES)
def test_an_exact_copy_has_the_same_text(crisis: str) -> None:
    pairs = [(r["name"], r["of"]) for r in rows(crisis, "copies") if r["kind"] == "exact"]

    assert pairs
    assert all(text(crisis, one) == text(crisis, other) for one, other in pairs)


@pytest.mark.parametrize("crisis", CRISES)
def test_stances_are_toward_the_issues_of_the_story(crisis: str) -> None:
    codes = {issue.code for issue in stories()[crisis].issues}

    assert {row["target"] for row in rows(crisis, "stances")} <= codes


def test_the_casts_are_separate() -> None:
    casts = [{r["name"] for r in rows(c, "cast") if r["kind"] != "outlet"} for c in CRISES]

    assert all(casts)
    assert casts[0].isdisjoint(casts[1])
    assert casts[0].isdisjoint(casts[2])
    assert casts[1].isdisjoint(casts[2])


@pytest.mark.parametrize("crisis", FLOORS)
def test_cleaning_does_not_fall_below_its_floors(
    crisis: str, scores: dict[str, CleanScore]
) -> None:
    precision, recall, metadata, texts = FLOORS[crisis]
    score = scores[crisis]

    assert score.removed.precision >= precision
    assert score.removed.recall >= recall
    assert score.metadata.precision >= metadata
    assert score.texts.hits >= texts
