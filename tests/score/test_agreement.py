"""How annotators agree, by hand-worked values and by laws."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records import Range
from communique.score.agreement import (
    ENTITIES,
    EVENTS,
    QUOTES,
    STANCES,
    Agreement,
    Layer,
    Shared,
    among,
    between,
)
from communique.score.disputed import Text, disputed
from communique.score.entities import Mention
from communique.score.events import Deed, Participant
from communique.score.quotes import Said
from communique.score.stances import Held
from communique.score.units import reliability, units

T = TypeVar("T")

TEXT = "Venn met Tarn in Dramno. Keldra urged a truce. 🚢 “It will send aid,” Venn said to Tarn."


def shared(*, is_shown: bool = True, text: str | None = TEXT, **found: Sequence[T]) -> Shared[T]:
    return Shared("d", text, found, is_shown)


def figure(found: Agreement, name: str) -> tuple[tuple[int, ...], float | None]:
    figure = found.figures[name]
    value = figure.value
    return figure.counts, None if value is None else round(value, 3)


VENN = Mention(0, 4, "PERSON", "Orla Venn")
TARN = Mention(9, 13, "PERSON", "Tarn")
DRAMNO = Mention(17, 23, "GPE", "Dramno")


def test_mentions_agree_in_span_type_and_name() -> None:
    lone = Mention(25, 31, "GPE", "Keldra")
    there = [VENN, TARN, DRAMNO, lone]
    back = [VENN, Mention(9, 13, "PERSON", "Mr Tarn"), Mention(17, 23, "LOC", "Dramno")]

    found = between(ENTITIES, [shared(ida=there, ben=back)], "ida", "ben")

    assert figure(found, "span") == ((4, 3), round(6 / 7, 3))
    assert figure(found, "span and type") == ((4, 3), round(4 / 7, 3))
    assert figure(found, "name") == ((3, 3), round(2 / 3, 3))
    assert found.values["type"].units == 3
    assert found.values["type"].confusion == {"GPE": {"LOC": 1}, "PERSON": {"PERSON": 2}}


def test_a_name_that_one_leaves_out_counts_half() -> None:
    nameless = Mention(0, 4, "PERSON")

    found = between(ENTITIES, [shared(ida=[VENN, TARN], ben=[nameless, TARN])], "ida", "ben")

    assert figure(found, "name") == ((2, 1), round(2 / 3, 3))


def test_quotations_agree_in_content_and_speaker_and_their_kinds_are_units() -> None:
    direct = Said(((51, 67),), "Venn", "direct")
    longer = Said(((50, 68),), "Tarn", "mixed")

    found = between(QUOTES, [shared(ida=[direct], ben=[longer])], "ida", "ben")

    assert figure(found, "overlap") == ((1, 1), 1)
    assert figure(found, "with speaker") == ((1, 1), 0)
    assert found.values["kind"].confusion == {"direct": {"mixed": 1}}
    assert found.values["kind"].same == 0


def test_quotations_agree_without_the_text_but_for_marks_at_their_ends() -> None:
    said = Said(((51, 67),), "0123456789abcdef", "direct")

    found = between(QUOTES, [shared(ida=[said], ben=[said], text=None)], "ida", "ben")

    assert "exact" not in found.figures
    assert figure(found, "same speaker") == ((1, 1), 1)


def deed(type_: str, start: int, end: int, modality: str = "actual", **fields: object) -> Deed:
    return Deed(type=type_, modality=modality, trigger=Range(start, end), **fields)  # type: ignore[arg-type]


def test_events_agree_in_trigger_type_participants_and_modality() -> None:
    met = deed("CONSULT", 5, 8, actor=(Participant("Orla Venn"),), date="2031-04-08")
    truce = deed("RETREAT", 40, 45, "hypothetical")
    other = [deed("AGREE", 5, 8, actor=(Participant("Tarn"),)), deed("RETREAT", 38, 45)]

    found = between(EVENTS, [shared(ida=[met, truce], ben=other)], "ida", "ben")

    assert figure(found, "trigger") == ((2, 2), 1)
    assert figure(found, "trigger and type") == ((2, 2), 0.5)
    assert figure(found, "actor") == ((1, 1), 0)
    assert figure(found, "location") == ((0, 0), None)
    assert figure(found, "date") == ((1, 0), 0)
    assert found.values["modality"].confusion["hypothetical"] == {"actual": 1}


def held(label: str, code: str = "truce", place: tuple[int, int] = (25, 45)) -> Held:
    return Held(holder="Keldra", label=label, code=code, evidence=Range(*place))


def test_stances_agree_in_holder_target_and_polarity_of_what_rests_on_the_same_words() -> None:
    there = [held("favor"), held("against", "aid")]
    back = [held("neutral"), held("against", "aid", (60, 70))]

    found = between(STANCES, [shared(ida=there, ben=back)], "ida", "ben")

    assert figure(found, "pair") == ((2, 2), 1)
    assert figure(found, "stance") == ((2, 2), 0.5)
    assert figure(found, "evidence") == ((1, 1), 0)
    assert found.values["polarity"].confusion == {"favor": {"neutral": 1}}


def test_a_document_in_which_one_found_nothing_counts() -> None:
    documents = [shared(ida=[VENN], ben=[VENN]), shared(ida=[VENN, TARN], ben=[])]

    found = between(ENTITIES, documents, "ida", "ben")

    assert found.documents == 2
    assert figure(found, "span") == ((3, 1), 0.5)


def test_a_document_that_only_one_finished_does_not_count() -> None:
    documents = [shared(ida=[VENN], ben=[VENN]), shared(ida=[TARN], cy=[TARN])]

    assert between(ENTITIES, documents, "ida", "ben").documents == 1


def test_where_nobody_marked_anything_agreement_is_undefined() -> None:
    found = between(ENTITIES, [shared(ida=[], ben=[])], "ida", "ben")

    assert figure(found, "span") == ((0, 0), None)
    value = found.values["type"]
    assert (value.units, value.same, value.alpha, value.low) == (0, None, None, None)


def test_of_more_than_two_the_mean_is_over_every_two_who_share_documents() -> None:
    documents = [
        shared(ida=[VENN, TARN], ben=[VENN], cy=[VENN, TARN]),
        shared(ida=[DRAMNO], ben=[DRAMNO]),
    ]

    found = among(ENTITIES, documents, ["ida", "ben", "cy"])

    pairs = [("ida", "ben"), ("ida", "cy"), ("ben", "cy")]
    each = [between(ENTITIES, documents, *pair).figures["span"].value for pair in pairs]
    assert each == [pytest.approx(4 / 5), 1, pytest.approx(2 / 3)]
    assert found.figures["span"].value == pytest.approx(sum(filter(None, each)) / 3)
    assert found.figures["span"].counts == ()
    assert found.values["type"].units == 3


def test_somebody_who_marked_nothing_takes_part_in_the_mean() -> None:
    documents = [shared(ida=[VENN], ben=[VENN], cy=[])]

    found = among(ENTITIES, documents, ["ida", "ben", "cy"])

    assert found.figures["span"].value == pytest.approx(1 / 3)


def test_an_annotator_with_two_records_in_a_unit_says_nothing_there() -> None:
    halves = {"ida": ["ab"], "ben": ["a", "b"], "cy": ["ab", "c"]}

    found = units(halves, lambda one, other: bool(set(one) & set(other)))

    assert found == [{"ida": "ab", "cy": "ab"}, {"cy": "c"}]


def test_an_interval_of_alpha_is_over_documents() -> None:
    alike = [{"ida": "a", "ben": "a"}, {"ida": "b", "ben": "b"}]
    unlike = [{"ida": "a", "ben": "b"}, {"ida": "b", "ben": "a"}]

    found = reliability([alike, unlike] * 20)
    certain = reliability([alike] * 9)

    assert found.low is not None
    assert found.alpha is not None
    assert found.high is not None
    assert found.low < found.alpha < found.high
    assert (certain.alpha, certain.low, certain.high) == (1, 1, 1)


def test_a_value_that_never_varies_has_no_alpha() -> None:
    found = reliability([[{"ida": "a", "ben": "a"}]])

    assert (found.units, found.same, found.alpha) == (1, 1, None)


def test_the_stretch_with_most_layers_that_differ_is_the_most_disputed() -> None:
    entities = between(ENTITIES, [shared(ida=[VENN, TARN], ben=[DRAMNO])], "ida", "ben")
    events = between(EVENTS, [shared(ida=[deed("AID", 9, 12)], ben=[])], "ida", "ben")

    first, *others = disputed([entities, events], {"d": Text(TEXT, is_shown=True)})

    assert (first.start, first.end, first.sides) == (9, 13, 2)
    assert first.differences == {"entities: by one only": 1, "events: by one only": 1}
    assert first.context == "…Venn met [Tarn] in Dramno. Keldra urged a tru…"
    assert [(each.start, each.sides) for each in others] == [(0, 1), (17, 1)]


def test_of_a_withheld_text_the_digest_is_shown_and_no_words() -> None:
    found = between(ENTITIES, [shared(ida=[VENN], ben=[], is_shown=False)], "ida", "ben")

    (with_text,) = disputed([found], {"d": Text(TEXT, is_shown=False)})
    (without,) = disputed([found], {})

    assert (with_text.context, len(with_text.digest or "")) == (None, 32)
    assert (without.context, without.digest) == (None, None)
    assert not any(slip.context for slip in found.slips)


places = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda at: (at[0], sum(at)))
names = st.sampled_from(["Venn", "Orla Venn", "Orla Tarn", "Tarn"])
people = st.lists(names.map(Participant), max_size=2).map(tuple)
mentions = st.builds(
    lambda place, label, name: Mention(*place, label, name),
    places,
    st.sampled_from(["GPE", "ORG"]),
    st.none() | names,
)
quotations = st.builds(
    lambda place, speaker, kind: Said((place,), speaker, kind),
    places,
    st.none() | names,
    st.sampled_from(["direct", "mixed"]),
)
deeds = st.builds(
    lambda place, type_, modality, actor, date: deed(
        type_, *place, modality, actor=actor, date=date
    ),
    places,
    st.sampled_from(["AID", "REJECT"]),
    st.sampled_from(["actual", "future"]),
    people,
    st.sampled_from([None, "2031", "2032"]),
)
attitudes = st.builds(
    lambda holder, place, label, code: Held(
        holder=holder, label=label, code=code, evidence=Range(*place)
    ),
    names,
    places,
    st.sampled_from(["favor", "against"]),
    st.sampled_from(["truce", "aid"]),
)
LAYERS = [(ENTITIES, mentions), (QUOTES, quotations), (EVENTS, deeds), (STANCES, attitudes)]


def undirected(found: Agreement) -> list[float | None]:
    """All of an agreement that has no direction."""
    numbers = [
        *((f.value, f.low, f.high) for f in found.figures.values()),
        *((v.units, v.same, v.alpha, v.low, v.high) for v in found.values.values()),
    ]
    return [None if each is None else round(each, 9) for row in numbers for each in row]


@pytest.mark.parametrize(("layer", "records"), LAYERS, ids=lambda each: getattr(each, "name", ""))
def test_it_does_not_matter_who_is_named_first(
    layer: Layer[Any], records: st.SearchStrategy[Any]
) -> None:
    found = st.lists(records, max_size=5)

    @settings(max_examples=25)
    @given(st.lists(st.tuples(found, found), max_size=3))
    def check(work: list[tuple[list[Any], list[Any]]]) -> None:
        documents = [shared(ida=ida, ben=ben) for ida, ben in work]
        there = between(layer, documents, "ida", "ben")
        back = between(layer, documents, "ben", "ida")

        assert undirected(there) == undirected(back)
        assert [f.counts[::-1] for f in there.figures.values()] == [
            f.counts for f in back.figures.values()
        ]

    check()


@pytest.mark.parametrize(("layer", "records"), LAYERS, ids=lambda each: getattr(each, "name", ""))
def test_annotators_who_marked_the_same_agree_perfectly(
    layer: Layer[Any], records: st.SearchStrategy[Any]
) -> None:
    @settings(max_examples=25)
    @given(st.lists(records, max_size=5))
    def check(work: list[Any]) -> None:
        found = between(layer, [shared(ida=work, ben=work)], "ida", "ben")

        assert {f.value for f in found.figures.values()} <= {1.0, None}
        assert {v.same for v in found.values.values()} <= {1.0, None}
        assert found.slips == ()

    check()


@given(st.lists(mentions, max_size=5), st.lists(mentions, max_size=5))
def test_the_mean_over_one_pair_is_that_pair(ida: list[Mention], ben: list[Mention]) -> None:
    documents = [shared(ida=ida, ben=ben)]
    pair = between(ENTITIES, documents, "ida", "ben")
    every = among(ENTITIES, documents, ["ida", "ben"])

    for name, mean in every.figures.items():
        assert mean.value == pytest.approx(pair.figures[name].value)
    assert every.values == pair.values
