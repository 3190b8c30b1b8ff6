"""Where patterns are tried: quick, and never fewer matches than by trying everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.values.beginnings import DEPTH, Table, beginnings
from communique.annotate.values.rules import rules

PATTERNS = [pattern for rule in rules("en").rules for pattern in rule.patterns]
TABLE = Table(PATTERNS)
TEXT = (
    "the a some 7 31 2023 October oct. Friday two-thirds $3.5 million 12% half an hour ago to and"
    " late ’90s 3:30 p.m. GMT km dozens of İ ﬁve ٣ K “three” — Q1 1914-1918 \n"
)
WORDS = st.sampled_from(TEXT.split(" "))


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_a_table_finds_what_each_pattern_finds(text: str) -> None:
    expected = {(n, m.span()) for n, p in enumerate(PATTERNS) for m in p.finditer(text)}

    assert expected == {(number, match.span()) for number, match in TABLE.matches(text)}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?<!\\w)(?:may|march)", {"may", "mar"}),
        ("(?:the )?[0-9]{2}", {"the", "00"}),
        ("\\d+ km", {"0 k", "00 ", "000"}),
        ("(?:x|[^y]z)", {"x", ""}),
    ],
)
def test_a_pattern_says_how_its_matches_begin(pattern: str, expected: set[str]) -> None:
    assert expected == set(beginnings(re.compile(pattern, re.IGNORECASE)))


def test_no_rule_may_begin_anyhow() -> None:
    assert all(begin for pattern in PATTERNS for begin in beginnings(pattern))
    assert DEPTH > 1
