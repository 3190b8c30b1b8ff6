"""Every rule has a case that breaks it and nothing else; every valid case breaks none."""

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from communique.config import Workspace
from communique.jsonl import read
from communique.records import Duplicate, Manifest, Output
from communique.rules import RULES, Report, Subject, check
from communique.rules.bytes import LONGEST_LINE
from communique.run.check import subject

CASES = Path(__file__).parents[1] / "cases"
GUIDE = Path(__file__).parents[2] / "docs" / "checks.md"
MADE = {"long-line"}
"""Rules whose case is too large a file to keep; a test makes it."""

INVALID = sorted(path.name for path in (CASES / "invalid").iterdir())
VALID = sorted(path.name for path in (CASES / "valid").iterdir())


def checked(case: Path, where: Path) -> Report:
    """The report on a case: its files laid over those of `cases/base`."""
    return check(assembled(case, where))


def assembled(case: Path, where: Path) -> Subject:
    """What stands under `rebuilt/` and `sources/` is given, and in files of the case's folder."""
    for folder in (CASES / "base", case):
        shutil.copytree(folder, where, dirs_exist_ok=True)
    found = subject(Workspace(where))
    rebuilt, numbers, paired = where / "rebuilt", where / "numbers.json", where / "paired.jsonl"
    edges = tuple(read(paired, Duplicate)) if paired.exists() else None
    found = replace(found, paired=edges, silver=wanted_silver(where / "silver.json"))
    if rebuilt.exists():
        files = {path.name: path.read_bytes() for path in rebuilt.iterdir()}
        found = replace(found, release=files)
    if numbers.exists():
        counted = msgspec.json.decode(numbers.read_bytes(), type=dict[str, str])
        found = replace(found, numbers=counted)
    return replace(found, sources={path.name: path for path in (where / "sources").glob("*")})


def wanted_silver(path: Path) -> tuple[Output, ...] | None:
    """What silver is to be made from, if a case says so."""
    if not path.exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Manifest).outputs


@pytest.mark.parametrize("rule", INVALID)
def test_an_invalid_case_breaks_its_rule_and_no_other(rule: str, tmp_path: Path) -> None:
    report = checked(CASES / "invalid" / rule, tmp_path)

    assert {rule} == {issue.rule for issue in report.issues}


@pytest.mark.parametrize("rule", INVALID)
def test_an_issue_says_where_it_is_and_what_to_do(rule: str, tmp_path: Path) -> None:
    report = checked(CASES / "invalid" / rule, tmp_path)

    for issue in report.issues:
        assert issue.hint
        assert issue.line or rule in {
            *("misplaced-file", "story-codes", "manifest-stale"),
            *(one.id for one in RULES.values() if one.on == "subject"),
        }


@pytest.mark.parametrize("case", VALID)
def test_a_valid_case_breaks_no_rule(case: str, tmp_path: Path) -> None:
    report = checked(CASES / "valid" / case, tmp_path)

    assert list(report.issues) == []


def test_a_line_too_long_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "annotations/quotes/silver/00000.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'"' + b"a" * LONGEST_LINE + b'"\n')

    report = checked(CASES / "valid" / "pairs-and-errata", tmp_path)

    assert [issue.rule for issue in report.issues] == ["long-line"]


def test_every_rule_has_a_case() -> None:
    assert set(RULES) - MADE == set(INVALID)


def test_every_rule_has_its_line_in_the_guide() -> None:
    rows = [line.split("|") for line in GUIDE.read_text("utf-8").splitlines()]
    listed = {row[1].strip(" `"): row[2].strip() for row in rows if row[1:2] and "`" in row[1]}

    assert {rule.id: rule.meaning for rule in RULES.values()} == listed
