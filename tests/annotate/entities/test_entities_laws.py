"""What holds of mentions in any text, and what `check` asks of their records."""

from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from recognizing import ENGLISH, found, recognized
from spacy.tokens import Doc
from spacy.util import filter_spans

from annotate.drafts import draft, findings
from communique.annotate.entities.found import NAMES, Mention
from communique.annotate.entities.layer import agent, entities
from communique.layers import layer_of_id
from communique.offsets import Digester
from communique.records import Entity
from communique.rules.labels import entities as _registered  # noqa: F401
from communique.schema import parallel

PIECES = [
    "Governor Orla Venn",
    "Venn, 52, ",
    "Keldra",
    "the Keldrans ",
    "Keldra’s government",
    "Republic of ",
    "the Republic",
    "Ostrel Canal Board (OCB)",
    "the OCB's ",
    "the Sella dam",
    "the ferry Lady Ann",
    "Farmers' League",
    "TALKS IN FRANCE\n",
    "U.S.",
    "Britain",
    "Friday",
    "May",
    "9 April ",
    "the 2031 Barge War",
    "$5 million",
    "1,400",
    "Gulf of ",
    "said ",
    " and the ",
    " of ",
    " (",
    ")",
    ", ",
    ". ",
    "'s",
    "’",
    "“",
    "”",
    '"',
    "-",
    "\n\n",
    "\r\n",
    "\u00a0",
    "\u200b",
    "\u2028",
    "😀",
    "🇫🇷",
    "שלום",
    "مرحبا\u200f",
    "e\u0301",
    "É",
    "İ",
    "ß",
]
LABELS = ("PERSON", "NORP", "ORG", "GPE", "DATE", "FAC", "PRODUCT")
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=10).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    """Any text, and in it what a recognizer that is wrong at random might say."""
    doc = recognized(draw(texts))
    size = len(doc)
    cut = st.tuples(st.integers(0, size), st.integers(1, 4), st.sampled_from(LABELS))
    cuts = draw(st.lists(cut, max_size=4))
    spans = [doc[start : start + length] for start, length, _ in cuts]
    labelled = [
        doc.char_span(span.start_char, span.end_char, label)
        for span, (*_, label) in zip(spans, cuts, strict=True)
        if span.text
    ]
    doc.set_ents(filter_spans([span for span in labelled if span is not None]), default="outside")
    return doc


@cache
def classes() -> dict[str, str]:
    return dict(parallel("entity", "label", "x-class"))


@given(documents())
@example(recognized("Venn\r\n’s\u00a0 Keldra’s"))
def test_mentions_are_words_of_the_text_in_order(doc: Doc) -> None:
    at = 0
    for one in found(doc):
        assert at <= one.start < one.end <= len(doc.text)
        covered = doc.text[one.start : one.end]
        assert covered == covered.strip()
        at = one.end


@given(documents())
def test_a_mention_has_one_of_eighteen_labels_and_a_name_if_that_is_of_names(doc: Doc) -> None:
    assert len(classes()) == 18
    for one in found(doc):
        assert classes()[one.label] in {"name", "time", "number"}
        assert (classes()[one.label] == "name") == (one.label in NAMES) == bool(one.name)
        assert one.value is None or one.label not in NAMES


@given(documents())
def test_the_document_stays_as_it_is_and_gives_the_same_again(doc: Doc) -> None:
    text = doc.text
    ents = [(span.start, span.end, span.label_) for span in doc.ents]

    first = found(doc)

    assert first == found(doc)
    assert text == doc.text
    assert ents == [(span.start, span.end, span.label_) for span in doc.ents]


@given(texts)
def test_another_reading_of_a_text_gives_the_same(text: str) -> None:
    assert found(recognized(text)) == found(recognized(text))


@given(documents())
def test_records_keep_the_rules_of_the_layer(doc: Doc) -> None:
    records = _records(doc, is_shown=True)

    assert findings(Entity, records, doc.text) == []
    assert len({record.id for record in records}) == len(records)
    digester = Digester(doc.text)
    for record, one in zip(records, found(doc), strict=True):
        assert layer_of_id(record.id) == "entities"
        assert record.span == digester.span(one.start, one.end, with_text=True)
        assert (record.label, record.entity, record.value) == (one.label, one.name, one.value)


@given(documents())
def test_withheld_texts_leave_no_words_in_spans(doc: Doc) -> None:
    shown, withheld = _records(doc, is_shown=True), _records(doc, is_shown=False)

    assert [record.span.text for record in withheld] == [None] * len(shown)
    assert [record.span.digest for record in withheld] == [record.span.digest for record in shown]


def test_a_document_without_text_has_no_records() -> None:
    document = draft("Keldra", is_shown=False)
    gone = replace(document, text=None)

    assert list(entities(gone, [Mention(start=0, end=6, label="GPE", name="Keldra")], "a")) == []


def test_a_text_without_words_has_no_mentions() -> None:
    assert [found(ENGLISH(text)) for text in ("", " ", "\r\n", "😀")] == [[]] * 4


def test_the_agent_names_the_pipeline() -> None:
    assert agent("en_some", "3.8.0") == "communique-entities-2+en_some-3.8.0"


def _records(doc: Doc, *, is_shown: bool) -> list[Entity]:
    document = draft(doc.text, is_shown=is_shown)
    return list(entities(document, found(doc), agent("blank", "0")))
