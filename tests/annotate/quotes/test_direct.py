"""Direct quotations as marks alone show them, in every house style."""

import pytest
from parses import blank, found, shown

STYLES = ["“{}” {}", "‘{}’ {}", '"{}" {}', "'{}' {}", "«{}» {}", "„{}“ {}", "''{}'' {}"]

FOUND = {
    "with emoji": (
        "🚢 “Boats go 😀,” said Orla Venn. 🚢",
        [("direct", "Boats go 😀,", "said", "Orla Venn")],
    ),
    "right to left": (
        "“הספינה לא תפליג,” said Tamar Levan.",
        [("direct", "הספינה לא תפליג,", "said", "Tamar Levan")],
    ),
    "with line ends of two characters": (
        "Talks fail\r\n\r\n“We will wait,” said Venn.\r\n\r\nNobody came.",
        [("direct", "We will wait,", "said", "Venn")],
    ),
    "split by its cue": (
        "“We will wait,” said Venn. “Not a day more.”",
        [
            ("direct", "We will wait,", "said", "Venn"),
            ("direct", "Not a day more.", "said", "Venn"),
        ],
    ),
    "over paragraphs": (
        "“We will wait,” said Venn.\n\n“Not a day more.\n\n“The boats are ready.”",
        [
            ("direct", "We will wait,", "said", "Venn"),
            ("direct", "Not a day more.", None, None),
            ("direct", "The boats are ready.", None, None),
        ],
    ),
    "behind a colon": (
        "Venn said: “We will wait.”",
        [("direct", "We will wait.", "said", "Venn")],
    ),
    "a heading with a colon": (
        "Zennava: ‘a domestic decision’",
        [("direct", "a domestic decision", ":", "Zennava")],
    ),
    "signed below": (
        "“We will wait for the boats.”\n\n— Orla Venn\n\nThe rest is silence.",
        [("direct", "We will wait for the boats.", "—", "Orla Venn")],
    ),
    "told an agency": (
        "“We will wait,” Orla Venn, the mayor, told LPA from the quay.",
        [("direct", "We will wait,", "told", "Orla Venn")],
    ),
    "signed on its line": (
        "“We will wait for the boats.” ― Orla Venn\n“And I will not.” ― Joss Tarn",
        [
            ("direct", "We will wait for the boats.", "―", "Orla Venn"),
            ("direct", "And I will not.", "―", "Joss Tarn"),
        ],
    ),
    "a question": (
        "“Who will wait?” asked Venn.",
        [("direct", "Who will wait?", "asked", "Venn")],
    ),
    "inner quotation of another": (
        "“My son asked me, ‘Where is the boat?’ and cried,” said Venn.",
        [
            ("direct", "My son asked me, ‘Where is the boat?’ and cried,", "said", "Venn"),
            ("direct", "Where is the boat?", "asked", "My son"),
        ],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_house_style_of_marks_is_read(style: str) -> None:
    doc = blank(style.format("We will wait,", "said Orla Venn."))

    assert shown(doc) == [("direct", "We will wait,", "said", "Orla Venn")]


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_direct_quotations_need_no_parser(
    text: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert expected == shown(blank(text))


@pytest.mark.parametrize(
    "text",
    [
        "The “quiet zone” was noisy.",
        "He knew “The Tide” and “The Lamp”.",
        "The boats’ crews ’twixt shore and ship rested.",
        "",
        "“”",
        "\n\n",
    ],
)
def test_terms_and_titles_are_no_quotations(text: str) -> None:
    assert shown(blank(text)) == []


def test_pieces_of_one_utterance_share_an_act_and_a_name() -> None:
    pieces = found(blank("“We wait,” said Orla Venn. “Still.”\n\n“Always.”\n\n“No,” said Tarn."))

    assert [piece.act for piece in pieces] == [0, 0, 0, 1]
    assert [piece.speaker_name for piece in pieces] == ["Orla Venn"] * 3 + ["Tarn"]


def test_a_surname_and_a_pronoun_are_whoever_bore_them_in_the_paragraph() -> None:
    text = "“We wait,” said Orla Venn. “Still,” said Venn. “Always,” she said.\n\n“No,” she said."
    pieces = found(blank(text))

    names = [piece.speaker_name for piece in pieces]
    assert names == ["Orla Venn", "Orla Venn", "Orla Venn", None]
