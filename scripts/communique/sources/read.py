"""Read the bytes of a source item."""

from pathlib import Path

from communique.items import Item, Place


def read_item(place: Place) -> Item:
    """The item at `place`: the file, or its line of a JSONL file.

    Raises:
        OSError: the file has gone or cannot be read.
    """
    with Path(place.path).open("rb") as file:
        file.seek(place.offset)
        return Item(place=place, data=file.read(place.length))
