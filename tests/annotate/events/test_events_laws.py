"""What holds of events in any text, and what `check` asks of their records."""

import msgspec
from coding_texts import coded, pipeline
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.drafts import draft, findings
from communique.annotate.events.layer import agent, events
from communique.annotate.quotes.layer import quotes
from communique.layers import layer_of_id
from communique.offsets import Digester
from communique.records import Event
from communique.rules.labels import events as _registered  # noqa: F401
from communique.schema import parallel, validator

PIECES = [
    "Norway condemned Peru. ",
    "Chile urged the Norwegian government to release the crew",
    "“We will attack Peru,” said Orla Venn. ",
    "Talks between Norway and Peru failed in Lima on Friday. ",
    "They ",
    "its troops ",
    "withdrew from the port",
    " and ",
    " after ",
    "a cease-fire",
    "a pro-truce rally ",
    "an attack on ",
    "the embassy",
    " was ",
    "rejected ",
    "Peru threatened not to attend the summit. ",
    "by both sides",
    ", she said",
    "\n\n",
    "\r\n",
    "\u00a0",
    "\u2028",
    "😀",
    "שלום",
    "e\u0301",
    "“",
    "”",
    '"',
    "—",
    ". ",
]
QUIET = settings(deadline=None, max_examples=60)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=9).map("".join)


@QUIET
@given(texts)
@example("")
@example("attack attack\n\nattack")
@example("“Norway attacked” “Peru” attacked")
def test_events_lie_in_the_text_and_name_one_another_rightly(text: str) -> None:
    found = coded(text)._.events

    assert len({each.token for each in found}) == len(found)
    for number, each in enumerate(found):
        places = [p.place for p in (*each.actor, *each.recipient, *each.location) if p.place]
        for place in (each.trigger, *places):
            assert 0 <= place.start < place.end <= len(text)
        assert all(0 <= other < len(found) and other != number for other in each.content)
        assert each.quote is None or 0 <= each.quote < len(coded(text)._.quotes)


@QUIET
@given(texts)
def test_nobody_is_in_a_role_twice(text: str) -> None:
    for each in coded(text)._.events:
        for role in (each.actor, each.recipient, each.location):
            assert len({one.name for one in role}) == len(role)
            assert all(one.name for one in role)


@QUIET
@given(texts)
def test_records_keep_the_rules_of_the_layer(text: str) -> None:
    records = _records(text, is_shown=True)

    assert findings(Event, records, text) == []
    assert len({record.id for record in records}) == len(records)
    digester = Digester(text)
    types = set(parallel("event", "type", "x-quad"))
    for record in records:
        assert layer_of_id(record.id) == "events"
        assert record.trigger.digest == digester(record.trigger.start, record.trigger.end)
        assert record.type in types
        assert validator("event").is_valid(msgspec.to_builtins(record))


@QUIET
@given(texts)
def test_withheld_texts_leave_no_words_in_records(text: str) -> None:
    for record in _records(text, is_shown=False):
        arguments = (*record.actor, *record.recipient, *record.location)
        assert record.trigger.text is None
        assert all(one.span is None or one.span.text is None for one in arguments)


def test_the_agent_names_the_pipeline() -> None:
    assert agent("en_some", "3.8.0") == "communique-events-2+en_some-3.8.0"


def test_the_same_text_gives_the_same_events_in_company() -> None:
    text = "Norway urged Peru to release the crew."
    alone = coded(text)._.events

    together = [doc._.events for doc in pipeline().pipe(["Chile left.", text], batch_size=1)]

    assert together[1] == alone


def _records(text: str, *, is_shown: bool) -> list[Event]:
    document = draft(text, is_shown=is_shown)
    doc = coded(text)
    said = list(quotes(document, doc._.quotes, "blank"))
    return list(events(document, doc._.events, said, agent("blank", "0")))
