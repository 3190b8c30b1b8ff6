"""A check runs level by level, hides nothing, and says what it could not verify."""

import json
import shutil
from pathlib import Path

import pytest

from communique.config import Workspace
from communique.rules import Level, Report, check
from communique.run.check import subject

CASES = Path(__file__).parents[1] / "cases"
QUOTES = "annotations/quotes/silver/00000.jsonl"


def laid_out(where: Path, *cases: str) -> Path:
    for case in ("base", *cases):
        shutil.copytree(CASES / case, where, dirs_exist_ok=True)
    return where


def report(where: Path, upto: Level = Level.RELEASE) -> Report:
    return check(subject(Workspace(where)), upto=upto)


def lines(where: Path, name: str = QUOTES) -> list[str]:
    return (where / name).read_text("utf-8").splitlines()


def test_a_bad_line_hides_no_other(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "valid/four-layers")
    first, second, third = lines(where)
    shape = json.dumps(json.loads(second) | {"kind": "shouted"})
    text = third.replace('"start":', '"start":1', 1)
    (where / QUOTES).write_text(f"{first}\r\n{shape}\n{text}\nnot json\n", "utf-8", newline="")

    found = [(issue.line, issue.rule) for issue in report(where).issues if issue.file == QUOTES]

    assert found == [
        (1, "line-end"),
        (2, "schema"),
        (3, "span-outside"),
        (4, "not-json"),
    ]


@pytest.mark.parametrize(
    ("upto", "rules"),
    [
        (Level.BYTES, []),
        (Level.SHAPE, []),
        (Level.TEXT, []),
        (Level.LABELS, ["trailing-possessive"]),
    ],
)
def test_no_level_beyond_the_one_asked_for_is_run(
    upto: Level, rules: list[str], tmp_path: Path
) -> None:
    where = laid_out(tmp_path, "invalid/trailing-possessive", "invalid/story-without-split")

    assert [issue.rule for issue in report(where, upto).issues] == rules


def test_a_line_that_fails_a_level_is_not_run_at_the_next(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "invalid/trailing-possessive")
    name = "annotations/entities/silver/00000.jsonl"
    (where / name).write_text((where / name).read_text("utf-8").replace("made-a", "made-z"))

    assert [issue.rule for issue in report(where).issues] == ["document-unknown"]


def test_what_needs_a_withheld_text_is_said_and_is_no_issue(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "valid/withheld-spans-without-text")

    found = report(where)

    assert found.issues == ()
    assert {note.rule for note in found.notes} >= {
        *("span-digest-mismatch", "span-outside", "text-sha256", "trigger-no-event"),
        *("index-stale", "source-digest", "release-stale", "withheld-words"),
    }
    counts = {note.file: note.count for note in found.notes if note.rule == "span-digest-mismatch"}
    assert counts["annotations/entities/silver/00000.jsonl"] == 2


def test_with_the_texts_at_hand_nothing_of_spans_is_left_unverified(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "valid/withheld-text-at-hand")

    assert {note.rule for note in report(where).notes} == {
        *("release-stale", "silver-stale", "source-digest"),
    }


def test_no_message_repeats_the_text_of_a_withheld_span(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "invalid/withheld-text-shown", "invalid/withheld-words")

    found = report(where).issues

    assert {"withheld-text-shown", "withheld-words"} == {issue.rule for issue in found}
    assert not any("grey" in str(issue).lower() for issue in found)


def test_only_the_files_asked_for_are_checked_against_the_whole_corpus(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "valid/four-layers", "invalid/entity-missing")
    events = "annotations/events/silver/00000.jsonl"

    found = check(subject(Workspace(where)), upto=Level.LABELS, only={events})

    assert found.issues == ()
    assert (found.files, found.records) == (1, 5)


def test_an_id_is_not_repeated_by_its_own_gold_and_individual_records(tmp_path: Path) -> None:
    where = laid_out(tmp_path, "valid/an-id-is-carried-to-gold")

    assert report(where).records >= 3
    assert report(where).issues == ()
