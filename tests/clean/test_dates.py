import pytest

from communique.clean.dates import is_date_line, is_dated_line, is_update, stated_date
from communique.languages import Language


@pytest.mark.parametrize(
    "line",
    [
        "November 3, 2031",
        "Tuesday, 8 April 2031, 21:14",
        "Published: 16:52, 11 April 2031",
        "15 Apr 2031 19:48 (updated 20:05)",
        "2031-04-08T19:48:00+02:00",
        "08.15",
        "Updated 4 hours ago",
        "Posted on Wednesday 16th April 2031",
        "11/04/2031 | 09:30 GMT",
    ],
)
def test_a_line_of_a_date_is_known(line: str, english: Language) -> None:
    assert is_date_line(line, english)


@pytest.mark.parametrize(
    "line",
    [
        "3 March saw the talks collapse",
        "On Tuesday",
        "2031 in pictures",
        "Eleven hours later nobody had signed",
        "May",
        "The envoy arrived on 8 April 2031",
    ],
)
def test_a_line_that_says_more_is_not(line: str, english: Language) -> None:
    assert not is_date_line(line, english)


def test_a_line_with_a_date_and_little_else_is_told_from_a_sentence(english: Language) -> None:
    assert is_dated_line("No. 212, Wednesday 10 October 2029", english)
    assert not is_dated_line("The treaty signed on 10 October 2029 lapses soon", english)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Friday 3rd of March, 2031", "2031-03-03"),
        ("March 3, 2031", "2031-03-03"),
        ("3-Mar-2031", "2031-03-03"),
        ("2031/03/03", "2031-03-03"),
        ("25/03/2031", "2031-03-25"),
        ("03.04.2031", "2031-04-03"),
        ("03/25/2031", "2031-03-25"),
        ("03/04/2031", None),
        ("31 February 2031", None),
        ("3 March", None),
    ],
)
def test_a_date_is_stated_where_it_can_be_read_one_way(
    text: str, iso: str | None, english: Language
) -> None:
    assert stated_date(text, english) == iso


def test_an_update_is_told_from_a_publication(english: Language) -> None:
    assert is_update("Last modified 07.12", english)
    assert not is_update("Published 07.12", english)
