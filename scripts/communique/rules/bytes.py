"""Level 1, bytes: files are UTF-8 without BOM, in NFC, with LF, one record a line."""

import codecs
import unicodedata
from collections.abc import Iterator

from communique.issues import Issue
from communique.records import Document
from communique.rules.rule import Level, rule
from communique.rules.subject import File

LONGEST_LINE = 1 << 20
"""Bytes. An annotation has some hundreds; beyond a mebibyte something else stands in the file."""

ENCODING_HINT = "write the file as UTF-8 (a UTF-16 or cp1252 export has to be converted)"


@rule(Level.BYTES, "file")
def not_utf8(file: File, data: bytes) -> Iterator[Issue]:
    """Every file is UTF-8."""
    if _is_utf8(data):
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            message = f"byte {error.start + 1} of the line, 0x{line[error.start]:02x}, is no UTF-8"
            yield Issue(file.name, number, "not-utf8", message, ENCODING_HINT)


@rule(Level.BYTES, "file")
def byte_order_mark(file: File, data: bytes) -> Iterator[Issue]:
    """No file begins with a byte order mark."""
    if data.startswith(codecs.BOM_UTF8):
        message = "the file begins with a byte order mark"
        yield Issue(file.name, 1, "byte-order-mark", message, "save it as UTF-8 without BOM")


@rule(Level.BYTES, "file")
def line_end(file: File, data: bytes) -> Iterator[Issue]:
    """Lines end in LF alone."""
    if b"\r" not in data:
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if b"\r" in line:
            message = "the line holds a carriage return"
            yield Issue(file.name, number, "line-end", message, "lines end in LF; see dos2unix")


@rule(Level.BYTES, "file")
def final_newline(file: File, data: bytes) -> Iterator[Issue]:
    """The last line ends in LF, as all others do."""
    if data and not data.endswith(b"\n"):
        number = data.count(b"\n") + 1
        hint = "was the file cut short? if it is whole, end it with a newline"
        yield Issue(file.name, number, "final-newline", "the last line does not end", hint)


@rule(Level.BYTES, "file")
def blank_line(file: File, data: bytes) -> Iterator[Issue]:
    """Files of one record a line have no blank lines."""
    if file.kind is None or file.kind.form == "json":
        return
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n"), 1):
        if data and not line.strip():
            yield Issue(file.name, number, "blank-line", "the line is blank", "remove it")


@rule(Level.BYTES, "file")
def not_nfc(file: File, data: bytes) -> Iterator[Issue]:
    """Files are in Unicode NFC; what cleaning removed from a document stays as it was."""
    if file.kind is None or file.kind.record is Document or not _is_utf8(data):
        return
    if data.isascii() or unicodedata.is_normalized("NFC", data.decode()):
        return
    for number, line in enumerate(data.decode().split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            message = "the line is not in Unicode NFC"
            hint = "compose its characters: unicodedata.normalize('NFC', line)"
            yield Issue(file.name, number, "not-nfc", message, hint)


@rule(Level.BYTES, "file")
def long_line(file: File, data: bytes) -> Iterator[Issue]:
    """No annotation takes more than a mebibyte."""
    if file.kind is None or not file.kind.is_annotation or len(data) <= LONGEST_LINE:
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > LONGEST_LINE:
            message = f"the line has {len(line):,} bytes, more than {LONGEST_LINE:,}"
            yield Issue(file.name, number, "long-line", message, "is a line end missing?")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
