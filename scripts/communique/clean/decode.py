"""From bytes to text: UTF-8, UTF-16 and cp1252, told apart without guessing at languages."""

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL = 0.002
"""Texts hold hardly any control characters; in sampled binary files they are 1 % and more."""


class DecodeError(ValueError):
    """Bytes that are no text. `reason` is `binary` or `undecodable`."""

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the reason apart from the sentence."""
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Decoded:
    """A text, without its byte order mark, and the encoding that it was read with."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text of `data`.

    A byte order mark decides; else UTF-16 shows by its zero bytes; else strict UTF-8; else cp1252.

    Raises:
        DecodeError: no encoding fits, or the bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding)
    if unmarked := _utf16(data):
        return _text(data, unmarked)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _cp1252(data, error.start)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: most Latin text has a zero in every second byte, on one side."""
    if len(data) < 2 or len(data) % 2:  # noqa: PLR2004
        return None
    half = len(data) / 2
    for encoding, zeros, others in (
        ("utf-16-le", data[1::2].count(0), data[::2].count(0)),
        ("utf-16-be", data[::2].count(0), data[1::2].count(0)),
    ):
        if zeros > 0.5 * half and not others:
            return encoding
    return None


def _text(data: bytes, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        detail = f"marked as {encoding}, but byte {error.start} does not fit: save it as UTF-8"
        raise DecodeError("undecodable", detail) from error


def _cp1252(data: bytes, not_utf8: int) -> Decoded:
    try:
        return _checked(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError as error:
        raise DecodeError(
            "undecodable",
            f"neither UTF-8 (byte {not_utf8} does not fit) nor cp1252 (byte {error.start} does not "
            "fit): save the file as UTF-8",
        ) from error


def _checked(text: str, encoding: str) -> Decoded:
    controls = len(CONTROL.findall(text))
    if controls > MOST_CONTROL * len(text) + 2:
        detail = f"{controls} control characters in {len(text)}: this is no text file"
        raise DecodeError("binary", detail)
    return Decoded(text, encoding)
