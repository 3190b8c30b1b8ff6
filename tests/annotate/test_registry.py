"""Registered names and ids in place of what an entity was found as."""

import pytest

from communique.annotate.registry import folded, identified, names
from communique.records import Argument, Entity, Event, Quote, RegisteredEntity, Span, Stance

VENN = RegisteredEntity(
    id="orla-venn", name="Orla Venn", label="PERSON", aliases=("Minister Venn",)
)
KELDRA = RegisteredEntity(
    id="keldra", name="Keldra", label="GPE", aliases=("Republic of Keldra",), collection="exercise"
)
KNOWN = names([VENN, KELDRA], "exercise")


def entity(name: str | None, label: str) -> Entity:
    return Entity(
        id="ent-0123456789abcdef",
        doc_id="d",
        agent="a",
        basis="machine",
        status="silver",
        span=Span(0, 1, "0" * 32),
        label=label,
        entity=name,
    )


def quote(*speakers: str) -> Quote:
    return Quote(
        id="quo-0123456789abcdef",
        doc_id="d",
        agent="a",
        basis="machine",
        status="silver",
        kind="direct",
        content=Span(0, 1, "0" * 32),
        speaker_entity=speakers,
    )


def event(*actor: Argument, attributed_to: str | None = None) -> Event:
    span = Span(0, 3, "0" * 32)
    return Event(
        id="evt-0123456789abcdef",
        doc_id="d",
        agent="a",
        basis="machine",
        status="silver",
        type="CONSULT",
        modality="actual",
        trigger=span,
        actor=actor,
        recipient=(Argument("the Republic of Keldra", span=span),),
        location=(Argument("Port Anse"),),
        attributed_to=attributed_to,
    )


def stance(holder: str, target: str, kind: str) -> Stance:
    return Stance(
        id="sta-0123456789abcdef",
        doc_id="d",
        agent="a",
        basis="machine",
        status="silver",
        holder=holder,
        target=target,
        target_kind=kind,
        polarity="favor",
        evidence=Span(0, 3, "0" * 32),
    )


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Orla Venn", "PERSON", ("Orla Venn", "orla-venn")),
        ("minister venn", "PERSON", ("Orla Venn", "orla-venn")),
        ("the Republic of Keldra", "GPE", ("Keldra", "keldra")),
        ("Keldra", "NORP", ("Keldra", "keldra")),
        ("Orla Venn", "ORG", ("Orla Venn", None)),
        ("Joss Tarn", "PERSON", ("Joss Tarn", None)),
        (None, "DATE", (None, None)),
    ],
)
def test_an_entity_is_called_what_it_is_registered_as(
    name: str | None, label: str, expected: tuple[str | None, str | None]
) -> None:
    found = identified(entity(name, label), KNOWN)

    assert isinstance(found, Entity)
    assert expected == (found.entity, found.entity_id)


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        (("Minister Venn",), (("Orla Venn",), ("orla-venn",))),
        (("Keldra", "Minister Venn"), (("Keldra", "Orla Venn"), ("keldra", "orla-venn"))),
        (("Minister Venn", "Joss Tarn"), (("Orla Venn", "Joss Tarn"), ())),
        ((), ((), ())),
    ],
)
def test_speakers_have_ids_where_all_are_registered(
    speakers: tuple[str, ...], expected: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    found = identified(quote(*speakers), KNOWN)

    assert isinstance(found, Quote)
    assert expected == (found.speaker_entity, found.speaker_entity_id)


def test_participants_of_an_event_are_called_what_they_are_registered_as() -> None:
    found = identified(event(Argument("Minister Venn"), Argument("Joss Tarn")), KNOWN)

    assert isinstance(found, Event)
    assert found.actor == (Argument("Orla Venn", "orla-venn"), Argument("Joss Tarn"))
    (recipient,) = found.recipient
    assert (recipient.entity, recipient.entity_id) == ("Keldra", "keldra")
    assert recipient.span == Span(0, 3, "0" * 32)
    assert found.location == (Argument("Port Anse"),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Minister Venn", "Orla Venn"),
        ("Joss Tarn", "Joss Tarn"),
        ("quo-0123456789abcdef", "quo-0123456789abcdef"),
        (None, None),
    ],
)
def test_whose_word_an_event_stands_on_is_a_registered_name_if_there_is_one(
    source: str | None, expected: str | None
) -> None:
    found = identified(event(attributed_to=source), KNOWN)

    assert isinstance(found, Event)
    assert expected == found.attributed_to


@pytest.mark.parametrize(
    ("holder", "target", "kind", "expected"),
    [
        (
            "Minister Venn",
            "Republic of Keldra",
            "entity",
            ("Orla Venn", "orla-venn", "Keldra", "keldra"),
        ),
        ("Keldra", "Joss Tarn", "entity", ("Keldra", "keldra", "Joss Tarn", None)),
        ("Joss Tarn", "keldra", "issue", ("Joss Tarn", None, "keldra", None)),
    ],
)
def test_holders_and_targets_have_names_and_ids_but_an_issue_is_nobody(
    holder: str, target: str, kind: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    found = identified(stance(holder, target, kind), KNOWN)

    assert isinstance(found, Stance)
    assert expected == (found.holder, found.holder_id, found.target, found.target_id)


def test_entities_of_another_collection_are_not_known() -> None:
    assert set(names([VENN, KELDRA], "articles")) == {"orla venn", "minister venn"}


def test_a_name_that_two_have_is_nobodys() -> None:
    other = RegisteredEntity(
        id="jon-venn", name="Jon Venn", label="PERSON", aliases=("Minister Venn",)
    )

    assert set(names([VENN, other], "exercise")) == {"orla venn", "jon venn"}


def test_spellings_are_the_same() -> None:
    assert folded("The  Farmers’ League") == folded("farmers' league")
