"""The floor of anything that cuts texts into words in Python: words and hashes of their runs."""

from texts import grams, read, write

table = read()
for text in table["text"].to_pylist():
    for gram in grams(text):
        hash(gram)
write(table["id"], range(len(table)))
