"""Each construction that shows a stance, in an invented sentence of its own."""

from typing import NamedTuple

import pytest
from holding import cut, held, read

VENN = "Orla Venn"
Shown = list[tuple[str, str, str]]


class Case(NamedTuple):
    """A text, and who is shown to be for or against what."""

    text: str
    held: Shown


ATTITUDES = {
    "a verb of support": Case(
        "President Orla Venn supports the closure of the bridge.",
        [(VENN, "favor", "bridge_closure")],
    ),
    "a verb of support denied": Case(
        "President Orla Venn does not support the closure of the bridge.",
        [(VENN, "against", "bridge_closure")],
    ),
    "a verb against": Case(
        "President Orla Venn rejected the closure of the bridge.",
        [(VENN, "against", "bridge_closure")],
    ),
    "what is not ruled out is no stance": Case("President Orla Venn did not rule out a pause.", []),
    "what may be is no stance": Case("President Orla Venn might support a truce.", []),
    "what somebody should do is not theirs": Case("Zennava should support a truce.", []),
    "the passive": Case(
        "The pause was welcomed by President Orla Venn.", [(VENN, "favor", "pause")]
    ),
    "a clause behind a name": Case(
        "President Orla Venn, who opposes the closure, went home.",
        [(VENN, "against", "bridge_closure")],
    ),
    "two holders": Case(
        "The governments of Keldra and Zennava support a truce.",
        [("Keldra", "favor", "truce"), ("Zennava", "favor", "truce")],
    ),
    "of two things one": Case(
        "President Orla Venn wants a pause, not a truce.",
        [(VENN, "favor", "pause"), (VENN, "against", "truce")],
    ),
    "a noun and a verb that expresses it": Case(
        "President Orla Venn expressed support for a truce.", [(VENN, "favor", "truce")]
    ),
    "concern over something": Case(
        "President Orla Venn voiced concern over the closure.",
        [(VENN, "against", "bridge_closure")],
    ),
    "a noun that a verb gives": Case(
        "President Orla Venn gave the pause a guarded welcome.", [(VENN, "favor", "pause")]
    ),
    "a noun with its owner": Case(
        "Orla Venn's opposition to the truce is known.", [(VENN, "against", "truce")]
    ),
    "an adjective": Case(
        "President Orla Venn is ready to free the crew.", [(VENN, "favor", "crew_release")]
    ),
    "a participle that tells a state": Case(
        "President Orla Venn is opposed to a truce.", [(VENN, "against", "truce")]
    ),
    "a preposition": Case(
        "President Orla Venn is against the closure.", [(VENN, "against", "bridge_closure")]
    ),
    "a complement": Case(
        "President Orla Venn called the closure “a crime”.", [(VENN, "against", "bridge_closure")]
    ),
    "a demand that somebody rejects": Case(
        "President Orla Venn rejected Zennava's demand for a pause.",
        [("Zennava", "favor", "pause"), (VENN, "against", "pause")],
    ),
    "a demand for it that hangs on the verb": Case(
        "President Orla Venn rejects the demand of Zennava for a truce.",
        [(VENN, "against", "truce")],
    ),
    "nothing against it is no stance": Case("President Orla Venn has nothing against a truce.", []),
    "of two verbs the one that judges": Case(
        "President Orla Venn insisted that the closure was a safety measure and must remain.",
        [(VENN, "favor", "bridge_closure")],
    ),
    "words that say what is rejected": Case(
        "President Orla Venn rejected a resolution that called for a truce.",
        [(VENN, "against", "truce")],
    ),
}

TURNS = {
    "preventing it": Case(
        "President Orla Venn called for steps to prevent escalation.",
        [(VENN, "against", "escalation")],
    ),
    "anything that leads to it": Case(
        "President Orla Venn urged Zennava to refrain from anything that leads to escalation.",
        [(VENN, "against", "escalation")],
    ),
    "an end to it": Case(
        "President Orla Venn called for an end to the closure.",
        [(VENN, "against", "bridge_closure")],
    ),
    "a deed beside an end": Case(
        "President Orla Venn demanded an end to the shelling and the release of the crew.",
        [(VENN, "favor", "truce"), (VENN, "favor", "crew_release")],
    ),
    "a phrase that names the opposite": Case(
        "President Orla Venn urged Zennava to reopen the bridge.",
        [(VENN, "against", "bridge_closure")],
    ),
    "not doing it": Case(
        "President Orla Venn urged Zennava not to close the bridge.",
        [(VENN, "against", "bridge_closure")],
    ),
    "condemning the opposite": Case(
        "President Orla Venn condemned the detention of the crew.",
        [(VENN, "favor", "crew_release")],
    ),
    "hoping that it lasts": Case(
        "President Orla Venn hopes that the truce will hold.", [(VENN, "favor", "truce")]
    ),
    "wanting it lifted": Case(
        "President Orla Venn wants the closure lifted.", [(VENN, "against", "bridge_closure")]
    ),
    "the longest phrase counts": Case(
        "President Orla Venn supports a short truce.", [(VENN, "favor", "pause")]
    ),
}

QUOTED = {
    "what is said to be bad": Case(
        "“The closure is unacceptable,” President Orla Venn said.",
        [(VENN, "against", "bridge_closure")],
    ),
    "what must be": Case(
        "“The crew must be released,” President Orla Venn said.",
        [(VENN, "favor", "crew_release")],
    ),
    "what we will not do": Case(
        "“We will not close the bridge,” President Orla Venn said.",
        [(VENN, "against", "bridge_closure")],
    ),
    "what I think": Case("“I back a pause,” President Orla Venn said.", [(VENN, "favor", "pause")]),
    "what a reported clause judges": Case(
        "President Orla Venn said that a truce was vital.", [(VENN, "favor", "truce")]
    ),
    "what something does": Case(
        "President Orla Venn said that the closure would harm trade.",
        [(VENN, "against", "bridge_closure")],
    ),
    "what nobody wants": Case(
        "Nobody wants escalation, President Orla Venn said.", [(VENN, "against", "escalation")]
    ),
    "the author's own judgement is nobody's": Case("The closure is a crime.", []),
}

NEUTRAL = {
    "stopping short": Case(
        "President Orla Venn stopped short of supporting a truce.", [(VENN, "neutral", "truce")]
    ),
    "refusing to say whether": Case(
        "President Orla Venn refused to say whether Keldra would close the bridge.",
        [(VENN, "neutral", "bridge_closure")],
    ),
    "taking no position": Case(
        "President Orla Venn took no position on the closure.",
        [(VENN, "neutral", "bridge_closure")],
    ),
}

HOLDERS = {
    "a state whose government it is": Case(
        "Keldra's government backs a pause.", [("Keldra", "favor", "pause")]
    ),
    "a state for its capital": Case("Rome supports a truce.", [("Italy", "favor", "truce")]),
    "a group without a name": Case(
        "Protesters demanded the release of the crew.", [("Protesters", "favor", "crew_release")]
    ),
    "a headline": Case("Zennava to reopen bridge", [("Zennava", "against", "bridge_closure")]),
    "points of a list": Case(
        "The Government of Keldra calls on Zennava:\n\n- to free the crew;\n\n"
        "- to reopen the bridge.",
        [("Keldra", "favor", "crew_release"), ("Keldra", "against", "bridge_closure")],
    ),
}

RECALLED = {
    "the idea": Case(
        "President Orla Venn proposed a pause. Captain Joss Tarn rejected the idea.",
        [(VENN, "favor", "pause"), ("Joss Tarn", "against", "pause")],
    ),
    "a pronoun": Case(
        "President Orla Venn proposed a pause. Captain Joss Tarn opposes it.",
        [(VENN, "favor", "pause"), ("Joss Tarn", "against", "pause")],
    ),
    "a pronoun of a fact": Case(
        "President Orla Venn proposed a pause. Captain Joss Tarn confirmed it.",
        [(VENN, "favor", "pause")],
    ),
}

CLAIMS = {
    "who says so": Case(
        "President Orla Venn said that Zennava had stolen grain.", [(VENN, "favor", "theft")]
    ),
    "who denies it": Case(
        "Zennava denied that it had stolen grain.", [("Zennava", "against", "theft")]
    ),
}

ENTITIES = {
    "an actor as such": Case(
        "President Orla Venn condemned Zennava.", [(VENN, "against", "Zennava")]
    ),
    "thanks": Case("President Orla Venn thanked Zennava.", [(VENN, "favor", "Zennava")]),
    "an accusation, and what it is of": Case(
        "Keldra accused Zennava of closing the bridge.",
        [("Keldra", "against", "bridge_closure"), ("Keldra", "against", "Zennava")],
    ),
    "who is only urged": Case("President Orla Venn urged Zennava to wait.", []),
}

ALL = {
    f"{group}: {name}": case
    for group, cases in {
        "attitudes": ATTITUDES,
        "turns": TURNS,
        "quoted": QUOTED,
        "neutral": NEUTRAL,
        "holders": HOLDERS,
        "recalled": RECALLED,
        "claims": CLAIMS,
        "entities": ENTITIES,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("name", ALL)
def test_a_construction_shows_the_stances_it_should(name: str) -> None:
    assert held(ALL[name].text) == ALL[name].held


CONDITIONS = {
    "as long as": (
        "President Orla Venn rejects a truce as long as the crew is held.",
        "as long as the crew is held",
        [(VENN, "against", "truce", False), (VENN, "favor", "crew_release", True)],
    ),
    "provided that": (
        "President Orla Venn is ready to observe a pause, provided that the crew is returned.",
        "provided that the crew is returned",
        [(VENN, "favor", "pause", False), (VENN, "favor", "crew_release", True)],
    ),
    "unless": (
        "President Orla Venn rejected any truce unless Zennava frees the crew.",
        "unless Zennava frees the crew",
        [(VENN, "against", "truce", False), (VENN, "favor", "crew_release", True)],
    ),
    "without": (
        "President Orla Venn refused a truce that does not include the return of the crew.",
        "that does not include the return of the crew",
        [(VENN, "against", "truce", False), (VENN, "favor", "crew_release", False)],
    ),
    "a promise": (
        "President Orla Venn said she would free the crew if Zennava opened the bridge.",
        "if Zennava opened the bridge",
        [(VENN, "favor", "crew_release", False), (VENN, "against", "bridge_closure", True)],
    ),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_is_kept_and_shows_what_is_wanted(name: str) -> None:
    text, condition, expected = CONDITIONS[name]
    doc = read(text)

    assert [
        (one.holder, one.polarity, one.target, one.inferred) for one in doc._.stances
    ] == expected
    assert doc._.stances[0].conditional
    assert cut(doc)[1] == condition


DEEDS = {
    "an envoy recalled": ("Keldra recalled its envoy from Zennava.", "relations"),
    "a designation": (
        "President Orla Venn designated the Orrin Front as a terrorist group.",
        "Orrin Front",
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_that_speaks_is_inferred(name: str) -> None:
    text, target = DEEDS[name]

    assert [(one.polarity, one.target, one.inferred) for one in read(text)._.stances] == [
        ("against", target, True)
    ]


def test_a_threat_to_do_something_is_a_stance_on_its_condition() -> None:
    doc = read("President Orla Venn threatened to close the port unless Zennava frees the crew.")

    assert [(one.holder, one.polarity, one.target, one.inferred) for one in doc._.stances] == [
        (VENN, "favor", "crew_release", True)
    ]


def test_what_hangs_on_a_doubtful_word_is_no_error() -> None:
    assert read("Keldra blacklisted concern that the truce will collapse.")._.stances is not None


def test_a_bare_threat_takes_no_side() -> None:
    assert read("President Orla Venn threatened to close the port.")._.stances == []


def test_what_nothing_tells_is_a_guess_and_unsure() -> None:
    doc = read("“Our relations are old,” President Orla Venn said.")

    assert [(one.holder, one.polarity, one.target, one.unsure) for one in doc._.stances] == [
        (VENN, "favor", "relations", True)
    ]


def test_a_sentence_shows_a_stance_once() -> None:
    text = "President Orla Venn supports a pause and said that a pause is vital."

    assert held(text) == [(VENN, "favor", "pause")]


def test_evidence_is_the_clause_and_no_more_than_the_quotation() -> None:
    doc = read("“The crew must be released,” President Orla Venn said. It rained.")

    assert cut(doc)[0] == "The crew must be released"
    assert doc._.stances[0].quote == 0


def test_a_stance_names_the_event_whose_trigger_shows_it() -> None:
    doc = read("President Orla Venn urged Zennava to reopen the bridge.")
    (one,) = doc._.stances

    assert one.event is not None
    assert doc._.events[one.event].type == "REQUEST"
