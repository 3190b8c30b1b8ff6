"""What an adjudicator decided becomes gold, with whatever waits for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import DOC, Work, all_of, at, entity, event, name, quote, stance, works

from communique.adjudicate.compare import Comparison, compared
from communique.adjudicate.meaning import meaning, references
from communique.adjudicate.settle import Decision, DecisionError, settled
from communique.layers import GOLD, order
from communique.records import Annotation


def decision(dispute: str, *records: Annotation, **more: object) -> Decision:
    given_fields = {"who": "ada", "basis": "human", **more}
    return Decision(dispute=dispute, records=records, **given_fields)  # type: ignore[arg-type]


def quoted(rests: bool = True) -> Comparison:
    """A quotation with two speakers, under two ids, and a stance that rests on it."""

    def work(who: str, number: int, speaker: str) -> Work:
        said = quote(who, number, speaker_entity=(speaker,))
        held = stance(who, number, rests_on=said.id if rests else None)
        return {"quotes": [said], "stances": [held]}

    return compared(DOC, {"ida": work("ida", 1, "Orla Venn"), "ben": work("ben", 2, "Tarn")})


def test_a_decision_replaces_the_sides_and_says_who_decided_and_why() -> None:
    said, _ = (found := quoted()).disputes
    ida = said.sides[1].records[0]

    (gold,) = settled(found, [decision(said.name, ida, why="she", unsure=True)]).layer("quotes")

    assert (gold.id, gold.agent, gold.basis, gold.status) == (ida.id, "ada", "human", GOLD)
    assert (gold.note, gold.unsure) == ("she", True)
    assert gold.speaker_entity == ("Orla Venn",)  # type: ignore[attr-defined]


def test_what_waits_becomes_gold_with_what_it_refers_to() -> None:
    said, held = (found := quoted()).disputes

    undecided = settled(found, [])
    done = settled(found, [decision(said.name, said.sides[1].records[0])])

    assert (undecided.gold, undecided.open) == ((), (said, held))
    (gold,) = done.layer("stances")
    assert done.open == ()
    assert gold.rests_on == name("quotes", 1)  # type: ignore[attr-defined]
    assert (gold.id, gold.agent) == (name("stances", 2), "ben+ida")


def test_what_refers_to_something_that_became_nothing_stays_open() -> None:
    said, held = (found := quoted()).disputes

    done = settled(found, [decision(said.name)])

    assert (done.gold, done.open) == ((), (held,))


def test_what_waits_may_be_decided_too() -> None:
    said, held = (found := quoted()).disputes
    alone = stance("ada", 9)

    done = settled(found, [decision(said.name), decision(held.name, alone)])

    assert done.open == ()
    assert [record.id for record in done.gold] == [alone.id]


def test_an_adjudicators_own_record_may_refer_to_an_annotators() -> None:
    said, held = (found := quoted()).disputes
    own = quote("ada", 9, kind="mixed")

    done = settled(
        found,
        [
            decision(said.name, own),
            decision(held.name, stance("ada", 9, rests_on=name("quotes", 2))),
        ],
    )

    assert [record.id for record in done.gold] == [own.id, name("stances", 9)]
    assert done.gold[1].rests_on == own.id  # type: ignore[attr-defined]


def test_an_id_that_other_gold_has_is_not_given_twice() -> None:
    ben = [entity("ben", "Dramno", "GPE", 1)]
    ida = [entity("ida", "Dramno", "GPE", 2), entity("ida", "Venn", number=1)]
    found = compared(DOC, {"ben": {"entities": ben}, "ida": {"entities": ida}})
    (dispute,) = found.disputes

    venn, dramno = settled(found, [decision(dispute.name, ida[1])]).gold

    assert dramno.id == name("entities", 1)
    assert venn.id not in {name("entities", 1), name("entities", 2)}
    assert venn.id.startswith("ent-")


def test_an_annotators_record_never_refers_to_anothers_of_the_same_id() -> None:
    ben = {"events": [event("ben", "met", "CONSULT", 1), event("ben", "aid", "AID", 2)]}
    mine = [event("ida", "met", "CONSULT", 2), event("ida", "truce", "RETREAT", 1)]
    urged = event("ida", "urged", "REQUEST", 3, content=(name("events", 1),))
    found = compared(DOC, {"ben": ben, "ida": {"events": [*mine, urged]}})
    dispute = next(each for each in found.disputes if each.start == at("urged").start)

    done = settled(found, [decision(dispute.name, urged)])

    assert dispute in done.open


def test_decisions_that_fit_nothing_are_refused() -> None:
    said, _ = (found := quoted()).disputes

    with pytest.raises(DecisionError, match="has no dispute 'quotes\\[1:2\\]'"):
        settled(found, [decision("quotes[1:2]")])
    with pytest.raises(DecisionError, match="decided twice"):
        settled(found, [decision(said.name), decision(said.name)])
    with pytest.raises(DecisionError, match="cannot settle"):
        settled(found, [decision(said.name, entity("ida", "Venn"))])


def chosen(found: Comparison, who: str) -> list[Decision]:
    """Whatever an annotator marked, wherever there is a dispute that does not wait."""
    return [
        decision(each.name, *side.records)
        for each in found.disputes
        if not each.waits
        for side in each.sides
        if side.who == who
    ]


def says(records: list[Annotation]) -> list[str]:
    known = {record.id: record for record in records}
    ordered = sorted(records, key=order)
    return sorted(
        repr([(k, sorted(map(repr, v)) if isinstance(v, frozenset) else v) for k, v in m.items()])
        for m in (meaning(record, known) for record in ordered)
    )


@given(works(("ben", "cy", "ida")), st.sampled_from(["ben", "cy", "ida"]))
def test_whoever_is_right_everywhere_made_the_gold(work: dict[str, Work], who: str) -> None:
    found = compared(DOC, work)

    done = settled(found, chosen(found, who))

    assert done.open == ()
    assert says(list(done.gold)) == says(all_of(work[who]))


@given(works(("ben", "ida")), st.data())
def test_gold_refers_to_gold_alone_and_no_id_stands_twice(
    work: dict[str, Work], data: st.DataObject
) -> None:
    found = compared(DOC, work)
    decisions = [
        decision(each.name, *data.draw(st.sampled_from(each.sides)).records)
        for each in found.disputes
        if data.draw(st.booleans())
    ]

    done = settled(found, decisions)

    ids = [record.id for record in done.gold]
    assert len(set(ids)) == len(ids)
    assert {to for record in done.gold for to in references(record)} <= set(ids)
    assert {record.status for record in done.gold} <= {GOLD}
    assert done == settled(found, decisions[::-1])
