"""Events of documents against gold, by hand-worked values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import Range
from communique.score.events import MEANS, Deed, Participant, Sides, counted
from communique.score.measures import Counted, score

TEXT = "Venn met Tarn in Dramno. Keldra urged a truce. 🚢 It will send aid."
VENN, TARN, KELDRA = Participant("Orla Venn", "Venn"), Participant("Tarn"), Participant("Keldra")


def deed(type_: str, start: int, end: int, modality: str = "actual", **fields: object) -> Deed:
    return Deed(type=type_, modality=modality, trigger=Range(start, end), **fields)  # type: ignore[arg-type]


MET = deed(
    "CONSULT", 5, 8, actor=(VENN, TARN), location=(Participant("Dramno"),), date="2031-04-08"
)
URGED = deed("REQUEST", 32, 37, actor=(KELDRA,))
TRUCE = deed("RETREAT", 40, 45, "hypothetical")
AID = deed("AID", 62, 65, "future", actor=(KELDRA,))
GOLD = (MET, URGED, TRUCE, AID)


def sides(*predicted: Deed, true: tuple[Deed, ...] = GOLD, is_shown: bool = True) -> Sides:
    return Sides(
        doc_id="d", text=TEXT, sentences=3, true=true, predicted=predicted, is_shown=is_shown
    )


def figures(found: Counted, name: str) -> tuple[int, int, int | None]:
    tally = {**found.tallies, **found.classes}[name]
    return tally.hits, tally.true, tally.predicted


def test_a_trigger_that_overlaps_is_found_whatever_its_type() -> None:
    found = counted(sides(deed("AGREE", 30, 45), deed("AID", 65, 66), deed("CONSULT", 7, 12)))

    assert figures(found, "trigger") == (2, 4, 3)
    assert figures(found, "trigger and type") == (1, 4, 3)
    assert figures(found, "CONSULT") == (1, 1, 1)
    assert figures(found, "AGREE") == (0, 0, 1)
    assert figures(found, "AID") == (0, 1, 1)


def test_of_several_that_overlap_the_one_of_the_same_type_is_the_partner_then_the_likest() -> None:
    whole, other = deed("RETREAT", 30, 45), deed("AGREE", 40, 45)
    near, nearer = deed("AID", 60, 65), deed("AID", 61, 65)

    found = counted(sides(other, whole, near, nearer, true=(TRUCE, AID)))

    assert figures(found, "trigger and type") == (2, 2, 4)
    assert [(slip.kind, slip.start) for slip in found.slips if slip.kind == "spurious"] == [
        ("spurious", 40),
        ("spurious", 60),
    ]


def test_modality_and_date_are_shares_of_partners() -> None:
    met = deed("AGREE", 5, 8, date="2031-04-09")
    found = counted(sides(met, deed("RETREAT", 40, 45)))

    assert figures(found, "modality") == (1, 2, None)
    assert figures(found, "date") == (0, 1, None)


def test_participants_of_partners_share_a_word_or_the_name() -> None:
    met = deed("CONSULT", 5, 8, actor=(Participant("Venn"), Participant("the Tarn"), KELDRA))
    urged = deed("REQUEST", 32, 37, actor=(Participant("Keldrans", "Keldra"),))
    found = counted(sides(met, urged))

    assert figures(found, "actor") == (3, 3, 4)
    assert figures(found, "actor, same name") == (1, 3, 4)
    assert figures(found, "location") == (0, 1, 0)
    assert figures(found, "recipient") == (0, 0, 0)


def test_how_much_is_predicted_stands_by_sentences_and_words() -> None:
    found = counted(sides(MET, URGED))
    textless = Sides(doc_id="d", text=None, sentences=0, true=GOLD, predicted=(MET,))

    assert figures(found, "predicted a sentence") == (2, 3, None)
    assert figures(found, "predicted a word") == (2, 14, None)
    assert figures(counted(textless), "predicted a word") == (0, 0, None)


def test_what_went_wrong_is_listed_by_where_it_stands() -> None:
    met = deed("CONSULT", 5, 8, actor=(VENN,), location=(Participant("Dramno"),), date="2031-04-08")
    found = counted(sides(met, deed("AGREE", 40, 45), deed("AID", 0, 4)))

    assert [(each.kind, each.start, each.true, each.predicted) for each in found.slips] == [
        ("spurious", 0, None, "AID"),
        ("actor", 5, "Orla Venn and Tarn", "Orla Venn"),
        ("missed", 32, "REQUEST", None),
        ("type", 40, "RETREAT", "AGREE"),
        ("modality", 40, "hypothetical", "actual"),
        ("missed", 62, "AID", None),
    ]
    assert found.slips[-1].context == "…urged a truce. 🚢 It will send [aid].…"


def test_of_a_withheld_text_neither_words_nor_names_are_shown() -> None:
    met = deed("REJECT", 5, 8, actor=(KELDRA,))
    found = counted(sides(met, true=(MET,), is_shown=False))

    assert {slip.kind for slip in found.slips} == {"type", "actor", "location"}
    assert not any(slip.context for slip in found.slips)
    assert [slip.true for slip in found.slips if slip.kind != "type"] == [None, None]


@st.composite
def deeds(draw: st.DrawFn) -> tuple[Deed, ...]:
    ends = draw(st.lists(st.integers(0, 60), min_size=2, max_size=10, unique=True).map(sorted))
    kinds, who = st.sampled_from(["AID", "REJECT"]), st.sampled_from([(), (VENN,), (TARN, KELDRA)])
    places = zip(ends[::2], ends[1::2], strict=False)
    return tuple(deed(draw(kinds), *place, actor=draw(who)) for place in places)


@given(deeds())
def test_a_perfect_prediction_scores_1(true: tuple[Deed, ...]) -> None:
    found = score([counted(sides(*true, true=true))], MEANS)

    ratios = {m.value for n, m in found.measures.items() if m.true and not n.startswith("pred")}
    assert ratios == {1.0}
    assert found.slips == ()


@given(deeds(), deeds())
def test_hits_are_some_of_what_is_true_and_of_what_was_predicted(
    true: tuple[Deed, ...], predicted: tuple[Deed, ...]
) -> None:
    found = counted(sides(*predicted, *predicted, true=true))

    for name, tally in {**found.tallies, **found.classes}.items():
        if not name.startswith("predicted"):
            assert 0 <= tally.hits <= tally.true
            assert tally.predicted is None or tally.hits <= tally.predicted


@pytest.mark.parametrize("role", ["actor", "recipient", "location"])
def test_each_role_is_scored(role: str) -> None:
    both = deed("AID", 0, 4, **{role: (VENN,)})
    found = counted(sides(both, true=(both,)))

    assert figures(found, role) == figures(found, f"{role}, same name") == (1, 1, 1)
