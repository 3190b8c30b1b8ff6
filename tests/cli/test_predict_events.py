"""`communique predict events`: which event is first, and how it is written."""

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens.underscore import Underscore

from communique.annotate import makers as _makers  # noqa: F401  (before extensions are faked)
from communique.annotate.entities.found import Mention
from communique.annotate.events.found import Found, Participant
from communique.annotate.quotes.found import Found as Quotation
from communique.jsonl import DataError
from communique.records import Range
from communique.run import predict_events
from communique.run.predict_events import Findings, Named, Sides, predicted

TEXT = "🚢 Keldra met Zennavan envoys in Dramno, urged a truce and will aid Gwelsaar, Venn said."


def place(words: str) -> Range:
    start = TEXT.index(words)
    return Range(start, start + len(words))


def taker(words: str, name: str | None = None) -> Participant:
    return Participant(name or words, place(words))


def event(type_: str, words: str, **fields: object) -> Found:
    stands = {"type": type_, "modality": "actual", "trigger": place(words), "token": 0}
    return Found(**{**stands, **fields})  # type: ignore[arg-type]


KELDRA, ZENNAVA = taker("Keldra"), taker("Zennavan envoys", "Zennava")
MET = event("CONSULT", "met", actor=(KELDRA, ZENNAVA), location=(taker("Dramno"),))
URGED = event("REQUEST", "urged", actor=(KELDRA,), recipient=(ZENNAVA,), rank=1)
TRUCE = event("RETREAT", "truce", modality="hypothetical", actor=(ZENNAVA,), recipient=(KELDRA,))
AID = event("AID", "aid", modality="future", actor=(KELDRA,), recipient=(taker("Gwelsaar"),))
ALL = (MET, URGED, TRUCE, AID)


def triggers(sides: Sides, *found: Found, mentions: Iterable[Mention] = ()) -> list[str]:
    findings = Findings(found, (), tuple(mentions))
    return [each.trigger.text for each in predicted(sides, findings).events]


@pytest.mark.parametrize("word", ["I", "we", "our", "me", "it", "They"])
def test_of_a_pronoun_the_name_is_given(word: str) -> None:
    text = f"{word} left"
    place = Range(0, len(word))
    found = Found(
        type="RETREAT",
        modality="actual",
        trigger=Range(len(word) + 1, len(text)),
        token=1,
        actor=(Participant("Orla Venn", place),),
    )

    line = predicted(Sides("t", text), Findings([found]))

    assert line.events[0].actor[0].text == "Orla Venn"


def test_statements_are_marked_and_come_before_what_is_merely_possible() -> None:
    said = event("REQUEST", "urged", actor=(KELDRA,), rank=-1)

    found = predicted(sides(), Findings([TRUCE], statements=[said])).events

    assert [(each.trigger.text, each.is_statement) for each in found] == [
        ("urged", True),
        ("truce", False),
    ]


def sides(actor: str = "", recipient: str = "") -> Sides:
    """A text with the sides that are named, by where they stand."""
    named = {
        role: (Named(words, place(words).start, place(words).end),)
        for role, words in (("actor", actor), ("recipient", recipient))
        if words
    }
    return Sides("t", TEXT, given=tuple(named), **named)  # type: ignore[arg-type]


def test_what_plover_codes_comes_first_then_what_is_chiefly_told_then_what_stands_first() -> None:
    assert triggers(sides(), TRUCE, AID, URGED, MET) == ["met", "aid", "urged", "truce"]


def test_the_type_is_plovers_of_facts_and_what_is_to_come_and_the_bare_one_of_others() -> None:
    found = predicted(sides(), Findings(ALL)).events

    shown = [(each.event_type, each.type, each.modality, each.quad) for each in found]
    assert shown == [
        (("CONSULT",), "CONSULT", "actual", "verbal cooperation"),
        (("AGREE",), "AID", "future", "verbal cooperation"),
        (("REQUEST",), "REQUEST", "actual", "verbal conflict"),
        (("RETREAT",), "RETREAT", "hypothetical", None),
    ]


def test_participants_stand_as_they_do_in_the_text_with_their_names() -> None:
    silent = Participant("Gwelsaar")
    (found,) = predicted(
        sides(), Findings([event("AID", "aid", actor=(ZENNAVA,), recipient=(silent,))])
    ).events

    assert json.loads(msgspec.json.encode(found.actor)) == [
        {"text": "Zennavan envoys", "entity": "Zennava", "start": 13, "end": 28}
    ]
    assert json.loads(msgspec.json.encode(found.recipient)) == [
        {"text": "Gwelsaar", "entity": "Gwelsaar"}
    ]


def test_content_and_whose_word_it_is_are_followed_to_where_they_stand_in_the_line() -> None:
    said = Quotation(kind="indirect", content=Range(0, 70), speaker_name="Orla Venn")
    urged = event("REQUEST", "urged", content=(2, 1), quote=0)
    found = predicted(sides(), Findings([urged, TRUCE, AID], [said])).events

    assert [each.type for each in found] == ["REQUEST", "AID", "RETREAT"]
    assert (found[0].content, found[0].attributed_to) == ((1, 2), "Orla Venn")
    assert found[1].attributed_to is None


@pytest.mark.parametrize(
    ("actor", "recipient", "expected"),
    [
        # both in their roles, one of them, the other way round, neither
        ("Keldra", "Zennavan", ["met", "urged", "aid", "truce"]),
        ("Zennavan", "Keldra", ["met", "truce", "aid", "urged"]),
        ("Keldra", "Gwelsaar", ["aid", "met", "urged", "truce"]),
        ("Gwelsaar", "Keldra", ["met", "truce", "aid", "urged"]),
        ("Zennavan", "", ["met", "truce", "urged", "aid"]),
        ("", "Dramno", ["met", "aid", "urged", "truce"]),
    ],
)
def test_events_between_the_given_sides_come_first(
    actor: str, recipient: str, expected: list[str]
) -> None:
    assert triggers(sides(actor, recipient), *ALL) == expected


def test_gold_that_is_not_said_to_be_given_is_not_looked_at() -> None:
    told = Sides("t", TEXT, actor=(Named("Gwelsaar"),), recipient=(Named("Dramno"),))

    assert triggers(told, *ALL) == triggers(sides(), *ALL)


@pytest.mark.parametrize(
    "one", ["the Zennavan state", Named("the Zennavan state"), Named("Zennava")]
)
def test_a_given_side_without_a_place_is_known_by_a_word_of_its_name(one: Named | str) -> None:
    other = event("AID", "aid", actor=(Participant("Zennava"), Participant("Zennavan state")))

    assert triggers(Sides("t", TEXT, given=("actor",), actor=(one,)), URGED, other)[0] == "aid"


def test_a_given_side_has_the_names_of_what_is_mentioned_where_it_stands() -> None:
    far = event("ACCUSE", "said", actor=(Participant("Zennava"),))
    mention = Mention(start=13, end=21, label="NORP", name="Zennava")

    assert triggers(sides("Zennavan"), AID, far) == ["aid", "said"]
    assert triggers(sides("Zennavan"), AID, far, mentions=[mention]) == ["said", "aid"]


@given(st.permutations(ALL), st.sampled_from(["", "Keldra", "Gwelsaar"]))
def test_no_event_is_lost_or_doubled(found: list[Found], actor: str) -> None:
    line = predicted(sides(actor), Findings(found))

    assert sorted(each.trigger.text for each in line.events) == ["aid", "met", "truce", "urged"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text has the events of `ALL`, whatever a component finds."""
    monkeypatch.setitem(
        Underscore.doc_extensions, "events", (None, None, lambda doc: ALL if len(doc) else (), None)
    )


@pytest.mark.usefixtures("told")
def test_a_line_a_text_in_their_order_as_the_benchmarks_score_it(
    tmp_path: Path, bare_pipeline: Path
) -> None:
    pair = {"actor": [{"text": "Keldra", "start": 2, "end": 8, "code": "KEL"}]}
    texts = [
        {"id": "b", "text": TEXT, "event_type": ["AID"], **pair, "recipient": None},
        {"id": "a", "text": TEXT, **pair, "recipient": ["Gwelsaar"], "given": ["recipient"]},
        {"id": "c", "text": ""},
    ]
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in texts), "utf-8")

    assert predict_events.events(file, out, str(bare_pipeline)) == 3

    b, a, c = map(json.loads, out.read_text("utf-8").splitlines())
    assert [b["id"], a["id"], c] == ["b", "a", {"id": "c", "events": []}]
    assert b["events"][0] == {
        "event_type": ["CONSULT"],
        "type": "CONSULT",
        "modality": "actual",
        "trigger": {"text": "met", "start": 9, "end": 12},
        "actor": [
            {"text": "Keldra", "entity": "Keldra", "start": 2, "end": 8},
            {"text": "Zennavan envoys", "entity": "Zennava", "start": 13, "end": 28},
        ],
        "recipient": [],
        "location": [{"text": "Dramno", "entity": "Dramno", "start": 32, "end": 38}],
        "quad": "verbal cooperation",
        "intensity": 2.1,
    }
    assert a["events"][0]["event_type"] == ["AGREE"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("wrong", [{"given": "actor"}, {"actor": "Keldra"}, {"actor": [3]}])
def test_a_side_that_is_no_list_of_names_is_named(
    tmp_path: Path, bare_pipeline: Path, wrong: dict[str, object]
) -> None:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text(json.dumps({"id": "a", "text": TEXT, **wrong}), "utf-8")

    with pytest.raises(DataError, match=r"in\.jsonl:1: "):
        predict_events.events(file, out, str(bare_pipeline))

    assert not out.exists()
