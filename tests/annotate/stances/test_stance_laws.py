"""What holds of stances in any text, and what `check` asks of their records."""

from holding import STORY, pipeline, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.drafts import draft, findings
from communique.annotate.events.layer import events
from communique.annotate.pipelines import plain
from communique.annotate.quotes.layer import quotes
from communique.annotate.stances.component import NAME
from communique.annotate.stances.found import AGAINST, ENTITY, FAVOR, ISSUE, NEUTRAL
from communique.annotate.stances.layer import agent, stances
from communique.layers import layer_of_id
from communique.offsets import Digester
from communique.records import Stance
from communique.rules.labels import stances as _registered  # noqa: F401

PIECES = [
    "“We back a pause,” President Orla Venn said. ",
    "President Orla Venn rejected a truce unless Zennava frees the crew. ",
    "Keldra recalled its envoy from Zennava. ",
    "“The closure must end,” said Venn",
    "She condemned Zennava. ",
    "Venn said that it “will not” close the bridge. ",
    "Keldra calls on Zennava:\n\n- to free the crew",
    "Should the closure go on, they will leave. ",
    " and ",
    " not ",
    "truce",
    "Zennava",
    "\n\n",
    "\r\n",
    "😀",
    "שלום",
    "é",
    "\u00a0",
    "“",
    "”",
    ",",
    ".",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=7).map("".join)
EXAMPLE = "Keldra calls on Zennava:\n\n- to free the crew"


@given(texts)
@example("")
@example(EXAMPLE)
@settings(max_examples=40)
def test_stances_lie_in_the_text(text: str) -> None:
    doc = read(text)

    for one in doc._.stances:
        assert 0 <= one.evidence.start < one.evidence.end <= len(text)
        assert plain(text)[one.evidence.start : one.evidence.end].strip()
        assert one.polarity in {FAVOR, AGAINST, NEUTRAL}
        assert one.target_kind in {ISSUE, ENTITY}
        assert one.holder != one.target
        assert one.conditional == (one.condition is not None)
        assert one.condition is None or 0 <= one.condition.start < one.condition.end <= len(text)


@given(texts)
@settings(max_examples=40)
def test_what_a_stance_rests_on_is_there(text: str) -> None:
    doc = read(text)

    for one in doc._.stances:
        if one.quote is not None:
            content = doc._.quotes[one.quote].content
            assert content.start <= one.evidence.start
            assert one.evidence.end <= content.end
        assert one.event is None or one.event < len(doc._.events)


@given(texts)
@settings(max_examples=40)
def test_records_keep_the_rules_of_the_layer(text: str) -> None:
    records = _records(text, is_shown=True)
    digester = Digester(text)

    assert findings(Stance, records, text, ["document"]) == []
    assert len({record.id for record in records}) == len(records)
    for record in records:
        assert layer_of_id(record.id) == "stances"
        assert record.evidence.digest == digester(record.evidence.start, record.evidence.end)


@given(texts)
@settings(max_examples=20)
def test_withheld_texts_leave_no_words_in_records(text: str) -> None:
    for record in _records(text, is_shown=False):
        assert record.evidence.text is None
        assert record.condition is None or record.condition.text is None


def test_without_a_story_there_are_stances_toward_actors_alone() -> None:
    text = "President Orla Venn condemned Zennava and rejected a truce."

    assert [one.target for one in read(text, None)._.stances] == ["Zennava"]
    assert [one.target for one in read(text, "unheard-of")._.stances] == ["Zennava"]


def test_the_same_text_has_the_same_stances_again() -> None:
    assert read(EXAMPLE)._.stances == read(EXAMPLE)._.stances


def test_the_component_leaves_the_text_as_it_is() -> None:
    doc = read(EXAMPLE)

    assert doc.text == EXAMPLE
    assert NAME in pipeline().pipe_names


def test_the_agent_names_the_pipeline() -> None:
    assert agent("en_some", "3.8.0") == "communique-stances-1+en_some-3.8.0"


def _records(text: str, *, is_shown: bool) -> list[Stance]:
    document = draft(text, is_shown=is_shown, story=STORY)
    doc, by = read(text), agent("blank", "0")
    quoted = list(quotes(document, doc._.quotes, by))
    told = list(events(document, doc._.events, quoted, by))
    return list(stances(document, doc._.stances, quoted, told, by))
