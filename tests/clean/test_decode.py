import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.clean.decode import DecodeError, decoded

TEXT = "“Café,” the envoy said – 5 €."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_each_encoding_of_the_wild_is_read(data: bytes, encoding: str) -> None:
    found = decoded(data)

    assert (found.text, found.encoding) == (TEXT, encoding)


def test_bytes_of_a_picture_are_no_text() -> None:
    with pytest.raises(DecodeError, match="control characters") as caught:
        decoded(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20)

    assert caught.value.reason == "binary"


def test_bytes_of_no_encoding_say_which_byte_does_not_fit() -> None:
    with pytest.raises(DecodeError, match=r"byte 4 does not fit.*byte 4 does not fit") as caught:
        decoded(b"talk\x81ed")

    assert caught.value.reason == "undecodable"


def test_a_byte_order_mark_that_lies_is_told() -> None:
    with pytest.raises(DecodeError, match="marked as utf-8, but byte 0"):
        decoded(b"\xef\xbb\xbf\xff")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_without_controls_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if not data.startswith(b"\xef\xbb\xbf"):
        assert decoded(data).text == text
