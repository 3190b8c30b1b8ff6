import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.offsets import (
    Aligned,
    Digester,
    Edit,
    digest,
    joined,
    sha256,
    utf16_from_codepoint,
)
from communique.records import Segment

TEXTS = st.text(alphabet="ab \n\r\u00a0é\u0301😀שלום", max_size=40)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(a, b, draw(st.text(alphabet="xy ", max_size=3))) for a, b in pairs]


def test_a_digest_depends_on_the_whole_text() -> None:
    assert digest("envoy met", 0, 5) != digest("envoy left", 0, 5)


def test_a_digest_is_what_it_is_defined_to_be() -> None:
    # By another program: printf envoy | openssl dgst -sha256 -hmac "the envoy met"
    assert digest("the envoy met", 4, 9) == "f48ae92416723ce1e2d3c9b042907bcd"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_digest_of_no_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no stretch of a text of 5 code points"):
        digest("envoy", start, end)


def test_a_span_shows_its_text_only_where_it_may() -> None:
    spans = Digester("the envoy")

    assert spans.span(4, 9, with_text=True).text == "envoy"
    assert spans.span(4, 9, with_text=False).text is None


def test_offsets_in_utf16_count_two_units_beyond_the_basic_plane() -> None:
    assert utf16_from_codepoint("a😀b", 2) == 3

    with pytest.raises(ValueError, match="outside a text of 3 code points"):
        utf16_from_codepoint("a😀b", 4)


@given(TEXTS)
def test_utf16_offsets_are_those_of_the_encoded_text(text: str) -> None:
    for offset in range(len(text) + 1):
        assert utf16_from_codepoint(text, offset) == len(text[:offset].encode("utf-16-le")) // 2


@given(edited_texts())
def test_edits_give_the_text_that_replacing_from_the_end_gives(
    case: tuple[str, list[Edit]],
) -> None:
    text, edits = case
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]

    assert Aligned.of(text).edited(edits).text == expected


@given(edited_texts())
def test_segments_never_overlap_and_stay_inside_both_texts(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result = Aligned.of(text).edited(edits)

    clean = raw = 0
    for segment in result.segments:
        assert segment.length > 0
        assert segment.clean_start >= clean
        assert segment.raw_start >= raw
        clean = segment.clean_start + segment.length
        raw = segment.raw_start + segment.length
    assert clean <= len(result.text)
    assert raw <= len(text)


@given(edited_texts())
def test_unedited_characters_keep_their_way_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result = Aligned.of(text).edited([Edit(e.start, e.end) for e in edits])

    back = "".join(text[s.raw_start : s.raw_start + s.length] for s in result.segments)
    assert back == result.text


def test_a_replacement_of_equal_length_keeps_its_alignment() -> None:
    result = Aligned.of("a\u00a0b").edited([Edit(1, 2, " ")])

    assert result == Aligned("a b", (Segment(0, 0, 3),))


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3), Edit(0, 1)], [Edit(0, 2), Edit(1, 3)], [Edit(4, 9)]]
)
def test_edits_out_of_order_or_place_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order or outside"):
        Aligned.of("abcd").edited(edits)


def test_joined_parts_keep_their_places_in_the_raw_text() -> None:
    raw = Aligned.of("one\ntwo")

    result = joined([raw.slice(4, 7), "\n\n", raw.slice(0, 3)])

    assert result.text == "two\n\none"
    assert result.raw_range(0, 3) == raw.slice(4, 7).raw_range(0, 3)
    assert result.raw_range(3, 5) is None


def test_sha256_of_a_text_is_that_of_its_utf8() -> None:
    assert sha256("é") == sha256("é".encode())
