"""What holds of quotations in any text, and what `check` asks of their records."""

from hypothesis import example, given
from hypothesis import strategies as st
from parses import blank, found

from annotate.drafts import draft, findings
from communique.annotate.pipelines import plain
from communique.annotate.quotes.layer import agent, quotes
from communique.layers import layer_of_id
from communique.offsets import Digester
from communique.records import Quote, Range
from communique.rules.labels import quotes as _registered  # noqa: F401

PIECES = [
    "“We will wait,” said Venn.",
    "“Not a day,",
    "” said Orla Venn",
    "Venn said: ",
    "‘Why?’ asked she.",
    '"Go," he said, "now."',
    "«Non», according to Tarn, ",
    "Tarn said that “boats” sank.",
    "''So,'' she added. ",
    "“‘Never,’ he told us,” said Tarn.",
    "\n\n",
    "\r\n",
    "😀",
    "שלום",
    "é",
    "\u00a0",
    " and ",
    "'",
    "“",
    "”",
    '"',
    "— Venn",
    ":",
    ",",
    ".",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=9).map("".join)


@given(texts)
@example("“‘’”")
@example("\u2028“A,” said\r\n\r\n“B")
def test_quotations_lie_in_the_text_and_never_cross(text: str) -> None:
    pieces = found(blank(text))

    for piece in pieces:
        assert piece.kind in {"direct", "indirect", "mixed"}
        stretches = [piece.content, piece.cue, piece.speaker]
        assert all(0 <= s.start < s.end <= len(text) for s in stretches if s)
        assert text[piece.content.start : piece.content.end].strip()
    for one in pieces:
        for other in pieces:
            assert one is other or not _crosses(one.content, other.content)


@given(texts)
def test_what_stands_before_a_text_moves_its_quotations(text: str) -> None:
    before = "Boats sank 😀.\n\n"
    moved = [(p.kind, p.content.start - len(before)) for p in found(blank(before + text))]

    assert [(p.kind, p.content.start) for p in found(blank(text))] == moved


@given(texts)
def test_plain_blanks_keep_every_offset(text: str) -> None:
    kept = [(a, b) for a, b in zip(text, plain(text), strict=True) if a != b]

    assert all(b == " " and (a.isspace() or a in "\u200b\ufeff") for a, b in kept)
    assert "\n" not in {a for a, _ in kept}


@given(texts)
def test_records_keep_the_rules_of_the_layer(text: str) -> None:
    records = _records(text, is_shown=True)

    assert findings(Quote, records, text) == []
    assert len({record.id for record in records}) == len(records)
    digester = Digester(text)
    for record in records:
        assert layer_of_id(record.id) == "quotes"
        assert record.content.digest == digester(record.content.start, record.content.end)


@given(texts)
def test_withheld_texts_leave_no_words_in_records(text: str) -> None:
    for record in _records(text, is_shown=False):
        assert record.content.text is None
        assert record.cue is None or record.cue.text is None


def test_the_agent_names_the_pipeline() -> None:
    assert agent("en_some", "3.8.0") == "communique-quotes-3+en_some-3.8.0"


def _records(text: str, *, is_shown: bool) -> list[Quote]:
    document = draft(text, is_shown=is_shown)
    return list(quotes(document, found(blank(text)), agent("blank", "0")))


def _crosses(one: Range, other: Range) -> bool:
    overlap = one.start < other.end and other.start < one.end
    nested = one.start <= other.start and other.end <= one.end
    inside = other.start <= one.start and one.end <= other.end
    return one == other or (overlap and not nested and not inside)
