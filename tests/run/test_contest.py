"""Both sides of disputes go on the screen, and what an adjudicator leaves there is the gold."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from communique.adjudicate.compare import Comparison, compared
from communique.adjudicate.meaning import layer_of, meaning, references
from communique.layers import GOLD, INDIVIDUAL
from communique.records import Annotation, Entity, Event, Quote, Stance
from communique.run import contest
from communique.tools.label_studio.decode import Envelope, annotated
from communique.tools.label_studio.encode import Marked
from communique.tools.label_studio.results import Json
from tools.label_studio.pages import DOC, Page, pages

JUDGE = Envelope("judge", "human", GOLD)
WHY = "By the guidelines."


def work(marked: Marked, who: str) -> dict[str, list[Annotation]]:
    """A page as somebody's: without what only silver has."""

    def own(record: Annotation) -> Annotation:
        record = replace(record, agent=who, basis="human", status=INDIVIDUAL, changed_in=None)
        return replace(record, mode=None) if isinstance(record, Event) else record

    return {layer: [own(one) for one in all_] for layer, all_ in marked.layers().items()}


@st.composite
def disputed(draw: st.DrawFn) -> tuple[Page, dict[str, dict[str, list[Annotation]]]]:
    """A page as two annotators left it: the second dropped some records and changed others."""
    page = draw(pages())
    first, second = work(page.marked, "a1"), work(page.marked, "a2")
    everything = [one for all_ in second.values() for one in all_]
    named = {each for one in everything for each in references(one)}
    dropped = {one.id for one in everything if one.id not in named and draw(st.booleans())}
    for layer, all_ in second.items():
        second[layer] = [
            other(one) if draw(st.booleans()) else one for one in all_ if one.id not in dropped
        ]
    return page, {"a1": first, "a2": second}


def other(record: Annotation) -> Annotation:
    match record:
        case Entity():
            return replace(record, entity=f"{record.entity}!") if record.entity else record
        case Quote():
            return replace(record, kind="direct" if record.kind != "direct" else "mixed")
        case Event():
            return replace(record, type="AID" if record.type != "AID" else "AGREE")
        case Stance():
            return replace(record, polarity="favor" if record.polarity != "favor" else "against")
    raise AssertionError


def without(found: list[Json], who: str) -> list[Json]:
    """What is left when the regions of one side are deleted, and with them their relations."""
    gone = {one["id"] for one in found if str(one.get("id", "")).endswith(f"~{who}")}
    return [
        one for one in found if not gone & {one.get("id"), one.get("from_id"), one.get("to_id")}
    ]


def gold(page: Page, comparison: Comparison, found: list[Json]) -> list[Annotation]:
    sent = msgspec.json.decode(msgspec.json.encode(contest.restored(found)))
    said = annotated(DOC, page.text, sent, page.names, JUDGE)
    assert said.problems == ()
    return contest.decided(comparison, said.marked, WHY, who="judge", basis="human")


def said_by(records: list[Annotation]) -> list[tuple[str, object]]:
    known = {one.id: one for one in records}
    return sorted(
        ((layer_of(one), tuple(meaning(one, known).items())) for one in records), key=repr
    )


@settings(max_examples=150, deadline=None)
@given(disputed())
def test_whose_side_is_kept_has_said_the_gold(
    drawn: tuple[Page, dict[str, dict[str, list[Annotation]]]],
) -> None:
    page, by_who = drawn
    comparison = compared(DOC, by_who)
    staged = contest.staged(comparison, page.text, page.names)

    kept = gold(page, comparison, without(staged, "a2"))

    mine = [one for all_ in by_who["a1"].values() for one in all_]
    assert said_by(kept) == said_by(mine)
    assert {one.id for one in kept} == {one.id for one in mine}


@settings(max_examples=100, deadline=None)
@given(disputed())
def test_what_was_agreed_stays_and_what_was_decided_says_who_and_why(
    drawn: tuple[Page, dict[str, dict[str, list[Annotation]]]],
) -> None:
    page, by_who = drawn
    comparison = compared(DOC, by_who)
    staged = contest.staged(comparison, page.text, page.names)

    kept = gold(page, comparison, without(staged, "a2"))

    agreed = {one.gold.id: one.gold for one in comparison.agreed}
    assert {one.id: one for one in kept if one.agent == "a1+a2"} == agreed
    decided = [one for one in kept if one.agent == "judge"]
    assert {one.note for one in decided} <= {WHY}
    assert {one.agent for one in kept} <= {"a1+a2", "judge", "a1+a2+judge"}
    assert {one.status for one in kept} <= {GOLD}
