"""Pages of invented news: what goes, by which rule, and what must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.clean.boilerplate import stripped
from communique.clean.normalise import normalised
from communique.languages import Language
from communique.offsets import Aligned

TITLE = "Keldra recalls envoy over strait dispute"
LEAD = (
    "Keldra recalled its ambassador on Tuesday after a patrol ship of Zennava turned back a ferry "
    "with four hundred people aboard, the foreign ministry said."
)
BODY = (
    "The prime minister said the envoy would stay at home until the strait was open again, and "
    "asked the sea council to meet before the end of the week."
)
END = "Neither side has said when the two ministers will speak to each other again."


def cleaned(text: str, language: Language) -> tuple[list[str], list[tuple[str, str]]]:
    result = stripped(normalised(Aligned.of(text)), language)
    pieces = [(piece.text.text, piece.reason) for piece in result.pieces]
    return result.text.text.split("\n\n"), pieces


HEAD_LINES = [
    ("Home > World > Lodenna Sea", "breadcrumb"),
    ("• Harbour Post", "breadcrumb"),
    ("Harbour Post / News / Live", "breadcrumb"),
    ("WORLD", "label"),
    ("4 min read", "label"),
    ("Tuesday, 8 April 2031, 21:14", "date-line"),
    ("By Davith Uskela", "byline"),
    ("By Elin Carrow and Marrick Obel in Trevaunis", "byline"),
    ("Skip to main content", "navigation"),
    ("Share this article", "share"),
    ("We use cookies to keep this site running. Accept", "navigation"),
]
BODY_LINES = [
    ("Advertisement", "advertisement"),
    ("Story continues below", "advertisement"),
    ("Read more: Seven Things to Know About the Strait", "promo"),
    ("Related: Islanders Count Their Flour", "related-story"),
    ("SEE ALSO – Who Polices the Strait? A Short History", "related-story"),
    ("Sea Council Weighs a Pilot Station at Cape Ollas", "related-story"),
    ("PHOTO: The ferry under escort on Monday", "caption"),
    ("The ferry at the quay on Monday. Jenna Polwhisk/LPA", "caption"),
    ("Sign up for our morning newsletter", "newsletter"),
    ("Enjoying the Post? Get it in your inbox every morning", "newsletter"),
    ("Download our app for the latest from the harbour", "promo"),
    ("21:05", "date-line"),
]
TAIL_LINES = [
    ("Elin Carrow contributed to this report", "credit"),
    ("Reporting by Davith Uskela; editing by Hanna Vorst", "credit"),
    ("© 2031 Harbour Post. All rights reserved.", "copyright"),
    ("Tags: ferries, Lodenna Sea", "label"),
    ("12 comments", "label"),
    ("Back to top", "navigation"),
    ("← All island news", "navigation"),
    ("Previous: Bakers Raise the Price of Rye", "navigation"),
    ("Swimming Hall to Close for Repairs", "related-story"),
]


@pytest.mark.parametrize(("line", "reason"), HEAD_LINES)
@pytest.mark.parametrize("below_title", [False, True])
def test_boilerplate_of_the_head_goes(
    line: str, reason: str, below_title: bool, english: Language
) -> None:
    head = [TITLE, line] if below_title else [line, TITLE]
    kept, pieces = cleaned("\n\n".join([*head, LEAD, BODY, END]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert pieces == [(line, reason)]


@pytest.mark.parametrize(("line", "reason"), BODY_LINES)
def test_boilerplate_inside_the_body_goes(line: str, reason: str, english: Language) -> None:
    kept, pieces = cleaned("\n".join([TITLE, LEAD, line, BODY, END]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert pieces == [(line, reason)]


@pytest.mark.parametrize(("line", "reason"), TAIL_LINES)
def test_boilerplate_of_the_tail_goes(line: str, reason: str, english: Language) -> None:
    kept, pieces = cleaned("\n\n".join([TITLE, LEAD, BODY, END, line]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert pieces == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Ferry company waits",
        "‘He owes me a birthday’",
        "“We will feed the islands for as long as it takes,” she said.",
        "“Turn your bow west.”",
        "Nobody came.",
        "8 April was the last day on which the ferry sailed as planned.",
        "In Trevaunis, shops shut at noon.",
        "- free passage for ferries",
        "1. to let the crews go home;",
        "Those who want to read more about the treaty will find it in the harbour library.",
        "The federation’s newsletter had gone to press with a drawing of a ship.",
        "They share the cod evenly and subscribe to the accord of 2014.",
        "A photo of the crew hung over the bar on Capstan Street.",
        "The envoys will sign up to a joint patrol, the minister said.",
        "Together with Gwelsaar, Tresvalde has mediated the indirect talks since January.",
        "Supported by its allies in the region, the government refused to withdraw its troops.",
        "In partnership with the sea council, the ministry will open two crossings on Friday.",
        "An earlier version of this agreement was rejected by the cabinet in May.",
        "Something went wrong in the talks, the envoy said on Tuesday.",
        "Full coverage of the costs was promised by the ministry.",
        "Elsewhere - in the north - two convoys were turned back by soldiers.",
        "According to agency reports, three envoys left on Sunday.",
        "By using force, the minister said, they would never accept peace.",
        "Sources: two diplomats, who asked not to be named, said a deal was near.",
        "Support local groups had counted on did not arrive, the agency said.",
        "Press office staff at the ministry said the envoy would travel on Sunday.",
        "Published by the ministry on Tuesday, the text names no date for elections.",
        "The report, which the council contributed to, was published on Monday.",
        "Presented by the Gwelsaaran delegation, the plan foresees a pause of six weeks.",
        "Material for the shelters was provided by Gwelsaar, the ministry said.",
        "Information on the prisoners has been provided to the islanders, the army said.",
        "A message from the president was read to the assembly on Monday.",
        "Edited by both delegations, the statement no longer mentions sanctions.",
    ],
)
def test_what_belongs_to_the_article_stays(line: str, english: Language) -> None:
    page = [TITLE, LEAD, line, BODY, BODY.replace("prime", "first"), END]
    kept, pieces = cleaned("\n\n".join(page), english)

    assert kept == page
    assert pieces == []


@pytest.mark.parametrize(
    ("prefix", "reason"),
    [
        ("date 2031-04-08 ", "date-line"),
        ("8 April 2031 – ", "date-line"),
        ("WORLD | ", "label"),
        ("LIVE: ", "label"),
    ],
)
def test_what_is_glued_to_the_title_goes(prefix: str, reason: str, english: Language) -> None:
    kept, pieces = cleaned("\n".join([prefix + TITLE, LEAD, BODY, END]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert pieces == [(prefix.strip(), reason)]


@pytest.mark.parametrize(
    "dateline",
    [
        "TREVAUNIS, 8 April (LPA) — ",
        "Trevaunis (LPA) – ",
        "TREVAUNIS — ",
        "Trevaunis, 8 April 2031. – ",
    ],
)
def test_a_dateline_goes_and_its_paragraph_stays(dateline: str, english: Language) -> None:
    kept, pieces = cleaned("\n\n".join([TITLE, dateline + LEAD, BODY, END]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert pieces == [(dateline.strip(), "dateline")]


def test_a_place_and_a_dash_in_running_prose_are_no_dateline(english: Language) -> None:
    lead = f"Trevaunis – a port that lives by its ferries – fell silent. {LEAD}"
    kept, _ = cleaned("\n\n".join([TITLE, lead, BODY]), english)

    assert kept == [TITLE, lead, BODY]


def test_the_second_copy_of_a_title_goes(english: Language) -> None:
    kept, pieces = cleaned("\n".join([TITLE, "LPA", TITLE, LEAD, BODY]), english)

    assert kept.count(TITLE) == 1
    assert (TITLE, "repeated-title") in pieces


def test_links_under_a_heading_at_the_end_go_with_it(english: Language) -> None:
    tail = ["Most read", "Harbour seal named after weather girl", "Which island are you?"]
    kept, pieces = cleaned("\n\n".join([TITLE, LEAD, BODY, END, *tail]), english)

    assert kept == [TITLE, LEAD, BODY, END]
    assert [text for text, _ in pieces] == tail


def test_wrapped_lines_are_paragraphs_again(english: Language) -> None:
    wrapped = "\n".join(
        [
            "Keldra recalled its ambassador on Tuesday after a patrol ship of",
            "Zennava turned back a ferry with four hundred people aboard, the",
            "foreign ministry said in a statement that gave no other reason for",
            "a step that had been asked for by the opposition since the winter",
            "and was refused by the government until the ferry was turned back",
            "in full view of the harbour.",
            "",
            "The envoy is to stay.",
        ]
    )

    kept, _ = cleaned(wrapped, english)

    assert kept == [
        wrapped.split("\n\n", maxsplit=1)[0].replace("\n", " "),
        "The envoy is to stay.",
    ]


def test_title_standfirst_and_subheads_are_marked(english: Language) -> None:
    standfirst = "Islanders wait for flour as two governments trade letters"
    text = "\n\n".join([TITLE, standfirst, LEAD, "Ferry company waits", BODY, END])

    result = stripped(normalised(Aligned.of(text)), english)

    marked = [(result.text.text[b.start : b.end], b.kind) for b in result.blocks]
    assert marked == [
        (TITLE, "title"),
        (standfirst, "standfirst"),
        ("Ferry company waits", "subhead"),
    ]


LINES = st.sampled_from(
    [TITLE, LEAD, BODY, END, "", "  ", "Ferry company waits", "Most read", "8 April 2031"]
    + [line for line, _ in (*HEAD_LINES, *BODY_LINES, *TAIL_LINES)]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14))
def test_cleaning_twice_is_cleaning_once(english: Language, lines: list[str]) -> None:
    once = stripped(normalised(Aligned.of("\n".join(lines))), english).text.text

    assert stripped(normalised(Aligned.of(once)), english).text.text == once


@given(st.lists(LINES, max_size=12))
def test_every_line_is_kept_or_removed_with_a_reason(english: Language, lines: list[str]) -> None:
    raw = "\n".join(lines)
    result = stripped(normalised(Aligned.of(raw)), english)

    words = [w for p in result.pieces for w in p.text.text.split()] + result.text.text.split()
    assert sorted(words) == sorted(raw.split())
