"""What annotators agree on is gold, and what they differ in is disputed, once."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import (
    DOC,
    Work,
    all_of,
    at,
    entity,
    event,
    marked,
    name,
    person,
    quote,
    renamed,
    stance,
    works,
)
from msgspec.structs import replace

from communique.adjudicate.compare import Comparison, compared
from communique.adjudicate.disputes import Dispute, lines
from communique.adjudicate.meaning import meaning
from communique.layers import GOLD


def of(ida: Work, ben: Work, **others: Work) -> Comparison:
    return compared(DOC, {"ida": ida, "ben": ben, **others})


def only(found: Comparison) -> Dispute:
    (dispute,) = found.disputes
    return dispute


def test_entities_differ_in_span_label_and_name() -> None:
    ida = {
        "entities": [entity("ida", "Venn", entity="Orla Venn"), entity("ida", "Dramno", "GPE", 2)]
    }
    ben = {"entities": [entity("ben", "🚢 Venn", "ORG"), entity("ben", "Dramno", "GPE", 3)]}

    found = of(ida, ben)

    assert [each.gold.id for each in found.agreed] == [name("entities", 3)]
    dispute = only(found)
    assert (dispute.start, dispute.end) == (0, 6)
    assert dispute.differ == ("span", "label", "entity")
    assert marked(dispute.sides) == {"ben": ben["entities"][:1], "ida": ida["entities"][:1]}


def test_what_one_did_not_mark_is_missing_there() -> None:
    found = of({"entities": [entity("ida", "Venn")]}, {})

    dispute = only(found)
    assert dispute.differ == ("missing",)
    assert marked(dispute.sides) == {"ben": [], "ida": [entity("ida", "Venn")]}


def test_quotations_differ_in_kind_cue_and_speaker() -> None:
    other = quote("ben", kind="mixed", cue=None, speaker_entity=("Tarn",))

    dispute = only(of({"quotes": [quote("ida")]}, {"quotes": [other]}))

    assert dispute.differ == ("kind", "cue", "speaker_entity")


def test_sides_of_an_event_are_sets() -> None:
    venn, tarn = person("Venn", "Orla Venn"), person("Tarn", "Tarn")
    met = event("ida", "met", "CONSULT", actor=(venn, tarn))
    other = event("ben", "met", "CONSULT", 2, actor=(tarn, venn))

    found = of({"events": [met]}, {"events": [other]})

    assert found.disputes == ()
    assert found.agreed[0].gold.id == name("events", 2)


def test_events_differ_in_type_modality_date_and_participants() -> None:
    met = event("ida", "met", "CONSULT", actor=(person("Venn", "Orla Venn"),), date="2031")
    other = event("ben", "met", "AGREE", modality="future", location=(person("Dramno", "Dramno"),))

    dispute = only(of({"events": [met]}, {"events": [other]}))

    assert dispute.differ == ("type", "modality", "actor", "location", "date")


def test_references_are_the_same_if_they_are_to_the_same_whatever_its_id() -> None:
    def work(who: str, first: int) -> Work:
        truce = event(who, "truce", "RETREAT", first, modality="hypothetical")
        urged = event(who, "urged", "REQUEST", first + 1, content=(truce.id,))
        return {"events": [truce, urged]}

    found = of(work("ida", 5), work("ben", 7))

    assert found.disputes == ()
    assert [each.gold.id for each in found.agreed] == [name("events", 8), name("events", 7)]
    assert found.agreed[0].gold.content == (name("events", 7),)  # type: ignore[attr-defined]


def test_events_of_other_contents_and_sources_differ() -> None:
    aid = [event(who, "aid", "AID", 4) for who in ("ida", "ben")]
    truce = [event(who, "truce", "RETREAT", 5) for who in ("ida", "ben")]
    said = {"attributed_to": name("quotes", 1)}
    ida = event("ida", "urged", "REQUEST", 6, content=(aid[0].id,), **said)
    ben = event("ben", "urged", "REQUEST", 6, content=(truce[1].id,), attributed_to="Tarn")

    found = of(
        {"events": [aid[0], truce[0], ida], "quotes": [quote("ida")]},
        {"events": [aid[1], truce[1], ben], "quotes": [quote("ben")]},
    )

    assert only(found).differ == ("attributed_to", "content")


def test_stances_differ_in_holder_polarity_condition_and_what_they_rest_on() -> None:
    ida = stance("ida", rests_on=name("quotes", 1), conditional=True, condition=at("she"))
    ben = stance("ben", polarity="neutral", inferred=True)

    found = of(
        {"stances": [ida], "quotes": [quote("ida")]}, {"stances": [ben], "quotes": [quote("ben")]}
    )

    assert only(found).differ == ("polarity", "conditional", "condition", "inferred", "rests_on")


def test_of_several_records_on_a_stretch_the_likest_are_set_side_by_side() -> None:
    ida = [stance("ida"), stance("ida", 2, target="truce", polarity="against")]
    ben = [stance("ben", 3, target="truce", polarity="neutral")]

    assert only(of({"stances": ida}, {"stances": ben})).differ == ("polarity", "missing")


def test_what_only_touches_is_another_dispute() -> None:
    ida = [entity("ida", "Venn "), entity("ida", "met", "EVENT", 2)]

    assert [each.name for each in of({"entities": ida}, {}).disputes] == [
        "entities[2:7]",
        "entities[7:10]",
    ]


def test_what_somebody_says_twice_agrees_once() -> None:
    twice = [entity("ida", "Venn", number=1), entity("ida", "Venn", number=2)]

    found = of({"entities": twice}, {"entities": [entity("ben", "Venn", number=3)]})

    assert [each.gold.id for each in found.agreed] == [name("entities", 3)]
    assert marked(only(found).sides) == {"ben": [], "ida": twice[1:]}


def test_what_refers_to_something_disputed_is_disputed_and_waits() -> None:
    def work(who: str, speaker: str) -> Work:
        said = quote(who, speaker_entity=(speaker,))
        return {"quotes": [said], "stances": [stance(who, rests_on=said.id)]}

    found = of(work("ida", "Orla Venn"), work("ben", "Tarn"))

    said, held = found.disputes
    assert found.agreed == ()
    assert (said.differ, said.waits) == (("speaker_entity",), False)
    assert (held.layer, held.differ, held.waits) == ("stances", (), True)


def test_gold_says_who_stands_for_it() -> None:
    ida = entity("ida", "Venn", number=1, note="or a ship?", unsure=True, changed_in="0.1.0")
    ben = replace(entity("ben", "Venn", number=2, entity_id="orla-venn"), basis="machine")

    (agreed,) = of({"entities": [ida]}, {"entities": [ben]}).agreed

    gold = agreed.gold
    assert (gold.id, gold.agent, gold.basis, gold.status) == (ben.id, "ben+ida", "machine", GOLD)
    assert (gold.unsure, gold.note, gold.changed_in) == (True, "or a ship?", None)
    assert gold.entity_id == "orla-venn"  # type: ignore[attr-defined]


def test_gold_is_human_if_all_are_and_has_no_mode() -> None:
    met = [event(who, "met", "CONSULT", mode="visit") for who in ("ida", "ben")]

    (agreed,) = of({"events": met[:1]}, {"events": met[1:]}).agreed

    assert agreed.gold.basis == "human"
    assert agreed.gold.mode is None  # type: ignore[attr-defined]


def test_what_two_of_three_say_is_disputed() -> None:
    work = [{"entities": [entity(who, "Venn")]} for who in ("ida", "ben")]

    dispute = only(of(*work, cy={}))

    assert [side.who for side in dispute.sides] == ["ben", "cy", "ida"]
    assert dispute.differ == ("missing",)


def test_nobody_agrees_alone_and_other_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="ida alone"):
        compared(DOC, {"ida": {}})
    with pytest.raises(ValueError, match="is of strait-a, not strait-b"):
        compared("strait-b", {"ida": {"entities": [entity("ida", "Venn")]}, "ben": {}})


def test_a_dispute_is_shown_in_a_line_a_side_without_words_of_the_text() -> None:
    ida = [quote("ida"), quote("ida", 2, content=at("urged a truce"), cue=None, speaker=None)]
    dispute, other = of({"quotes": ida}, {"quotes": [quote("ben", kind="mixed")]}).disputes

    assert lines(dispute, with_names=False) == [
        "strait-a quotes[28:49]: differ in kind",
        "  ben: mixed, content [28:49], cue [55:59], speaker [51:54]",
        "  ida: direct, content [28:49], cue [55:59], speaker [51:54]",
    ]
    assert lines(other, with_names=True)[1:] == [
        "  ben: nothing marked",
        "  ida: direct, Orla Venn, content [66:79]",
    ]


def test_events_and_stances_are_shown_with_what_they_refer_to() -> None:
    held = stance("ida", rests_on=name("events", 1), target="Tarn", target_kind="entity")
    met = event("ida", "met", "CONSULT", actor=(person("Venn", "Orla Venn"),), date="2031")

    events, stances = of({"events": [met], "stances": [held]}, {}).disputes

    assert lines(events, with_names=True)[2] == (
        "  ida: CONSULT, actual, 2031, actor Orla Venn, trigger [7:10], actor [2:6]"
    )
    assert lines(stances, with_names=False)[2] == (
        f"  ida: favor, evidence [28:49], to {name('events', 1)}"
    )


def says(work: Work) -> Counter[object]:
    known = {record.id: record for record in all_of(work)}
    return Counter(tuple(meaning(record, known).items()) for record in all_of(work))


@given(works(("ben",)), st.sampled_from([0, 32]))
def test_annotators_who_say_the_same_dispute_nothing(work: dict[str, Work], shift: int) -> None:
    ben = work["ben"]
    ida = {layer: [renamed(each, "ida", shift) for each in own] for layer, own in ben.items()}

    found = compared(DOC, {"ida": ida, "ben": ben})

    gold = {"gold": [each.gold for each in found.agreed]}
    assert found.disputes == ()
    assert says(gold) == says(ben) == says(ida)
    assert {record.id for record in gold["gold"]} == {record.id for record in all_of(ben)}


@given(works(("ben", "cy", "ida")))
def test_each_record_is_agreed_or_in_one_dispute(work: dict[str, Work]) -> None:
    found = compared(DOC, work)

    sides = [side for each in (*found.agreed, *found.disputes) for side in each.sides]
    for who, own in work.items():
        there = [record for side in sides if side.who == who for record in side.records]
        assert sorted(r.id for r in there) == sorted(r.id for r in all_of(own))


@given(works(("ben", "cy", "ida")), st.permutations(["ben", "cy", "ida"]))
def test_the_order_of_annotators_and_records_does_not_matter(
    work: dict[str, Work], order: list[str]
) -> None:
    turned = {
        who: {layer: own[::-1] for layer, own in reversed(work[who].items())} for who in order
    }

    assert compared(DOC, turned) == compared(DOC, work)


@given(works(("ben", "cy", "ida")))
def test_disputes_of_a_layer_that_do_not_wait_lie_apart_and_all_have_names_of_their_own(
    work: dict[str, Work],
) -> None:
    found = compared(DOC, work).disputes

    places = sorted((each.layer, each.start, each.end) for each in found if not each.waits)
    for (layer, _, end), (other, start, _) in pairwise(places):
        assert layer != other or end <= start
    assert len({each.name for each in found}) == len(found)
