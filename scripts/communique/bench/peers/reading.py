"""The floor: read the texts, find nothing."""

from texts import read, write

table = read()
write(table["id"], range(len(table["text"].to_pylist())))
