import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.clean.normalise import normalised
from communique.offsets import Aligned

WILD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "ab.&;#amp \t\r\n\u00a0\u00ad\u200b\u200d\ufeff\u2028\x85\x93“”’…e\u0301â€™Ã©😀👩שׁم"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("the\u00a0 envoy\u00a0\nleft", "the envoy\nleft"),
        ("am\u00adbassa\u200bdor\ufeff", "ambassador"),
        ("Jos\u0065\u0301 Ruiz", "Jos\u00e9 Ruiz"),
        (
            "Keldra &amp; Zennava&rsquo;s &nbsp; pact &#8211; signed",
            "Keldra & Zennava’s pact – signed",
        ),
        ("donâ€™t say â€œnoâ€\x9d", "don’t say “no”"),
        ("CafÃ© and naÃ¯ve", "Café and naïve"),
        ("\x93No\x94 \x96 he said", "“No” – he said"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ('“curly” and "straight" ‘mixed’.\'"', '“curly” and "straight" ‘mixed’.\'"'),
        ("to…respond future—a –held", "to…respond future—a –held"),
        ("👩\u200d🚀 نامه\u200cها", "👩\u200d🚀 نامه\u200cها"),
        ("R&D; stays, &bogus; too", "R&D; stays, &bogus; too"),
    ],
)
def test_what_encodings_and_pages_did_is_mended_and_typography_is_not(raw: str, clean: str) -> None:
    assert normalised(Aligned.of(raw)).text == clean


@given(WILD)
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = normalised(Aligned.of(text)).text

    assert normalised(Aligned.of(once)).text == once


@given(WILD)
def test_the_result_is_nfc_with_lf_and_single_blanks(text: str) -> None:
    result = normalised(Aligned.of(text)).text

    assert unicodedata.is_normalized("NFC", result)
    assert not set(result) & set("\r\t\u00a0\u00ad\u200b\u2060\ufeff\u2028\u2029")
    assert "  " not in result
    assert "\n\n\n" not in result


@given(WILD)
def test_aligned_stretches_have_the_length_of_their_raw_stretches(text: str) -> None:
    result = normalised(Aligned.of(text))

    for segment in result.segments:
        raw = text[segment.raw_start : segment.raw_start + segment.length]
        clean = result.text[segment.clean_start : segment.clean_start + segment.length]
        assert len(raw) == len(clean) == segment.length


def test_untouched_characters_are_aligned_with_themselves() -> None:
    raw = "\ufeffThe  envoy\u00a0of CafÃ©land spoke."
    result = normalised(Aligned.of(raw))

    for start, word in ((result.text.index(w), w) for w in ("The", "envoy", "land", "spoke")):
        found = result.raw_range(start, start + len(word))
        assert found is not None
        assert raw[found.start : found.end] == word
