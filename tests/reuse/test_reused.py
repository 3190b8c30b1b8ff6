"""What two documents share that are no copies of each other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.offsets import Digester
from communique.records import Document, Quote, Range, Reuse
from communique.reuse.reused import is_after, reused
from communique.reuse.side import Side, day, side
from dedup.invented import edited, report, sentences

SAID = "No hull will pass the strait until the bank is fished by both our rules"
DAYS = 14


def document(text: str, doc_id: str = "d", published: str | None = None) -> Document:
    ends = [at + 1 for at, letter in enumerate(text) if letter in ".\n"]
    starts = [0, *ends][: len(ends)]
    return Document(
        id=doc_id,
        collection="c",
        source_file=f"{doc_id}.txt",
        raw_sha256="0" * 64,
        encoding="utf-8",
        published=published,
        licence="CC0-1.0",
        text_available=True,
        text=text,
        text_sha256="0" * 64,
        sentences=tuple(Range(start, end) for start, end in zip(starts, ends, strict=True)),
    )


def report_with(*said: str, seed: int) -> str:
    return "\n".join([*sentences(seed, 4), *said, *sentences(seed + 100, 4)])


def sides(one: str, other: str, days: tuple[str | None, str | None] = (None, None)) -> list[Side]:
    made = (document(one, "later", days[0]), document(other, "earlier", days[1]))
    return [side(each, (), is_shown=True) for each in made]


def found(one: str, other: str, days: tuple[str | None, str | None] = (None, None)) -> list[Reuse]:
    return reused(*sides(one, other, days), days=DAYS)


def brief(records: list[Reuse]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.span.text or "", each.of_span.text or "") for each in records]


def test_a_quotation_is_found_whatever_the_marks_around_it() -> None:
    one = report_with(f"“{SAID},” the envoy said.", seed=1)
    other = report_with(f"The envoy said: '{SAID.upper()}.'", seed=2)

    assert brief(found(one, other)) == [("quotation", SAID, SAID.upper())]


def test_its_spans_carry_digests_and_its_length() -> None:
    one, other = (report_with(f"“{SAID}.”", seed=seed) for seed in (1, 2))

    (record,) = found(one, other)

    assert record.span == Digester(one).span(record.span.start, record.span.end, with_text=True)
    assert (record.doc_id, record.of, record.words) == ("later", "earlier", len(SAID.split()))


def test_of_a_withheld_document_no_text_is_shown() -> None:
    later, earlier = sides(*(report_with(f"“{SAID}.”", seed=seed) for seed in (1, 2)))

    (record,) = reused(replace(later, is_shown=False), earlier, days=DAYS)

    assert (record.span.text, record.of_span.text) == (None, SAID)


def test_a_shortened_quotation_is_the_same_utterance() -> None:
    one = report_with("“The bank is fished by both our rules,” he said.", seed=1)
    other = report_with(f"“{SAID}, and not before.”", seed=2)

    assert brief(found(one, other))[0][1] == "The bank is fished by both our rules"


def test_two_utterances_that_begin_alike_are_not_one() -> None:
    start = "Nobody has asked me to take sides and"
    one = report_with(f"“{start} I would not know how to do so.”", seed=1)
    other = report_with(f"“{start} tonight it is not needed any more.”", seed=2)

    assert found(one, other) == []


def test_a_reworded_quotation_with_two_runs_of_eight_words_is_one_record() -> None:
    first, last = "we shall not open a second front in", "nor let anybody push us into one here"
    one = report_with(
        f"“{first} the hills of the far north of the isle {last} or anywhere.”", seed=1
    )
    other = report_with(f"“{first} those mountains at all as I told you before {last} so.”", seed=2)

    (record,) = found(one, other)

    assert record.span.text == f"{first} the hills of the far north of the isle {last}"
    assert record.words == 8


def test_seven_words_are_too_few() -> None:
    one, other = (report_with("“A river is not a private tap.”", seed=seed) for seed in (1, 2))

    assert found(one, other) == []


def test_words_quoted_on_one_side_only_are_no_quotation() -> None:
    one = report_with(f"“{SAID}.”", seed=1)
    other = report_with(f"{SAID}.", seed=2)

    assert found(one, other) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2031-04-20", "2031-04-06"), 1),
        (("2031-04-21", "2031-04-06"), 0),
        (("2031-04-21", None), 1),
        (("2031-04", "2031-01-01"), 1),
    ],
)
def test_documents_far_apart_quote_different_utterances(
    days: tuple[str | None, str | None], expected: int
) -> None:
    one, other = (report_with(f"“{SAID}.”", seed=seed) for seed in (1, 2))

    assert len(found(one, other, days)) == expected


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ((("Orla Venn",), ("Orla Venn",)), ["Orla Venn"]),
        ((("Orla Venn",), ("Petrok Audlis",)), []),
        ((("Orla Venn",), ()), [None]),
        (((), ()), [None]),
    ],
)
def test_speakers_are_the_same_as_far_as_they_are_known(
    speakers: tuple[tuple[str, ...], tuple[str, ...]], expected: list[str | None]
) -> None:
    made = []
    for seed, names, doc_id in zip((1, 2), speakers, ("later", "earlier"), strict=True):
        own = document(report_with(f"“{SAID}.”", seed=seed), doc_id)
        made.append(side(own, [quote(own, names)] if names else [], is_shown=True))

    assert [each.speaker_entity for each in reused(*made, days=DAYS)] == expected


def quote(own: Document, speakers: tuple[str, ...]) -> Quote:
    text = own.text or ""
    start = text.index(SAID)
    return Quote(
        id="quo-0000000000000000",
        doc_id=own.id,
        agent="m",
        basis="machine",
        status="silver",
        kind="direct",
        content=Digester(text).span(start, start + len(SAID), with_text=True),
        speaker_entity=speakers,
    )


def test_words_before_the_quotation_do_not_hide_it() -> None:
    one = report_with(f"“{SAID},” the envoy said.", seed=1)
    other = report_with(f"{SAID}.", f"Speaking late, “{SAID}.” That was all.", seed=2)

    assert [each.kind for each in found(one, other)] == ["quotation"]
    assert [each.kind for each in found(other, one)] == ["quotation"]


def test_words_around_a_quotation_do_not_add_up_to_a_passage() -> None:
    line = f"Foreign minister Orla Venn told reporters “{SAID},” as she left the meeting"
    one, other = (
        report_with(f"{own} {line} {own}.", seed=seed) for seed, own in ((1, "x"), (2, "y"))
    )

    assert [each.kind for each in found(one, other)] == ["quotation"]


def test_a_passage_is_twelve_words_of_the_writer() -> None:
    twelve = "the patrol came alongside before dawn and took the crew to harbour"
    records = [
        found(
            *(
                report_with(f"{own} {passage} {own}.", seed=seed)
                for seed, own in ((1, "x"), (2, "y"))
            )
        )
        for passage in (twelve, twelve.removesuffix(" harbour"))
    ]

    assert [brief(each) for each in records] == [[("passage", twelve, twelve)], []]


def test_an_edited_passage_is_one_record() -> None:
    first = "the patrol came alongside a little before dawn on"
    last = "and took all of the crew to the old harbour there"
    one = report_with(f"x {first} Monday {last} x.", seed=1)
    other = report_with(f"y {first} the next day {last} y.", seed=2)

    assert brief(found(one, other))[0][1] == f"{first} Monday {last}"


def test_a_chain_of_names_is_no_passage() -> None:
    names = "the Ministry of Foreign Affairs of the Republic of Zennava"
    one, other = (
        report_with(f"{verb} {names} {verb}.", seed=seed) for seed, verb in ((1, "x"), (2, "y"))
    )

    assert found(one, other) == []


def test_equal_passages_have_ids_of_their_own() -> None:
    twice = report_with(f"“{SAID}.”", f"“{SAID}.”", seed=1)
    other = report_with(f"“{SAID}.”", f"“{SAID}.”", seed=2)

    records = found(twice, other)

    assert len({each.id for each in records}) == len(records) == 2
    assert records == found(twice, other)


def test_texts_of_different_desks_share_nothing() -> None:
    assert found(report(1), report(2)) == []


def test_unknown_days_come_after_known_ones_and_ids_decide_the_rest() -> None:
    known, unknown = day(document("", published="2031-04-06")), day(document("", published="2031"))

    assert is_after((unknown, "a"), (known, "b"))
    assert is_after((known, "b"), (known, "a"))


@given(st.integers(0, 40), st.integers(0, 3))
def test_spans_lie_in_their_texts_and_share_their_words(cut: int, seed: int) -> None:
    one = report_with(f"“{SAID}.”", *sentences(9, 3), seed=1)
    other = edited(report_with(f"‘{SAID}’", *sentences(9, 3), seed=2), cut / 100, seed)

    for each in found(one, other):
        assert each.span.text == one[each.span.start : each.span.end]
        assert each.of_span.text == other[each.of_span.start : each.of_span.end]
        assert each.words <= min(len(each.span.text.split()), len(each.of_span.text.split()))
