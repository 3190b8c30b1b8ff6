"""Dates, times and numbers: the tables in `values/` say what is found and what it means."""

import re
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.values import GrammarError, Value, values

BASE = date(2031, 5, 14)
MARKED = re.compile(r"\{([^|}]+)\|([A-Z]+)(?: ([^}]+))?\}")
LABELS = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
TABLES = sorted((Path(__file__).parent / "values").glob("*.txt"))
SENTENCES = [
    line
    for table in TABLES
    for line in table.read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ISO_DATE = re.compile(r"\d{4}(-W\d\d|-\d\d(-\d\d)?)?")
NUMBER = r"\d+(?:\.\d+)?"


def unmarked(sentence: str) -> str:
    return MARKED.sub(r"\1", sentence)


def marked(text: str, found: list[Value]) -> str:
    for value in reversed(found):
        note = f"{value.label} {value.value}" if value.value else value.label
        covered = text[value.start : value.end]
        text = f"{text[: value.start]}{{{covered}|{note}}}{text[value.end :]}"
    return text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_says_is_found_and_nothing_else(sentence: str) -> None:
    text = unmarked(sentence)

    assert sentence == marked(text, values(text, BASE))


def test_every_label_has_a_table_of_thirty_sentences() -> None:
    sizes = {table.stem.upper(): len(table.read_text("utf-8").splitlines()) for table in TABLES}

    assert sizes.keys() == LABELS
    assert min(sizes.values()) > 30


pieces = st.sampled_from(
    [unmarked(sentence) for sentence in SENTENCES]
    + [
        "😀",
        "שלום",
        "e\u0301",
        "\n",
        "  ",
        "\u00a0",
        "$",
        "5",
        "one",
        " to ",
        "from",
        "-",
        ",",
        "May",
    ]
)
texts = st.one_of(st.lists(pieces, max_size=4).map(" ".join), st.text(max_size=40))


@given(texts, st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_spans_are_words_of_the_text_in_order(text: str, base: date | None) -> None:
    at = 0
    for value in values(text, base):
        assert at <= value.start < value.end <= len(text)
        covered = text[value.start : value.end]
        assert covered == covered.strip()
        assert "\n" not in covered
        assert value.label in LABELS
        at = value.end


@given(texts)
def test_values_can_be_read_again(text: str) -> None:
    for found in values(text, BASE):
        if found.value is not None:
            assert is_readable(found.label, found.value), found


def is_readable(label: str, value: str) -> bool:
    if label == "DATE":
        return ISO_DATE.fullmatch(value) is not None and (
            len(value) != len("2031-05-14") or date.fromisoformat(value).isoformat() == value
        )
    if label == "TIME":
        hour, minute = value.split(":")
        return int(hour) < 24 and int(minute) < 60
    figures = value.rpartition(" ")[2] if label == "MONEY" else value
    if "/" in figures:
        return 0 < Fraction(figures) < 10
    return all(Decimal(figure) >= 0 for figure in figures.split(".."))


@given(texts, st.sampled_from(["A line.\n", "😀\n\n", "ש\n"]))
def test_a_line_before_shifts_the_spans_and_changes_nothing_else(text: str, before: str) -> None:
    shifted = [
        Value(found.start - len(before), found.end - len(before), found.label, found.value)
        for found in values(before + text, BASE)
    ]

    assert values(text, BASE) == shifted


def test_without_a_base_relative_dates_have_no_value() -> None:
    found = values("On Friday, October 7, and in 2030 he wrote, as he did last week.")

    assert [value.value for value in found] == [None, "2030", None]


def test_a_weekday_is_the_base_itself_or_the_one_before() -> None:
    days = [values(f"He left on {day}.", BASE)[0].value for day in ("Wednesday", "Thursday")]

    assert days == ["2031-05-14", "2031-05-08"]


def test_a_day_without_a_year_is_past_unless_it_is_near() -> None:
    days = [values(f"It was {day}.", BASE)[0].value for day in ("May 13", "June 1", "December 1")]

    assert days == ["2031-05-13", "2031-06-01", "2030-12-01"]


def test_typographic_apostrophes_dashes_and_blanks_do_not_matter() -> None:
    found = values("At 6 o’clock on New Year’s Eve 5–10\u00a0percent of the twenty‑five left.")

    assert [(value.label, value.value) for value in found] == [
        ("TIME", None),
        ("DATE", None),
        ("PERCENT", "5..10"),
        ("CARDINAL", "25"),
    ]


def test_a_language_without_rules_is_named() -> None:
    with pytest.raises(GrammarError, match=r"values/tlh\.toml"):
        values("", language="tlh")


def test_dateparser_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "import sys; from communique.annotate.values import values; values('On May 5, 2031.');"
        " print('dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_a_page_is_read_in_a_fraction_of_a_second() -> None:
    page = "\n".join(unmarked(sentence) for sentence in SENTENCES)
    values("", BASE)
    began = time.process_time()
    values(page, BASE)

    assert time.process_time() - began < 1
