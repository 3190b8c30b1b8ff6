"""Gaoya: a MinHash index in Rust, five-word runs, 16 bands with 8 rows, unverified."""

from gaoya.minhash import MinHashStringIndex
from texts import BANDS, GRAM, ROWS, Clusters, read, write

table = read()
texts = table["text"].to_pylist()
index = MinHashStringIndex(
    hash_size=32,
    jaccard_threshold=0.5,
    num_bands=BANDS,
    band_size=ROWS,
    analyzer="word",
    lowercase=True,
    ngram_range=(GRAM, GRAM),
)
index.par_bulk_insert_docs(list(range(len(texts))), texts)
clusters = Clusters(len(texts))
for number, found in enumerate(index.par_bulk_query(texts)):
    for other in found:
        clusters.join(number, other)
write(table["id"], clusters.labels())
